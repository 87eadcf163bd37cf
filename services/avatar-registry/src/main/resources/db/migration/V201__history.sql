-- How people's records became, one row a change. Of somebody erased, only that they were.
create table person_history (
  tenant_id text not null default 'default',
  subject_id text not null,
  place bigint generated always as identity,
  from_time timestamptz not null,
  state text not null,
  assurance text not null,
  reverify_time timestamptz,
  primary key (tenant_id, subject_id, place)
);
create index person_history_time on person_history (tenant_id, subject_id, from_time);

-- Whoever is verified now has been since then; how else records were before this change is not known.
insert into person_history (subject_id, from_time, state, assurance, reverify_time)
  select subject_id,
    case when state = 'VERIFIED' and verify_time is not null then verify_time else now() end,
    state, assurance, reverify_time
  from person;
