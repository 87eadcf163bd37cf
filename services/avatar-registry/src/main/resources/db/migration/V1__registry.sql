-- People: no name, no number. What a person is follows from state and the columns it needs.
create table person (
  subject_id text primary key,
  state text not null,
  provider text not null default '',
  provider_transaction text not null default '',
  assurance text not null default '',
  verify_time timestamptz,
  reverify_time timestamptz,
  refusal text not null default '',
  erasure_receipt text not null default '',
  create_time timestamptz not null,
  version bigint not null default 0
);

-- The vault. A document without its key row is noise; erasing a person deletes both rows.
create table vault_document (
  subject_id text primary key references person,
  ciphertext bytea not null,
  blind_index bytea not null
);
create unique index vault_document_blind_index on vault_document (blind_index);
create table vault_key (
  subject_id text primary key references person,
  wrapped_key bytea not null
);

create table avatar (
  avatar_id text primary key,
  owner_subject_id text not null references person,
  display_name text not null,
  sha256 text not null,
  signature text not null,
  key_id text not null,
  format text not null,
  commercial_use_allowed boolean not null,
  shapes text not null,
  size_bytes bigint not null,
  vertex_count bigint not null,
  separate_licence_reference text not null,
  create_time timestamptz not null
);

create table licence (
  licence_id text primary key,
  licensor_subject_id text not null references person,
  avatar_id text not null references avatar,
  terms text not null,
  consent text not null,
  avatar_sha256 text not null,
  state text not null,
  epoch bigint not null,
  grounds text not null default '',
  create_time timestamptz not null,
  revoke_time timestamptz
);
create index licence_avatar on licence (avatar_id, licence_id);
create index licence_licensor on licence (licensor_subject_id);

create table lease (
  lease_id text primary key,
  holder text not null,
  licence_id text not null references licence,
  room_id text not null,
  driver_subject_id text not null,
  licensor_subject_id text not null,
  intended_use text not null,
  avatar_sha256 text not null,
  epoch bigint not null,
  new_epoch bigint not null default 0,
  ttl_ms bigint not null,
  expire_time timestamptz not null,
  state text not null,
  request_id text not null,
  request_fingerprint bytea not null
);
create index lease_live on lease (licence_id, expire_time) where state = 'LIVE';
create index lease_driver on lease (driver_subject_id) where state = 'LIVE';
create index lease_licensor on lease (licensor_subject_id) where state = 'LIVE';
create index lease_request on lease (request_id);
create index lease_expire on lease (expire_time);

-- Revocations on their way to holders. Whoever adds a row holds an advisory lock to the end of the
-- transaction, so rows become visible in the order of their sequence.
create table lease_event (
  sequence bigint generated always as identity primary key,
  holder text not null,
  lease_id text not null,
  reason text not null,
  epoch bigint not null,
  create_time timestamptz not null
);
create index lease_event_holder on lease_event (holder, sequence);

-- First answers, by the caller's request id. The fingerprint is keyed: a request may hold a number.
create table request (
  request_id text primary key,
  method text not null,
  fingerprint bytea not null,
  response bytea not null,
  create_time timestamptz not null
);
create index request_create_time on request (create_time);
