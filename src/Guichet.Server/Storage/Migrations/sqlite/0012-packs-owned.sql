-- Whom owners named to use their packs, by address: the account may come later.
create table pack_delegate (
    email text not null,
    pack text not null references incident_pack (id),
    address text not null,
    named_by text not null references person (id),
    named_at integer not null,
    primary key (email, pack)
) strict, without rowid;
create index pack_delegate_pack on pack_delegate (pack, email);

-- That the holder was warned so many days before that last usable day.
create table pack_warning (
    pack text not null references incident_pack (id),
    days integer not null,
    expires_on text not null,
    told_at integer not null,
    primary key (pack, days, expires_on)
) strict, without rowid;

-- Who asks for a pack with the number of its purchase; the number is looked up by whoever decides, never on asking.
create table pack_recovery (
    id text not null primary key,
    asked_by text not null references person (id),
    number text not null,
    words text not null,
    asked_at integer not null,
    waits_until integer not null,
    objection_key text not null,
    objected_at integer,
    objection text not null,
    state text not null check (state in ('Open', 'Approved', 'Refused')),
    pack text references incident_pack (id),
    former_owner text references person (id),
    decided_by text references person (id),
    decided_at integer,
    reason text not null,
    version integer not null,
    check ((state = 'Open') = (decided_at is null)),
    check ((state = 'Approved') = (pack is not null))
) strict;
create unique index pack_recovery_objection on pack_recovery (objection_key);
create index pack_recovery_state on pack_recovery (state, asked_at, id);
create index pack_recovery_waiting on pack_recovery (state, waits_until, id);
create index pack_recovery_asked on pack_recovery (asked_by, asked_at, id);

-- Tries to recover a pack, by account and by network address; the key makes two at once stand in line.
create table recovery_attempt (
    source text not null,
    attempt integer not null,
    at integer not null,
    primary key (source, attempt)
) strict, without rowid;
