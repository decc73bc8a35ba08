-- Intake: claimants and their claims, consents, triage, answers to offers. An advocate sees own claims only, an intake
-- officer submitted ones. What names a person is in the vault alone.
set local role redress_owner;

-- Claimants ----------------------------------------------------------------------------------------

create table intake.claimant (
  claimant_id uuid primary key,
  opened_at timestamptz not null
);
comment on table intake.claimant is 'One row a survivor: an identifier without a name, whose key seals what names her';

-- Claims ---------------------------------------------------------------------------------------------

create table intake.claim (
  claim_id uuid primary key references shared.claim,
  claimant_id uuid not null references intake.claimant,
  facts jsonb not null,
  revision int not null default 0,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  channel text constraint claim_channel_known check (channel in ('none', 'advocate', 'phone', 'message')),
  permits text[] not null default '{}',
  pay_method text constraint claim_pay_method_known check (pay_method in ('bank', 'mobile_money', 'cash')),
  pay_currency text references shared.currency,
  instalments int constraint claim_instalments_range check (instalments between 1 and 5),
  progress jsonb not null default '{}',
  submitted_at timestamptz,
  saved_at timestamptz not null
);
comment on table intake.claim is 'What the advocate has stated, without names: facts, wishes, how far the form is';
comment on column intake.claim.facts is 'kernel::facts::CaseFacts: codes, dates and sums, no free text';
comment on column intake.claim.permits is 'Ways of contact that the sealed safety plan allows; all that staff see of it';
comment on column intake.claim.revision is 'Counts the saves: a save from an older page is refused';
create index claim_claimant_idx on intake.claim (claimant_id);

create table intake.consent (
  consent_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references shared.claim,
  purpose text not null check (purpose in ('P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10')),
  change text not null check (change in ('given', 'refused', 'withdrawn')),
  given_by text not null check (given_by in ('survivor', 'guardian', 'supporter')),
  assent text check (assent in ('agrees', 'disagrees', 'too_young')),
  language text not null,
  manner text not null check (manner in ('spoken', 'signed')),
  given_at timestamptz not null,
  recorded_by uuid not null references shared.actor,
  constraint consent_of_guardian_has_assent check ((given_by = 'guardian') = (assent is not null))
);
comment on table intake.consent is 'Consents, one row for each purpose and each change of mind (R-06); the latest of a purpose counts';
create index consent_claim_idx on intake.consent (claim_id, purpose, seq desc);

create table intake.match_token (
  claimant_id uuid not null references intake.claimant,
  kind text not null check (kind in ('name_year', 'name', 'name_no_year', 'phone')),
  token bytea not null check (octet_length(token) = 32),
  primary key (claimant_id, kind, token)
);
comment on table intake.match_token is 'Keyed hashes by which two files of one person are found without opening either (R-14)';
comment on column intake.match_token.kind is 'What the token is of; name and name_no_year meet each other, every other kind itself';
create index match_token_idx on intake.match_token (kind, token);

create table intake.triage (
  claim_id uuid primary key references shared.claim,
  danger text not null check (danger in ('yes', 'no', 'unknown')),
  triaged_by uuid not null references shared.actor,
  triaged_at timestamptz not null
);
comment on table intake.triage is 'The safety check: the officer has read what the plan allows, and whether there is danger now';

create table intake.match_note (
  match_note_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references shared.claim,
  result text not null check (result in ('none', 'possible', 'distinct', 'merged')),
  possible uuid[] not null,
  noted_by uuid not null references shared.actor,
  noted_at timestamptz not null
);
comment on table intake.match_note is 'What came of looking for another file of the same person (R-14); the latest counts';
create index match_note_claim_idx on intake.match_note (claim_id, seq desc);

create table intake.acceptance (
  claim_id uuid not null references shared.claim,
  decision_id uuid not null,
  answer text not null check (answer in ('accepted', 'declined')),
  language text not null,
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null,
  constraint acceptance_once primary key (claim_id, decision_id)
);
comment on table intake.acceptance is 'The survivor''s answer to an offer, recorded after the understanding check (R-20)';

reset role;
