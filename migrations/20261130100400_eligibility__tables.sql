-- Eligibility: cases before a panel, facts, worksheets over all thirty rules, seats, views, awards, decisions, and the
-- versions of rules and sums.
--   * nobody on a panel sees what a claim is about before declaring that there is no conflict (R-18);
--   * nobody sees the views of the others before recording an own one (R-19);
--   * a decision follows the majority of the views that the rules ask for, and is issued by the chair of that panel alone;
--   * what was evaluated, viewed, assessed or decided is added, never changed: the latest counts;
--   * a worksheet names the fact sheet and the versions that it was made under, and keeps what they came to byte by byte;
--   * a version of the rules is what two administrators signed before the day from which it is in force.
-- Everything here is pseudonymous: the claim and facts of it, no name, no contact, no payee.
set local role redress_owner;

-- Cases --------------------------------------------------------------------------------------------

create table eligibility.case (
  claim_id uuid primary key references shared.claim,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  opened_at timestamptz not null
);
comment on table eligibility.case is 'One row a claim that came to review: since when, and in which language its papers are';

create table eligibility.panel_seat (
  claim_id uuid not null references eligibility.case,
  actor_id uuid not null references shared.actor,
  seat text not null constraint panel_seat_known check (seat in ('chair', 'member')),
  seated_by uuid not null references shared.actor,
  seated_at timestamptz not null,
  declaration text constraint panel_seat_declaration_known check (declaration in ('none', 'conflict')),
  declared_at timestamptz,
  constraint member_sat_already primary key (claim_id, actor_id),
  constraint panel_seat_declared check ((declaration is null) = (declared_at is null))
);
comment on table eligibility.panel_seat is 'Who sits on the panel of a claim; a declared conflict empties the seat and is never taken back (R-18)';
create unique index chair_taken__one_chair on eligibility.panel_seat (claim_id)
  where seat = 'chair' and declaration is distinct from 'conflict';
create index panel_seat_actor_idx on eligibility.panel_seat (actor_id);

-- Facts ------------------------------------------------------------------------------------------------

create table eligibility.fact_sheet (
  fact_sheet_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  document jsonb not null constraint fact_sheet_document check (jsonb_typeof(document) = 'object'),
  sources jsonb not null constraint fact_sheet_sources check (jsonb_typeof(sources) = 'object'),
  changes jsonb not null constraint fact_sheet_changes check (jsonb_typeof(changes) = 'array'),
  set_aside int not null check (set_aside >= 0),
  made_by uuid not null,
  made_at timestamptz not null
);
comment on table eligibility.fact_sheet is 'All facts of a claim on a day. Sheets are added, the latest counts; what was recorded is put in anew each time, in its order';
comment on column eligibility.fact_sheet.document is 'mechanism::Facts: codes, dates and sums; no name, no contact, no free text';
comment on column eligibility.fact_sheet.sources is 'domain::source::Sources: from where each fact comes, by path';
comment on column eligibility.fact_sheet.changes is 'domain::change::Recorded: what was recorded with this sheet; nothing when the filing or a rate changed';
comment on column eligibility.fact_sheet.set_aside is 'Changes of before that find no place any more, since the act or person that they were about is no longer stated';
comment on column eligibility.fact_sheet.made_by is 'Who caused it; the service itself in answer to an event';
create index fact_sheet_claim_idx on eligibility.fact_sheet (claim_id, seq desc);
create index fact_sheet_seq_idx on eligibility.fact_sheet (seq);

-- Worksheets ------------------------------------------------------------------------------------------

