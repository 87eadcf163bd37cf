-- A renewal changes a lease's end and nothing else. With no index on that column and room on the page,
-- Postgres changes the row in place (HOT) and touches none of the table's indexes.
drop index lease_live;
create index lease_live on lease (licence_id) where state = 'LIVE';
drop index lease_expire;
create index lease_start on lease (start_time);
drop index lease_licence;
create index lease_licence on lease (licence_id, start_time);
alter table lease set (fillfactor = 50);
