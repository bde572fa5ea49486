-- The least that keeps an incident, its credit and its history, with the indexes that no such house can do without.
create table pack (
    id integer primary key,
    credits integer not null,
    held integer not null default 0,
    touched_at timestamptz not null default now(),
    check (held <= credits)
);
create table incident (
    number bigint generated always as identity primary key,
    pack integer not null,
    severity text not null,
    status text not null,
    title text not null,
    problem text not null,
    due_at timestamptz not null,
    opened_at timestamptz not null default now()
);
create index incident_open on incident (due_at) where status = 'Submitted';
create index incident_pack on incident (pack, number);
create table ledger (
    number bigint generated always as identity primary key,
    pack integer not null,
    incident bigint not null,
    held_change integer not null,
    at timestamptz not null default now()
);
create index ledger_pack on ledger (pack, number);
create table event (
    number bigint generated always as identity primary key,
    incident bigint not null,
    kind text not null,
    at timestamptz not null default now()
);
create index event_incident on event (incident, number);
