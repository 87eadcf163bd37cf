-- Shows that are over, and their totals, so that a shop's show can be compared with its own past ones.

create table show (
  tenant text not null,
  room_id uuid not null,
  shop_id text not null,
  open_time timestamptz not null,
  last_fact_time timestamptz not null,
  fact_count bigint not null,
  primary key (tenant, room_id)
);

create index show_of_shop on show (tenant, shop_id, open_time desc);

-- A total is compared only with totals of the same version of its formula.
create table show_total (
  tenant text not null,
  room_id uuid not null,
  metric_id text not null,
  version integer not null,
  currency text not null,
  value double precision not null,
  primary key (tenant, room_id, metric_id, version, currency),
  foreign key (tenant, room_id) references show (tenant, room_id) on delete cascade
);
