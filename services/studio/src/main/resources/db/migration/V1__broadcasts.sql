-- Broadcasts. The id is a UUID of version 7, so its order is the order of making.
create table broadcast (
  broadcast_id uuid primary key,
  room_id uuid not null unique,
  revision bigint not null check (revision >= 1),
  state varchar(16) not null
    check (state in ('CREATED', 'REHEARSING', 'LIVE', 'SLATE', 'ENDED')),
  title varchar(256) not null,
  licence_id uuid not null,
  avatar_id uuid not null,
  driver_subject_id uuid not null,
  voice varchar(16) not null,
  motion varchar(16) not null,
  platform varchar(128) not null,
  account_id varchar(256) not null,
  territory char(2) not null,
  category varchar(128) not null,
  drive_id uuid not null,
  width integer not null,
  height integer not null,
  frame_rate integer not null,
  video_bitrate_bps integer not null,
  audio_bitrate_bps integer not null,
  -- Names, kinds and URLs of the destinations; sealed, because the URLs hold keys. Null = none.
  destinations bytea,
  create_time timestamptz not null,
  render_id uuid,
  worker_id varchar(64),
  worker_address varchar(320),
  slot_number integer,
  live_time timestamptz,
  recording_path varchar(2048),
  end_time timestamptz,
  end_reason varchar(16),
  check (state = 'CREATED' or state = 'ENDED' or render_id is not null),
  check (state not in ('LIVE', 'SLATE') or live_time is not null),
  check ((state = 'ENDED') = (end_time is not null))
);

create index broadcast_rendering on broadcast (broadcast_id)
  where state in ('REHEARSING', 'LIVE', 'SLATE');

-- Requests of the last 24 hours, so that a repeated one is known. Of a request only a digest is kept.
create table request (
  request_id uuid primary key,
  operation varchar(64) not null,
  fingerprint char(64) not null,
  broadcast_id uuid not null,
  done boolean not null,
  create_time timestamptz not null
);

create index request_create_time on request (create_time);
