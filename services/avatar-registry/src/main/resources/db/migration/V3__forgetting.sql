-- Erased people of whom capture-ingest may still keep how their face moved. A row is written with the
-- erasure and goes when capture-ingest has said that nothing is left; until then it is asked again
-- and again.
create table forgetting (
  subject_id text primary key references person,
  attempts int not null,
  due_time timestamptz not null
);
create index forgetting_due on forgetting (due_time);
