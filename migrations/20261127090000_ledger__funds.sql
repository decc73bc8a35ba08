-- Ledger: whose money it is, what may be promised, and what is set aside of each award (R-26, R-27).
--   * money comes from funders, each sum for a purpose; what an award takes is allocated to them and never above what they gave;
--   * pledges expected within ninety days count as money for setting aside, later and overdue ones don't; paying takes cash;
--   * one factor a month for all, proposed by one person and confirmed by another; an award is funded in parts, the first
--     one in full, and what stays owed is topped up before anybody new has more;
--   * money is reserved from the decision on and given back once, in whole or in parts: released, voided or expired.
set local role redress_owner;

insert into ledger.chart (version, effective_from, note) values
  (3, '2026-11-27', 'Later pledges, reserved awards, recourse not yet received, what was applied of contributions');
insert into ledger.head (head, number, normal_side, by_claim, added_in) values
  ('contributions_due_later', 1110, 'debit', false, 3), ('reserved_awards', 2050, 'credit', true, 3),
  ('recourse_deferred', 2600, 'credit', false, 3), ('contributions_applied', 3100, 'credit', false, 3);
insert into ledger.entry_kind (kind) values ('allocation'), ('pledge_end'), ('recourse_end');

-- Pledges within ninety days count; what is reserved does not; a file for the bank takes cash, of which none is a child's.
insert into ledger.guard (guard, scope, swift_limit) values ('cash_covers_payments', 'all', 20000);
insert into ledger.guard_head (guard, head) values
  ('fund_covers_commitments', 'contributions_receivable'), ('fund_covers_commitments', 'reserved_awards'),
  ('cash_covers_payments', 'fund_cash'), ('cash_covers_payments', 'payment_clearing'),
  ('cash_covers_payments', 'minors_trust'), ('cash_covers_payments', 'trust_interest');
insert into ledger.guard_kind (guard, kind) values ('cash_covers_payments', 'release'), ('cash_covers_payments', 'trust');
insert into ledger.guarded (account_id, guard, key)
select a.account_id, g.guard, case g.scope when 'all' then a.currency else a.account_id::text end
from ledger.account a join ledger.guard_head h using (head) join ledger.guard g using (guard)
on conflict (account_id, guard) do nothing;
insert into ledger.account (account_id, head, currency, holder, normal_side, by_claim, opened_by, opened_at)
select ((select max(a.account_id) / 10000 from ledger.account a) + row_number() over (order by h.number)) * 10000
    + c.exponent * 1000 + n.number, h.head, 'USD', '', h.normal_side, h.by_claim, '00000000-0000-0000-0000-000000000000', now()
from ledger.head h cross join shared.currency c join ledger.currency_number n using (currency)
where h.added_in = 3 and c.currency = 'USD';

-- Funders, purposes, sources ----------------------------------------------------------------------------------

create table ledger.purpose (
  purpose text primary key,
  rank smallint not null constraint purpose_rank_key unique,
  for_adults boolean not null,
  for_children boolean not null,
  for_costs boolean not null
);
comment on table ledger.purpose is 'What money may be given for; money that may be used for less is used first (rank)';
comment on column ledger.purpose.for_costs is 'Costs of claims that are paid to helpers (head H7)';
insert into ledger.purpose (purpose, rank, for_adults, for_children, for_costs) values
  ('children', 1, false, true, false), ('costs', 2, false, false, true), ('awards', 3, true, true, false),
  ('any', 4, true, true, true);

