-- Which files are named by a row of any tenant: what the sweep of the storage asks.
create index avatar_sha256 on avatar (sha256);
create index part_sha256 on part (sha256);
