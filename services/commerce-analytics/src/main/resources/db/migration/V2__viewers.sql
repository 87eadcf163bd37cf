-- The key of each viewer, without which nobody can tell which facts are theirs. Erasing a viewer is deleting the row.

create table viewer_key (
  tenant text not null,
  -- HMAC of the pseudonym as it was told, under the service's own secret.
  viewer_index bytea not null,
  viewer_key bytea not null,
  primary key (tenant, viewer_index)
);

-- SHA-256 of what an erased viewer is called in the log of facts, so that nothing is counted for them any more. It says
-- neither who it was nor when, and stands in no relation to the receipt.
create table erased_viewer (
  tenant text not null,
  place bigint generated always as identity,
  viewer_sha256 bytea not null,
  primary key (tenant, viewer_sha256)
);

create index erased_viewer_place on erased_viewer (tenant, place);

create table viewer_erasure (
  tenant text not null,
  request_id uuid not null,
  erase_time timestamptz not null,
  receipt text not null,
  primary key (tenant, request_id)
);
