-- The transparency log. The order of entries is decided here; files are made from it.

-- What a thing's entries are salted with. Deleting a row makes all of them say nothing for good.
create table log_object (
  thing text primary key,
  first_subject_id text not null default '',
  second_subject_id text not null default '',
  salt bytea not null
);
create index log_object_first_subject on log_object (first_subject_id)
  where first_subject_id <> '';
create index log_object_second_subject on log_object (second_subject_id)
  where second_subject_id <> '';

-- What an entry commits to, in full. Goes with its thing's salt.
create table log_opening (
  entry_id text primary key,
  thing text not null references log_object on delete cascade,
  record bytea not null
);
create index log_opening_thing on log_opening (thing);

-- Entries written by the transactions that made the changes, not yet in order.
create table log_outbox (
  outbox_id bigint generated always as identity primary key,
  entry_id text not null unique,
  leaf bytea not null
);

-- Entries in order, without gaps. Rows are never changed or deleted.
create table log_entry (
  log_index bigint primary key,
  entry_id text not null unique,
  leaf bytea not null
);
