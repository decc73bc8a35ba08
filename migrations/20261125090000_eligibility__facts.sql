-- Eligibility: facts of a claim as one document, and worksheets over all thirty rules.
--   * a fact sheet holds all facts of a claim on a day, from where each comes, and what people recorded with it;
--   * a worksheet names the fact sheet and the versions that it was made under, and keeps what they came to byte by byte;
--   * awards are added: the latest counts, and a view or a decision is about the latest and no other;
--   * a claim whose gate turns after it was confirmed, and before the decision, goes back to review.
-- What eligibility.finding and worksheet.content held before stays where it is; no program reads it any more, and both can go
-- in a later release.
set local role redress_owner;

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

alter table eligibility.fact_sheet enable row level security;
alter table eligibility.fact_sheet force row level security;
create policy of_functions on eligibility.fact_sheet for select to redress_owner using (true);
create policy opened on eligibility.fact_sheet for select to redress_eligibility using (eligibility.may_open(claim_id));
create policy put_in on eligibility.fact_sheet for insert to redress_eligibility
  with check (eligibility.may_open(claim_id) and not shared.actor_has('auditor'));
create constraint trigger audited after insert or update or delete on eligibility.fact_sheet
  deferrable initially deferred for each row execute function shared.require_audit();
create trigger append_only before update or delete on eligibility.fact_sheet
  for each row execute function shared.never_change();
create trigger no_truncate before truncate on eligibility.fact_sheet
  for each statement execute function shared.never_change();
grant select, insert on eligibility.fact_sheet to redress_eligibility;

revoke insert on eligibility.finding from redress_eligibility;
comment on table eligibility.finding is 'Before there were fact sheets: what the panel found. No longer written';

-- Worksheets -------------------------------------------------------------------------------------------

alter table eligibility.worksheet
  add column fact_sheet_id uuid references eligibility.fact_sheet,
  add column schedule_version text,
  add column result text,
  add column digest bytea,
  add column difference jsonb,
  alter column content drop not null,
  drop constraint worksheet_cause_known,
  add constraint worksheet_cause_known check (cause in ('triaged', 'information', 'finding', 'match', 'fact', 'on_file',
    'award', 'look', 'approval', 'payment')),
  add constraint worksheet_whole check (content is not null or
    fact_sheet_id is not null and schedule_version is not null and result is not null and digest is not null
    and difference is not null),
  add constraint worksheet_digest check (digest = sha256(convert_to(result, 'UTF8'))),
  -- The columns say what the result says.
  add constraint worksheet_of_result check (result is null
    or result::jsonb ->> 'gate' = gate and result::jsonb ->> 'rules_version' = rule_version
       and result::jsonb ->> 'schedule_version' = schedule_version);
comment on table eligibility.worksheet is 'Every evaluation as it was: facts, versions and why these (R-30), outcomes, reasons, award. The latest counts';
comment on column eligibility.worksheet.content is 'Before there were fact sheets: the evaluation of that time. Nothing in later rows';
comment on column eligibility.worksheet.cause is 'What made the service evaluate';
comment on column eligibility.worksheet.result is 'mechanism::Explained as it was written, so that the same facts and versions give the same bytes';
comment on column eligibility.worksheet.digest is 'SHA-256 of result';
comment on column eligibility.worksheet.difference is 'domain::difference::Difference: what changed against the worksheet before';

-- Awards: the latest counts ------------------------------------------------------------------------------

alter table eligibility.award
  add column seq bigint generated always as identity,
  add column views_needed int not null default 3 constraint award_views_needed check (views_needed in (2, 3)),
  drop constraint award_one_a_claim,
  -- The service itself computes anew in answer to an event.
  drop constraint award_assessed_by_fkey,
  drop constraint award_net_within_gross,
  -- A review never goes below the earlier sum (R-22).
  add constraint award_net_within_gross check (net <= gross or 'earlier_sum_stands' = any(flags));
comment on table eligibility.award is 'What an eligible claim is awarded, with the versions it was computed under. Added each time, the latest counts';
comment on column eligibility.award.inputs is 'Which fact sheet it was computed from; for early rows what the panel stated for it';
comment on column eligibility.award.views_needed is 'Views that a decision for it needs, by the quorums of the rules (R-19); one against it needs all three';
comment on column eligibility.award.assessed_by is 'Who had it computed; the service itself in answer to an event';
create index award_claim_idx on eligibility.award (claim_id, seq desc);
alter table eligibility.award_line
  drop constraint award_line_step_known,
  add constraint award_line_step_known check (step ~ '^P([1-9]|1[0-2])$');

