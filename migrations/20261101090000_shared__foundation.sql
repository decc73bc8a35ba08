-- The foundation: roles of the services, the actor of a transaction, claims and their stages,
-- events, audit, sessions. Everything later stands on these promises:
--   * a service sees a claim only through the actor that it set for the transaction;
--   * a claim moves only along shared.stage_move, by the service and the role named there;
--   * events and audit rows are added, never changed; a write without its audit row can't commit.
-- Run by a login that may create roles; objects belong to redress_owner, which nobody signs in as.

do $$
declare service text;
begin
  if not exists (select from pg_roles where rolname = 'redress_owner') then
    create role redress_owner nologin;
  end if;
  foreach service in array array['intake', 'eligibility', 'ledger', 'documents'] loop
    if not exists (select from pg_roles where rolname = 'redress_' || service) then
      execute format('create role redress_%I login', service);
    end if;
    -- A forgotten transaction would hold back every reader of events: end it.
    execute format('alter role redress_%I set statement_timeout = ''30s''', service);
    execute format('alter role redress_%I set lock_timeout = ''10s''', service);
    execute format('alter role redress_%I set idle_in_transaction_session_timeout = ''15s''', service);
  end loop;
  if not pg_has_role(current_user, 'redress_owner', 'member') then
    execute format('grant redress_owner to %I', current_user);
  end if;
  execute format('grant create, connect on database %I to redress_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to redress_intake, redress_eligibility, redress_ledger, redress_documents',
                 current_database());
end $$;
revoke all on schema public from public;

set local role redress_owner;

create schema shared;
create schema vault;
create schema intake;
create schema eligibility;
create schema ledger;
create schema documents;
comment on schema shared is 'What all services may read: claims, stages, events, audit, sessions, and views made for a reader';
comment on schema vault is 'Sealed personal data and the wrapped keys that open it';
comment on schema intake is 'Private to the intake service';
comment on schema eligibility is 'Private to the eligibility service';
comment on schema ledger is 'Private to the ledger service';
comment on schema documents is 'Private to the documents service';
grant usage on schema shared to redress_intake, redress_eligibility, redress_ledger, redress_documents;
grant usage on schema vault to redress_intake, redress_ledger;
grant usage on schema intake to redress_intake;
grant usage on schema eligibility to redress_eligibility;
grant usage on schema ledger to redress_ledger;
grant usage on schema documents to redress_documents;
-- Functions are for those they are granted to.
alter default privileges revoke execute on functions from public;

-- The actor of the transaction -------------------------------------------------------------------

create function shared.act_as(actor uuid, roles text, request text) returns void
language sql volatile set search_path = pg_catalog as $$
  select set_config('redress.actor', actor::text, true),
         set_config('redress.roles', roles, true),
         set_config('redress.request', request, true);
$$;
comment on function shared.act_as is 'Names the actor for this transaction: id, roles separated by commas, request id';

create function shared.actor_id() returns uuid
language sql stable set search_path = pg_catalog as $$
  select nullif(current_setting('redress.actor', true), '')::uuid;
$$;
create function shared.actor_has(role text) returns boolean
language sql stable set search_path = pg_catalog as $$
  select coalesce(role = any(string_to_array(current_setting('redress.roles', true), ',')), false);
$$;
create function shared.request_id() returns text
language sql stable set search_path = pg_catalog as $$
  select nullif(current_setting('redress.request', true), '');
$$;
grant execute on function shared.act_as(uuid, text, text), shared.actor_id(), shared.actor_has(text), shared.request_id()
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- People and sessions ------------------------------------------------------------------------------

