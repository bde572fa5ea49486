-- Teams, the rules by which they get new incidents, and what the desk does with an incident among its own.
create table team (
    key text not null primary key,
    name text not null,
    calendar text,
    choice text not null,
    skills text not null,
    hands_over_to text not null,
    retired integer not null,
    turns integer not null default 0,
    version integer not null
) strict;

-- The turn of the team at which a member was last given an incident: who is next follows from it, on every node.
create table team_member (
    team text not null references team (key),
    person text not null references person (id),
    skills text not null,
    last_turn integer not null default 0,
    primary key (team, person)
) strict;
create index team_member_person on team_member (person);

create table assignment_rule (
    position integer not null primary key,
    products text not null,
    severities text not null,
    plans text not null,
    teams text not null
) strict;

-- Counts up with each change of a team or a rule, so that every node knows when what it has read is old.
create table team_revision (
    line integer not null primary key check (line = 1),
    revision integer not null
) strict;
insert into team_revision (line, revision) values (1, 1);

alter table incident add column team text references team (key);
alter table incident add column snoozed_until integer;
alter table incident add column snoozed_by text references person (id);
create index incident_queue_team on incident (team, answered, raised, queue_at, id)
    where status <> 'Closed' and team is not null;
create index incident_queue_snoozed on incident (answered, raised, queue_at, id)
    where status <> 'Closed' and snoozed_until is not null;
create index incident_open_submitted on incident (submitted_at, id) where status <> 'Closed';
create index incident_snooze on incident (snoozed_until) where snoozed_until is not null;

-- Who was to look after an incident, since when and by whom; internal, as notes are. Only ever appended.
create table incident_assignment (
    id text not null primary key,
    incident text not null references incident (id),
    at integer not null,
    act text not null,
    "by" text references person (id),
    by_name text not null,
    team text,
    team_name text,
    agent text references person (id),
    agent_name text,
    note text not null
) strict;
create index incident_assignment_incident on incident_assignment (incident, at, id);
create trigger incident_assignment_no_update before update on incident_assignment
begin select raise(abort, 'the history of assignments is never changed or removed'); end;
create trigger incident_assignment_no_delete before delete on incident_assignment
begin select raise(abort, 'the history of assignments is never changed or removed'); end;

create table incident_watcher (
    incident text not null references incident (id),
    person text not null references person (id),
    added_at integer not null,
    primary key (incident, person)
) strict;
create index incident_watcher_person on incident_watcher (person, incident);

create table saved_view (
    id text not null primary key,
    owner text not null references person (id),
    name text not null,
    shared integer not null,
    query text not null,
    changed_at integer not null
) strict;
create index saved_view_owner on saved_view (owner, name);
create index saved_view_shared on saved_view (name) where shared;

create table canned_reply (
    id text not null primary key,
    name text not null,
    english text not null,
    french text not null,
    changed_by text not null references person (id),
    changed_at integer not null,
    version integer not null
) strict;

create table macro (
    id text not null primary key,
    name text not null,
    reply text references canned_reply (id),
    act text not null,
    handling text not null,
    team text references team (key),
    snooze_hours integer,
    changed_by text not null references person (id),
    changed_at integer not null,
    version integer not null
) strict;

-- Single-key shortcuts can be switched off (WCAG 2.1.4).
alter table person add column shortcuts integer not null default 1;
