-- Eligibility: cases before a panel, their worksheets, seats, views, awards and decisions.
--   * nobody on a panel sees what a claim is about before declaring that there is no conflict (R-18);
--   * nobody sees the views of the others before recording an own one (R-19);
--   * a decision needs three views, follows their majority, and is issued by the chair of that panel alone;
--   * what was evaluated, viewed, assessed or decided is added, never changed.
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
  constraint panel_seat_once primary key (claim_id, actor_id),
  constraint panel_seat_declared check ((declaration is null) = (declared_at is null))
);
comment on table eligibility.panel_seat is 'Who sits on the panel of a claim; a declared conflict empties the seat and is never taken back (R-18)';
create unique index panel_seat_one_chair on eligibility.panel_seat (claim_id)
  where seat = 'chair' and declaration is distinct from 'conflict';
create index panel_seat_actor_idx on eligibility.panel_seat (actor_id);

-- A panel is a chair and two members; whoever sits acts in the capacity of the panel and in no other.
create function eligibility.panel_seat_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.claim_id::text, 2));
  if not exists (select from shared.actor a where a.actor_id = new.actor_id
      and case new.seat when 'chair' then 'panel_chair' else 'panel_member' end = any(a.roles)) then
    raise exception 'this person has not the role of the seat' using errcode = 'RD201', constraint = 'panel_seat_role';
  end if;
  if new.seat = 'member' and (select count(*) from eligibility.panel_seat s where s.claim_id = new.claim_id
      and s.seat = 'member' and s.declaration is distinct from 'conflict') >= 2 then
    raise exception 'both seats are taken' using errcode = 'RD201', constraint = 'panel_seat_two_members';
  end if;
  if new.seated_by <> shared.actor_id() or new.seat = 'chair' and new.actor_id <> shared.actor_id()
    or new.seat = 'member' and not exists (select from eligibility.panel_seat s where s.claim_id = new.claim_id
        and s.actor_id = shared.actor_id() and s.seat = 'chair' and s.declaration is distinct from 'conflict') then
    raise exception 'the chair of the panel seats its members' using errcode = 'RD201', constraint = 'panel_seat_by_chair';
  end if;
  perform shared.involve(new.claim_id, new.actor_id, 'panel');
  return new;
end $$;
create trigger panel_seat_before_insert before insert on eligibility.panel_seat
  for each row execute function eligibility.panel_seat_before_insert();

create function eligibility.panel_seat_before_update() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.declaration is not null and (old.declaration <> 'none' or new.declaration <> 'conflict')
    or (new.claim_id, new.actor_id, new.seat, new.seated_by, new.seated_at)
       is distinct from (old.claim_id, old.actor_id, old.seat, old.seated_by, old.seated_at) then
    raise exception 'a declaration stands' using errcode = 'RD201', constraint = 'panel_seat_declared_once';
  end if;
  return new;
end $$;
comment on function eligibility.panel_seat_before_update is 'A conflict that is found later can still be declared; one that was declared stands';
create trigger panel_seat_before_update before update on eligibility.panel_seat
  for each row execute function eligibility.panel_seat_before_update();

