-- When a lease was on air, for licences that limit hours in a day. What was granted before counts from
-- this change on.
alter table lease add column start_time timestamptz not null default now();
alter table lease add column end_time timestamptz;
create index lease_licence on lease (licence_id, expire_time);
