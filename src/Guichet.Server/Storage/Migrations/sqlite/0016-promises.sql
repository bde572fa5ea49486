-- Promises: the customer's country chooses a calendar, alarms go off on all clocks, promises are moved on purpose, and
-- holidays are read from an address.
alter table incident add column country text not null default '';
update incident set country = coalesce(
    (select o.country from organization o where o.id = incident.organization),
    (select p.country from person p where p.id = incident.customer), '');
create index incident_open on incident (id) where status <> 'Closed';

-- Of a pause, what it waits for.
alter table clock_event add column waiting text;

-- An alarm is told from others by its clock as well; due_at is the mark of the promise.
create table incident_alarm_by_clock (
    incident text not null references incident (id),
    due_at integer not null,
    percent integer not null,
    after integer not null,
    at integer not null,
    sounded_at integer not null,
    clock text not null default 'FirstResponse',
    primary key (incident, clock, due_at, percent, after)
) strict;
insert into incident_alarm_by_clock (incident, due_at, percent, after, at, sounded_at)
    select incident, due_at, percent, after, at, sounded_at from incident_alarm;
drop table incident_alarm;
alter table incident_alarm_by_clock rename to incident_alarm;
create trigger incident_alarm_no_update before update on incident_alarm
begin select raise(abort, 'an alarm that went off is never changed or removed'); end;
create trigger incident_alarm_no_delete before delete on incident_alarm
begin select raise(abort, 'an alarm that went off is never changed or removed'); end;

-- Orders to move running promises to a version of the policy, and how far each has come.
create table promise_move (
    id text not null primary key,
    policy_version integer not null references policy_version (version),
    severity text,
    plan text,
    moves_missed integer not null,
    reason text not null,
    ordered_by text not null references person (id),
    ordered_at integer not null,
    reached text,
    moved integer not null,
    left_alone integer not null,
    done_at integer,
    version integer not null
) strict;
create index promise_move_unfinished on promise_move (ordered_at) where done_at is null;
create index promise_move_ordered on promise_move (ordered_at);

-- What was moved, from what to what: each incident once by an order.
create table moved_promise (
    move text not null references promise_move (id),
    incident text not null references incident (id),
    line integer not null,
    at integer not null,
    from_policy integer not null references policy_version (version),
    to_policy integer not null references policy_version (version),
    from_calendar text,
    to_calendar text,
    response_from integer,
    response_to integer,
    update_from integer,
    update_to integer,
    resolution_from integer,
    resolution_to integer,
    primary key (move, incident)
) strict;
create index moved_promise_incident on moved_promise (incident, at);
create trigger moved_promise_no_update before update on moved_promise
begin select raise(abort, 'what was moved is never changed or removed'); end;
create trigger moved_promise_no_delete before delete on moved_promise
begin select raise(abort, 'what was moved is never changed or removed'); end;

-- The address of a calendar's holidays, and what it brought that waits for an administrator.
create table holiday_source (
    calendar text not null primary key,
    address text not null,
    interval_hours integer not null check (interval_hours between 1 and 8784),
    years_ahead integer not null check (years_ahead between 0 and 10),
    automatic integer not null,
    set_by text not null references person (id),
    due_at integer not null,
    etag text,
    last_modified text,
    content_hash text,
    fetched_at integer,
    outcome text not null,
    failure text,
    failure_detail text,
    taken text not null,
    version integer not null
) strict;
create index holiday_source_due on holiday_source (due_at);
create table holiday_pending (
    calendar text not null primary key references holiday_source (calendar) on delete cascade,
    found text not null,
    fetched_at integer not null
) strict;
