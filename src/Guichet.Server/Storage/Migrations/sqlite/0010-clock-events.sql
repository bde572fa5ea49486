-- The history of an incident's clocks: what happened, and what was due after it. Only ever appended.
create table clock_event (
    incident text not null references incident (id),
    line integer not null check (line >= 1),
    kind text not null,
    at integer not null,
    severity text not null,
    hours text not null,
    policy_version integer not null references policy_version (version),
    time_zone_data text not null,
    next_update_due_at integer,
    resolution_due_at integer,
    primary key (incident, line)
) strict;
create trigger clock_event_no_update before update on clock_event
begin select raise(abort, 'the history of a clock is never changed or removed'); end;
create trigger clock_event_no_delete before delete on clock_event
begin select raise(abort, 'the history of a clock is never changed or removed'); end;
