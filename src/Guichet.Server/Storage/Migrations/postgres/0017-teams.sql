-- Teams, the rules by which they get new incidents, and what the desk does with an incident among its own.
create table team (
    key text not null primary key,
    name text not null,
    calendar text,
    choice text not null,
    skills text not null,
    hands_over_to text not null,
    retired boolean not null,
    turns bigint not null default 0,
    version integer not null
);

-- The turn of the team at which a member was last given an incident: who is next follows from it, on every node.
create table team_member (
    team text not null references team (key),
    person uuid not null references person (id),
    skills text not null,
    last_turn bigint not null default 0,
    primary key (team, person)
);
create index team_member_person on team_member (person);

create table assignment_rule (
    position integer not null primary key,
    products text not null,
    severities text not null,
    plans text not null,
    teams text not null
);

-- Counts up with each change of a team or a rule, so that every node knows when what it has read is old.
create table team_revision (
    line integer not null primary key check (line = 1),
    revision integer not null
);
insert into team_revision (line, revision) values (1, 1);

alter table incident add column team text references team (key);
alter table incident add column snoozed_until timestamptz;
alter table incident add column snoozed_by uuid references person (id);
create index incident_queue_team on incident (team, answered, raised, queue_at, id)
    where status <> 'Closed' and team is not null;
create index incident_queue_snoozed on incident (answered, raised, queue_at, id)
    where status <> 'Closed' and snoozed_until is not null;
create index incident_open_submitted on incident (submitted_at, id) where status <> 'Closed';
create index incident_snooze on incident (snoozed_until) where snoozed_until is not null;

-- Who was to look after an incident, since when and by whom; internal, as notes are. Only ever appended.
create table incident_assignment (
    id uuid not null primary key,
    incident uuid not null references incident (id),
    at timestamptz not null,
    act text not null,
    "by" uuid references person (id),
    by_name text not null,
    team text,
    team_name text,
    agent uuid references person (id),
    agent_name text,
    note text not null
);
create index incident_assignment_incident on incident_assignment (incident, at, id);
create function incident_assignment_keep() returns trigger language plpgsql as $$
begin
    raise exception 'the history of assignments is never changed or removed';
end $$;
create trigger incident_assignment_keep before update or delete on incident_assignment
    for each row execute function incident_assignment_keep();

create table incident_watcher (
    incident uuid not null references incident (id),
    person uuid not null references person (id),
    added_at timestamptz not null,
    primary key (incident, person)
);
create index incident_watcher_person on incident_watcher (person, incident);

create table saved_view (
    id uuid not null primary key,
    owner uuid not null references person (id),
    name text not null,
    shared boolean not null,
    query text not null,
    changed_at timestamptz not null
);
create index saved_view_owner on saved_view (owner, name);
create index saved_view_shared on saved_view (name) where shared;

create table canned_reply (
    id uuid not null primary key,
    name text not null,
    english text not null,
    french text not null,
    changed_by uuid not null references person (id),
    changed_at timestamptz not null,
    version integer not null
);

create table macro (
    id uuid not null primary key,
    name text not null,
    reply uuid references canned_reply (id),
    act text not null,
    handling text not null,
    team text references team (key),
    snooze_hours integer,
    changed_by uuid not null references person (id),
    changed_at timestamptz not null,
    version integer not null
);

-- Single-key shortcuts can be switched off (WCAG 2.1.4).
alter table person add column shortcuts boolean not null default true;
