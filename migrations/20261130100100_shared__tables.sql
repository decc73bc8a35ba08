-- What all services share: people and their sessions, reference data, claims and their stages, events, audit.
-- Everything later stands on these promises, which definitions/shared keeps:
--   * a service sees a claim only through the actor that it has proven for the transaction: by a session, or by an event
--     or a work of its own;
--   * a claim moves only along shared.stage_move, by the service and the role named there;
--   * events and audit rows are added, never changed; a write without its audit row can't commit.
set local role redress_owner;

-- People and sessions ------------------------------------------------------------------------------

create table shared.actor (
  actor_id uuid primary key,
  issuer text not null,
  subject text not null,
  label text not null,
  roles text[] not null,
  organisation text,
  signed_in_at timestamptz,
  is_service boolean not null default false,
  constraint actor_issuer_subject_key unique (issuer, subject),
  -- Nobody is both an advocate and staff of the mechanism.
  constraint advocate_and_staff check (not ('advocate' = any(roles)) or array_length(roles, 1) = 1),
  constraint actor_is_no_service check (not ('system' = any(roles)))
);
comment on table shared.actor is 'People who have signed in, by their OpenID subject; refreshed at each sign-in';
comment on column shared.actor.is_service is 'Whether it is a program that acts in its own name; its roles are those of the configuration';
comment on column shared.actor.label is 'What colleagues are shown; from the provider';

create table shared.session (
  session_id bytea primary key check (octet_length(session_id) = 32),
  actor_id uuid not null references shared.actor,
  roles text[],
  csrf text not null,
  language text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  valid_until timestamptz not null,
  fresh_until timestamptz,
  provider_sid text,
  refresh_token bytea,
  looked_at timestamptz,
  program text,
  system text,
  ended_at timestamptz,
  constraint session_csrf_key unique (csrf)
);
comment on table shared.session is 'Sessions of browsers and of bearer tokens. A service presents the SHA-256 of the cookie or token, and session_id is the SHA-256 of that: the table opens no session';
comment on column shared.session.roles is 'For a bearer token: what it says of roles. Of them count those that the person has. Null for a browser';
comment on column shared.session.csrf is 'Token of the forms that this session was shown: of a form that comes without a session, it tells for whom to keep it';
comment on column shared.session.fresh_until is 'Until when, by the clock of the database, the person has given her password recently enough to approve, release, decide or open sealed data; null for never';
comment on column shared.session.provider_sid is 'The session at the provider that this one came of: it ends with it';
comment on column shared.session.refresh_token is 'Sealed; with it the provider is asked whether the person still is who she was. No service but signing in reads it';
comment on column shared.session.looked_at is 'When the provider was asked last, by the clock of the database';
comment on column shared.session.program is 'The browser by its name, or the client that the provider gave a bearer token';
comment on column shared.session.system is 'The system that the browser runs on, as far as it says';
comment on column shared.session.valid_until is 'The end by the database''s own clock; the other moments are by that of the program';
create index session_actor_idx on shared.session (actor_id);

create table shared.sign_in (
  state bytea primary key check (octet_length(state) = 32),
  browser bytea not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  is_again boolean not null default false,
  issuer text not null,
  started_at timestamptz not null
);
comment on table shared.sign_in is 'Sign-ins under way: state (hashed), nonce and PKCE verifier, each used once';
comment on column shared.sign_in.issuer is 'At which provider: no other''s answer ends it';
comment on column shared.sign_in.is_again is 'Whether the provider was told to ask for the password anew';

create table shared.logout_token (
  jti bytea primary key check (octet_length(jti) = 32),
  until timestamptz not null
);
comment on table shared.logout_token is 'By what the provider told that somebody signed out there, by the hash of its name: each counts once';

create table shared.held_form (
  held_form_id uuid primary key,
  actor_id uuid not null references shared.actor,
  path text not null,
  sealed bytea not null,
  held_at timestamptz not null
);
comment on table shared.held_form is 'What was typed when a session had ended, sealed, for the same person to send after signing in again';

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

create table shared.signing_key (
  is_only boolean primary key default true check (is_only),
  inner_key bytea not null check (octet_length(inner_key) = 32),
  outer_key bytea not null check (octet_length(outer_key) = 32)
);
comment on table shared.signing_key is 'With what the database signs who acts in a transaction. No login may read it; every `redress migrate` makes it anew';

create table shared.service (
  login text primary key,
  actor_id uuid not null unique
);
comment on table shared.service is 'The actor of each service where it acts by itself';
insert into shared.service (login, actor_id)
select 'redress_' || name, ('5e71ce00-0000-7000-8000-00000000000' || place)::uuid
from unnest(array['intake', 'eligibility', 'ledger', 'documents', 'sign_in']) with ordinality as listed (name, place);

