-- Intake: claimants and their claims, consents, triage, answers to offers; and the vault of sealed data.
--   * what names a person is in vault only, sealed under a key per claimant; destroying the key erases it all;
--   * an advocate sees own claims only, an intake officer submitted ones, and nobody of the staff the vault;
--   * other services read the three views at the end, and the ledger the payee that it pays.
set local role redress_owner;

-- Claimants ----------------------------------------------------------------------------------------

create table intake.claimant (
  claimant_id uuid primary key,
  opened_at timestamptz not null
);
comment on table intake.claimant is 'One row a survivor: an identifier without a name, whose key seals what names her';

create table vault.claimant_key (
  claimant_id uuid primary key references intake.claimant,
  key_version int not null,
  wrapped bytea,
  destroyed_at timestamptz,
  constraint claimant_key_destroyed check ((wrapped is null) = (destroyed_at is not null))
);
comment on table vault.claimant_key is 'The data key of a claimant, wrapped by the master key of that version; destroyed, nothing sealed for her opens again';

-- Whether the actor may handle the sealed data of a claimant: her advocate; to pay her, once she has accepted, finance and the
-- service itself.
create function vault.may_open(claimant uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from shared.claim c
    where c.claimant_id = claimant and case session_user
      when 'redress_intake' then shared.actor_has('advocate') and c.advocate_id = shared.actor_id()
      when 'redress_ledger' then shared.may_see(c.claim_id)
        and c.stage in ('accepted', 'scheduled', 'approved', 'instructed', 'returned', 'settled')
      else false end);
$$;
comment on function vault.may_open is 'The one place that says who may handle sealed data';
grant execute on function vault.may_open(uuid) to redress_intake, redress_ledger;

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

-- After submission the facts stand, except while the review asks for more; payment wishes until payment is planned.
create function intake.claim_before_update() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id;
  if new.facts is distinct from old.facts and stands not in ('draft', 'info_requested')
    or (new.pay_method, new.pay_currency, new.instalments) is distinct from (old.pay_method, old.pay_currency, old.instalments)
       and stands in ('scheduled', 'approved', 'instructed', 'settled', 'closed', 'withdrawn') then
    raise exception 'the facts of a claim stand at %', stands using errcode = 'RD006', constraint = 'claim_open';
  end if;
  if new.revision < old.revision then
    raise exception 'revisions only rise' using errcode = 'RD006', constraint = 'claim_revision_rises';
  end if;
  return new;
end $$;
create trigger claim_before_update before update on intake.claim
  for each row execute function intake.claim_before_update();

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

create view intake.consent_living with (security_barrier) as
select latest.claim_id, array_agg(latest.purpose order by substr(latest.purpose, 2)::int) as purposes
from (select distinct on (c.claim_id, c.purpose) c.claim_id, c.purpose, c.change from intake.consent c
      order by c.claim_id, c.purpose, c.seq desc) as latest
where latest.change = 'given'
group by latest.claim_id;
comment on view intake.consent_living is 'Purposes with a living consent, in order; for the views that other services read';

create table intake.match_token (
  claimant_id uuid not null references intake.claimant,
  kind text not null check (kind in ('name_year', 'phone')),
  token bytea not null check (octet_length(token) = 32),
  primary key (claimant_id, kind)
);
comment on table intake.match_token is 'Keyed hashes by which two files of one person are found without opening either (R-14)';
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
  constraint payee_version_key unique (claim_id, version)
);
comment on table vault.payee is 'Where the money goes, sealed; every change is a new version, and old ones stay as they were paid to';
comment on column vault.payee.sealed is 'JSON with the method as tag; place: vault.payee, sealed, payee_id, version';
comment on column vault.payee.token is 'Keyed hash of the account, to see that two claims name one account without opening either';
create index payee_token_idx on vault.payee (token);

