-- What somebody is writing to an incident and has not sent: one's own, which nobody else reads.
create table entry_draft (
    person text not null references person (id),
    incident text not null references incident (id),
    box text not null,
    entry text not null,
    body text not null,
    minutes integer,
    version integer not null,
    kept_at integer not null,
    primary key (incident, person, box)
) strict;
create index entry_draft_entry on entry_draft (entry);
create index entry_draft_person on entry_draft (person, kept_at);
create index entry_draft_kept on entry_draft (kept_at);

-- How an incident stood at each of its earlier versions, and until when: what has changed since somebody read it.
create table incident_version (
    incident text not null references incident (id),
    version integer not null,
    ended_at integer not null,
    status text not null,
    severity text not null,
    agent text references person (id),
    primary key (incident, version)
) strict;
create trigger incident_version_keep after update of version on incident when new.version <> old.version
begin
    insert into incident_version (incident, version, ended_at, status, severity, agent)
    values (old.id, old.version, new.changed_at, old.status, old.severity, old.agent);
end;

-- Whom a note has called upon and who has not dealt with it yet; internal, as notes are.
create table incident_mention (
    incident text not null references incident (id),
    person text not null references person (id),
    note text not null references note (id),
    by_name text not null,
    at integer not null,
    primary key (incident, person)
) strict;
create index incident_mention_person on incident_mention (person, incident);
create index incident_mention_note on incident_mention (note);

-- Small things to do on an incident; internal, as notes are.
create table incident_task (
    id text not null primary key,
    incident text not null references incident (id),
    text text not null,
    assignee text references person (id),
    due text,
    added_by text not null references person (id),
    added_at integer not null,
    done_at integer,
    done_by_name text,
    version integer not null
) strict;
create index incident_task_incident on incident_task (incident, added_at, id);
create index incident_task_open on incident_task (assignee, due, id) where done_at is null;

-- Since when a watcher has not been told of what happens; null where there is nothing to tell.
alter table incident_watcher add column news_at integer;
create index incident_watcher_news on incident_watcher (news_at) where news_at is not null;