create function eligibility.award_in_force(claim uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select a.award_id from eligibility.award a where a.claim_id = claim order by a.seq desc limit 1;
$$;
comment on function eligibility.award_in_force is 'The latest award of a claim: the one that counts';

create function eligibility.award_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id for share;
  if stands not in ('eligible', 'assessed') then
    raise exception 'an award is computed before the decision, not at %', stands
      using errcode = 'RD206', constraint = 'award_before_decision';
  end if;
  return new;
end $$;
create trigger award_before_insert before insert on eligibility.award
  for each row execute function eligibility.award_before_insert();

-- Views and decisions are about the award in force -----------------------------------------------------

alter table eligibility.panel_view
  drop constraint panel_view_once,
  add constraint panel_view_once primary key (award_id, actor_id);
create index panel_view_claim_idx on eligibility.panel_view (claim_id);
comment on table eligibility.panel_view is 'Each member''s own view of an award, recorded before the others'' can be read; it stands as it was recorded. Views of an award that another has replaced count no longer';

create or replace function eligibility.panel_view_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id for share;
  if stands <> 'assessed' then
    raise exception 'views are recorded on an assessed award, not at %', stands
      using errcode = 'RD203', constraint = 'panel_view_in_time';
  end if;
  if new.award_id is distinct from eligibility.award_in_force(new.claim_id) then
    raise exception 'the award is not the one in force' using errcode = 'RD203', constraint = 'panel_view_of_award';
  end if;
  return new;
end $$;

-- Whether the actor has recorded an own view of an award: then the others' of the same award are shown.
create function eligibility.has_view_of(award uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from eligibility.panel_view v where v.award_id = award and v.actor_id = shared.actor_id());
$$;
comment on function eligibility.has_view_of is 'Whether the actor has recorded an own view of the award';
grant execute on function eligibility.has_view_of(uuid) to redress_eligibility;
drop policy viewed on eligibility.panel_view;
create policy viewed on eligibility.panel_view for select to redress_eligibility
  using (eligibility.may_open(claim_id)
    and (actor_id = shared.actor_id() or eligibility.has_view_of(award_id) or shared.actor_has('auditor')));
drop function eligibility.has_view(uuid);

create or replace function eligibility.view_count(claim uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from eligibility.panel_view v
  join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id and s.declaration = 'none'
  where v.claim_id = claim and v.award_id = eligibility.award_in_force(claim) and eligibility.may_open(claim);
$$;

create or replace function eligibility.decision_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare views bigint; alike bigint; due numeric; needed int;
begin
  if new.issued_by <> shared.actor_id() or not exists (select from eligibility.panel_seat s
      where s.claim_id = new.claim_id and s.actor_id = new.issued_by and s.seat = 'chair' and s.declaration = 'none') then
    raise exception 'the chair of the panel issues its decision' using errcode = 'RD204', constraint = 'decision_by_chair';
  end if;
  select a.net, case new.outcome when 'awarded' then a.views_needed else 3 end into due, needed
  from eligibility.award a
  where a.award_id = new.award_id and a.award_id = eligibility.award_in_force(new.claim_id);
  if due is null or new.outcome = 'awarded' and new.net <> due then
    raise exception 'the decision differs from the award in force' using errcode = 'RD204', constraint = 'decision_of_award';
  end if;
  select count(*), count(*) filter (where v.outcome = new.outcome) into views, alike
  from eligibility.panel_view v
  join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id and s.declaration = 'none'
  where v.claim_id = new.claim_id and v.award_id = new.award_id;
  if views < needed then
    raise exception '% views are needed, there are %', needed, views
      using errcode = 'RD204', constraint = 'decision_needs_views';
  end if;
  if alike * 2 <= views then
    raise exception 'the panel has no majority for this' using errcode = 'RD204', constraint = 'decision_follows_majority';
  end if;
  return new;
end $$;

-- What the shared namespace needs for it ---------------------------------------------------------------

-- A gate that turns before the decision is confirmed anew.
insert into shared.stage_move (from_stage, to_stage, service, roles) values
  ('eligible', 'in_review', 'redress_eligibility', '{panel_member,panel_chair,system}'),
  ('assessed', 'in_review', 'redress_eligibility', '{panel_member,panel_chair,system}');
insert into shared.event_kind (kind, service) values ('match_judged', 'redress_intake');

create or replace view shared.case_fact with (security_barrier) as
select c.claim_id,
  jsonb_build_object(
    'facts', c.facts,
    'filed_on', to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD'),
    'consents', coalesce((select to_jsonb(l.purposes) from intake.consent_living l where l.claim_id = c.claim_id), '[]'),
    'withdrawn', coalesce((select jsonb_agg(o.purpose order by substr(o.purpose, 2)::int) from (
      select distinct on (n.purpose) n.purpose, n.change from intake.consent n
      where n.claim_id = c.claim_id order by n.purpose, n.seq desc) o where o.change <> 'given'), '[]'),
    'represented', coalesce((select n.given_by = 'guardian' from intake.consent n
      where n.claim_id = c.claim_id and n.purpose = 'P1' order by n.seq desc limit 1), false),
    'assent', (select case n.assent when 'agrees' then 'yes' when 'disagrees' then 'no' end from intake.consent n
      where n.claim_id = c.claim_id and n.purpose = 'P1' order by n.seq desc limit 1),
    'matched', (select n.result from intake.match_note n where n.claim_id = c.claim_id order by n.seq desc limit 1),
    'pay_currency', c.pay_currency,
    'instalments', c.instalments) as filing,
  c.pay_currency, c.language
from intake.claim c
where c.submitted_at is not null and shared.may_see(c.claim_id);

-- What the lab reads: the latest fact sheet of each claim --------------------------------------------------

create or replace function eligibility.lab_until() returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(max(s.seq), 0) from eligibility.fact_sheet s
  where shared.actor_has('panel_chair') or shared.actor_has('administrator');
$$;

create or replace function eligibility.lab_facts(after bigint, until bigint, most integer)
returns table (seq bigint, facts jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select s.seq, s.document - 'claim'
  from eligibility.fact_sheet s
  join shared.claim c on c.claim_id = s.claim_id and c.stage <> 'withdrawn'
  where (shared.actor_has('panel_chair') or shared.actor_has('administrator'))
    and s.seq > after and s.seq <= until
    and not exists (select from eligibility.fact_sheet later
                    where later.claim_id = s.claim_id and later.seq > s.seq and later.seq <= until)
    -- Whoever refused or took back the consent to anonymous statistics (P9) is not counted.
    and not coalesce(s.document -> 'consent' -> 'withdrawn' ? 'P9', false)
  order by s.seq
  limit least(most, 5000);
$$;
comment on function eligibility.lab_facts is
  'For the lab: the latest facts of each claim, without claim or code; to a chair or an administrator alone';
drop index eligibility.worksheet_seq_idx;

reset role;
