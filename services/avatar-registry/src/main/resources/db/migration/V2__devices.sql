-- Capture devices: which Ed25519 key signs for whom. A revoked key stays, so that it never comes
-- back under another name.
create table device (
  device_id text primary key,
  subject_id text not null references person,
  public_key bytea not null,
  label text not null,
  create_time timestamptz not null,
  revoke_time timestamptz
);
create unique index device_public_key on device (public_key);
create index device_subject on device (subject_id, device_id);

-- Open pairing codes, one a person, as a keyed hash: 39 bits could be searched in a plain one.
create table pairing (
  subject_id text primary key references person,
  code_hash bytea not null,
  expire_time timestamptz not null
);
create unique index pairing_code_hash on pairing (code_hash);