-- Whether the actor may see what the claim is about: on its panel, after declaring no conflict.
create function eligibility.may_open(claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select shared.actor_has('system')
    or shared.actor_has('auditor') and shared.may_see(claim)
    or (shared.actor_has('panel_member') or shared.actor_has('panel_chair')) and exists (
      select from eligibility.panel_seat s
      where s.claim_id = claim and s.actor_id = shared.actor_id() and s.declaration = 'none');
$$;
comment on function eligibility.may_open is 'The one place that says who may see what a claim is about';
grant execute on function eligibility.may_open(uuid) to redress_eligibility;

-- Worksheets ------------------------------------------------------------------------------------------

create table eligibility.worksheet (
  worksheet_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  cause text not null constraint worksheet_cause_known check (cause in ('triaged', 'information', 'finding')),
  rule_version text not null,
  gate text not null constraint worksheet_gate_known check (gate in ('eligible', 'referred', 'info')),
  content jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null
);
comment on table eligibility.worksheet is 'Every evaluation of the gate as it was: facts, rule version, outcomes, reasons. The latest counts';
comment on column eligibility.worksheet.content is 'rules::Worksheet: codes, dates and sums, no free text';
comment on column eligibility.worksheet.made_by is 'Who caused it; the service itself in answer to an event';
create index worksheet_claim_idx on eligibility.worksheet (claim_id, seq desc);

create table eligibility.finding (
  finding_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  content jsonb not null,
  found_by uuid not null references shared.actor,
  found_at timestamptz not null
);
comment on table eligibility.finding is 'What the panel found beside the filing, all of it each time; the latest counts';
comment on column eligibility.finding.content is 'rules::Findings: codes and dates, no free text';
create index finding_claim_idx on eligibility.finding (claim_id, seq desc);

create table eligibility.information_request (
  information_request_id uuid primary key,
  claim_id uuid not null references eligibility.case,
  number int not null constraint information_request_two_at_most check (number between 1 and 2),
  questions text[] not null constraint information_request_asks check (cardinality(questions) between 1 and 20),
  requested_by uuid not null references shared.actor,
  requested_at timestamptz not null,
  constraint information_request_number unique (claim_id, number)
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
  constraint gate_confirmation_once primary key (worksheet_id, actor_id)
);
comment on table eligibility.gate_confirmation is 'People confirm what the gate proposes: one person that it is passed, two that it is not';
comment on column eligibility.gate_confirmation.on_file is 'Decided on the file: what stayed undetermined counts for the claimant';
comment on column eligibility.gate_confirmation.not_met is 'Rules whose not-met this person has confirmed one by one';
create index gate_confirmation_claim_idx on eligibility.gate_confirmation (claim_id);

-- A claim is only referred when a member of its panel had confirmed the same worksheet before the chair.
create function eligibility.gate_confirmation_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.outcome = 'referred' and exists (select from eligibility.panel_seat s
      where s.claim_id = new.claim_id and s.actor_id = new.actor_id and s.seat = 'chair')
    and not exists (select from eligibility.gate_confirmation g join eligibility.panel_seat s using (claim_id, actor_id)
      where g.worksheet_id = new.worksheet_id and g.outcome = 'referred' and s.seat = 'member' and s.declaration = 'none') then
    raise exception 'a member confirms before the chair' using errcode = 'RD202', constraint = 'referred_by_two_people';
  end if;
  return new;
end $$;
create trigger gate_confirmation_before_insert before insert on eligibility.gate_confirmation
  for each row execute function eligibility.gate_confirmation_before_insert();

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
  assessed_by uuid not null references shared.actor,
  assessed_at timestamptz not null,
  constraint award_one_a_claim unique (claim_id),
  constraint award_parts_sum_to_net check (payable_now + outstanding = net),
  constraint award_net_within_gross check (net <= gross)
);
comment on table eligibility.award is 'What an eligible claim is awarded, with the versions it was computed under';
comment on column eligibility.award.inputs is 'What the panel stated for the computation: shares and choices, no free text';

