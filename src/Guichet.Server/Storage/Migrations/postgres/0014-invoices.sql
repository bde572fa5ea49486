-- To whom bills are made out, invoices and credit notes, and exemptions from tax.

-- Of a person who buys for themselves, or of an organisation; its key is theirs.
create table billing_details (
    holder uuid not null primary key,
    person uuid references person (id),
    organization uuid references organization (id),
    name text not null,
    business text not null,
    street text not null,
    postal_code text not null,
    city text not null,
    region text not null,
    country text not null,
    vat_number text not null,
    changed_at timestamptz not null,
    version integer not null,
    check ((person is null) <> (organization is null)),
    check (holder = coalesce(person, organization))
);

-- To whom an order is billed and why it is taxed as it is, as it was when it was placed.
create table order_billing (
    purchase_order uuid not null primary key references purchase_order (id),
    buyer text not null,
    taxation text not null
);

-- The last number of each series. It is counted up in the transaction that issues the document.
create table invoice_series (
    series text not null primary key,
    last integer not null check (last >= 1)
);

create table invoice (
    id uuid not null primary key,
    kind text not null check (kind in ('Invoice', 'CreditNote')),
    series text not null,
    number integer not null check (number >= 1),
    full_number text not null,
    purchase_order uuid not null references purchase_order (id),
    counters uuid references invoice (id),
    buyer uuid not null references person (id),
    organization uuid references organization (id),
    issued_on date not null,
    issued_at timestamptz not null,
    currency text not null,
    net bigint not null check (net >= 0),
    tax bigint not null check (tax >= 0),
    document text not null,
    check ((kind = 'CreditNote') = (counters is not null))
);
create unique index invoice_number on invoice (series, number);
create unique index invoice_full_number on invoice (full_number);
create unique index invoice_order on invoice (purchase_order) where kind = 'Invoice';
create index invoice_orders on invoice (purchase_order);
create index invoice_counters on invoice (counters) where counters is not null;
create index invoice_buyer on invoice (buyer, issued_at, id);
create index invoice_organization on invoice (organization, issued_at, id) where organization is not null;
create index invoice_issued on invoice (issued_at, id);

create function invoice_keep() returns trigger language plpgsql as $$
begin
    raise exception 'an invoice is never changed or removed';
end $$;
create trigger invoice_keep before update or delete on invoice
    for each row execute function invoice_keep();
create trigger invoice_keep_all before truncate on invoice
    for each statement execute function invoice_keep();

create function invoice_continues() returns trigger language plpgsql as $$
begin
    if new.number > 1 and not exists (
        select 1 from invoice last where last.series = new.series and last.number = new.number - 1) then
        raise exception 'a series has no gap';
    end if;
    if new.kind = 'CreditNote' and not exists (
        select 1 from invoice whole
        where whole.id = new.counters and whole.kind = 'Invoice' and whole.currency = new.currency
            and whole.purchase_order = new.purchase_order
            and whole.net >= new.net + (select coalesce(sum(net), 0) from invoice where counters = new.counters)
            and whole.tax >= new.tax + (select coalesce(sum(tax), 0) from invoice where counters = new.counters)) then
        raise exception 'no more is given back than was billed';
    end if;
    return new;
end $$;
create trigger invoice_continues before insert on invoice
    for each row execute function invoice_continues();

create table tax_exemption (
    id uuid not null primary key,
    person uuid not null references person (id),
    organization uuid references organization (id),
    country text not null,
    reason text not null,
    status text not null,
    submitted_at timestamptz not null,
    decided_by uuid references person (id),
    decided_at timestamptz,
    decision_reason text not null,
    valid_from date,
    valid_until date,
    warn_on date,
    version integer not null,
    check ((status = 'UnderReview') = (decided_at is null)),
    check ((status = 'Accepted') = (valid_until is not null)),
    check ((valid_from is null) = (valid_until is null))
);
create index tax_exemption_person on tax_exemption (person, submitted_at, id);
create index tax_exemption_organization on tax_exemption (organization, submitted_at, id)
    where organization is not null;
create index tax_exemption_review on tax_exemption (submitted_at, id) where status = 'UnderReview';
create index tax_exemption_all on tax_exemption (submitted_at, id);
create index tax_exemption_warning on tax_exemption (warn_on, id) where warn_on is not null;

-- What proves an exemption: kept here and not in a folder, so that no web server comes upon it.
create table tax_exemption_document (
    id uuid not null primary key,
    exemption uuid not null references tax_exemption (id),
    position integer not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    content bytea not null
);
create index tax_exemption_document_exemption on tax_exemption_document (exemption, position);

-- Tax to be given back on orders that were placed while an exemption was under review (R27).
create table tax_refund (
    purchase_order uuid not null primary key references purchase_order (id),
    exemption uuid not null references tax_exemption (id),
    tax bigint not null check (tax > 0),
    currency text not null,
    since timestamptz not null,
    refunded_at timestamptz,
    refunded_by uuid references person (id)
);
create index tax_refund_due on tax_refund (since, purchase_order) where refunded_at is null;
create index tax_refund_exemption on tax_refund (exemption);
