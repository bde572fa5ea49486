-- Whom owners named to use their packs, by address: the account may come later.
create table pack_delegate (
    email text collate "C" not null,
    pack uuid not null references incident_pack (id),
    address text not null,
    named_by uuid not null references person (id),
    named_at timestamptz not null,
    primary key (email, pack)
);
create index pack_delegate_pack on pack_delegate (pack, email);

-- That the holder was warned so many days before that last usable day.
create table pack_warning (
    pack uuid not null references incident_pack (id),
    days integer not null,
    expires_on date not null,
    told_at timestamptz not null,
    primary key (pack, days, expires_on)
);

-- Who asks for a pack with the number of its purchase; the number is looked up by whoever decides, never on asking.
create table pack_recovery (
    id uuid not null primary key,
    asked_by uuid not null references person (id),
    number text not null,
    words text not null,
    asked_at timestamptz not null,
    waits_until timestamptz not null,
    objection_key uuid not null,
    objected_at timestamptz,
    objection text not null,
    state text not null check (state in ('Open', 'Approved', 'Refused')),
    pack uuid references incident_pack (id),
    former_owner uuid references person (id),
    decided_by uuid references person (id),
    decided_at timestamptz,
    reason text not null,
    version integer not null,
    check ((state = 'Open') = (decided_at is null)),
    check ((state = 'Approved') = (pack is not null))
);
create unique index pack_recovery_objection on pack_recovery (objection_key);
create index pack_recovery_state on pack_recovery (state, asked_at, id);
create index pack_recovery_waiting on pack_recovery (state, waits_until, id);
create index pack_recovery_asked on pack_recovery (asked_by, asked_at, id);

-- Tries to recover a pack, by account and by network address; the key makes two at once stand in line.
create table recovery_attempt (
    source text not null,
    attempt integer not null,
    at timestamptz not null,
    primary key (source, attempt)
);
