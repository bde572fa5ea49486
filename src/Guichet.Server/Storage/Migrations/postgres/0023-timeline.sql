-- Work that is no message, what an act has changed, by which way an entry came, and the versions of the statement.
alter table message add column channel text;
alter table message add column happened_at timestamptz;
alter table message add column contact text not null default '';
alter table message add column solution_criterion text not null default '';
alter table message add column statement_version integer;
alter table message add column status_before text;
alter table message add column status_after text;
alter table message add column severity_before text;
alter table message add column severity_after text;
alter table message add column hours_before text;
alter table message add column hours_after text;

alter table note add column channel text;
alter table note add column work text;
alter table note add column happened_at timestamptz;
alter table note add column contact text not null default '';

alter table incident add column solution_criterion text not null default '';
alter table incident add column statement_version integer not null default 0;
alter table incident add column unreached_tries integer not null default 0;

update message set statement_version = (
    select count(*) from message proposed
    where proposed.incident = message.incident and proposed.kind = 'StatementProposed'
        and (proposed.at < message.at or (proposed.at = message.at and proposed.id <= message.id)))
where kind in ('StatementProposed', 'StatementAccepted', 'StatementCountered');
update incident set statement_version = (
    select count(*) from message where message.incident = incident.id and message.kind = 'StatementProposed')
where statement is not null;

create index message_statement on message (incident, statement_version, at, id) where statement_version is not null;

-- Time spent, of an incident and of a month.
create index message_spent on message (incident, minutes) where minutes is not null;
create index note_spent on note (incident, minutes) where minutes is not null;
create index message_time on message (at, incident, author, minutes) where minutes is not null;
create index note_time on note (at, incident, author, minutes) where minutes is not null;