create table eligibility.worksheet (
  worksheet_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  cause text not null constraint worksheet_cause_known check (cause in ('triaged', 'information', 'finding', 'match', 'fact', 'on_file',
    'award', 'look', 'approval', 'payment')),
  rule_version text not null,
  gate text not null constraint worksheet_gate_known check (gate in ('eligible', 'referred', 'info')),
  content jsonb,
  made_by uuid not null,
  made_at timestamptz not null,
  fact_sheet_id uuid references eligibility.fact_sheet,
  schedule_version text,
  result text,
  digest bytea,
  difference jsonb,
  constraint worksheet_whole check (content is not null or
    fact_sheet_id is not null and schedule_version is not null and result is not null and digest is not null
    and difference is not null),
  constraint worksheet_digest check (digest = sha256(convert_to(result, 'UTF8'))),
  -- The columns say what the result says.
  constraint worksheet_of_result check (result is null
    or result::jsonb ->> 'gate' = gate and result::jsonb ->> 'rules_version' = rule_version
       and result::jsonb ->> 'schedule_version' = schedule_version)
);
comment on table eligibility.worksheet is 'Every evaluation as it was: facts, versions and why these (R-30), outcomes, reasons, award. The latest counts';
comment on column eligibility.worksheet.content is 'Before there were fact sheets: the evaluation of that time. Nothing in later rows';
comment on column eligibility.worksheet.made_by is 'Who caused it; the service itself in answer to an event';
comment on column eligibility.worksheet.cause is 'What made the service evaluate';
comment on column eligibility.worksheet.result is 'mechanism::Explained as it was written, so that the same facts and versions give the same bytes';
comment on column eligibility.worksheet.digest is 'SHA-256 of result';
comment on column eligibility.worksheet.difference is 'domain::difference::Difference: what changed against the worksheet before';
create index worksheet_claim_idx on eligibility.worksheet (claim_id, seq desc);

create table eligibility.finding (
  finding_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  content jsonb not null,
  found_by uuid not null references shared.actor,
  found_at timestamptz not null
);
comment on table eligibility.finding is 'Before there were fact sheets: what the panel found. No longer written';
comment on column eligibility.finding.content is 'rules::Findings: codes and dates, no free text';
create index finding_claim_idx on eligibility.finding (claim_id, seq desc);

create table eligibility.information_request (
  information_request_id uuid primary key,
  claim_id uuid not null references eligibility.case,
  number int not null constraint asked_twice__two_at_most check (number between 1 and 2),
  questions text[] not null constraint information_request_asks check (cardinality(questions) between 1 and 20),
  requested_by uuid not null references shared.actor,
  requested_at timestamptz not null,
  constraint asked_twice__number unique (claim_id, number)
);
comment on table eligibility.information_request is 'What was asked, two times at most; after that the panel decides on the file';

create table eligibility.gate_confirmation (
  worksheet_id uuid not null references eligibility.worksheet,
  claim_id uuid not null references eligibility.case,
  actor_id uuid not null references shared.actor,
  outcome text not null constraint gate_confirmation_known check (outcome in ('eligible', 'referred')),
  on_file boolean not null,
  not_met text[] not null,
  confirmed_at timestamptz not null,
  constraint confirmed_already primary key (worksheet_id, actor_id)
);
comment on table eligibility.gate_confirmation is 'People confirm what the gate proposes: one person that it is passed, two that it is not';
comment on column eligibility.gate_confirmation.on_file is 'Decided on the file: what stayed undetermined counts for the claimant';
comment on column eligibility.gate_confirmation.not_met is 'Rules whose not-met this person has confirmed one by one';
create index gate_confirmation_claim_idx on eligibility.gate_confirmation (claim_id);

-- Awards ------------------------------------------------------------------------------------------------

create table eligibility.award (
  award_id uuid primary key,
  claim_id uuid not null references eligibility.case,
  worksheet_id uuid not null references eligibility.worksheet,
  rule_version text not null,
  schedule_version text not null,
  inputs jsonb not null,
  gross numeric(20, 4) not null check (gross >= 0),
  net numeric(20, 4) not null check (net >= 0),
  absorbed numeric(20, 4) not null check (absorbed >= 0),
  payable_now numeric(20, 4) not null check (payable_now >= 0),
  outstanding numeric(20, 4) not null check (outstanding >= 0),
  currency text not null constraint award_in_usd check (currency = 'USD'),
  flags text[] not null,
  assessed_by uuid not null,
  assessed_at timestamptz not null,
  seq bigint generated always as identity,
  views_needed int not null default 3 constraint award_views_needed check (views_needed in (2, 3)),
  constraint award_parts_sum_to_net check (payable_now + outstanding = net),
  -- A review never goes below the earlier sum (R-22).
  constraint award_net_within_gross check (net <= gross or 'earlier_sum_stands' = any(flags))
);
comment on table eligibility.award is 'What an eligible claim is awarded, with the versions it was computed under. Added each time, the latest counts';
comment on column eligibility.award.inputs is 'Which fact sheet it was computed from; for early rows what the panel stated for it';
comment on column eligibility.award.views_needed is 'Views that a decision for it needs, by the quorums of the rules (R-19); one against it needs all three';
comment on column eligibility.award.assessed_by is 'Who had it computed; the service itself in answer to an event';
create index award_claim_idx on eligibility.award (claim_id, seq desc);

