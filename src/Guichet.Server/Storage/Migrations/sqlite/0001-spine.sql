-- Ids are version-7 GUIDs as text; instants are microseconds since 1970; days are ISO text; money is minor units.

create table person (
    id text not null primary key,
    user_name text not null,
    normalized_user_name text not null,
    email text not null,
    normalized_email text not null,
    email_confirmed integer not null,
    password_hash text,
    security_stamp text not null,
    concurrency_stamp text not null,
    lockout_end integer,
    lockout_enabled integer not null,
    access_failed_count integer not null,
    name text not null,
    role text not null,
    sign_in text not null,
    organization_id text references organization (id),
    member_role text,
    country text not null,
    time_zone text not null,
    language text not null,
    created_at integer not null,
    check ((organization_id is null) = (member_role is null))
) strict;
create unique index person_user_name on person (normalized_user_name);
create unique index person_email on person (normalized_email);
create index person_organization on person (organization_id) where organization_id is not null;
create index person_role on person (role, normalized_email);

create table organization (
    id text not null primary key,
    name text not null,
    country text not null,
    partner_level text not null,
    competency integer not null,
    created_at integer not null
) strict;

create table invitation (
    id text not null primary key,
    organization_id text not null references organization (id),
    email text not null,
    member_role text not null,
    token_hash text not null,
    invited_by text not null references person (id),
    created_at integer not null,
    expires_at integer not null,
    accepted_at integer
) strict;
create unique index invitation_token on invitation (token_hash);
create index invitation_organization on invitation (organization_id, created_at);

create table api_key (
    id text not null primary key,
    person_id text not null references person (id),
    name text not null,
    start text not null,
    hash text not null,
    scopes text not null,
    created_at integer not null,
    expires_at integer,
    revoked_at integer
) strict;
create unique index api_key_hash on api_key (hash);
create index api_key_person on api_key (person_id, created_at);

create table data_protection_key (
    id integer primary key,
    friendly_name text,
    xml text
) strict;

create table policy_version (
    version integer not null primary key,
    text text not null,
    applied_by text references person (id),
    applied_at integer not null,
    note text not null
) strict;

create table catalog_version (
    version integer not null primary key,
    source text not null,
    added integer not null,
    changed integer not null,
    applied_by text references person (id),
    applied_at integer not null
) strict;

create table catalog_product (
    key text not null primary key,
    position integer not null,
    document text not null,
    version integer not null references catalog_version (version)
) strict;

create table purchase_order (
    id text not null primary key,
    confirmation_number text not null,
    buyer text not null references person (id),
    organization text references organization (id),
    plan text not null,
    size integer,
    currency text not null,
    net integer not null check (net >= 0),
    tax integer not null check (tax >= 0),
    tax_basis_points integer not null,
    country text not null,
    purchase_order_number text not null,
    status text not null,
    placed_at integer not null,
    paid_at integer,
    payment_reference text,
    draft text,
    policy_version integer not null references policy_version (version),
    version integer not null,
    check ((status = 'Paid') = (paid_at is not null))
) strict;
create unique index purchase_order_confirmation_number on purchase_order (confirmation_number);
create index purchase_order_buyer on purchase_order (buyer, placed_at);
create index purchase_order_organization on purchase_order (organization, placed_at) where organization is not null;
create index purchase_order_placed on purchase_order (placed_at, id);

create table incident_pack (
    id text not null primary key,
    plan text not null,
    owner text not null references person (id),
    organization text references organization (id),
    purchase_order text references purchase_order (id),
    size integer,
    starts_on text not null,
    expires_on text,
    contract_id text,
    access_id_hash text,
    created_at integer not null,
    check ((contract_id is null) = (access_id_hash is null))
) strict;
create unique index incident_pack_order on incident_pack (purchase_order) where purchase_order is not null;
create unique index incident_pack_contract on incident_pack (contract_id) where contract_id is not null;
create index incident_pack_owner on incident_pack (owner);
create index incident_pack_organization on incident_pack (organization) where organization is not null;
create index incident_pack_expiry on incident_pack (expires_on, id) where expires_on is not null;

-- Who may use a pack: the account that bought it, and every account that entered its contract (R20).
create table pack_holder (
    person text not null references person (id),
    pack text not null references incident_pack (id),
    added_at integer not null,
    primary key (person, pack)
) strict, without rowid;
create index pack_holder_pack on pack_holder (pack);

create table ledger_entry (
    pack text not null references incident_pack (id),
    line integer not null check (line >= 1),
    kind text not null check (kind in
        ('Purchased', 'Reserved', 'Consumed', 'Released', 'Expired', 'Transferred', 'Adjusted')),
    balance_change integer not null,
    reserved_change integer not null,
    balance_after integer not null check (balance_after >= 0),
    reserved_after integer not null check (reserved_after >= 0),
    incident text,
    "by" text,
    reason text not null,
    at integer not null,
    previous_hash text not null check (length(previous_hash) = 64),
    primary key (pack, line),
    check (reserved_after <= balance_after),
    check (case kind
        when 'Purchased' then balance_change > 0 and reserved_change = 0
        when 'Reserved' then balance_change = 0 and reserved_change = 1 and incident is not null
        when 'Consumed' then balance_change = -1 and reserved_change = -1 and incident is not null
        when 'Released' then balance_change = 0 and reserved_change = -1 and incident is not null
        when 'Expired' then balance_change < 0 and reserved_change = 0
        when 'Transferred' then balance_change = 0 and reserved_change = 0
        else reserved_change = 0 end)
) strict, without rowid;
create unique index ledger_entry_hold on ledger_entry (incident) where kind = 'Reserved';
create unique index ledger_entry_settled on ledger_entry (incident) where kind in ('Consumed', 'Released');

