-- The history of an incident's clocks: what happened, and what was due after it. Only ever appended.
create table clock_event (
    incident uuid not null references incident (id),
    line integer not null check (line >= 1),
    kind text not null,
    at timestamptz not null,
    severity text not null,
    hours text not null,
    policy_version integer not null references policy_version (version),
    time_zone_data text not null,
    next_update_due_at timestamptz,
    resolution_due_at timestamptz,
    primary key (incident, line)
);
create function clock_event_keep() returns trigger language plpgsql as $$
begin
    raise exception 'the history of a clock is never changed or removed';
end $$;
create trigger clock_event_keep before update or delete on clock_event
    for each row execute function clock_event_keep();