create table eligibility.award_line (
  award_id uuid not null references eligibility.award,
  claim_id uuid not null references eligibility.case,
  line_no int not null check (line_no > 0),
  step text not null constraint award_line_step_known check (step ~ '^P([1-9]|1[0-2])$'),
  head text constraint award_line_head_known check (head in ('H1', 'H2p', 'H2f', 'H3p', 'H3f', 'H4', 'H5', 'H6', 'H7', 'H8')),
  rule text not null,
  label text not null,
  args jsonb not null,
  inputs jsonb not null,
  arithmetic text not null,
  rounding text constraint award_line_rounding_known check (rounding in ('round2', 'trunc2')),
  amount numeric(20, 4) not null,
  currency text not null references shared.currency,
  primary key (award_id, line_no)
);
comment on table eligibility.award_line is 'Every step of the computation, in order, so that anyone can redo it';
create index award_line_claim_idx on eligibility.award_line (claim_id);

create table eligibility.award_child (
  award_id uuid primary key references eligibility.award,
  claim_id uuid not null references eligibility.case,
  released numeric(9, 6) not null check (released >= 0 and released <= 1),
  upkeep numeric(20, 4) not null check (upkeep >= 0),
  of_age_on date not null
);
comment on table eligibility.award_child is 'How an award of a child is held: one row where there is a trust, by the version of the schedule of the award';
comment on column eligibility.award_child.released is 'Share released at once of what is not upkeep';
comment on column eligibility.award_child.upkeep is 'Maintenance due (H6), which goes to the carer in full';
comment on column eligibility.award_child.of_age_on is 'First day on which she is surely of age: by the latest birth that the facts allow';
create index award_child_claim_idx on eligibility.award_child (claim_id);

create table eligibility.award_later (
  award_id uuid not null references eligibility.award,
  claim_id uuid not null references eligibility.case,
  number int not null check (number >= 1),
  due_on date not null,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  primary key (award_id, number)
);
comment on table eligibility.award_later is 'Maintenance (H6) that falls due after the assessment: beside the sum of the award and outside the fund factor';
create index award_later_claim_idx on eligibility.award_later (claim_id);

-- Views ---------------------------------------------------------------------------------------------------

create table eligibility.panel_view (
  claim_id uuid not null references eligibility.case,
  actor_id uuid not null references shared.actor,
  award_id uuid not null references eligibility.award,
  outcome text not null constraint panel_view_known check (outcome in ('awarded', 'not_awarded')),
  note text not null constraint panel_view_note_length check (length(note) <= 2000),
  recorded_at timestamptz not null,
  constraint view_recorded primary key (award_id, actor_id)
);
comment on table eligibility.panel_view is 'Each member''s own view of an award, recorded before the others'' can be read; it stands as it was recorded. Views of an award that another has replaced count no longer';
comment on column eligibility.panel_view.note is 'For the panel only: in no event, log or paper';
create index panel_view_claim_idx on eligibility.panel_view (claim_id);

-- Decisions -------------------------------------------------------------------------------------------------

