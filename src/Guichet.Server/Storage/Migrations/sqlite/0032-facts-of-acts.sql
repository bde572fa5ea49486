-- What an act asks besides its words, as a hash of each field: the same id with other facts is another act.
alter table message add column request_hash text;
