-- Whether somebody was there, apart from who they are. A row is asked for once and answered once.
create table presence (
  presence_id text primary key,
  tenant text not null,
  subject_id text not null,
  provider text not null,
  provider_transaction text not null,
  state text not null,
  assurance text not null,
  refusal text not null,
  create_time timestamptz not null,
  prove_time timestamptz,
  expire_time timestamptz,
  decide_time timestamptz,
  void_time timestamptz,
  version bigint not null,
  foreign key (tenant, subject_id) references person (tenant, subject_id)
);
create index presence_of_person on presence (tenant, subject_id, prove_time desc);
create index presence_attempt on presence (tenant, provider, provider_transaction);

-- What a provider was asked: the same name of an attempt means another thing for another purpose.
alter table provider_attempt add column purpose text not null default 'ENROL';
alter table provider_attempt alter column purpose drop default;
create index provider_attempt_named on provider_attempt (provider, provider_transaction);
alter table identity_sign_in add column purpose text not null default 'ENROL';
alter table identity_sign_in alter column purpose drop default;

-- What providers without a call for deletion have of people who were erased: that, and until when.
create table provider_remainder (
  remainder_id text primary key,
  tenant text not null,
  subject_id text not null,
  provider text not null,
  purpose text not null,
  kept_until timestamptz,
  foreign key (tenant, subject_id) references person (tenant, subject_id)
);
create index provider_remainder_person on provider_remainder (tenant, subject_id);

-- Since when the driver of a lease drives its room without a break. Of leases before this, since they began.
alter table lease add column drive_time timestamptz;
alter table past_lease add column driver_subject_id text;
alter table past_lease add column drive_time timestamptz;