create table shared.actor (
  actor_id uuid primary key,
  issuer text not null,
  subject text not null,
  label text not null,
  roles text[] not null,
  organisation text,
  signed_in_at timestamptz,
  constraint actor_issuer_subject_key unique (issuer, subject),
  -- Nobody is both an advocate and staff of the mechanism.
  constraint actor_advocate_is_no_staff check (not ('advocate' = any(roles)) or array_length(roles, 1) = 1),
  constraint actor_is_no_service check (not ('system' = any(roles)))
);
comment on table shared.actor is 'People who have signed in, by their OpenID subject; refreshed at each sign-in';
comment on column shared.actor.label is 'What colleagues are shown; from the provider';
grant select, insert, update (label, roles, organisation, signed_in_at) on shared.actor
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create table shared.session (
  session_id bytea primary key check (octet_length(session_id) = 32),
  actor_id uuid not null references shared.actor,
  csrf text not null,
  language text not null,
  id_token text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table shared.session is 'Browser sessions; session_id is the SHA-256 of the cookie, so that the table opens no session';
create index session_actor_idx on shared.session (actor_id);
grant select, insert, delete, update (seen_at, ended_at, language) on shared.session
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create table shared.sign_in (
  state bytea primary key check (octet_length(state) = 32),
  browser bytea not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  started_at timestamptz not null
);
comment on table shared.sign_in is 'Sign-ins under way: state (hashed), nonce and PKCE verifier, each used once';
grant select, insert, delete on shared.sign_in
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create table shared.held_form (
  held_form_id uuid primary key,
  actor_id uuid not null references shared.actor,
  path text not null,
  sealed bytea not null,
  held_at timestamptz not null
);
comment on table shared.held_form is 'What was typed when a session had ended, sealed, for the same person to send after signing in again';
alter table shared.held_form enable row level security;
alter table shared.held_form force row level security;
create policy held_form_own on shared.held_form
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (actor_id = shared.actor_id()) with check (actor_id = shared.actor_id());
grant select, insert, delete on shared.held_form
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create table shared.idempotency (
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  action text not null,
  body_hash bytea not null,
  result jsonb,
  made_at timestamptz not null,
  primary key (actor_id, key)
);
comment on table shared.idempotency is 'Each caller-made key has one effect; the same key answers again with the first result, and never expires';
alter table shared.idempotency enable row level security;
alter table shared.idempotency force row level security;
create policy idempotency_own on shared.idempotency
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (actor_id = shared.actor_id()) with check (actor_id = shared.actor_id());
grant select, insert, update (result) on shared.idempotency
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Reference data --------------------------------------------------------------------------------------

create table shared.operation (
  operation text primary key,
  kind text not null check (kind in ('PKO', 'SPM')),
  mandate_from date not null,
  mandate_until date,
  currencies text[] not null,
  source text not null
);
comment on table shared.operation is 'Peace operations, closed ones included: a closed operation stays claimable';
grant select on shared.operation to redress_intake, redress_eligibility, redress_ledger;
-- Where only the year is known, the span is the widest: 1 January of the first, 31 December of the last.
insert into shared.operation (operation, kind, mandate_from, mandate_until, currencies, source)
select code, kind, make_date(first_year, 1, 1), make_date(last_year, 12, 31), string_to_array(currencies, ' '),
       'public list of operations, years only'
from (values
  ('UNTSO', 'PKO', 1948, null, 'ILS SYP LBP JOD EGP USD'), ('UNMOGIP', 'PKO', 1949, null, 'INR PKR'),
  ('UNFICYP', 'PKO', 1964, null, 'EUR TRY'), ('UNDOF', 'PKO', 1974, null, 'SYP ILS'),
  ('UNIFIL', 'PKO', 1978, null, 'LBP USD'), ('MINURSO', 'PKO', 1991, null, 'MAD USD'),
  ('UNMIK', 'PKO', 1999, null, 'EUR'), ('MONUC', 'PKO', 1999, 2010, 'CDF USD'),
  ('MONUSCO', 'PKO', 2010, null, 'CDF USD'), ('UNISFA', 'PKO', 2011, null, 'SDG SSP USD'),
  ('UNMISS', 'PKO', 2011, null, 'SSP USD'), ('MINUSCA', 'PKO', 2014, null, 'XAF'),
  ('MINUSMA', 'PKO', 2013, 2023, 'XOF'), ('MINUSTAH', 'PKO', 2004, 2017, 'HTG USD'),
  ('MINUJUSTH', 'PKO', 2017, 2019, 'HTG USD'), ('UNMIL', 'PKO', 2003, 2018, 'LRD USD'),
  ('UNOCI', 'PKO', 2004, 2017, 'XOF'), ('UNAMID', 'PKO', 2007, 2020, 'SDG'),
  ('UNMIS', 'PKO', 2005, 2011, 'SDG'), ('UNMEE', 'PKO', 2000, 2008, 'ETB'),
  ('UNMIT', 'PKO', 2006, 2012, 'USD'), ('ONUB', 'PKO', 2004, 2006, 'BIF'),
  ('MINURCAT', 'PKO', 2007, 2010, 'XAF'), ('BINUH', 'SPM', 2019, null, 'HTG'),
  ('UNAMA', 'SPM', 2002, null, 'AFN'), ('UNAMI', 'SPM', 2003, 2025, 'IQD'),
  ('UNSMIL', 'SPM', 2011, null, 'LYD'), ('UNTMIS', 'SPM', 2013, null, 'SOS'),
  ('UNVMC', 'SPM', 2017, null, 'COP'), ('UNMHA', 'SPM', 2019, null, 'YER'),
  ('UNITAMS', 'SPM', 2020, 2024, 'SDG')
) as listed (code, kind, first_year, last_year, currencies);

create table shared.currency (
  currency text primary key check (currency ~ '^[A-Z]{3}$'),
  exponent int not null check (exponent between 0 and 3)
);
comment on table shared.currency is 'ISO 4217 codes with their exponent; the same list as in the kernel';
grant select on shared.currency to redress_intake, redress_eligibility, redress_ledger, redress_documents;
insert into shared.currency (currency, exponent) values
  ('AFN', 2), ('BIF', 0), ('CDF', 2), ('CHF', 2), ('COP', 2), ('EGP', 2), ('ETB', 2), ('EUR', 2), ('GBP', 2), ('HTG', 2),
  ('ILS', 2), ('INR', 2), ('IQD', 3), ('JOD', 3), ('LBP', 2), ('LRD', 2), ('LYD', 3), ('MAD', 2), ('PKR', 2), ('RSD', 2),
  ('SDG', 2), ('SOS', 2), ('SSP', 2), ('SYP', 2), ('TRY', 2), ('USD', 2), ('XAF', 0), ('XOF', 0), ('YER', 2);

create table shared.rate (
  rate_id uuid primary key,
  currency text not null references shared.currency,
  per_usd numeric(18, 8) not null check (per_usd > 0),
  effective_from date not null,
  source text not null,
  constraint rate_currency_day_key unique (currency, effective_from)
);
comment on table shared.rate is 'Units of local currency for one US dollar, in force from a day on until the next; never changed afterwards';
grant select on shared.rate to redress_eligibility, redress_ledger;
grant insert on shared.rate to redress_ledger;

-- Claims and their stages ---------------------------------------------------------------------------------

create table shared.claim (
  claim_id uuid primary key,
  claim_code text not null constraint claim_code_key unique check (claim_code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  claimant_id uuid not null,
  advocate_id uuid not null references shared.actor,
  organisation text not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  stage text not null default 'draft',
  stage_since timestamptz not null
);
comment on table shared.claim is 'One row a claim: its pseudonymous code and where it stands';
comment on column shared.claim.claimant_id is 'Whose key seals the personal data; says nothing of the person';
create index claim_advocate_idx on shared.claim (advocate_id);
-- Policies on sealed data go from the claimant to her claims.
create index claim_claimant_idx on shared.claim (claimant_id);
create index claim_stage_idx on shared.claim (stage, stage_since);

create table shared.involvement (
  claim_id uuid not null references shared.claim,
  actor_id uuid not null references shared.actor,
  capacity text not null check (capacity in ('advocate', 'intake', 'panel', 'finance')),
  since timestamptz not null default now(),
  constraint one_capacity_per_file primary key (claim_id, actor_id)
);
comment on table shared.involvement is 'In which one capacity a person acts on a claim: nobody ever has two';
create index involvement_actor_idx on shared.involvement (actor_id);

create table shared.stage_move (
  from_stage text not null,
  to_stage text not null,
  service text not null,
  roles text[] not null,
  primary key (from_stage, to_stage)
);
comment on table shared.stage_move is 'The legal moves of a claim, each with the service and the roles that make it';
insert into shared.stage_move (from_stage, to_stage, service, roles) values
  ('draft', 'submitted', 'redress_intake', '{advocate}'),
  ('submitted', 'triaged', 'redress_intake', '{intake_officer}'),
  ('triaged', 'in_review', 'redress_eligibility', '{system}'),
  ('in_review', 'info_requested', 'redress_eligibility', '{panel_member,panel_chair}'),
  ('info_requested', 'in_review', 'redress_intake', '{advocate}'),
  ('in_review', 'referred', 'redress_eligibility', '{panel_chair}'),
  ('in_review', 'eligible', 'redress_eligibility', '{panel_member,panel_chair}'),
  ('eligible', 'assessed', 'redress_eligibility', '{panel_member,panel_chair}'),
  ('assessed', 'decided', 'redress_eligibility', '{panel_chair}'),
  ('decided', 'offered', 'redress_eligibility', '{panel_chair}'),
  ('offered', 'accepted', 'redress_intake', '{advocate}'),
  ('offered', 'declined', 'redress_intake', '{advocate}'),
  ('accepted', 'scheduled', 'redress_ledger', '{finance_officer}'),
  ('scheduled', 'approved', 'redress_ledger', '{finance_approver}'),
  ('approved', 'instructed', 'redress_ledger', '{finance_approver}'),
  ('instructed', 'settled', 'redress_ledger', '{finance_officer,system}'),
  ('instructed', 'returned', 'redress_ledger', '{finance_officer,system}'),
  ('returned', 'scheduled', 'redress_ledger', '{finance_officer}'),
  ('settled', 'closed', 'redress_intake', '{system}'),
  ('draft', 'withdrawn', 'redress_intake', '{advocate}'),
  ('submitted', 'withdrawn', 'redress_intake', '{advocate}'),
  ('triaged', 'withdrawn', 'redress_intake', '{advocate}'),
  ('in_review', 'withdrawn', 'redress_intake', '{advocate}'),
  ('info_requested', 'withdrawn', 'redress_intake', '{advocate}'),
  ('eligible', 'withdrawn', 'redress_intake', '{advocate}'),
  ('assessed', 'withdrawn', 'redress_intake', '{advocate}'),
  ('offered', 'withdrawn', 'redress_intake', '{advocate}');

-- Whether the actor of this transaction may know that the claim exists. The one place that says so.
create function shared.may_see(claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select shared.actor_has('system') or exists (
    select from shared.claim c
    where c.claim_id = claim
      and not exists (
        -- Who acts in one capacity does not come back in another.
        select from shared.involvement i
        where i.claim_id = c.claim_id and i.actor_id = shared.actor_id()
          and not (i.capacity = 'advocate' and shared.actor_has('advocate')
                or i.capacity = 'intake' and shared.actor_has('intake_officer')
                or i.capacity = 'panel' and (shared.actor_has('panel_member') or shared.actor_has('panel_chair'))
                or i.capacity = 'finance' and (shared.actor_has('finance_officer') or shared.actor_has('finance_approver'))))
      and (shared.actor_has('advocate') and c.advocate_id = shared.actor_id()
        or c.stage <> 'draft' and (shared.actor_has('intake_officer') or shared.actor_has('auditor'))
        or c.stage not in ('draft', 'submitted') and shared.actor_has('panel_chair')
        or shared.actor_has('panel_member') and exists (
             select from shared.involvement i
             where i.claim_id = c.claim_id and i.actor_id = shared.actor_id() and i.capacity = 'panel')
        or c.stage in ('accepted', 'scheduled', 'approved', 'instructed', 'returned', 'settled', 'closed')
           and (shared.actor_has('finance_officer') or shared.actor_has('finance_approver'))));
$$;
grant execute on function shared.may_see(uuid) to redress_intake, redress_eligibility, redress_ledger, redress_documents;

alter table shared.claim enable row level security;
alter table shared.claim force row level security;
-- redress_owner runs the definer functions; nobody signs in as it.
create policy claim_functions on shared.claim to redress_owner using (true) with check (true);
create policy claim_seen on shared.claim for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents using (shared.may_see(claim_id));
create policy claim_opened on shared.claim for insert to redress_intake
  with check (stage = 'draft' and advocate_id = shared.actor_id() and shared.actor_has('advocate'));
grant select on shared.claim to redress_intake, redress_eligibility, redress_ledger, redress_documents;
grant insert on shared.claim to redress_intake;

alter table shared.involvement enable row level security;
alter table shared.involvement force row level security;
create policy involvement_functions on shared.involvement to redress_owner using (true) with check (true);
create policy involvement_seen on shared.involvement for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents using (shared.may_see(claim_id));
grant select on shared.involvement to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.involve(claim uuid, actor uuid, as_capacity text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare held text;
begin
  insert into shared.involvement (claim_id, actor_id, capacity) values (claim, actor, as_capacity)
  on conflict (claim_id, actor_id) do nothing;
  select i.capacity into held from shared.involvement i where i.claim_id = claim and i.actor_id = actor;
  if held <> as_capacity then
    raise exception 'this person already acts on the claim as %', held
      using errcode = 'RD001', constraint = 'one_capacity_per_file';
  end if;
end $$;
comment on function shared.involve is 'Takes a capacity on a claim; refused with RD001 one_capacity_per_file when the person has another';
grant execute on function shared.involve(uuid, uuid, text) to redress_intake, redress_eligibility, redress_ledger;

create function shared.advance(claim uuid, to_which text) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare from_which text;
begin
  if not shared.may_see(claim) then
    raise exception 'no such claim' using errcode = 'RD404', constraint = 'claim_seen';
  end if;
  select c.stage into from_which from shared.claim c where c.claim_id = claim for update;
  if not exists (
    select from shared.stage_move m
    where m.from_stage = from_which and m.to_stage = to_which and m.service = session_user
      and exists (select from unnest(m.roles) as role where shared.actor_has(role))) then
    raise exception 'a claim can''t go from % to % here', from_which, to_which
      using errcode = 'RD002', constraint = 'legal_stage_move';
  end if;
  update shared.claim c set stage = to_which, stage_since = now() where c.claim_id = claim;
  return from_which;
end $$;
comment on function shared.advance is 'Moves a claim; returns the stage it came from. RD002 legal_stage_move when the move is none of the list';
grant execute on function shared.advance(uuid, text) to redress_intake, redress_eligibility, redress_ledger;

-- Events ----------------------------------------------------------------------------------------------------

create table shared.event_kind (
  kind text primary key,
  service text not null
);
comment on table shared.event_kind is 'Which service may say what';
insert into shared.event_kind (kind, service) values
  ('claim_submitted', 'redress_intake'), ('claim_triaged', 'redress_intake'),
  ('information_requested', 'redress_eligibility'), ('information_received', 'redress_intake'),
  ('gate_confirmed', 'redress_eligibility'), ('decision_issued', 'redress_eligibility'),
  ('offer_accepted', 'redress_intake'), ('offer_declined', 'redress_intake'),
  ('plan_made', 'redress_ledger'), ('batch_released', 'redress_ledger'),
  ('payment_settled', 'redress_ledger'), ('payment_returned', 'redress_ledger'),
  ('award_settled', 'redress_ledger'), ('claim_closed', 'redress_intake'),
  ('claim_withdrawn', 'redress_intake'), ('paper_ready', 'redress_documents');

create table shared.event (
  event_id uuid primary key,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null references shared.event_kind,
  claim_id uuid references shared.claim,
  payload jsonb not null,
  actor_id uuid not null,
  request_id text,
  occurred_at timestamptz not null,
  previous_hash bytea,
  hash bytea not null
);
comment on table shared.event is 'What happened, for the other services: ids and public facts only. Chained by hash within a claim';
comment on column shared.event.xid is 'Readers go by (xid, seq) below the oldest running transaction: nothing is passed over';
create unique index event_order_idx on shared.event (xid, seq);
create index event_claim_idx on shared.event (claim_id, seq);

create function shared.event_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from shared.event_kind k where k.kind = new.kind and k.service = session_user) then
    raise exception '% may not say %', session_user, new.kind using errcode = 'RD003', constraint = 'event_of_service';
  end if;
  new.xid := pg_current_xact_id();
  new.actor_id := shared.actor_id();
  new.request_id := shared.request_id();
  if new.claim_id is not null then
    -- One writer at a time to a claim's chain.
    perform pg_advisory_xact_lock(hashtextextended(new.claim_id::text, 1));
    select e.hash into new.previous_hash from shared.event e
    where e.claim_id = new.claim_id order by e.seq desc limit 1;
  end if;
  new.hash := sha256(convert_to(concat_ws('|', encode(new.previous_hash, 'hex'), new.event_id, new.kind, new.claim_id,
    new.payload, new.actor_id, extract(epoch from new.occurred_at)), 'UTF8'));
  perform pg_notify('redress_event', '');
  return new;
end $$;
create trigger event_before_insert before insert on shared.event
  for each row execute function shared.event_before_insert();

alter table shared.event enable row level security;
alter table shared.event force row level security;
create policy event_functions on shared.event to redress_owner using (true) with check (true);
create policy event_said on shared.event for insert
  to redress_intake, redress_eligibility, redress_ledger, redress_documents with check (actor_id = shared.actor_id());
create policy event_heard on shared.event for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (shared.actor_has('system') or claim_id is not null and shared.may_see(claim_id));
grant select, insert on shared.event to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create table shared.cursor (
  consumer text primary key,
  xid xid8 not null,
  seq bigint not null,
  attempts int not null default 0,
  retry_at timestamptz
);
comment on table shared.cursor is 'How far each service has read the events; moved in the transaction that acts on the event';
insert into shared.cursor (consumer, xid, seq)
select 'redress_' || s, '0'::xid8, 0 from unnest(array['intake', 'eligibility', 'ledger', 'documents']) s;
alter table shared.cursor enable row level security;
alter table shared.cursor force row level security;
create policy cursor_own on shared.cursor
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (consumer = session_user) with check (consumer = session_user);
grant select, update on shared.cursor to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create table shared.parked (
  consumer text not null,
  event_id uuid not null references shared.event,
  attempts int not null,
  incident text not null,
  parked_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
comment on table shared.parked is 'Events that a service could not act on after all attempts; the incident number leads to the log';
grant select, insert on shared.parked to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Audit ------------------------------------------------------------------------------------------------------

create table shared.audit (
  audit_id bigint generated always as identity primary key,
  recorded_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id(),
  service text not null default session_user,
  actor_id uuid not null,
  roles text not null,
  action text not null,
  claim_id uuid,
  subject text,
  request_id text,
  detail jsonb
);
comment on table shared.audit is 'Who did or looked at what, when, in which roles; no personal data';
create index audit_xid_idx on shared.audit (xid);
create index audit_claim_idx on shared.audit (claim_id, audit_id);
alter table shared.audit enable row level security;
alter table shared.audit force row level security;
create policy audit_functions on shared.audit for select to redress_owner using (true);
create policy audit_written on shared.audit for insert
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  with check (actor_id = shared.actor_id() and service = session_user and xid = pg_current_xact_id());
create policy audit_read on shared.audit for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents using (shared.actor_has('auditor'));
grant insert on shared.audit to redress_intake, redress_eligibility, redress_ledger, redress_documents;
grant select on shared.audit to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.require_audit() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from shared.audit a where a.xid = pg_current_xact_id()) then
    raise exception 'a write to %.% without its audit row', tg_table_schema, tg_table_name
      using errcode = 'RD004', constraint = 'audit_in_same_transaction';
  end if;
  return null;
end $$;
comment on function shared.require_audit is 'For deferred constraint triggers on tables that hold claims: no write commits without an audit row';

create function shared.never_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name
    using errcode = 'RD005', constraint = 'append_only';
end $$;
comment on function shared.never_change is 'For tables that are only ever added to: refuses update, delete and truncate even to the owner';

create trigger event_append_only before update or delete on shared.event for each row execute function shared.never_change();
create trigger event_no_truncate before truncate on shared.event for each statement execute function shared.never_change();
create trigger audit_append_only before update or delete on shared.audit for each row execute function shared.never_change();
create trigger audit_no_truncate before truncate on shared.audit for each statement execute function shared.never_change();
create constraint trigger claim_audited after insert or update on shared.claim
  deferrable initially deferred for each row execute function shared.require_audit();
create constraint trigger involvement_audited after insert or update on shared.involvement
  deferrable initially deferred for each row execute function shared.require_audit();

reset role;
