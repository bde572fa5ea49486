-- Until when an order is to be paid, and why one was canceled.
alter table purchase_order add column pay_by date;
alter table purchase_order add column remind_on date;
alter table purchase_order add column awaited_until date;
alter table purchase_order add column canceled_because text check (canceled_because in ('GivenUp', 'Unpaid'));
create index purchase_order_reminder on purchase_order (remind_on, id) where remind_on is not null;
create index purchase_order_awaited on purchase_order (awaited_until, id) where status = 'AwaitingPayment';

-- Whoever waits from before is reminded first, and has two weeks then.
update purchase_order set
        pay_by = case method when 'BankTransfer' then (placed_at at time zone 'utc')::date + 30 end,
        remind_on = case method when 'BankTransfer' then current_date end,
        awaited_until = greatest((placed_at at time zone 'utc')::date + 40, current_date + 14)
    where status = 'AwaitingPayment';

-- A payment by card that the buyer disputes at their bank.
create table chargeback (
    id uuid not null primary key,
    purchase_order uuid not null references purchase_order (id),
    payment uuid not null references payment (id),
    gateway text not null,
    reference text not null,
    amount bigint not null check (amount >= 0),
    currency text not null,
    reason text not null,
    opened_at timestamptz not null,
    status text not null check (status in ('Inquiry', 'Open', 'UnderReview', 'Won', 'Lost', 'Dropped')),
    answer_by timestamptz,
    pack uuid references incident_pack (id),
    frozen integer not null check (frozen >= 0),
    frozen_at timestamptz,
    answer text check (answer in ('Accept', 'Contest')),
    words text not null,
    answered_by uuid references person (id),
    answered_at timestamptz,
    attempt integer not null check (attempt >= 0),
    sent_at timestamptz,
    failure text,
    settled_at timestamptz,
    version integer not null,
    check ((status in ('Won', 'Lost', 'Dropped')) = (settled_at is not null)),
    check ((answer is null) = (answered_by is null)),
    check (frozen = 0 or pack is not null)
);
create unique index chargeback_reference on chargeback (gateway, reference);
create index chargeback_order on chargeback (purchase_order);
create index chargeback_age on chargeback (opened_at, id);
create index chargeback_open on chargeback (opened_at, id) where settled_at is null;

-- A partner whose pack was granted by contract before enrollments had days has the pack of that year already.
insert into partner_activation (enrollment, year, plan, pack, activated_by, activated_at)
    select e.id,
        greatest(1, extract(year from age(p.starts_on, e.valid_from))::integer + 1),
        p.plan, min(p.id::text)::uuid, min(h.person::text)::uuid, min(p.created_at)
    from partner_enrollment e
    join person o on o.organization_id = e.organization
    join pack_holder h on h.person = o.id
    join incident_pack p on p.id = h.pack
    where e.id = e.organization and p.contract_id is not null and p.size is not null
        and not exists (select 1 from partner_activation a where a.pack = p.id)
    group by 1, 2, 3
    on conflict do nothing;
