-- Parts that the customer has not answered: an incident knows how many.
alter table incident add column waiting_parts integer not null default 0 check (waiting_parts >= 0);

-- A proposed part (R1); accepted, it is the incident with the same id.
create table incident_part (
    id uuid not null primary key,
    incident uuid not null references incident (id),
    proposal uuid not null references message (id),
    position integer not null,
    title text not null,
    description text not null,
    severity text not null,
    plan text not null,
    counted boolean not null,
    status text not null check (status in ('Waiting', 'Accepted', 'Declined', 'Withdrawn')),
    answer uuid references message (id),
    answered_by uuid references person (id),
    answered_by_name text not null,
    answered_at timestamptz,
    check ((status = 'Waiting') = (answer is null)),
    check ((status = 'Waiting') = (answered_at is null))
);
create index incident_part_incident on incident_part (incident, proposal, position);

-- Read as a sentence: incident, kind, other. Its key makes two who link at once stand in line, so that no circle slips
-- in between them.
create table incident_link (
    line bigint not null primary key,
    incident uuid not null references incident (id),
    kind text not null check (kind in ('SplitsFrom', 'Duplicates', 'Blocks', 'Relates')),
    other uuid not null references incident (id),
    "by" uuid not null references person (id),
    at timestamptz not null,
    check (incident <> other)
);
create unique index incident_link_incident on incident_link (incident, kind, other);
create index incident_link_other on incident_link (other, kind);