create trigger ledger_entry_no_update before update on ledger_entry
begin select raise(abort, 'a ledger line is never changed'); end;
create trigger ledger_entry_no_delete before delete on ledger_entry
begin select raise(abort, 'a ledger line is never removed'); end;
create trigger ledger_entry_chain before insert on ledger_entry
when not (
    (new.line = 1 and new.balance_after = new.balance_change and new.reserved_after = new.reserved_change)
    or exists (
        select 1 from ledger_entry last
        where last.pack = new.pack and last.line = new.line - 1
            and last.balance_after + new.balance_change = new.balance_after
            and last.reserved_after + new.reserved_change = new.reserved_after))
begin select raise(abort, 'a ledger line continues the line before it'); end;
create trigger ledger_entry_hold_first before insert on ledger_entry
when new.kind in ('Consumed', 'Released')
    and not exists (select 1 from ledger_entry held
        where held.incident = new.incident and held.kind = 'Reserved' and held.pack = new.pack)
begin select raise(abort, 'only a credit on hold can be settled'); end;

create table incident (
    number integer primary key autoincrement,
    id text not null,
    customer text not null references person (id),
    organization text references organization (id),
    release text not null,
    release_name text not null,
    wants text not null,
    plan text not null,
    pack text references incident_pack (id),
    title text not null,
    contacts text not null,
    severity text not null,
    hours text not null,
    status text not null,
    closing_reason text,
    charge text not null,
    agent text references person (id),
    statement text,
    statement_accepted integer not null,
    clock_started_at integer not null,
    clock_severity text not null,
    clock_hours text not null,
    clock_budget integer not null,
    clock_calendar text,
    clock_policy_version integer not null,
    clock_time_zone_data text not null,
    due_at integer not null,
    responded_at integer,
    submitted_at integer not null,
    solution_stands_at integer,
    closed_at integer,
    changed_at integer not null,
    answered integer not null,
    queue_at integer not null,
    policy_version integer not null references policy_version (version),
    catalog_version integer not null references catalog_version (version),
    coverage text not null,
    request_hash text not null,
    version integer not null,
    check ((status = 'Closed') = (closing_reason is not null)),
    check ((status = 'Closed') = (closed_at is not null))
) strict;
create unique index incident_id on incident (id);
create index incident_queue on incident (answered, queue_at, id) where status <> 'Closed';
create index incident_queue_agent on incident (agent, answered, queue_at, id)
    where status <> 'Closed' and agent is not null;
create index incident_customer on incident (customer, submitted_at, id);
create index incident_organization on incident (organization, submitted_at, id) where organization is not null;
create index incident_decision on incident (closed_at, id) where charge = 'AwaitingDecision';
create index incident_solution on incident (solution_stands_at) where solution_stands_at is not null;
create index incident_submitted on incident (submitted_at, id);

create table message (
    id text not null primary key,
    incident text not null references incident (id),
    kind text not null,
    "by" text not null,
    author text references person (id),
    author_name text not null,
    body text not null,
    minutes integer,
    at integer not null
) strict;
create index message_incident on message (incident, at, id);

-- What only the vendor sees lies in a table of its own, so that no query of the portal can reach it.
create table note (
    id text not null primary key,
    incident text not null references incident (id),
    author text not null references person (id),
    author_name text not null,
    body text not null,
    minutes integer,
    at integer not null
) strict;
create index note_incident on note (incident, at, id);

-- Its key is the incident's: a charge is decided once (R25).
create table billing_decision (
    incident text not null primary key references incident (id),
    charge integer not null,
    reason text not null,
    decided_by text not null references person (id),
    decided_at integer not null
) strict;

create table request_draft (
    id text not null primary key,
    person text not null references person (id),
    document text not null,
    changed_at integer not null
) strict;
create index request_draft_person on request_draft (person, changed_at);

create table outbox_message (
    id text not null primary key,
    kind text not null,
    payload text not null,
    created_at integer not null,
    due_at integer not null,
    attempts integer not null default 0,
    done_at integer,
    error text
) strict;
create index outbox_message_due on outbox_message (due_at) where done_at is null;

create table audit_entry (
    id text not null primary key,
    at integer not null,
    actor text,
    act text not null,
    subject text not null,
    detail text not null,
    address text not null
) strict;
create index audit_entry_at on audit_entry (at, id);
create trigger audit_entry_no_update before update on audit_entry
begin select raise(abort, 'an audit entry is never changed'); end;
create trigger audit_entry_no_delete before delete on audit_entry
begin select raise(abort, 'an audit entry is never removed'); end;
