-- The index of the search: for each incident, by its number, the stems of its words. What customers may see has a table of
-- its own, so that no query of theirs can reach a note. The words are stems already, made by the program and parted by
-- spaces; marks (#open, #s_a) stand among them.
create virtual table search_shown using fts5(
    words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '#_'");
create virtual table search_desk using fts5(
    words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '#_'");

-- Incidents whose words have changed, written by the change itself: whatever door it came by, it is in the same
-- transaction, and no crash loses it. A line goes in the transaction that writes the index.
create table search_due (
    line integer not null primary key autoincrement,
    incident text not null
) strict;

-- Where an insert has a trigger, SQLite looks whether rows of other tables wait for the new row: by these.
create index incident_part_proposal on incident_part (proposal);
create index incident_part_answer on incident_part (answer);
create index charge_dispute_words on charge_dispute (words);
create index charge_dispute_answer on charge_dispute (answer);
create trigger search_due_message after insert on message begin
    insert into search_due (incident) values (new.incident);
end;
create trigger search_due_note after insert on note begin
    insert into search_due (incident) values (new.incident);
end;
create trigger search_due_assignment after insert on incident_assignment begin
    insert into search_due (incident) values (new.incident);
end;
create trigger search_due_attachment after insert on attachment begin
    insert into search_due (incident) values (new.incident);
end;
create trigger search_due_attachment_state after update of state, entry on attachment begin
    insert into search_due (incident) values (new.incident);
end;
create trigger search_due_incident
    after update of title, statement, severity, status, answered, agent, team, snoozed_until on incident begin
    insert into search_due (incident) values (new.id);
end;
create trigger search_due_person after update of name on person when old.name <> new.name begin
    insert into search_due (incident) select id from incident where customer = new.id;
end;
create trigger search_due_organization after update of name on organization when old.name <> new.name begin
    insert into search_due (incident) select id from incident where organization = new.id;
end;

-- While the whole index is made anew: the incidents below that number are still to be read. Null: none.
create table search_rebuild (
    line integer not null primary key check (line = 1),
    below integer
) strict;
insert into search_rebuild (line, below) select 1, max(number) + 1 from incident;
