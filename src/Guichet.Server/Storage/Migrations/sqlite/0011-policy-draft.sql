-- The draft of a policy, which the administrators share: one row at most.
create table policy_draft (
    line integer not null primary key check (line = 1),
    text text not null,
    based_on integer not null references policy_version (version),
    changed_by text not null references person (id),
    changed_at integer not null,
    version integer not null
) strict;
