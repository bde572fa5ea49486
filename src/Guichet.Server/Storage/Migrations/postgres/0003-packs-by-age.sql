-- The vendor's list of packs is read newest first, contracts or not.
create index incident_pack_age on incident_pack (created_at, id);
