-- Whose each row is. What was there before belongs to the tenant "default"; from now on whoever makes a
-- row says whose it is, and there is no default to fall back on.
alter table person add column tenant text not null default 'default';
alter table vault_document add column tenant text not null default 'default';
alter table vault_key add column tenant text not null default 'default';
alter table avatar add column tenant text not null default 'default';
alter table licence add column tenant text not null default 'default';
alter table lease add column tenant text not null default 'default';
alter table lease_event add column tenant text not null default 'default';
alter table request add column tenant text not null default 'default';
alter table device add column tenant text not null default 'default';
alter table pairing add column tenant text not null default 'default';
alter table forgetting add column tenant text not null default 'default';
alter table log_object add column tenant text not null default 'default';
alter table log_opening add column tenant text not null default 'default';
alter table log_outbox add column tenant text not null default 'default';
alter table log_entry add column tenant text not null default 'default';
alter table person alter column tenant drop default;
alter table vault_document alter column tenant drop default;
alter table vault_key alter column tenant drop default;
alter table avatar alter column tenant drop default;
alter table licence alter column tenant drop default;
alter table lease alter column tenant drop default;
alter table lease_event alter column tenant drop default;
alter table request alter column tenant drop default;
alter table device alter column tenant drop default;
alter table pairing alter column tenant drop default;
alter table forgetting alter column tenant drop default;
alter table log_object alter column tenant drop default;
alter table log_opening alter column tenant drop default;
alter table log_outbox alter column tenant drop default;
alter table log_entry alter column tenant drop default;

-- Ids that callers choose are theirs alone: two tenants may use the same.
alter table request drop constraint request_pkey;
alter table request add constraint request_pkey primary key (tenant, request_id);
drop index lease_request;
create index lease_request on lease (tenant, request_id);
drop index lease_room;
create index lease_room on lease (tenant, room_id, term);
drop index lease_event_holder;
create index lease_event_holder on lease_event (tenant, holder, sequence);

-- A document, a device's key or a pairing code in use at one tenant says nothing at another.
drop index vault_document_blind_index;
create unique index vault_document_blind_index on vault_document (tenant, blind_index);
drop index device_public_key;
create unique index device_public_key on device (tenant, public_key);
drop index pairing_code_hash;
create unique index pairing_code_hash on pairing (tenant, code_hash);

-- No row refers to another tenant's. Ids of people, avatars and licences stay unique over all tenants.
alter table person add constraint person_of_tenant unique (tenant, subject_id);
alter table avatar add constraint avatar_of_tenant unique (tenant, avatar_id);
alter table licence add constraint licence_of_tenant unique (tenant, licence_id);
alter table vault_document drop constraint vault_document_subject_id_fkey;
alter table vault_document add foreign key (tenant, subject_id) references person (tenant, subject_id);
alter table vault_key drop constraint vault_key_subject_id_fkey;
alter table vault_key add foreign key (tenant, subject_id) references person (tenant, subject_id);
alter table avatar drop constraint avatar_owner_subject_id_fkey;
alter table avatar add foreign key (tenant, owner_subject_id) references person (tenant, subject_id);
alter table licence drop constraint licence_licensor_subject_id_fkey;
alter table licence add foreign key (tenant, licensor_subject_id) references person (tenant, subject_id);
alter table licence drop constraint licence_avatar_id_fkey;
alter table licence add foreign key (tenant, avatar_id) references avatar (tenant, avatar_id);
alter table lease drop constraint lease_licence_id_fkey;
alter table lease add foreign key (tenant, licence_id) references licence (tenant, licence_id);
alter table device drop constraint device_subject_id_fkey;
alter table device add foreign key (tenant, subject_id) references person (tenant, subject_id);
alter table pairing drop constraint pairing_subject_id_fkey;
alter table pairing add foreign key (tenant, subject_id) references person (tenant, subject_id);
alter table forgetting drop constraint forgetting_subject_id_fkey;
alter table forgetting add foreign key (tenant, subject_id) references person (tenant, subject_id);

-- The log is one. What its entries commit to, and the salts, are each tenant's own.
alter table log_opening drop constraint log_opening_thing_fkey;
alter table log_object drop constraint log_object_pkey;
alter table log_object add primary key (tenant, thing);
alter table log_opening add foreign key (tenant, thing) references log_object on delete cascade;
alter table log_opening drop constraint log_opening_pkey;
alter table log_opening add primary key (tenant, entry_id);
drop index log_opening_thing;
create index log_opening_thing on log_opening (tenant, thing);
alter table log_outbox drop constraint log_outbox_entry_id_key;
alter table log_outbox add unique (tenant, entry_id);
alter table log_entry drop constraint log_entry_entry_id_key;
alter table log_entry add unique (tenant, entry_id);

-- Tables that said so from the start, in another word and with a default. Of a tenant without a row in
-- past_lease_kept, every lease is kept: it came after that.
alter table revenue_amendment rename column tenant_id to tenant;
alter table revenue_amendment alter column tenant drop default;
alter table past_lease rename column tenant_id to tenant;
alter table past_lease alter column tenant drop default;
alter table past_lease_kept rename column tenant_id to tenant;
alter table past_lease_kept alter column tenant drop default;
alter table statement rename column tenant_id to tenant;
alter table statement alter column tenant drop default;
alter table statement_room rename column tenant_id to tenant;
alter table statement_room alter column tenant drop default;
alter table person_history rename column tenant_id to tenant;
alter table person_history alter column tenant drop default;
alter table part rename column tenant_id to tenant;
alter table part alter column tenant drop default;
alter table avatar_composition rename column tenant_id to tenant;
alter table avatar_composition alter column tenant drop default;
alter table licence_likeness rename column tenant_id to tenant;
alter table licence_likeness alter column tenant drop default;
alter table filing rename column tenant_id to tenant;
alter table filing alter column tenant drop default;
alter table capture_session rename column tenant_id to tenant;
alter table capture_session alter column tenant drop default;
alter table training_run rename column tenant_id to tenant;
alter table training_run alter column tenant drop default;

alter table revenue_amendment add foreign key (tenant, licence_id) references licence (tenant, licence_id);
alter table statement add foreign key (tenant, licence_id) references licence (tenant, licence_id);
alter table statement_room add foreign key (tenant, licence_id) references licence (tenant, licence_id);
alter table person_history add foreign key (tenant, subject_id) references person (tenant, subject_id);
alter table part add foreign key (tenant, avatar_id) references avatar (tenant, avatar_id);
alter table part add foreign key (tenant, author_subject_id) references person (tenant, subject_id);
alter table avatar_composition add foreign key (tenant, avatar_id) references avatar (tenant, avatar_id);
alter table licence_likeness add foreign key (tenant, licence_id) references licence (tenant, licence_id);
alter table filing add foreign key (tenant, avatar_id) references avatar (tenant, avatar_id);
alter table capture_session add foreign key (tenant, avatar_id) references avatar (tenant, avatar_id);
alter table capture_session add foreign key (tenant, performer_subject_id) references person (tenant, subject_id);
alter table training_run add foreign key (tenant, avatar_id) references avatar (tenant, avatar_id);