create table eligibility.decision (
  decision_id uuid primary key,
  claim_id uuid not null references eligibility.case,
  award_id uuid not null references eligibility.award,
  outcome text not null constraint decision_outcome_known check (outcome in ('awarded', 'not_awarded')),
  net numeric(20, 4) not null check (net >= 0),
  currency text not null constraint decision_in_usd check (currency = 'USD'),
  reasons text not null constraint decision_reasons_given check (length(btrim(reasons)) between 1 and 4000),
  rule_version text not null,
  schedule_version text not null,
  content jsonb not null,
  issued_by uuid not null references shared.actor,
  issued_on date not null,
  open_until date not null,
  issued_at timestamptz not null,
  closed_at timestamptz,
  constraint decision_open_long_enough check (open_until >= issued_on + interval '6 months'),
  constraint decision_not_awarded_is_nothing check (outcome = 'awarded' or net = 0)
);
comment on table eligibility.decision is 'What a panel decided, as the survivor is told it';
comment on column eligibility.decision.content is 'What stands on the decision paper, kept as it was issued';
comment on column eligibility.decision.closed_at is 'Set when a later decision takes its place; until then it is the open one';
create unique index decided_already on eligibility.decision (claim_id) where closed_at is null;

create table eligibility.version (
  kind text not null constraint version_kind_known check (kind in ('rules', 'schedule')),
  version text not null constraint version_is_label check (version ~ '^[A-Za-z0-9._-]{1,40}$'),
  title text not null,
  effective_from date not null,
  content text not null constraint version_length check (octet_length(content) <= 262144),
  digest bytea not null constraint version_digest check (digest = sha256(convert_to(content, 'UTF8'))),
  drafted_by uuid not null references shared.actor,
  drafted_at timestamptz not null,
  constraint version_once primary key (kind, version),
  -- The columns say what the document says.
  constraint version_of_content check (
    content::jsonb ->> 'version' = version and content::jsonb ->> 'title' = title
    and content::jsonb ->> 'effective_from' = effective_from::text
    and content::jsonb ->> 'format' like case kind when 'rules' then 'redress-rules-%' else 'redress-schedule-%' end)
);
comment on table eligibility.version is 'Rule sets and schedules as administrators drafted them; those that the program ships with are not here';
comment on column eligibility.version.content is 'The document as it was sent, so that its digest is that of the file in people''s hands';
comment on column eligibility.version.effective_from is 'First day on which it can be in force, UTC; two signatures before that day are needed';

create table eligibility.version_signature (
  kind text not null,
  version text not null,
  actor_id uuid not null references shared.actor,
  digest bytea not null,
  signed_at timestamptz not null,
  constraint version_signed_by_you primary key (kind, version, actor_id),
  constraint version_signature_of_version foreign key (kind, version) references eligibility.version
);
comment on table eligibility.version_signature is 'Who signed a version; the drafter may be one of the two';
comment on column eligibility.version_signature.digest is 'SHA-256 of the document that the person read';

create table eligibility.clearance (
  clearance_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  worksheet_id uuid not null references eligibility.worksheet,
  step text not null constraint clearance_step_known check (step in ('approval', 'payment', 'fact')),
  batch_id uuid,
  outcome text not null constraint clearance_outcome_known check (outcome in ('clear', 'held')),
  held_by text[] not null constraint clearance_held_by_known check (array_to_string(held_by, ' ') ~ '^((R-[0-9]{2}|P8)( |$))*$'),
  made_at timestamptz not null,
  -- Only what was learned beside a payment is of no batch, and it only ever holds.
  constraint clearance_of_batch check ((step = 'fact') = (batch_id is null)),
  constraint clearance_by_rules check ((outcome = 'held') = (cardinality(held_by) > 0)),
  constraint clearance_fact_holds check (step <> 'fact' or outcome = 'held')
);
comment on table eligibility.clearance is 'Whether a claim could be paid when it was looked at, before a step of a batch or when something was learned';
comment on column eligibility.clearance.worksheet_id is 'The evaluation that it rests on';
comment on column eligibility.clearance.batch_id is 'Batch of the ledger that the look was asked for; nothing where a fact was learned beside a payment';
comment on column eligibility.clearance.held_by is 'Rules that hold it, and P8 where the consent to payment does not live';
create index clearance_claim_idx on eligibility.clearance (claim_id, seq desc);

reset role;
