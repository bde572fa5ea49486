-- How much somebody has sent that goes with nothing written yet is counted before more is taken.
create index attachment_uploaded_by on attachment (uploaded_by, state);
