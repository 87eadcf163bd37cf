-- Licences over designs and scripts, sublicences, notice, and what the registry signed of a grant. What was there
-- before is over a likeness, granted by the licensor, and unsigned.
alter table licence add column part_id text not null default '';
alter table licence add column driving_org_id text not null default '';
alter table licence add column parent_licence_id text not null default '';
-- The licences above it, parent first, by commas; read with the licence itself.
alter table licence add column ancestors text not null default '';
alter table licence add column grantor_subject_id text not null default '';
alter table licence add column signature text not null default '';
alter table licence add column notice_time timestamptz;
alter table licence add column notice_end_time timestamptz;
create index licence_part on licence (tenant, part_id, licence_id) where part_id <> '';
create index licence_parent on licence (tenant, parent_licence_id) where parent_licence_id <> '';
create index licence_work on licence (tenant, avatar_id) where part_id <> '';

-- Who holds the title to a part's work; empty = its author.
alter table part add column title_subject_id text not null default '';

-- Transfers of titles. Rows are never changed or deleted.
create table title_transfer (
  transfer_id text primary key,
  tenant text not null,
  part_id text not null,
  from_subject_id text not null,
  to_subject_id text not null,
  consent text not null,
  transfer_time timestamptz not null,
  foreign key (tenant, part_id) references part (tenant, part_id),
  foreign key (tenant, from_subject_id) references person (tenant, subject_id),
  foreign key (tenant, to_subject_id) references person (tenant, subject_id)
);
create index title_transfer_part on title_transfer (tenant, part_id, transfer_time);

-- The parts of a composition by their ids, for decisions.
alter table avatar_composition add column part_ids text[] not null default '{}';
update avatar_composition set part_ids = array(
  select value ->> 'partId' from json_each(cast(parts as json) -> 'parts'));

-- Organisations to which licences are granted. Dates of memberships are never written back.
create table organisation (
  organisation_id text primary key,
  tenant text not null,
  display_name text not null,
  create_time timestamptz not null,
  unique (tenant, organisation_id)
);
create table organisation_member (
  membership_id text primary key,
  tenant text not null,
  organisation_id text not null,
  subject_id text not null,
  from_time timestamptz not null,
  until_time timestamptz,
  foreign key (tenant, organisation_id) references organisation (tenant, organisation_id),
  foreign key (tenant, subject_id) references person (tenant, subject_id)
);
create index organisation_member_page on organisation_member (tenant, organisation_id, membership_id);
create index organisation_member_person on organisation_member (tenant, subject_id, organisation_id);

-- Which licences a lease stands on beside the one it names: those above a sublicence, and those over works of
-- others. Rows stay when leases are cleared away.
create table lease_ground (
  tenant text not null,
  lease_id text not null,
  licence_id text not null,
  primary key (tenant, lease_id, licence_id),
  foreign key (tenant, licence_id) references licence (tenant, licence_id)
);
create index lease_ground_licence on lease_ground (tenant, licence_id, lease_id);
