-- What somebody was asked to read aloud, for exactly which terms, and whether they did. One licence comes of it at most.
create table licence_intention (
  intention_id text primary key,
  tenant text not null,
  subject_id text not null,
  provider text not null,
  provider_transaction text not null,
  terms_sha256 text not null,
  read_text text not null,
  locale text not null,
  state text not null,
  assurance text not null,
  refusal text not null,
  create_time timestamptz not null,
  decide_time timestamptz,
  licence_id text,
  version bigint not null,
  foreign key (tenant, subject_id) references person (tenant, subject_id)
);
create unique index licence_intention_attempt on licence_intention (tenant, provider, provider_transaction);
create index licence_intention_named on licence_intention (tenant, provider_transaction);
create unique index licence_intention_licence on licence_intention (tenant, licence_id) where licence_id is not null;
