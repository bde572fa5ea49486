-- The queue goes by the promise that presses most, whichever it is: each open incident carries it, and whether it runs.
-- Its instant stays queue_at: when that promise is due; where none runs, when something last happened.
alter table incident add column promise text;
alter table incident add column promise_runs integer not null default 0;

-- From what was kept: the first response while it is not given, the others as the last line of the history has them.
update incident set promise = nearest.promise, promise_runs = 1, queue_at = nearest.due_at
    from (
        select running.id, running.promise, running.due_at,
            row_number() over (partition by running.id order by running.due_at, running.promise) as place
        from (
            select id, 'FirstResponse' as promise, due_at from incident where not (answered)
            union all
            select e.incident, 'NextUpdate', e.next_update_due_at from clock_event as e
                where e.line = (select max(other.line) from clock_event as other where other.incident = e.incident)
            union all
            select e.incident, 'Resolution', e.resolution_due_at from clock_event as e
                where e.line = (select max(other.line) from clock_event as other where other.incident = e.incident)
        ) as running
        where running.due_at is not null
    ) as nearest
    where nearest.id = incident.id and nearest.place = 1 and incident.status <> 'Closed';
update incident set queue_at = changed_at, raised = 0 where status <> 'Closed' and promise_runs = 0;
update incident set promise = (
        select case when e.next_update_due_at is not null then 'NextUpdate' else 'Resolution' end from clock_event as e
        where e.incident = incident.id and (e.next_update_due_at is not null or e.resolution_due_at is not null)
        order by e.line desc limit 1)
    where status in ('WaitingOnCustomer', 'SolutionOffered') and promise_runs = 0;

drop index incident_queue;
drop index incident_queue_agent;
drop index incident_queue_unassigned;
drop index incident_queue_waiting;
drop index incident_queue_severity;
drop index incident_queue_product;
drop index incident_queue_team;
drop index incident_queue_snoozed;
create index incident_queue on incident (promise_runs desc, raised desc, queue_at, id) where status <> 'Closed';
create index incident_queue_unanswered on incident (promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed' and not (answered);
create index incident_queue_agent on incident (agent, promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed' and agent is not null;
create index incident_queue_unassigned on incident (promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed' and agent is null;
create index incident_queue_waiting on incident (promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed' and status in ('WaitingOnCustomer', 'SolutionOffered');
create index incident_queue_severity on incident (severity, promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed';
create index incident_queue_product on incident (product, promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed';
create index incident_queue_team on incident (team, promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed' and team is not null;
create index incident_queue_snoozed on incident (promise_runs desc, raised desc, queue_at, id)
    where status <> 'Closed' and snoozed_until is not null;