create table eligibility.award_line (
  award_id uuid not null references eligibility.award,
  claim_id uuid not null references eligibility.case,
  line_no int not null check (line_no > 0),
  step text not null constraint award_line_step_known check (step ~ '^P([1-9]|10)$'),
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

-- Views ---------------------------------------------------------------------------------------------------

create table eligibility.panel_view (
  claim_id uuid not null references eligibility.case,
  actor_id uuid not null references shared.actor,
  award_id uuid not null references eligibility.award,
  outcome text not null constraint panel_view_known check (outcome in ('awarded', 'not_awarded')),
  note text not null constraint panel_view_note_length check (length(note) <= 2000),
  recorded_at timestamptz not null,
  constraint panel_view_once primary key (claim_id, actor_id)
);
comment on table eligibility.panel_view is 'Each member''s own view, recorded before the others'' can be read; it stands as it was recorded';
comment on column eligibility.panel_view.note is 'For the panel only: in no event, log or paper';

create function eligibility.has_view(claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from eligibility.panel_view v where v.claim_id = claim and v.actor_id = shared.actor_id());
$$;
comment on function eligibility.has_view is 'Whether the actor has recorded an own view of the claim';
grant execute on function eligibility.has_view(uuid) to redress_eligibility;

create function eligibility.panel_view_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id for share;
  if stands <> 'assessed' then
    raise exception 'views are recorded on an assessed award, not at %', stands
      using errcode = 'RD203', constraint = 'panel_view_in_time';
  end if;
  if not exists (select from eligibility.award a where a.award_id = new.award_id and a.claim_id = new.claim_id) then
    raise exception 'the award is of another claim' using errcode = 'RD203', constraint = 'panel_view_of_award';
  end if;
  return new;
end $$;
create trigger panel_view_before_insert before insert on eligibility.panel_view
  for each row execute function eligibility.panel_view_before_insert();

-- How many views there are, without what they say: for a member who has not recorded one yet.
create function eligibility.view_count(claim uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from eligibility.panel_view v
  join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id and s.declaration = 'none'
  where v.claim_id = claim and eligibility.may_open(claim);
$$;
grant execute on function eligibility.view_count(uuid) to redress_eligibility;

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
create unique index decision_one_open on eligibility.decision (claim_id) where closed_at is null;

create function eligibility.decision_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare views bigint; alike bigint; due numeric;
begin
  if new.issued_by <> shared.actor_id() or not exists (select from eligibility.panel_seat s
      where s.claim_id = new.claim_id and s.actor_id = new.issued_by and s.seat = 'chair' and s.declaration = 'none') then
    raise exception 'the chair of the panel issues its decision' using errcode = 'RD204', constraint = 'decision_by_chair';
  end if;
  select count(*), count(*) filter (where v.outcome = new.outcome) into views, alike
  from eligibility.panel_view v
  join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id and s.declaration = 'none'
  where v.claim_id = new.claim_id and v.award_id = new.award_id;
  if views < 3 then
    raise exception 'three views are needed, there are %', views using errcode = 'RD204', constraint = 'decision_needs_three_views';
  end if;
  if alike * 2 <= views then
    raise exception 'the panel has no majority for this' using errcode = 'RD204', constraint = 'decision_follows_majority';
  end if;
  select a.net into due from eligibility.award a where a.award_id = new.award_id and a.claim_id = new.claim_id;
  if due is null or new.outcome = 'awarded' and new.net <> due then
    raise exception 'the decision differs from its award' using errcode = 'RD204', constraint = 'decision_of_award';
  end if;
  return new;
end $$;
create trigger decision_before_insert before insert on eligibility.decision
  for each row execute function eligibility.decision_before_insert();

-- Who sees what ---------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['case', 'panel_seat', 'worksheet', 'finding', 'information_request', 'gate_confirmation',
    'award', 'award_line', 'panel_view', 'decision'] loop
    execute format('alter table eligibility.%s enable row level security', listed);
    execute format('alter table eligibility.%s force row level security', listed);
    -- For the views and functions of this file; nobody signs in as the owner.
    execute format('create policy of_functions on eligibility.%s for select to redress_owner using (true)', listed);
    execute format('create constraint trigger audited after insert or update or delete on eligibility.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create trigger no_truncate before truncate on eligibility.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select, insert on eligibility.%s to redress_eligibility', listed);
  end loop;
  foreach listed in array array['case', 'worksheet', 'finding', 'information_request', 'gate_confirmation', 'award',
    'award_line', 'panel_view', 'decision'] loop
    execute format('create trigger append_only before update or delete on eligibility.%s
      for each row execute function shared.never_change()', listed);
  end loop;
  -- What the claim is about: read and written on its panel only, after the declaration.
  foreach listed in array array['worksheet', 'finding', 'information_request', 'gate_confirmation', 'award', 'award_line',
    'decision'] loop
    execute format('create policy opened on eligibility.%s for select to redress_eligibility
      using (eligibility.may_open(claim_id))', listed);
    execute format('create policy put_in on eligibility.%s for insert to redress_eligibility
      with check (eligibility.may_open(claim_id) and not shared.actor_has(''auditor''))', listed);
  end loop;
end $$;
create trigger never_deleted before delete on eligibility.panel_seat
  for each row execute function shared.never_change();

-- That there is a case, and who sits on it, is known before the declaration.
create policy seen on eligibility.case for select to redress_eligibility using (shared.may_see(claim_id));
create policy opened on eligibility.case for insert to redress_eligibility with check (shared.actor_has('system'));
create policy seen on eligibility.panel_seat for select to redress_eligibility using (shared.may_see(claim_id));
create policy seated on eligibility.panel_seat for insert to redress_eligibility
  with check (shared.actor_has('panel_chair') and shared.may_see(claim_id));
create policy declared on eligibility.panel_seat for update to redress_eligibility
  using (actor_id = shared.actor_id()) with check (actor_id = shared.actor_id());
grant update (declaration, declared_at) on eligibility.panel_seat to redress_eligibility;

-- The others' views only after an own one.
create policy viewed on eligibility.panel_view for select to redress_eligibility
  using (eligibility.may_open(claim_id)
    and (actor_id = shared.actor_id() or eligibility.has_view(claim_id) or shared.actor_has('auditor')));
create policy recorded on eligibility.panel_view for insert to redress_eligibility
  with check (actor_id = shared.actor_id() and eligibility.may_open(claim_id) and not shared.actor_has('auditor'));

-- What other services read ----------------------------------------------------------------------------------

create view shared.offer with (security_barrier) as
select d.claim_id, d.decision_id, d.outcome, d.net, d.currency, d.issued_on, d.open_until
from eligibility.decision d
where d.closed_at is null and shared.may_see(d.claim_id);
comment on view shared.offer is 'For intake and the ledger: the open decision of a claim';
grant select on shared.offer to redress_intake, redress_ledger;

create view shared.decision_paper with (security_barrier) as
select d.decision_id, d.claim_id, d.content
from eligibility.decision d
where shared.may_see(d.claim_id);
comment on view shared.decision_paper is 'For documents: what stands on the decision paper';
grant select on shared.decision_paper to redress_documents;

create view shared.information_wanted with (security_barrier) as
select r.claim_id, r.number, r.questions, r.requested_at
from eligibility.information_request r
where shared.may_see(r.claim_id);
comment on view shared.information_wanted is 'For intake: codes of what the panel asks the advocate, by number of request';
grant select on shared.information_wanted to redress_intake;

reset role;