create table ledger.funder (
  funder_id uuid primary key,
  code text not null constraint funder_code_key unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null constraint funder_name_key unique check (length(name) between 1 and 120),
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.funder is 'Who gives money to the fund; never a survivor, never a perpetrator';
comment on column ledger.funder.code is 'Stands in the names of accounts';

create table ledger.source (
  source text primary key,
  funder_id uuid references ledger.funder,
  purpose text not null references ledger.purpose,
  constraint source_of_funder unique nulls not distinct (funder_id, purpose),
  constraint source_named check ((source = '') = (funder_id is null) and (source <> '' or purpose = 'any'))
);
comment on table ledger.source is 'A funder''s money for one purpose: the holder of its accounts. The empty one is money without a named funder';
insert into ledger.source (source, funder_id, purpose) values ('', null, 'any');

create table ledger.pledge (
  pledge_id uuid primary key,
  source text not null references ledger.source,
  kind text not null check (kind in ('voluntary', 'withheld_pay', 'assessed')),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  expected_on date not null,
  reference text not null check (length(reference) between 1 and 60),
  entry_id uuid not null references ledger.entry,
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.pledge is 'Money that a funder has promised in writing';
create table ledger.pledge_part (
  pledge_id uuid not null references ledger.pledge,
  part int not null check (part >= 1),
  kind text not null check (kind in ('received', 'cancelled', 'near', 'far')),
  amount numeric(20, 4) not null check (amount > 0),
  entry_id uuid not null references ledger.entry,
  noted_at timestamptz not null,
  constraint pledge_part_once primary key (pledge_id, part)
);
comment on table ledger.pledge_part is 'What became of a pledge: parts received or cancelled, and when what is open came to count as money near at hand or ceased to';

-- Open amount of a pledge, and whether it is booked as near.
create function ledger.pledge_open(of_pledge uuid, out open numeric, out is_near boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select p.amount - coalesce(sum(x.amount) filter (where x.kind in ('received', 'cancelled')), 0),
    coalesce((array_agg(x.kind order by x.part desc) filter (where x.kind in ('near', 'far')))[1] = 'near', false)
  from ledger.pledge p left join ledger.pledge_part x using (pledge_id) where p.pledge_id = of_pledge group by p.amount;
$$;
create function ledger.pledge_part_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  perform 1 from ledger.pledge p where p.pledge_id = new.pledge_id for update;
  select * into had from ledger.pledge_open(new.pledge_id);
  if new.amount > had.open or new.kind in ('near', 'far') and (new.amount <> had.open or (new.kind = 'near') = had.is_near) then
    raise exception 'the pledge has % open', had.open using errcode = 'RD314', constraint = 'pledge_has_less_open';
  end if;
  return new;
end $$;
create trigger pledge_part_before_insert before insert on ledger.pledge_part
  for each row execute function ledger.pledge_part_before_insert();

alter table ledger.contribution add column source text not null default '' references ledger.source,
  add column pledge_id uuid references ledger.pledge, add column recourse_id uuid;
comment on column ledger.contribution.source is 'Whose money it is, and for what';

-- Recourse (R-27): asked from who is liable; it is the fund's only when it comes.
create table ledger.recourse (
  recourse_id uuid primary key,
  liable text not null check (liable in ('perpetrator', 'entity', 'contractor', 'state')),
  claim_id uuid references shared.claim,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  asked_on date not null,
  reference text not null check (length(reference) between 1 and 60),
  entry_id uuid not null references ledger.entry,
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.recourse is 'What the fund asks back from who is liable; the survivor takes no part in it';
comment on column ledger.recourse.reference is 'Of the letter; no name';
create table ledger.recourse_part (
  recourse_id uuid not null references ledger.recourse,
  part int not null check (part >= 1),
  kind text not null check (kind in ('received', 'given_up')),
  amount numeric(20, 4) not null check (amount > 0),
  entry_id uuid not null references ledger.entry,
  noted_by uuid not null,
  noted_at timestamptz not null,
  constraint recourse_part_once primary key (recourse_id, part)
);
comment on table ledger.recourse_part is 'What came of it, or was given up by another person than who recorded it';
alter table ledger.contribution add constraint contribution_recourse_fkey foreign key (recourse_id) references ledger.recourse;
create function ledger.recourse_part_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare asked numeric; gone numeric; recorded uuid;
begin
  new.noted_by := shared.actor_id();
  select r.amount, r.recorded_by into asked, recorded from ledger.recourse r where r.recourse_id = new.recourse_id for update;
  select coalesce(sum(p.amount), 0) into gone from ledger.recourse_part p where p.recourse_id = new.recourse_id;
  if new.amount > asked - gone then
    raise exception 'the recourse has % open', asked - gone using errcode = 'RD315', constraint = 'recourse_has_less_open';
  end if;
  if new.kind = 'given_up' and recorded = new.noted_by then
    raise exception 'another person gives it up' using errcode = 'RD315', constraint = 'given_up_by_another';
  end if;
  return new;
end $$;
create trigger recourse_part_before_insert before insert on ledger.recourse_part
  for each row execute function ledger.recourse_part_before_insert();

-- The fund factor ------------------------------------------------------------------------------------------------

create table ledger.fund_factor (
  factor_id uuid primary key,
  starts_on date not null check (extract(day from starts_on) = 1),
  factor numeric(9, 6) not null check (factor > 0 and factor <= 1),
  available numeric(20, 4) not null,
  first_parts numeric(20, 4) not null check (first_parts >= 0),
  rests numeric(20, 4) not null check (rests >= 0),
  currency text not null check (currency = 'USD'),
  proposed_by uuid not null references shared.actor,
  proposed_at timestamptz not null
);
comment on table ledger.fund_factor is 'Factors as they were proposed, with the sums that each stood on: what the fund had, what first parts took, what the rests came to';
create table ledger.fund_factor_step (
  factor_id uuid constraint fund_factor_step_once primary key references ledger.fund_factor,
  step text not null check (step in ('confirmed', 'refused')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null
);
comment on table ledger.fund_factor_step is 'Whether another person confirmed it';
create function ledger.factor_step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  new.taken_by := shared.actor_id();
  select f.* into had from ledger.fund_factor f where f.factor_id = new.factor_id;
  if had.proposed_by = new.taken_by or not shared.actor_has('finance_approver') then
    raise exception 'an approver who did not propose it decides' using errcode = 'RD316', constraint = 'factor_by_another';
  end if;
  if new.step = 'confirmed' and exists (
      select from ledger.fund_factor f join ledger.fund_factor_step s using (factor_id)
      where f.starts_on = had.starts_on and f.factor_id <> new.factor_id and s.step = 'confirmed') then
    raise exception 'the month has its factor' using errcode = 'RD316', constraint = 'one_factor_a_month';
  end if;
  return new;
end $$;
create trigger factor_step_before_insert before insert on ledger.fund_factor_step
  for each row execute function ledger.factor_step_before_insert();
create function ledger.factor_on(day date) returns numeric
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select f.factor from ledger.fund_factor f join ledger.fund_factor_step s using (factor_id)
    where s.step = 'confirmed' and f.starts_on <= day order by f.starts_on desc limit 1), 1);
$$;
comment on function ledger.factor_on is 'The fund factor of a day (R-26): that of the latest month that has one; 1 before there is any';

create view shared.fund_factor with (security_barrier) as
select f.factor, f.starts_on from ledger.fund_factor f join ledger.fund_factor_step s using (factor_id)
where s.step = 'confirmed';
comment on view shared.fund_factor is 'Published: the factors that were confirmed, each in force from its month on';
grant select on shared.fund_factor to redress_eligibility, redress_intake, redress_documents, redress_ledger;

-- What is set aside of each award --------------------------------------------------------------------------------

create table ledger.funding (
  funding_id uuid primary key,
  claim_id uuid not null references ledger.award,
  tranche int not null check (tranche >= 1),
  kind text not null check (kind in ('share', 'top_up')),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  factor numeric(9, 6) not null check (factor > 0 and factor <= 1),
  entry_id uuid not null references ledger.entry,
  funded_at timestamptz not null,
  constraint funding_tranche_key unique (claim_id, tranche)
);
comment on table ledger.funding is 'Parts of awards for which money is set aside (R-26): the first share, then top-ups';
comment on column ledger.funding.factor is 'The factor that was in force';
create function ledger.fundings_within_award() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select coalesce(sum(f.amount), 0) from ledger.funding f where f.claim_id = new.claim_id and f.kind in ('share', 'top_up'))
    > (select a.net from ledger.award a where a.claim_id = new.claim_id) then
    raise exception 'more is set aside than is awarded' using errcode = 'RD317', constraint = 'fundings_within_award';
  end if;
  return null;
end $$;
create constraint trigger fundings_within_award after insert on ledger.funding
  deferrable initially deferred for each row execute function ledger.fundings_within_award();

create table ledger.allocation (
  funding_id uuid not null references ledger.funding,
  source text not null references ledger.source,
  claim_id uuid not null references shared.claim,
  amount numeric(20, 4) not null check (amount > 0),
  primary key (funding_id, source)
);
comment on table ledger.allocation is 'Which funder''s money is set aside for which award';

-- What of each source is not yet applied: what was given and what is promised within ninety days, less what was used.
create function ledger.sources_left() returns table (source text, purpose text, rank smallint, for_adults boolean,
  for_children boolean, for_costs boolean, remaining numeric)
language sql stable security definer set search_path = pg_catalog as $$
  -- What is promised for later is among the contributions, and on the other side of its own account.
  select s.source, s.purpose, p.rank, p.for_adults, p.for_children, p.for_costs, coalesce(sum(x.credit - x.debit), 0)
  from ledger.source s join ledger.purpose p using (purpose)
  left join ledger.account a on a.holder = s.source and a.currency = 'USD' and a.head in ('contributions', 'contributions_due_later')
  left join lateral ledger.sums(a.account_id, null, null) as x on true
  where ledger.may_read()
  group by 1, 2, 3, 4, 5, 6 order by p.rank, s.source;
$$;
comment on function ledger.sources_left is 'US dollars of each source that no award has taken; less than nothing where a pledge that was counted did not come';

create function ledger.allocated() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  if (select l.remaining < 0 from ledger.sources_left() l where l.source = new.source) then
    raise exception 'the source has not got that much' using errcode = 'RD318', constraint = 'source_not_overspent';
  end if;
  if (select sum(a.amount) from ledger.allocation a where a.funding_id = new.funding_id)
    <> (select f.amount from ledger.funding f where f.funding_id = new.funding_id) then
    raise exception 'what is set aside is not all allocated' using errcode = 'RD318', constraint = 'funding_is_allocated';
  end if;
  return null;
end $$;
create constraint trigger allocated after insert on ledger.allocation
  deferrable initially deferred for each row execute function ledger.allocated();

-- What was funded before: in one part, from money without a named funder.
insert into ledger.funding (funding_id, claim_id, tranche, kind, amount, currency, factor, entry_id, funded_at)
select md5('funding ' || f.claim_id)::uuid, f.claim_id, 1, 'share', a.net, a.currency, 1, f.entry_id, f.funded_at
from ledger.award_funding f join ledger.award a using (claim_id);
insert into ledger.allocation (funding_id, source, claim_id, amount)
select f.funding_id, '', f.claim_id, f.amount from ledger.funding f;
do $$
declare old record;
begin
  if exists (select from ledger.funding) then
    perform set_config('redress.actor', '00000000-0000-0000-0000-000000000000', true), set_config('redress.roles', 'system', true);
    -- Nobody but a service writes what was done.
    set local role redress_ledger;
    insert into shared.audit (actor_id, roles, action)
    values ('00000000-0000-0000-0000-000000000000', 'system', 'ledger.fund_migration');
    set local role redress_owner;
    for old in select f.* from ledger.funding f order by f.funded_at loop
      perform ledger.post(array[md5('allocation ' || old.claim_id)::uuid], '{allocation}', array[current_date], array[old.claim_id],
        '{null}', '{1,1}', '{contributions,contributions_applied}', '{null,null}', '{debit,credit}',
        array[old.amount, old.amount], '{USD,USD}');
    end loop;
    set constraints all immediate;
    perform set_config('redress.actor', '', true), set_config('redress.roles', '', true);
  end if;
end $$;

alter table ledger.award add column is_child boolean not null default false;
comment on column ledger.award.is_child is 'Whether part of it is held in trust (R-16)';

-- Plans: one for what is set aside and not planned yet -------------------------------------------------------------

alter table ledger.plan drop constraint plan_claim_key;
create index plan_claim_idx on ledger.plan (claim_id);
comment on table ledger.plan is 'How what is set aside of an award is paid; a top-up has a plan of its own';
alter table ledger.instalment drop constraint instalment_number_check,
  add constraint instalment_number_check check (number between 1 and 999);
comment on table ledger.instalment is 'The parts of a plan, one to five, USD 100 at least (R-21), numbered on over the plans of an award';
create unique index instalment_of_claim_key on ledger.instalment (claim_id, number);
create table ledger.plan_funding (
  funding_id uuid constraint planned_once primary key references ledger.funding,
  plan_id uuid not null references ledger.plan,
  claim_id uuid not null references shared.claim
);
comment on table ledger.plan_funding is 'Which fundings a plan pays';
create index plan_funding_plan_idx on ledger.plan_funding (plan_id);
insert into ledger.plan_funding (funding_id, plan_id, claim_id)
select f.funding_id, p.plan_id, p.claim_id from ledger.plan p join ledger.funding f using (claim_id);

create or replace function ledger.plan_sums() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare planned numeric; parts int; least numeric; owed numeric;
begin
  select sum(i.amount), count(*), min(i.amount) into planned, parts, least
  from ledger.instalment i where i.plan_id = new.plan_id;
  select sum(f.amount) into owed
  from ledger.plan p join ledger.plan_funding x using (plan_id) join ledger.funding f using (funding_id)
  where p.plan_id = new.plan_id and f.claim_id = p.claim_id
  group by p.net having p.net = sum(f.amount);
  if planned is distinct from owed or parts > 5 or parts > 1 and least < 100 then
    raise exception 'the plan does not make up what is set aside' using errcode = 'RD303', constraint = 'plan_sums_to_award';
  end if;
  return null;
end $$;
create constraint trigger plan_sums after insert on ledger.plan_funding
  deferrable initially deferred for each row execute function ledger.plan_sums();

create or replace function ledger.item_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from ledger.batch_step s where s.batch_id = new.batch_id)
    or not exists (select from ledger.batch b where b.batch_id = new.batch_id and b.prepared_by = shared.actor_id()) then
    raise exception 'the batch is not open' using errcode = 'RD304', constraint = 'batch_is_open';
  end if;
  if not exists (select from ledger.instalment i join ledger.plan_funding f using (plan_id)
                 where i.instalment_id = new.instalment_id and i.claim_id = new.claim_id and i.amount = new.debt) then
    raise exception 'the item is not what is owed' using errcode = 'RD304', constraint = 'item_of_funded_instalment';
  end if;
  if exists (select from ledger.batch_item i join ledger.item_outcome o using (item_id)
             where i.instalment_id = new.instalment_id and o.kind in ('returned', 'rejected')
               and not exists (select from ledger.renewal r where r.item_id = i.item_id)) then
    raise exception 'the survivor has not chosen again' using errcode = 'RD304', constraint = 'item_after_renewal';
  end if;
  return new;
end $$;

drop function ledger.awards_waiting();
create function ledger.awards_waiting() returns table (claim_id uuid, net numeric, is_child boolean, funded numeric, tranches bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with waiting as materialized (
    select a.claim_id, a.net, a.is_child, coalesce(f.funded, 0) as funded, coalesce(f.tranches, 0) as tranches, a.accepted_on, e.seq
    from ledger.award a join ledger.entry e using (entry_id)
    left join lateral (select sum(x.amount) as funded, count(*) as tranches from ledger.funding x
                       where x.claim_id = a.claim_id and x.kind in ('share', 'top_up')) f on true
    where coalesce(f.funded, 0) < a.net)
  select w.claim_id, w.net, w.is_child, w.funded, w.tranches from waiting w
  where ledger.may_write() and shared.may_see(w.claim_id) order by w.accepted_on, w.seq;
$$;
comment on function ledger.awards_waiting is 'Awards of which something is not yet set aside, in the order of acceptance';
grant execute on function ledger.awards_waiting(), ledger.sources_left(), ledger.factor_on(date), ledger.pledge_open(uuid) to redress_ledger;

create or replace function ledger.waits(today date) returns table (money bigint, plan bigint, choice bigint, prepare bigint,
  approve bigint, release bigint, bank bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with latest as materialized (
      select n.claim_id, n.due_on, i.state,
        exists (select from ledger.renewal r where r.item_id = i.item_id) as is_renewed
      from ledger.instalment n
      left join lateral (
        select b.item_id, (select o.kind from ledger.item_outcome o where o.item_id = b.item_id
                           order by (o.kind = 'settled') limit 1) as state
        from ledger.batch_item b where b.instalment_id = n.instalment_id order by b.attempt desc limit 1) i on true
      where not exists (select from ledger.live_instruction l where l.instalment_id = n.instalment_id)),
    step as (
      select b.batch_id, (select array_agg(s.step) from ledger.batch_step s where s.batch_id = b.batch_id) as steps
      from ledger.batch b)
  select
    (select count(*) from ledger.award a
     where a.net > (select coalesce(sum(f.amount), 0) from ledger.funding f
                    where f.claim_id = a.claim_id and f.kind in ('share', 'top_up'))),
    (select count(distinct f.claim_id) from ledger.funding f
     where not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)),
    (select count(distinct l.claim_id) from latest l where l.state in ('returned', 'rejected') and not l.is_renewed),
    (select count(*) from latest l where l.due_on <= today and (l.state is null or l.state = 'cancelled' or l.is_renewed)),
    (select count(*) from step where steps is null),
    (select count(*) from step where steps = '{approved}'),
    (select count(*) from step where 'released' = any(steps) and exists (
       select from ledger.batch_item i where i.batch_id = step.batch_id
         and not exists (select from ledger.item_outcome o where o.item_id = i.item_id)))
  where ledger.may_read();
$$;

-- Sums over all awards, which name none.
create function ledger.fund_projection(today date) returns table (month date, comes numeric, goes numeric)
language sql stable security definer set search_path = pg_catalog as $$
  with month as (
      select x::date as month from generate_series(date_trunc('month', today), date_trunc('month', today) + interval '11 months',
        interval '1 month') as x),
    comes as (
      select date_trunc('month', p.expected_on)::date as month, sum(o.open) as sum
      from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o where p.expected_on >= today group by 1),
    goes as (
      select greatest(date_trunc('month', d.due_on), date_trunc('month', today))::date as month, sum(d.amount) as sum
      from (select n.due_on, n.amount from ledger.instalment n
            where not exists (select from ledger.batch_item i
              where i.instalment_id = n.instalment_id and exists (select from ledger.item_outcome o where o.item_id = i.item_id and o.kind = 'settled')
                and not exists (select from ledger.item_outcome o where o.item_id = i.item_id and o.kind = 'returned'))
            union all
            select today, f.amount from ledger.funding f
            where not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)) as d
      group by 1)
  select m.month, coalesce(c.sum, 0), coalesce(g.sum, 0)
  from month m left join comes c using (month) left join goes g using (month)
  where ledger.may_read() order by 1;
$$;
comment on function ledger.fund_projection is 'For a year from a day, month by month: pledges that are expected, and what is planned or has no plan yet (then at once)';
grant execute on function ledger.fund_projection(date) to redress_ledger;

-- Holds ---------------------------------------------------------------------------------------------------------------

create table ledger.hold (
  hold_id uuid primary key,
  claim_id uuid references shared.claim,
  decision_id uuid constraint hold_decision_key unique,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  reason text not null check (length(reason) between 1 and 200),
  expires_on date not null,
  entry_id uuid not null references ledger.entry,
  placed_by uuid not null,
  placed_at timestamptz not null,
  constraint hold_of_decision check ((claim_id is null) = (decision_id is null))
);
comment on table ledger.hold is 'Money kept for later: for an award from its decision on, or for what a person names';
comment on column ledger.hold.reason is 'No personal data';
create index hold_claim_idx on ledger.hold (claim_id);
create table ledger.hold_end (
  hold_id uuid not null references ledger.hold,
  part int not null check (part >= 1),
  kind text not null check (kind in ('released', 'voided', 'expired')),
  amount numeric(20, 4) not null check (amount > 0),
  entry_id uuid not null references ledger.entry,
  ended_by uuid not null,
  ended_at timestamptz not null,
  constraint hold_end_once primary key (hold_id, part)
);
comment on table ledger.hold_end is 'Parts that were released to their use, and how the rest ended: voided by a person, or expired';
create function ledger.hold_end_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare held numeric; gone numeric;
begin
  new.ended_by := shared.actor_id();
  select h.amount into held from ledger.hold h where h.hold_id = new.hold_id for update;
  select coalesce(sum(e.amount), 0) into gone from ledger.hold_end e where e.hold_id = new.hold_id;
  if gone = held then
    raise exception 'the hold has ended' using errcode = 'RD319', constraint = 'hold_has_ended';
  end if;
  if new.amount > held - gone or new.kind <> 'released' and new.amount <> held - gone then
    raise exception 'the hold has % left', held - gone using errcode = 'RD319', constraint = 'hold_has_less';
  end if;
  return new;
end $$;
create trigger hold_end_before_insert before insert on ledger.hold_end
  for each row execute function ledger.hold_end_before_insert();

-- Audits ------------------------------------------------------------------------------------------------------------------

create or replace function ledger.audit_claims() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with item as materialized (
        select i.claim_id, i.debt, exists (select from ledger.renewal r where r.item_id = i.item_id) as is_renewed,
          exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') as is_released,
          (select o.kind from ledger.item_outcome o where o.item_id = i.item_id order by (o.kind = 'settled') limit 1) as outcome
        from ledger.batch_item i),
      paid as (
        select i.claim_id, coalesce(sum(i.debt) filter (where i.is_released and not i.is_renewed), 0) as gone,
          coalesce(sum(i.debt) filter (where i.is_released and i.outcome is null), 0) as under_way,
          coalesce(sum(i.debt) filter (where i.outcome in ('returned', 'rejected') and not i.is_renewed), 0) as back
        from item i group by 1),
      funded as (select f.claim_id, sum(f.amount) as sum from ledger.funding f group by 1),
      should as (
        select a.claim_id, h.head, case h.head
          when 'award_commitments' then a.net - coalesce(f.sum, 0)
          when 'awards_payable' then coalesce(f.sum, 0) - coalesce(p.gone, 0)
          when 'payment_clearing' then coalesce(p.under_way, 0) else coalesce(p.back, 0) end as sum
        from ledger.award a left join paid p using (claim_id) left join funded f using (claim_id)
        cross join unnest(array['award_commitments', 'awards_payable', 'payment_clearing', 'returned_payments']) as h (head)
        union all
        select h.claim_id, 'reserved_awards', h.amount - coalesce((select sum(e.amount) from ledger.hold_end e where e.hold_id = h.hold_id), 0)
        from ledger.hold h where h.claim_id is not null),
      booked as (
        select e.claim_id, a.head, -sum(l.amount) as sum
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where a.head in ('award_commitments', 'awards_payable', 'payment_clearing', 'returned_payments', 'reserved_awards')
          and a.currency = 'USD'
        group by 1, 2)
    select 'books_equal_claims', 'claim ' || coalesce(s.claim_id, b.claim_id) || ', ' || coalesce(s.head, b.head)
    from (select x.claim_id, x.head, sum(x.sum) as sum from should x group by 1, 2) s
    full join booked b on b.claim_id = s.claim_id and b.head = s.head
    where coalesce(s.sum, 0) <> coalesce(b.sum, 0);
  return query select 'payments_within_awards', 'claim ' || i.claim_id
    from ledger.batch_item i
    where exists (select from ledger.live_instruction l where l.item_id = i.item_id)
    group by i.claim_id having sum(i.debt) > coalesce((
      select sum(f.amount) from ledger.funding f where f.claim_id = i.claim_id), 0);
  return query select 'contributions_are_booked', 'contribution ' || c.contribution_id
    from ledger.contribution c left join ledger.entry e using (entry_id)
    where (e.kind, e.amounts[1], e.occurred_on) is distinct from ('contribution', c.amount, c.received_on);
  return query select 'bank_is_booked', 'payment ' || o.item_id || ' ' || o.kind
    from ledger.item_outcome o left join ledger.entry e using (entry_id)
    where o.kind <> 'cancelled' and (e.kind, e.claim_id, e.occurred_on) is distinct from
      (case o.kind when 'settled' then 'settlement' when 'returned' then 'return' else 'rejection' end, o.claim_id, o.occurred_on);
end $$;

-- Whose money it is, against the books.
create function ledger.audit_funds() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with should as (
        select s.source, h.head, case h.head
          when 'contributions_applied' then (select coalesce(sum(x.amount), 0) from ledger.allocation x where x.source = s.source)
          when 'contributions_receivable' then (
            select coalesce(sum(o.open), 0) from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
            where p.source = s.source and o.is_near)
          when 'contributions_due_later' then (
            select coalesce(sum(o.open), 0) from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
            where p.source = s.source and not o.is_near)
          else (select coalesce(sum(c.amount) filter (where c.pledge_id is null), 0) from ledger.contribution c where c.source = s.source)
            + (select coalesce(sum(p.amount), 0) from ledger.pledge p where p.source = s.source)
            - (select coalesce(sum(x.amount), 0) from ledger.pledge_part x join ledger.pledge p using (pledge_id)
               where p.source = s.source and x.kind = 'cancelled')
            - (select coalesce(sum(x.amount), 0) from ledger.allocation x where x.source = s.source) end as sum
        from ledger.source s
        cross join unnest(array['contributions', 'contributions_applied', 'contributions_receivable', 'contributions_due_later'])
          as h (head)),
      booked as (
        select a.holder as source, a.head, case a.normal_side when 'debit' then x.debit - x.credit else x.credit - x.debit end as sum
        from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) x
        where a.currency = 'USD'
          and a.head in ('contributions', 'contributions_applied', 'contributions_receivable', 'contributions_due_later'))
    select 'funds_equal_books', 'source "' || coalesce(s.source, b.source) || '", ' || coalesce(s.head, b.head)
    from should s full join booked b on b.source = s.source and b.head = s.head
    where coalesce(s.sum, 0) <> coalesce(b.sum, 0);
  return query select 'fundings_are_allocated', 'funding ' || f.funding_id
    from ledger.funding f where f.amount <> coalesce((select sum(a.amount) from ledger.allocation a where a.funding_id = f.funding_id), 0);
  return query select 'holds_equal_books', x.head
    from (select 'held_money' as head, coalesce(sum(h.amount - coalesce((
            select sum(e.amount) from ledger.hold_end e where e.hold_id = h.hold_id), 0)), 0) as sum
          from ledger.hold h where h.claim_id is null
          union all
          select 'recourse_receivable', coalesce(sum(r.amount - coalesce((
            select sum(p.amount) from ledger.recourse_part p where p.recourse_id = r.recourse_id), 0)), 0)
          from ledger.recourse r) as x
    where x.sum <> (select coalesce(sum(abs(s.debit - s.credit)), 0)
                    from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
                    where a.head = x.head and a.currency = 'USD');
end $$;
comment on function ledger.audit_funds is 'Sources, pledges, holds and recourse against the books; no row when all agree';
grant execute on function ledger.audit_funds() to redress_ledger;
drop table ledger.award_funding;

-- Who sees what -------------------------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['purpose', 'funder', 'source', 'pledge', 'pledge_part', 'recourse', 'recourse_part', 'fund_factor',
    'fund_factor_step', 'funding', 'allocation', 'plan_funding', 'hold', 'hold_end'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select on ledger.%s to redress_ledger', listed);
    continue when listed = 'purpose';
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('grant insert on ledger.%s to redress_ledger', listed);
  end loop;
  foreach listed in array array['funder', 'source', 'pledge', 'pledge_part', 'fund_factor', 'fund_factor_step', 'hold_end',
    'recourse_part'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
  foreach listed in array array['funding', 'allocation', 'plan_funding', 'hold', 'recourse'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and (claim_id is null or shared.may_see(claim_id)))', listed);
  end loop;
end $$;

reset role;
