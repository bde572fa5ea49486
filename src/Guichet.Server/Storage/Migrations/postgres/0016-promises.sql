-- Promises: the customer's country chooses a calendar, alarms go off on all clocks, promises are moved on purpose, and
-- holidays are read from an address.
alter table incident add column country text not null default '';
do $$
begin
    update incident set country = coalesce(
        (select o.country from organization o where o.id = incident.organization),
        (select p.country from person p where p.id = incident.customer), '');
end $$;
create index incident_open on incident (id) where status <> 'Closed';

-- Of a pause, what it waits for.
alter table clock_event add column waiting text;

-- An alarm is told from others by its clock as well; due_at is the mark of the promise.
alter table incident_alarm add column clock text not null default 'FirstResponse';
alter table incident_alarm drop constraint incident_alarm_pkey;
alter table incident_alarm add primary key (incident, clock, due_at, percent, after);

-- Orders to move running promises to a version of the policy, and how far each has come.
create table promise_move (
    id uuid not null primary key,
    policy_version integer not null references policy_version (version),
    severity text,
    plan text,
    moves_missed boolean not null,
    reason text not null,
    ordered_by uuid not null references person (id),
    ordered_at timestamptz not null,
    reached uuid,
    moved integer not null,
    left_alone integer not null,
    done_at timestamptz,
    version integer not null
);
create index promise_move_unfinished on promise_move (ordered_at) where done_at is null;
create index promise_move_ordered on promise_move (ordered_at);

-- What was moved, from what to what: each incident once by an order.
create table moved_promise (
    move uuid not null references promise_move (id),
    incident uuid not null references incident (id),
    line integer not null,
    at timestamptz not null,
    from_policy integer not null references policy_version (version),
    to_policy integer not null references policy_version (version),
    from_calendar text,
    to_calendar text,
    response_from timestamptz,
    response_to timestamptz,
    update_from timestamptz,
    update_to timestamptz,
    resolution_from timestamptz,
    resolution_to timestamptz,
    primary key (move, incident)
);
create index moved_promise_incident on moved_promise (incident, at);
create function moved_promise_keep() returns trigger language plpgsql as $$
begin
    raise exception 'what was moved is never changed or removed';
end $$;
create trigger moved_promise_keep before update or delete on moved_promise
    for each row execute function moved_promise_keep();

-- The address of a calendar's holidays, and what it brought that waits for an administrator.
create table holiday_source (
    calendar text not null primary key,
    address text not null,
    interval_hours integer not null check (interval_hours between 1 and 8784),
    years_ahead integer not null check (years_ahead between 0 and 10),
    automatic boolean not null,
    set_by uuid not null references person (id),
    due_at timestamptz not null,
    etag text,
    last_modified text,
    content_hash text,
    fetched_at timestamptz,
    outcome text not null,
    failure text,
    failure_detail text,
    taken text not null,
    version integer not null
);
create index holiday_source_due on holiday_source (due_at);
create table holiday_pending (
    calendar text not null primary key references holiday_source (calendar) on delete cascade,
    found text not null,
    fetched_at timestamptz not null
);
