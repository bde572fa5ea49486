-- Each view of the queue has an index that is in its order; the first page is as quick in a long queue as in a short one.
alter table incident add column product text not null generated always as (split_part(release, '/', 1)) stored;
create index incident_queue_unassigned on incident (answered, queue_at, id)
    where status <> 'Closed' and agent is null;
create index incident_queue_waiting on incident (answered, queue_at, id)
    where status <> 'Closed' and status in ('WaitingOnCustomer', 'SolutionOffered');
create index incident_queue_severity on incident (severity, answered, queue_at, id) where status <> 'Closed';
create index incident_queue_product on incident (product, answered, queue_at, id) where status <> 'Closed';
