-- A charge has its day, by which it can be disputed; an open dispute has its due instant.
alter table incident add column charged_at integer;
alter table incident add column disputed_at integer;
alter table incident add column dispute_due_at integer;
update incident set charged_at = coalesce(
        (select entry.at from ledger_entry entry where entry.incident = incident.id and entry.kind = 'Consumed'),
        closed_at, changed_at)
    where charge in ('Charged', 'CreditAsked');
create index incident_dispute on incident (dispute_due_at, id) where dispute_due_at is not null;

alter table billing_decision add column confirmed_by text references person (id);

-- A decision that a second person is to confirm: one open for an incident, and who confirms is never who proposed.
create table billing_proposal (
    id text not null primary key,
    incident text not null references incident (id),
    charge integer not null,
    reason text not null,
    proposed_by text not null references person (id),
    proposed_at integer not null,
    outcome text check (outcome in ('Confirmed', 'Withdrawn', 'SentBack', 'Outdated')),
    ended_by text references person (id),
    ended_at integer,
    check ((outcome is null) = (ended_at is null)),
    check (outcome is null or outcome <> 'Confirmed' or ended_by <> proposed_by)
) strict;
create unique index billing_proposal_open on billing_proposal (incident) where outcome is null;
create index billing_proposal_incident on billing_proposal (incident, proposed_at);

-- Its key is the incident's: a charge is disputed once.
create table charge_dispute (
    incident text not null primary key references incident (id),
    words text not null references message (id),
    disputed_by text not null references person (id),
    disputed_at integer not null,
    budget integer not null,
    calendar text,
    policy_version integer not null references policy_version (version),
    time_zone_data text not null,
    due_at integer not null,
    alarm_at integer,
    upheld integer,
    answer text references message (id),
    answered_by text references person (id),
    answered_at integer,
    check ((upheld is null) = (answered_at is null)),
    check ((upheld is null) = (answer is null)),
    check (upheld is null or alarm_at is null)
) strict;
create index charge_dispute_alarm on charge_dispute (alarm_at) where alarm_at is not null;
create index charge_dispute_answered on charge_dispute (answered_at, incident) where answered_at is not null;

-- What an organisation is in the partner programme, from which day to which.
create table partner_enrollment (
    id text not null primary key,
    organization text not null references organization (id),
    level text not null,
    competencies text not null,
    valid_from text not null,
    valid_until text not null,
    ended_on text,
    reminded integer not null default 0,
    version integer not null,
    check (valid_from <= valid_until)
) strict;
create index partner_enrollment_organization on partner_enrollment (organization, valid_from);
create index partner_enrollment_reminder on partner_enrollment (valid_until, id) where not reminded;

-- Every change of them; the key makes two who change one organisation's at once stand in line.
create table partner_enrollment_change (
    organization text not null references organization (id),
    line integer not null check (line >= 1),
    enrollment text not null references partner_enrollment (id),
    kind text not null check (kind in ('Entered', 'Changed', 'Ended')),
    level text not null,
    competencies text not null,
    valid_from text not null,
    valid_until text not null,
    ended_on text,
    reason text not null,
    "by" text references person (id),
    at integer not null,
    primary key (organization, line)
) strict;
create trigger partner_enrollment_change_no_update before update on partner_enrollment_change
begin select raise(abort, 'the history of an enrollment is never changed or removed'); end;
create trigger partner_enrollment_change_no_delete before delete on partner_enrollment_change
begin select raise(abort, 'the history of an enrollment is never changed or removed'); end;

-- Its key makes a plan be activated once in a year of an enrolment.
create table partner_activation (
    enrollment text not null references partner_enrollment (id),
    year integer not null check (year >= 1),
    plan text not null,
    pack text not null references incident_pack (id),
    activated_by text not null references person (id),
    activated_at integer not null,
    primary key (enrollment, year, plan)
) strict;
create unique index partner_activation_pack on partner_activation (pack);

-- What was recorded of organisations until now holds for another year.
insert into partner_enrollment (id, organization, level, competencies, valid_from, valid_until, version)
    select id, id, partner_level, case competency when 1 then '["Competency"]' else '[]' end,
        date(created_at / 1000000, 'unixepoch'), date('now', '+1 year'), 1
    from organization where partner_level <> 'None' or competency = 1;
insert into partner_enrollment_change
    (organization, line, enrollment, kind, level, competencies, valid_from, valid_until, reason, "by", at)
    select organization, 1, id, 'Entered', level, competencies, valid_from, valid_until,
        'Recorded before enrolments had days.', null, unixepoch('now') * 1000000
    from partner_enrollment;
alter table organization drop column partner_level;
alter table organization drop column competency;
create index organization_name on organization (name, id);
