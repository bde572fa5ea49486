-- To whom bills are made out, invoices and credit notes, and exemptions from tax.

-- Of a person who buys for themselves, or of an organisation; its key is theirs.
create table billing_details (
    holder text not null primary key,
    person text references person (id),
    organization text references organization (id),
    name text not null,
    business text not null,
    street text not null,
    postal_code text not null,
    city text not null,
    region text not null,
    country text not null,
    vat_number text not null,
    changed_at integer not null,
    version integer not null,
    check ((person is null) <> (organization is null)),
    check (holder = coalesce(person, organization))
) strict;

-- To whom an order is billed and why it is taxed as it is, as it was when it was placed.
create table order_billing (
    purchase_order text not null primary key references purchase_order (id),
    buyer text not null,
    taxation text not null
) strict;

-- The last number of each series. It is counted up in the transaction that issues the document.
create table invoice_series (
    series text not null primary key,
    last integer not null check (last >= 1)
) strict;

create table invoice (
    id text not null primary key,
    kind text not null check (kind in ('Invoice', 'CreditNote')),
    series text not null,
    number integer not null check (number >= 1),
    full_number text not null,
    purchase_order text not null references purchase_order (id),
    counters text references invoice (id),
    buyer text not null references person (id),
    organization text references organization (id),
    issued_on text not null,
    issued_at integer not null,
    currency text not null,
    net integer not null check (net >= 0),
    tax integer not null check (tax >= 0),
    document text not null,
    check ((kind = 'CreditNote') = (counters is not null))
) strict;
create unique index invoice_number on invoice (series, number);
create unique index invoice_full_number on invoice (full_number);
create unique index invoice_order on invoice (purchase_order) where kind = 'Invoice';
create index invoice_orders on invoice (purchase_order);
create index invoice_counters on invoice (counters) where counters is not null;
create index invoice_buyer on invoice (buyer, issued_at, id);
create index invoice_organization on invoice (organization, issued_at, id) where organization is not null;
create index invoice_issued on invoice (issued_at, id);

create trigger invoice_no_update before update on invoice
begin select raise(abort, 'an invoice is never changed'); end;
create trigger invoice_no_delete before delete on invoice
begin select raise(abort, 'an invoice is never removed'); end;
create trigger invoice_no_gap before insert on invoice
when new.number > 1 and not exists (
    select 1 from invoice last where last.series = new.series and last.number = new.number - 1)
begin select raise(abort, 'a series has no gap'); end;
create trigger invoice_credit before insert on invoice
when new.kind = 'CreditNote' and not exists (
    select 1 from invoice whole
    where whole.id = new.counters and whole.kind = 'Invoice' and whole.currency = new.currency
        and whole.purchase_order = new.purchase_order
        and whole.net >= new.net + (select coalesce(sum(net), 0) from invoice where counters = new.counters)
        and whole.tax >= new.tax + (select coalesce(sum(tax), 0) from invoice where counters = new.counters))
begin select raise(abort, 'no more is given back than was billed'); end;

create table tax_exemption (
    id text not null primary key,
    person text not null references person (id),
    organization text references organization (id),
    country text not null,
    reason text not null,
    status text not null,
    submitted_at integer not null,
    decided_by text references person (id),
    decided_at integer,
    decision_reason text not null,
    valid_from text,
    valid_until text,
    warn_on text,
    version integer not null,
    check ((status = 'UnderReview') = (decided_at is null)),
    check ((status = 'Accepted') = (valid_until is not null)),
    check ((valid_from is null) = (valid_until is null))
) strict;
create index tax_exemption_person on tax_exemption (person, submitted_at, id);
create index tax_exemption_organization on tax_exemption (organization, submitted_at, id)
    where organization is not null;
create index tax_exemption_review on tax_exemption (submitted_at, id) where status = 'UnderReview';
create index tax_exemption_all on tax_exemption (submitted_at, id);
create index tax_exemption_warning on tax_exemption (warn_on, id) where warn_on is not null;

-- What proves an exemption: kept here and not in a folder, so that no web server comes upon it.
create table tax_exemption_document (
    id text not null primary key,
    exemption text not null references tax_exemption (id),
    position integer not null,
    name text not null,
    media_type text not null,
    size integer not null,
    content blob not null
) strict;
create index tax_exemption_document_exemption on tax_exemption_document (exemption, position);

-- Tax to be given back on orders that were placed while an exemption was under review (R27).
create table tax_refund (
    purchase_order text not null primary key references purchase_order (id),
    exemption text not null references tax_exemption (id),
    tax integer not null check (tax > 0),
    currency text not null,
    since integer not null,
    refunded_at integer,
    refunded_by text references person (id)
) strict;
create index tax_refund_due on tax_refund (since, purchase_order) where refunded_at is null;
create index tax_refund_exemption on tax_refund (exemption);
