-- Which version of which master key a subject's key lies under. What was there before lies under the key file;
-- from now on whoever wraps a key says by what.
alter table vault_key add column wrapped_by text not null default 'local';
alter table vault_key alter column wrapped_by drop default;
create index vault_key_wrapped_by on vault_key (wrapped_by);
