-- Changes on their way to Kafka, written by the transactions that made them. A row goes when Kafka has it.
create table event_outbox (
  sequence bigint generated always as identity primary key,
  tenant text not null,
  event_id text not null,
  kind text not null,
  thing text not null,
  told text not null,
  event_time timestamptz not null
);

-- What was thrown away of each tenant's because Kafka was away for too long, and is still to be told.
create table event_gap (
  tenant text primary key,
  first_sequence bigint not null,
  last_sequence bigint not null,
  lost bigint not null
);
