-- Alarms on the first response: each open incident carries the instant of its next one, so that a clock is found when
-- it is due and not looked at before. A raised incident stands before its equals in the queue.
alter table incident add column next_alarm_at integer;
alter table incident add column raised integer not null default 0;
alter table incident add column clock_restarted_at integer;
alter table incident add column credit_asked_at integer;
create index incident_alarm_next on incident (next_alarm_at) where next_alarm_at is not null;

drop index incident_queue;
drop index incident_queue_agent;
drop index incident_queue_unassigned;
drop index incident_queue_waiting;
drop index incident_queue_severity;
drop index incident_queue_product;
create index incident_queue on incident (answered, raised, queue_at, id) where status <> 'Closed';
create index incident_queue_agent on incident (agent, answered, raised, queue_at, id)
    where status <> 'Closed' and agent is not null;
create index incident_queue_unassigned on incident (answered, raised, queue_at, id)
    where status <> 'Closed' and agent is null;
create index incident_queue_waiting on incident (answered, raised, queue_at, id)
    where status <> 'Closed' and status in ('WaitingOnCustomer', 'SolutionOffered');
create index incident_queue_severity on incident (severity, answered, raised, queue_at, id) where status <> 'Closed';
create index incident_queue_product on incident (product, answered, raised, queue_at, id) where status <> 'Closed';

-- What a person decides on: a charge, or a credit that the customer asks back.
drop index incident_decision;
create index incident_decision on incident (closed_at, id) where charge in ('AwaitingDecision', 'CreditAsked');

-- Alarms that went off, each once for a promise: a promise is an incident's due instant.
create table incident_alarm (
    incident text not null references incident (id),
    due_at integer not null,
    percent integer not null,
    after integer not null,
    at integer not null,
    sounded_at integer not null,
    primary key (incident, due_at, percent, after)
) strict;
create trigger incident_alarm_no_update before update on incident_alarm
begin select raise(abort, 'an alarm that went off is never changed or removed'); end;
create trigger incident_alarm_no_delete before delete on incident_alarm
begin select raise(abort, 'an alarm that went off is never changed or removed'); end;