create table shared.own_work (
  action text primary key,
  login text not null references shared.service,
  sees_claims boolean not null
);
comment on table shared.own_work is 'What a service does by itself without having heard an event; it sees claims only where sees_claims says so';
insert into shared.own_work (action, login, sees_claims) values
  ('ledger.keep_fund', 'redress_ledger', true), ('ledger.seal_books', 'redress_ledger', true),
  ('ledger.audit_books', 'redress_ledger', true), ('ledger.export_books', 'redress_ledger', true),
  ('ledger.export_journal', 'redress_ledger', true), ('documents.render_paper', 'redress_documents', false),
  ('sign_in.refuse', 'redress_sign_in', false), ('sign_in.end_by_provider', 'redress_sign_in', false),
  ('sign_in.look_again', 'redress_sign_in', false);

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
  constraint rate_exists__day unique (currency, effective_from)
);
comment on table shared.rate is 'Units of local currency for one US dollar, in force from a day on until the next; never changed afterwards';
-- Not official rates: invented, so that a fresh installation can be tried out. None for SYP: a missing rate is a hard stop.
insert into shared.rate (rate_id, currency, per_usd, effective_from, source)
select md5('sample rate ' || code)::uuid, code, per_usd, date '2026-01-01', 'SAMPLE, not an official rate'
from (values ('AFN', 70.5), ('BIF', 2910), ('CDF', 2845), ('CHF', 0.88), ('COP', 4120), ('EGP', 49.2), ('ETB', 126.4),
  ('EUR', 0.925), ('GBP', 0.79), ('HTG', 131.4), ('ILS', 3.68), ('INR', 84.1), ('IQD', 1310), ('JOD', 0.709), ('LBP', 89500),
  ('LRD', 191.5), ('LYD', 4.85), ('MAD', 9.95), ('PKR', 278.3), ('RSD', 108.2), ('SDG', 601.5), ('SOS', 571), ('SSP', 4630),
  ('TRY', 36.4), ('XAF', 605.25), ('XOF', 605.25), ('YER', 530.5)) as sample (code, per_usd);

-- Claims and their stages ---------------------------------------------------------------------------------

create table shared.claim (
  claim_id uuid primary key,
  claim_code text not null constraint claim_code_key unique check (claim_code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  claimant_id uuid not null,
  advocate_id uuid not null references shared.actor,
  organisation text not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  stage text not null default 'draft',
  stage_since timestamptz not null,
  is_over boolean not null generated always as (stage in ('referred', 'declined', 'closed', 'withdrawn')) stored,
  frozen_since timestamptz,
  constraint claim_of_claimant unique (claim_id, claimant_id)
);
comment on table shared.claim is 'One row a claim: its pseudonymous code and where it stands';
comment on column shared.claim.claimant_id is 'Whose key seals the personal data; says nothing of the person';
comment on column shared.claim.is_over is 'Whether no move leads on from where the claim stands';
comment on column shared.claim.frozen_since is 'Since when the claim rests because she took back her consent to file it (P1) or to put it before a panel (P2)';
create index claim_advocate_idx on shared.claim (advocate_id);
-- Policies on sealed data go from the claimant to her claims.
create index claim_claimant_idx on shared.claim (claimant_id);
-- Lists go on after the last row shown: each index is the whole order of one.
create index claim_stage_idx on shared.claim (stage, stage_since, claim_id);
create index claim_waiting_idx on shared.claim (is_over, stage_since, claim_id);

create table shared.involvement (
  claim_id uuid not null references shared.claim,
  actor_id uuid not null references shared.actor,
  capacity text not null check (capacity in ('advocate', 'intake', 'panel', 'finance', 'conflict')),
  since timestamptz not null default now(),
  constraint one_capacity primary key (claim_id, actor_id)
);
comment on table shared.involvement is 'In which one capacity a person acts on a claim: nobody ever has two';
comment on column shared.involvement.capacity is 'What the person does on the claim; conflict is nothing, and is for good';
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
  ('offered', 'withdrawn', 'redress_intake', '{advocate}'),
  -- A gate that turns before the decision is confirmed anew.
  ('eligible', 'in_review', 'redress_eligibility', '{panel_member,panel_chair,system}'),
  ('assessed', 'in_review', 'redress_eligibility', '{panel_member,panel_chair,system}');

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
  ('claim_withdrawn', 'redress_intake'), ('paper_ready', 'redress_documents'),
  ('match_judged', 'redress_intake'), ('payment_check_wanted', 'redress_ledger');

create table shared.hearing (
  login text not null references shared.service,
  kind text not null references shared.event_kind,
  sees_claims boolean not null,
  primary key (login, kind)
);
comment on table shared.hearing is 'Which service listens to what; acting on it, it sees the claim of the event alone, and all only where sees_claims says so';
-- The fund is one: an answer to an offer moves money between all awards that wait for it.
insert into shared.hearing (login, kind, sees_claims) values
  ('redress_intake', 'award_settled', false),
  ('redress_eligibility', 'claim_triaged', false), ('redress_eligibility', 'information_received', false),
  ('redress_eligibility', 'match_judged', false), ('redress_eligibility', 'payment_check_wanted', false),
  ('redress_ledger', 'decision_issued', true), ('redress_ledger', 'offer_accepted', true), ('redress_ledger', 'offer_declined', true),
  ('redress_documents', 'claim_submitted', false), ('redress_documents', 'decision_issued', false), ('redress_documents', 'payment_settled', false);

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
-- A reader goes to its next event of each kind, past all that it doesn't listen to.
create index event_kind_idx on shared.event (kind, xid, seq);
create index event_claim_idx on shared.event (claim_id, seq);

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

create table shared.parked (
  consumer text not null,
  event_id uuid not null references shared.event,
  attempts int not null,
  incident text not null,
  parked_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
comment on table shared.parked is 'Events that a service could not act on after all attempts; the incident number leads to the log';

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

-- Definitions ------------------------------------------------------------------------------------------------

create table shared.definitions (
  is_only boolean primary key default true check (is_only),
  digest text not null,
  tables bigint not null,
  applied_at timestamptz not null default now()
);
comment on table shared.definitions is 'Which functions, views, triggers, policies and grants the database has: those of migrations/definitions with this digest';
comment on column shared.definitions.digest is 'SHA-256 over the names and contents of the files, in hexadecimal digits';
comment on column shared.definitions.tables is 'The last file of tables that they were made over';

reset role;
