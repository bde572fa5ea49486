-- Every version of the catalogue stays readable: a product's document is kept by the version that made it, as its source
-- has it. The vendor's corrections lie beside and are laid over when a version is read.
create table catalog_document as select key, version, document from catalog_product;
alter table catalog_document
    alter column document set not null,
    add primary key (key, version),
    add foreign key (key) references catalog_product (key),
    add foreign key (version) references catalog_version (version);
alter table catalog_product drop column document;

alter table catalog_version add column kind text not null default 'File';
alter table catalog_version add column reason text not null default '';
update catalog_version set kind = 'Shipped' where version = 1;

create table catalog_change (
    version integer not null references catalog_version (version),
    line integer not null,
    product text not null,
    subject text not null,
    kind text not null,
    field text not null,
    "from" text not null,
    "to" text not null,
    corrected boolean not null,
    primary key (version, line)
);
create index catalog_change_product on catalog_change (product, version, line);

-- A correction holds from one version of the catalogue to another; an open one has no end.
create table catalog_correction (
    id uuid not null primary key,
    release text not null,
    field text not null,
    value text not null,
    reason text not null,
    made_by uuid not null references person (id),
    made_at timestamptz not null,
    from_version integer not null references catalog_version (version),
    until_version integer references catalog_version (version) deferrable initially deferred
);
create unique index catalog_correction_open on catalog_correction (release, field) where until_version is null;

create table catalog_source (
    id uuid not null primary key,
    name text not null,
    address text not null,
    format text not null,
    interval_hours integer not null check (interval_hours between 1 and 8784),
    created_at timestamptz not null,
    due_at timestamptz not null,
    etag text,
    last_modified text,
    content_hash text,
    fetched_at timestamptz,
    outcome text not null,
    failure text,
    failure_detail text,
    version integer not null
);
create index catalog_source_due on catalog_source (due_at);

-- What a source brought that waits for an administrator, since a date moves backwards.
create table catalog_pending_import (
    source uuid not null primary key references catalog_source (id) on delete cascade,
    document text not null,
    fetched_at timestamptz not null
);

-- Who is concerned by a change: incidents open on a release, packs of a plan.
create index incident_open_release on incident (release) where status <> 'Closed';
create index incident_pack_plan on incident_pack (plan, expires_on) where not lapsed;
