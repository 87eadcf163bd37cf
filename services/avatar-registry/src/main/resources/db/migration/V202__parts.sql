-- What avatars are made of. A row's file is named by its digest; only approved parts are served.
create table part (
  tenant_id text not null default 'default',
  part_id text not null,
  avatar_id text not null,
  kind text not null,
  version int not null,
  author_subject_id text not null,
  source text not null,
  source_sha256 text not null,
  sha256 text not null,
  size_bytes bigint not null,
  state text not null,
  signature text not null,
  key_id text not null,
  reviewer_subject_id text not null,
  review_note text not null,
  create_time timestamptz not null,
  review_time timestamptz,
  primary key (tenant_id, part_id),
  unique (tenant_id, avatar_id, kind, version)
);
create index part_avatar on part (tenant_id, avatar_id, part_id);

-- Which parts stand in an avatar, a row a replacement; the newest holds. Rows are never changed.
create table avatar_composition (
  tenant_id text not null default 'default',
  avatar_id text not null,
  version int not null,
  parts text not null,
  likeness_sha256 text not null,
  from_time timestamptz not null,
  primary key (tenant_id, avatar_id, version)
);

-- What a licence binds of its avatar's parts; without a row, an avatar without parts.
create table licence_likeness (
  tenant_id text not null default 'default',
  licence_id text not null,
  likeness_sha256 text not null,
  primary key (tenant_id, licence_id)
);

-- What authorities and platforms know of an avatar.
create table filing (
  tenant_id text not null default 'default',
  filing_id text not null,
  avatar_id text not null,
  about text not null,
  state text not null,
  code text not null,
  expire_time timestamptz,
  primary key (tenant_id, filing_id)
);
create index filing_avatar on filing (tenant_id, avatar_id, filing_id);

-- How parts were made. Rows are never changed.
create table capture_session (
  tenant_id text not null default 'default',
  session_id text not null,
  avatar_id text not null,
  performer_subject_id text not null,
  body text not null,
  primary key (tenant_id, session_id)
);
create index capture_session_avatar on capture_session (tenant_id, avatar_id, session_id);
create table training_run (
  tenant_id text not null default 'default',
  run_id text not null,
  avatar_id text not null,
  part_id text not null,
  body text not null,
  primary key (tenant_id, run_id)
);
create index training_run_avatar on training_run (tenant_id, avatar_id, run_id);
