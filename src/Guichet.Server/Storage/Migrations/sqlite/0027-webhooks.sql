-- Who is told of events by HTTP, what they are told, and how far that has come.
create table webhook_subscription (
    id text not null primary key,
    address text not null,
    description text not null,
    events text not null,
    state text not null check (state in ('Enabled', 'Disabled', 'Failing', 'Gone')),
    secret text not null,
    previous_secret text,
    previous_secret_until integer,
    failing_since integer,
    last_delivered_at integer,
    created_at integer not null,
    created_by text not null references person (id),
    version integer not null,
    check ((previous_secret is null) = (previous_secret_until is null))
) strict;

create table webhook_event (
    id text not null primary key,
    type text not null,
    body text not null,
    at integer not null
) strict;

create table webhook_delivery (
    id text not null primary key,
    event text not null references webhook_event (id) on delete cascade,
    subscription text not null references webhook_subscription (id) on delete cascade,
    state text not null check (state in ('Waiting', 'Delivered', 'GivenUp')),
    attempts integer not null,
    due_at integer,
    created_at integer not null,
    tried_at integer,
    status integer,
    answer text not null,
    failure text,
    milliseconds integer,
    unique (event, subscription),
    check ((state = 'Waiting') = (due_at is not null))
) strict;
create index webhook_delivery_due on webhook_delivery (subscription, due_at) where due_at is not null;
create index webhook_delivery_list on webhook_delivery (subscription, created_at, id);
create index webhook_delivery_state on webhook_delivery (subscription, state, created_at, id);
