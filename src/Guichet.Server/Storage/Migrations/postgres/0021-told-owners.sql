-- A pack is taken from no owner who was not told: whom the notice told, when it was written, and until when they can
-- object. Nobody counts as told of what was asked before.
alter table pack_recovery add column told uuid references person (id);
alter table pack_recovery add column told_at timestamptz;
alter table pack_recovery add column owner_has_until timestamptz;

-- A person decides every request: the clock looks for none.
drop index pack_recovery_waiting;

-- Old tries are forgotten by their age.
create index recovery_attempt_at on recovery_attempt (at);

-- That somebody was told that they were named to use a pack, so that they are not told again, and so that nobody has
-- any number of strangers told in a day.
create table pack_delegate_told (
    email text collate "C" not null,
    pack uuid not null references incident_pack (id),
    named_by uuid not null references person (id),
    told_at timestamptz not null,
    primary key (email, pack)
);
create index pack_delegate_told_by on pack_delegate_told (named_by, told_at);
