-- People who sign in at an OpenID provider. Nothing secret is kept: state, nonce and verifier are made from
-- the id under a key of the registry's, and codes and tokens are forgotten at once.
create table identity_sign_in (
  sign_in_id text primary key,
  tenant text not null,
  document_type text not null,
  document_fingerprint bytea not null,
  file_time timestamptz not null,
  expire_time timestamptz not null,
  state text not null,
  refusal text not null
);
create index identity_sign_in_expire on identity_sign_in (expire_time);
-- Whom an attempt is about.
create index person_attempt on person (tenant, provider, provider_transaction) where provider <> '';
