-- The customer's side: what their home looks for, and who else sees an incident.
create index incident_customer_open on incident (customer, submitted_at, id) where status <> 'Closed';
create index incident_organization_open on incident (organization, submitted_at, id)
    where status <> 'Closed' and organization is not null;
create index incident_customer_parts on incident (customer) where waiting_parts > 0;
create index incident_customer_charged on incident (customer, charged_at)
    where charge = 'Charged' and disputed_at is null;
create index purchase_order_unpaid on purchase_order (buyer, placed_at, id) where status = 'AwaitingPayment';

-- A link in a mail that lets its reader do one thing to one incident without signing in. Only its hash is kept.
create table answer_link (
    incident text not null references incident (id),
    purpose text not null check (purpose in ('Solution', 'Satisfaction')),
    person text not null references person (id),
    hash text not null,
    expires_at integer not null,
    primary key (incident, purpose)
) strict;
create unique index answer_link_hash on answer_link (hash);
create index answer_link_expiry on answer_link (expires_at);

-- How it went, in the customer's words: once for each incident.
create table satisfaction (
    incident text not null primary key references incident (id),
    person text not null references person (id),
    rating integer not null check (rating between 1 and 5),
    comment text not null,
    answered_at integer not null,
    changed_at integer not null,
    version integer not null
) strict;
create index satisfaction_commented on satisfaction (changed_at, incident) where comment <> '';

-- A kind of mail that somebody does not want.
create table stopped_mail (
    person text not null references person (id),
    topic text not null,
    stopped_at integer not null,
    primary key (person, topic)
) strict, without rowid;

-- Somebody whom the customer lets see one incident and write to it, and nothing else. Who was taken away stays here,
-- as invitations are counted.
create table incident_guest (
    id text not null primary key,
    incident text not null references incident (id),
    email text not null,
    normalized_email text not null,
    language text not null,
    invited_by text not null references person (id),
    token_hash text not null,
    created_at integer not null,
    expires_at integer not null,
    person text references person (id),
    accepted_at integer,
    removed_at integer,
    check ((person is null) = (accepted_at is null))
) strict;
create index incident_guest_incident on incident_guest (incident, created_at);
create unique index incident_guest_token on incident_guest (token_hash);
create unique index incident_guest_email on incident_guest (incident, normalized_email) where removed_at is null;
create index incident_guest_person on incident_guest (person, incident)
    where person is not null and removed_at is null;
create index incident_guest_invited_by on incident_guest (invited_by, created_at);
