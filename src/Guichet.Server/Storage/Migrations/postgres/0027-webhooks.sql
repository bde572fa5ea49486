-- Who is told of events by HTTP, what they are told, and how far that has come.
create table webhook_subscription (
    id uuid not null primary key,
    address text not null,
    description text not null,
    events text not null,
    state text not null check (state in ('Enabled', 'Disabled', 'Failing', 'Gone')),
    secret text not null,
    previous_secret text,
    previous_secret_until timestamptz,
    failing_since timestamptz,
    last_delivered_at timestamptz,
    created_at timestamptz not null,
    created_by uuid not null references person (id),
    version integer not null,
    check ((previous_secret is null) = (previous_secret_until is null))
);

create table webhook_event (
    id uuid not null primary key,
    type text not null,
    body text not null,
    at timestamptz not null
);

create table webhook_delivery (
    id uuid not null primary key,
    event uuid not null references webhook_event (id) on delete cascade,
    subscription uuid not null references webhook_subscription (id) on delete cascade,
    state text not null check (state in ('Waiting', 'Delivered', 'GivenUp')),
    attempts integer not null,
    due_at timestamptz,
    created_at timestamptz not null,
    tried_at timestamptz,
    status integer,
    answer text not null,
    failure text,
    milliseconds integer,
    unique (event, subscription),
    check ((state = 'Waiting') = (due_at is not null))
);
create index webhook_delivery_due on webhook_delivery (subscription, due_at) where due_at is not null;
create index webhook_delivery_list on webhook_delivery (subscription, created_at, id);
create index webhook_delivery_state on webhook_delivery (subscription, state, created_at, id);
