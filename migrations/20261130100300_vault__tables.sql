-- The vault: what names a person, sealed under a key per claimant; destroying the key erases it all. Intake opens it,
-- and the ledger the payee that it pays; nobody of the staff.
set local role redress_owner;

create table vault.claimant_key (
  claimant_id uuid primary key references intake.claimant,
  key_version int not null,
  wrapped bytea,
  destroyed_at timestamptz,
  constraint claimant_key_destroyed check ((wrapped is null) = (destroyed_at is not null))
);
comment on table vault.claimant_key is 'The data key of a claimant, wrapped by the master key of that version; destroyed, nothing sealed for her opens again';

create table vault.known_key (
  name text primary key check (name = 'match' or name ~ '^master-[0-9]+$'),
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  known_since timestamptz not null default now()
);
comment on table vault.known_key is 'The keys outside the database that its data are sealed with, by fingerprints that tell nothing of them';

-- The vault ---------------------------------------------------------------------------------------------

create table vault.identity (
  claimant_id uuid primary key references vault.claimant_key,
  version int not null check (version >= 1),
  sealed bytea not null
);
comment on table vault.identity is 'Who she is, sealed: JSON of name and year of birth';

create table vault.contact (
  claimant_id uuid primary key references vault.claimant_key,
  version int not null check (version >= 1),
  sealed bytea not null
);
comment on table vault.contact is 'How she may be reached, sealed: JSON of the safety plan';

create table vault.payee (
  payee_id uuid primary key,
  claim_id uuid not null references shared.claim,
  claimant_id uuid not null references vault.claimant_key,
  version int not null check (version >= 1),
  method text not null check (method in ('bank', 'mobile_money', 'cash')),
  sealed bytea not null,
  last_four text check (length(last_four) = 4),
  token bytea not null check (octet_length(token) = 32),
  made_at timestamptz not null,
  constraint payee_version_key unique (claim_id, version),
  -- A row that is moved to another claim names another claimant than that claim.
  constraint payee_of_its_claim foreign key (claim_id, claimant_id) references shared.claim (claim_id, claimant_id)
);
comment on table vault.payee is 'Where the money goes, sealed; every change is a new version, and old ones stay as they were paid to';
comment on column vault.payee.sealed is 'JSON with the method as tag; place: vault.payee, sealed, payee_id, claim_id, version';
comment on column vault.payee.token is 'Keyed hash of the account, to see that two claims name one account without opening either';
create index payee_token_idx on vault.payee (token);

reset role;
