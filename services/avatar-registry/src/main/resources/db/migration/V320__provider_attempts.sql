-- Each attempt that a provider was asked to make of a person. When the person is erased the provider is
-- told to drop what it keeps of it; the row goes when it has, and until then it is told again.
create table provider_attempt (
  tenant text not null,
  subject_id text not null,
  provider text not null,
  provider_transaction text not null,
  tries int not null,
  due_time timestamptz,
  primary key (tenant, subject_id, provider, provider_transaction),
  foreign key (tenant, subject_id) references person (tenant, subject_id)
);
create index provider_attempt_due on provider_attempt (due_time) where due_time is not null;

-- Of whoever is here already, only the last attempt is known.
insert into provider_attempt (tenant, subject_id, provider, provider_transaction, tries)
  select tenant, subject_id, provider, provider_transaction, 0 from person where provider <> '';
