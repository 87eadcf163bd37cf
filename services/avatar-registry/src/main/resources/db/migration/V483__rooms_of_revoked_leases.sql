-- A revoked lease is a room until it would have run out: its holder may not have heard. By when it was revoked,
-- not by when it would have ended: an index on that column would cost every renewal (V7).
create index lease_void on lease (licence_id, end_time) where state = 'REVOKED';

-- The same of leases that were cleared away, for decisions about the past. Null where nobody could draw any
-- longer than the lease lasted, and of those that were cleared away before this.
alter table past_lease add column void_until timestamptz;
