-- Verification by two people. A review is of nobody until the attempt is recorded with the person. The
-- rules of who may decide stand here as well as in the code.
create table identity_review (
  review_id text primary key,
  tenant text not null,
  subject_id text,
  filer_subject_id text,
  document_type text not null,
  document_fingerprint bytea not null,
  file_time timestamptz not null,
  expire_time timestamptz not null,
  first_reviewer_subject_id text,
  first_reason text,
  first_time timestamptz,
  second_reviewer_subject_id text,
  second_reason text,
  second_time timestamptz,
  constraint identity_review_subject foreign key (tenant, subject_id)
    references person (tenant, subject_id),
  constraint identity_review_filer foreign key (tenant, filer_subject_id)
    references person (tenant, subject_id),
  constraint identity_review_first foreign key (tenant, first_reviewer_subject_id)
    references person (tenant, subject_id),
  constraint identity_review_second foreign key (tenant, second_reviewer_subject_id)
    references person (tenant, subject_id),
  constraint identity_review_others check (
    first_reviewer_subject_id <> subject_id and first_reviewer_subject_id <> filer_subject_id
    and second_reviewer_subject_id <> subject_id and second_reviewer_subject_id <> filer_subject_id
    and second_reviewer_subject_id <> first_reviewer_subject_id),
  constraint identity_review_in_turn check (
    second_reviewer_subject_id is null or first_reviewer_subject_id is not null),
  constraint identity_review_of_somebody check (
    first_reviewer_subject_id is null or subject_id is not null)
);
create index identity_review_page on identity_review (tenant, review_id);
create index identity_review_document on identity_review (tenant, document_fingerprint, file_time);
create index identity_review_person on identity_review (tenant, subject_id);
