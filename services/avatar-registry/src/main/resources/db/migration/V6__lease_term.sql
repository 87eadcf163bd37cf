-- Which worker of a room's, counted up: a newer one supersedes the older ones' leases.
alter table lease add column term bigint not null default 0;
create index lease_room on lease (room_id, term);
