-- Payments and refunds as rows of their own. What was refunded is counted on the order, so that no two refunds together
-- give back more than was paid.
alter table purchase_order add column method text not null default 'Card'
    check (method in ('Card', 'BankTransfer'));
alter table purchase_order add column refunded_net bigint not null default 0
    check (refunded_net between 0 and net);
alter table purchase_order add column refunded_tax bigint not null default 0
    check (refunded_tax between 0 and tax);
alter table purchase_order add column refunded_credits integer not null default 0
    check (refunded_credits between 0 and coalesce(size, 0));

create table payment (
    id uuid not null primary key,
    purchase_order uuid not null references purchase_order (id),
    gateway text not null,
    attempt integer not null check (attempt >= 1),
    reference text,
    capture text,
    amount bigint not null check (amount >= 0),
    currency text not null,
    status text not null check (status in ('Started', 'Confirmed', 'Expired', 'Failed')),
    started_at timestamptz not null,
    ends_at timestamptz,
    settled_at timestamptz,
    declined_at timestamptz,
    returns_to text not null,
    language text not null,
    recorded_by uuid references person (id),
    received_on date,
    version integer not null,
    check ((status = 'Started') = (settled_at is null)),
    check (status <> 'Confirmed' or reference is not null)
);
create unique index payment_attempt on payment (purchase_order, attempt);
create unique index payment_reference on payment (gateway, reference) where reference is not null;
create unique index payment_confirmed on payment (purchase_order) where status = 'Confirmed';
create index payment_capture on payment (gateway, capture) where capture is not null;
create index payment_settled on payment (gateway, settled_at) where status = 'Confirmed';
create index payment_open on payment (gateway, ends_at) where status = 'Started';

-- What was paid before was paid at the only gateway there was.
insert into payment (id, purchase_order, gateway, attempt, reference, amount, currency, status, started_at, settled_at,
    returns_to, language, version)
select id, id, 'demonstration', 1, coalesce(payment_reference, id::text), net + tax, currency, 'Confirmed', placed_at, paid_at,
    '', '', 1
from purchase_order where status = 'Paid';

create table refund (
    id uuid not null primary key,
    purchase_order uuid not null references purchase_order (id),
    payment uuid not null references payment (id),
    pack uuid references incident_pack (id),
    credits integer not null check (credits >= 0),
    net bigint not null check (net >= 0),
    tax bigint not null check (tax >= 0),
    currency text not null,
    reason text not null,
    gateway text not null,
    "by" uuid references person (id),
    asked_at timestamptz not null,
    attempt integer not null check (attempt >= 1),
    status text not null check (status in ('Asked', 'Sent', 'Succeeded', 'Failed')),
    reference text,
    failure text,
    settled_at timestamptz,
    version integer not null,
    check ((pack is null) = (credits = 0)),
    check ((status = 'Succeeded') = (settled_at is not null))
);
create index refund_order on refund (purchase_order, asked_at, id);
create index refund_age on refund (asked_at, id);
create index refund_open on refund (asked_at, id) where status <> 'Succeeded';
create index refund_reference on refund (gateway, reference) where reference is not null;

-- What does not add up between these books and a gateway's: each thing once.
create table payment_finding (
    id uuid not null primary key,
    kind text not null,
    gateway text not null,
    reference text not null,
    purchase_order uuid references purchase_order (id),
    amount bigint not null,
    currency text not null,
    found_at timestamptz not null,
    dealt_at timestamptz,
    dealt_by uuid references person (id),
    note text not null,
    version integer not null,
    check ((dealt_at is null) = (dealt_by is null))
);
create unique index payment_finding_once on payment_finding (kind, gateway, reference);
create index payment_finding_age on payment_finding (found_at, id);
create index payment_finding_open on payment_finding (found_at, id) where dealt_at is null;
