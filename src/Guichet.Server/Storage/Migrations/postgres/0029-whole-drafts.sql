-- Of a statement also what counts as a solution is kept while it is written.
alter table entry_draft add column solution_criterion text not null default '';

-- Which time it was kept, and by which page: what one page keeps must not take the place of another's unseen.
alter table entry_draft add column revision integer not null default 1;
alter table entry_draft add column page uuid;

-- How incidents stood is let go as drafts are.
create index incident_version_ended on incident_version (ended_at);