-- Who sees what ---------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['intake.claimant', 'intake.claim', 'intake.consent', 'intake.match_token', 'intake.triage',
    'intake.match_note', 'intake.acceptance', 'vault.claimant_key', 'vault.identity', 'vault.contact', 'vault.payee'] loop
    execute format('alter table %s enable row level security', listed);
    execute format('alter table %s force row level security', listed);
    -- For the views and functions below; nobody signs in as the owner.
    execute format('create policy of_functions on %s for select to redress_owner using (true)', listed);
    execute format('create constraint trigger audited after insert or update or delete on %s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
  end loop;
  foreach listed in array array['intake.consent', 'intake.triage', 'intake.match_note', 'intake.acceptance', 'vault.payee'] loop
    execute format('create trigger append_only before update or delete on %s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on %s
      for each statement execute function shared.never_change()', listed);
  end loop;
  -- What is said of a claim: read by whom may see the claim, written by its advocate or by the officer that sees it.
  foreach listed in array array['intake.claim', 'intake.consent', 'intake.acceptance'] loop
    execute format('create policy seen on %s for select to redress_intake using (shared.may_see(claim_id))', listed);
    execute format('create policy stated on %s for insert to redress_intake
      with check (shared.actor_has(''advocate'') and shared.may_see(claim_id))', listed);
  end loop;
  foreach listed in array array['intake.triage', 'intake.match_note'] loop
    execute format('create policy seen on %s for select to redress_intake using (shared.may_see(claim_id))', listed);
    execute format('create policy noted on %s for insert to redress_intake
      with check (shared.actor_has(''intake_officer'') and shared.may_see(claim_id))', listed);
  end loop;
  foreach listed in array array['vault.claimant_key', 'vault.identity', 'vault.contact', 'vault.payee'] loop
    execute format('create policy opened on %s for select to redress_intake, redress_ledger
      using (vault.may_open(claimant_id))', listed);
    execute format('create policy put_in on %s for insert to redress_intake with check (vault.may_open(claimant_id))', listed);
    execute format('create policy put_anew on %s for update to redress_intake
      using (vault.may_open(claimant_id)) with check (vault.may_open(claimant_id))', listed);
  end loop;
end $$;
create policy saved on intake.claim for update to redress_intake
  using (shared.actor_has('advocate') and shared.may_see(claim_id))
  with check (shared.actor_has('advocate') and shared.may_see(claim_id));
create policy seen on intake.claimant for select to redress_intake using (exists (
  select from shared.claim c where c.claimant_id = claimant.claimant_id));
create policy opened on intake.claimant for insert to redress_intake with check (shared.actor_has('advocate'));
-- An advocate puts tokens in; only an officer compares them, among claims that were submitted.
create policy compared on intake.match_token for select to redress_intake using (vault.may_open(claimant_id)
  or shared.actor_has('intake_officer') and exists (
    select from shared.claim c where c.claimant_id = match_token.claimant_id));
create policy put_in on intake.match_token for insert to redress_intake with check (vault.may_open(claimant_id));
create policy put_anew on intake.match_token for update to redress_intake
  using (vault.may_open(claimant_id)) with check (vault.may_open(claimant_id));
create policy taken_out on intake.match_token for delete to redress_intake using (vault.may_open(claimant_id));

grant select, insert on intake.claimant, intake.consent, intake.triage, intake.match_note, intake.acceptance to redress_intake;
grant select, insert, delete, update (token) on intake.match_token to redress_intake;
grant select, insert on intake.claim to redress_intake;
grant update (facts, revision, language, channel, permits, pay_method, pay_currency, instalments, progress, submitted_at, saved_at)
  on intake.claim to redress_intake;
grant select, insert, update (key_version, wrapped, destroyed_at) on vault.claimant_key to redress_intake;
grant select, insert, update (version, sealed) on vault.identity, vault.contact to redress_intake;
grant select, insert on vault.payee to redress_intake;
grant select on vault.claimant_key, vault.payee to redress_ledger;

-- What other services read ----------------------------------------------------------------------------------

create view shared.case_fact with (security_barrier) as
select c.claim_id,
  jsonb_build_object(
    'facts', c.facts,
    'filed_on', to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD'),
    'consents', coalesce((select to_jsonb(l.purposes) from intake.consent_living l where l.claim_id = c.claim_id), '[]'),
    'matched', (select n.result from intake.match_note n where n.claim_id = c.claim_id order by n.seq desc limit 1)) as filing,
  c.pay_currency, c.language
from intake.claim c
where c.submitted_at is not null and shared.may_see(c.claim_id);
comment on view shared.case_fact is 'For eligibility: the filing (kernel::facts::Filing), without names';
grant select on shared.case_fact to redress_eligibility;

create view shared.payment_wish with (security_barrier) as
select c.claim_id, coalesce(c.pay_currency, 'USD') as pay_currency, coalesce(c.instalments, 1) as instalments,
  -- Nobody is paid to details of a method she has left, nor after she took back P8.
  case when exists (select from intake.consent_living l where l.claim_id = c.claim_id and 'P8' = any(l.purposes)) then (
    select p.payee_id from vault.payee p
    where p.claim_id = c.claim_id and p.method = c.pay_method order by p.version desc limit 1) end as payee_id
from intake.claim c
where shared.may_see(c.claim_id);
comment on view shared.payment_wish is 'For the ledger: currency, number of instalments, and the latest payee, which is null while there is none or P8 does not live';
grant select on shared.payment_wish to redress_ledger;

create view shared.receipt_paper with (security_barrier) as
select c.claim_id,
  jsonb_build_object('claim_code', s.claim_code, 'submitted_on', to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD'),
    'language', c.language) as content
from intake.claim c join shared.claim s using (claim_id)
where c.submitted_at is not null and shared.may_see(c.claim_id);
comment on view shared.receipt_paper is 'For documents: what stands on the neutral receipt';
grant select on shared.receipt_paper to redress_documents;

reset role;
