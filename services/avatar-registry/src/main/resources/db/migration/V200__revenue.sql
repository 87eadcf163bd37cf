-- Later versions of licences' revenue terms; the first is in the licence itself where it has any.
create table revenue_amendment (
  tenant_id text not null default 'default',
  licence_id text not null,
  version int not null,
  terms text not null,
  consent text not null,
  effective_time timestamptz not null,
  create_time timestamptz not null,
  primary key (tenant_id, licence_id, version)
);

-- Leases that were cleared away: statements and decisions about the past stand on them, so when and for
-- what somebody was on air stays.
create table past_lease (
  tenant_id text not null default 'default',
  lease_id text not null,
  licence_id text not null,
  room_id text not null,
  use_kind text not null,
  start_time timestamptz not null,
  end_time timestamptz not null,
  primary key (tenant_id, lease_id)
);
create index past_lease_licence on past_lease (tenant_id, licence_id, start_time);
create index past_lease_room on past_lease (tenant_id, room_id);

-- Since when they are kept: until now leases were deleted 30 days after their end.
create table past_lease_kept (
  tenant_id text not null default 'default',
  since_time timestamptz not null,
  primary key (tenant_id)
);
insert into past_lease_kept (since_time)
  select case when exists (select 1 from lease) then now() - interval '30 days'
    else timestamptz '1970-01-01 00:00:00Z' end;

-- Closed months, whole. Rows are never changed or deleted.
create table statement (
  tenant_id text not null default 'default',
  licence_id text not null,
  month text not null,
  sha256 text not null,
  body text not null,
  carried_minor bigint not null,
  close_time timestamptz not null,
  primary key (tenant_id, licence_id, month)
);

-- What closed months counted for each room so far.
create table statement_room (
  tenant_id text not null default 'default',
  licence_id text not null,
  room_id text not null,
  month text not null,
  net_minor bigint not null,
  units bigint not null,
  primary key (tenant_id, licence_id, room_id)
);
