-- Files that people send. The same bytes lie in the store once, however many refer to them; there is a line here before
-- there are bytes, and as long as there are.
create table stored_content (
    id uuid not null primary key,
    hash text not null,
    length bigint not null,
    state text not null check (state in ('Arriving', 'Kept', 'Leaving')),
    uses integer not null check (uses >= 0),
    has_thumbnail boolean not null,
    due_at timestamptz,
    check ((state = 'Kept') = (uses > 0)),
    check ((state = 'Kept') = (due_at is null))
);
create unique index stored_content_hash on stored_content (hash) where state = 'Kept';
create index stored_content_due on stored_content (due_at) where due_at is not null;

-- The incident may be a request that is still being written, and the entry a message or note that is: who sees the file
-- is decided by them each time. A file whose content was removed keeps its line.
create table attachment (
    id uuid not null primary key,
    incident uuid not null,
    entry uuid,
    name text not null,
    length bigint not null check (length > 0),
    media_type text not null,
    state text not null check (state in ('Receiving', 'Waiting', 'Ready', 'Quarantined', 'Removed')),
    received bigint not null check (received between 0 and length),
    uploaded_by uuid not null references person (id),
    uploaded_by_name text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    removed_at timestamptz,
    content uuid references stored_content (id),
    threat text,
    due_at timestamptz,
    attempts integer not null,
    version integer not null,
    check ((state in ('Waiting', 'Ready', 'Quarantined')) = (content is not null)),
    check ((state = 'Removed') = (due_at is null))
);
create index attachment_incident on attachment (incident, started_at, id);
create index attachment_due on attachment (due_at) where due_at is not null;
create index attachment_content on attachment (content) where content is not null;

-- What has come of a file, until it is put together.
create table attachment_part (
    attachment uuid not null references attachment (id),
    starts_at bigint not null,
    name text not null,
    primary key (attachment, starts_at)
);
