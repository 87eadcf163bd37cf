-- Who asked first that somebody suspended be stopped for good. The second who asks is somebody else.
create table person_revocation (
  subject_id text primary key,
  tenant text not null,
  first_reviewer_subject_id text not null,
  first_time timestamptz not null,
  foreign key (tenant, subject_id) references person (tenant, subject_id),
  foreign key (tenant, first_reviewer_subject_id) references person (tenant, subject_id),
  check (first_reviewer_subject_id <> subject_id)
);
