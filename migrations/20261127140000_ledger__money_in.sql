-- Ledger: money that comes in and goes out, on every bank account of the fund.
--   * a contribution may come to any of the fund's accounts; foreign money has its value of that day, in US dollars;
--   * a cost of claims uses the money that was given for costs, the oldest first, then money without a purpose;
--   * a statement of any account is taken in, and each of its lines is of that account alone;
--   * what only the program held: who closes a month, what an exchange stands on, to whom an instalment is paid.
-- Cash in a foreign currency pays no award: it counts for awards (R-26) once it was exchanged into US dollars.
set local role redress_owner;

-- Contributions on other accounts ------------------------------------------------------------------------------

create function ledger.dollars_at(amount numeric, per_usd numeric) returns numeric
language sql immutable set search_path = pg_catalog as $$
  select round(div(amount * 200 + per_usd, per_usd * 2) / 100, 2);
$$;
comment on function ledger.dollars_at is 'Value in US dollars at a rate, half away from zero at the cent; exact until then. Of amounts that are not below nothing; the same in the program';

alter table ledger.contribution
  add column bank_account text references ledger.bank_account,
  add column came_amount numeric(20, 4) check (came_amount > 0),
  add column came_currency text references shared.currency check (came_currency <> 'USD'),
  add column rate_id uuid references shared.rate,
  add constraint contribution_came check ((came_amount is null) = (came_currency is null)
    and (came_amount is null) = (rate_id is null) and (came_amount is null or bank_account is not null));
comment on column ledger.contribution.amount is 'US dollars: what came, or its value on that day';
comment on column ledger.contribution.bank_account is 'Where it came; empty for the general account';
comment on column ledger.contribution.came_amount is 'What came, where that was not US dollars';
comment on column ledger.contribution.rate_id is 'The rate in force on that day, by which its value was found';
create index contribution_source_idx on ledger.contribution (source, received_on);

create function ledger.contribution_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.bank_account is null then
    return new;
  end if;
  if not ledger.bank_account_is_open(new.bank_account) or not exists (
      select from ledger.bank_account a
      where a.code = new.bank_account and a.currency = coalesce(new.came_currency, 'USD')) then
    raise exception 'an account has one currency' using errcode = 'RD325', constraint = 'contribution_in_its_currency';
  end if;
  if new.rate_id is not null and not exists (
      select from shared.rate r
      where r.rate_id = new.rate_id and r.currency = new.came_currency and r.effective_from <= new.received_on
        and not exists (select from shared.rate n where n.currency = r.currency and n.effective_from > r.effective_from
                        and n.effective_from <= new.received_on)
        and new.amount = ledger.dollars_at(new.came_amount, r.per_usd)) then
    raise exception 'not its value on that day' using errcode = 'RD325', constraint = 'contribution_at_rate_of_day';
  end if;
  return new;
end $$;
create trigger contribution_before_insert before insert on ledger.contribution
  for each row execute function ledger.contribution_before_insert();

-- Costs of claims -----------------------------------------------------------------------------------------------

create table ledger.cost_source (
  entry_id uuid not null references ledger.entry,
  source text not null references ledger.source,
  claim_id uuid references shared.claim,
  amount numeric(20, 4) not null check (amount > 0),
  noted_at timestamptz not null,
  constraint cost_source_once primary key (entry_id, source)
);
comment on table ledger.cost_source is 'Which funder''s money paid a cost of claims; less than the cost where there was no such money: the bank had paid it';
comment on column ledger.cost_source.entry_id is 'The entry of the cost, which uses the money as well';
comment on column ledger.cost_source.amount is 'US dollars';
create index cost_source_source_idx on ledger.cost_source (source);
create index cost_source_claim_idx on ledger.cost_source (claim_id) where claim_id is not null;

-- Money that came, that costs may use and nothing has used: money for costs first, then the longest there first.
create function ledger.cost_sources() returns table (source text, remaining numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select l.source, o.sum
  from ledger.sources_left() l
  left join ledger.account a on a.holder = l.source and a.currency = 'USD' and a.head = 'contributions_applied'
  left join lateral ledger.sums(a.account_id, null, null) as used on true
  -- What is promised is used by awards alone; each sum that came is used in the order of its day.
  cross join lateral (
    select least(l.remaining, max(c.up_to) - coalesce(used.credit - used.debit, 0)) as sum,
      min(c.received_on) filter (where c.up_to > coalesce(used.credit - used.debit, 0)) as since
    from (select x.received_on, sum(x.amount) over (order by x.received_on, x.contribution_id) as up_to
          from ledger.contribution x where x.source = l.source) as c) as o
  where l.for_costs and o.sum > 0
  order by l.rank, o.since, l.source;
$$;
comment on function ledger.cost_sources is 'US dollars of each source that a cost of claims can use, in the order in which it does';

create function ledger.costs_used() returns table (source text, amount numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select c.source, sum(c.amount) from ledger.cost_source c where ledger.may_read() group by c.source
  union all
  select null, s.debit - s.credit - (select coalesce(sum(c.amount), 0) from ledger.cost_source c)
  from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
  where a.head = 'claim_costs' and a.currency = 'USD' and a.holder = '' and ledger.may_read();
$$;
comment on function ledger.costs_used is 'What costs of claims have used of each source; without a source, what found no money that may pay costs';

create function ledger.cost_allocated() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare cost numeric; used numeric;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  select coalesce(sum(l.amount), 0) into cost
  from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
  join ledger.account a using (account_id) where e.entry_id = new.entry_id and a.head = 'claim_costs';
  select coalesce(sum(c.amount), 0) into used from ledger.cost_source c where c.entry_id = new.entry_id;
  if used > cost
    or exists (
      select from (select c.source, c.amount, c.claim_id from ledger.cost_source c where c.entry_id = new.entry_id) as c
      full join (
        select a.holder as source, -l.amount as amount, e.claim_id
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where e.entry_id = new.entry_id and a.head = 'contributions_applied') as b using (source)
      where (c.amount, c.claim_id) is distinct from (b.amount, b.claim_id)) then
    raise exception 'a cost uses what its entry says' using errcode = 'RD326', constraint = 'cost_as_booked';
  end if;
  if used < cost and exists (select from ledger.cost_sources())
    or exists (
      select from ledger.cost_source c join ledger.source s using (source) join ledger.purpose p using (purpose)
      cross join ledger.cost_sources() o join ledger.source w on w.source = o.source join ledger.purpose q on q.purpose = w.purpose
      where c.entry_id = new.entry_id and q.rank < p.rank) then
    raise exception 'there is money for costs' using errcode = 'RD326', constraint = 'cost_is_allocated';
  end if;
  if exists (select from ledger.cost_source c join ledger.source s using (source) join ledger.purpose p using (purpose)
             join ledger.sources_left() l using (source)
             where c.entry_id = new.entry_id and (l.remaining < 0 or not p.for_costs)) then
    raise exception 'the source has not got that much for costs' using errcode = 'RD326', constraint = 'cost_not_overspent';
  end if;
  return null;
end $$;
create constraint trigger cost_allocated after insert on ledger.cost_source
  deferrable initially deferred for each row execute function ledger.cost_allocated();
create constraint trigger cost_allocated after insert on ledger.line_resolution
  deferrable initially deferred for each row when (new.kind = 'claim_cost') execute function ledger.cost_allocated();

-- Statements of other accounts -----------------------------------------------------------------------------------

alter table ledger.statement
  add column bank_account text references ledger.bank_account,
  drop constraint statement_currency_check,
  add constraint statement_currency_fkey foreign key (currency) references shared.currency,
  add constraint statement_of_general check (bank_account is not null or currency = 'USD');
comment on column ledger.statement.account is 'Its number; of an account that has a code the last four characters, which are all that is kept';
comment on column ledger.statement.bank_account is 'Empty for the general account';
create index statement_account_idx on ledger.statement (bank_account, closing_on);

create function ledger.statement_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.bank_account is not null and not exists (
      select from ledger.bank_account a join ledger.bank_account_step s using (code)
      where a.code = new.bank_account and a.currency = new.currency and s.step = 'confirmed') then
    raise exception 'no such account' using errcode = 'RD327', constraint = 'statement_of_account';
  end if;
  return new;
end $$;
create trigger statement_before_insert before insert on ledger.statement
  for each row execute function ledger.statement_before_insert();

-- An exchange moves two accounts: a line of each shows it, once.
create function ledger.exchange_is_seen(of_entry uuid, on_account text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from (select m.line_id from ledger.line_match m where m.meaning = 'transfer' and m.entry_id = of_entry
                 union all
                 select r.line_id from ledger.line_resolution r where r.kind = 'transfer' and r.entry_id = of_entry) as shown
    join ledger.statement_line l using (line_id) join ledger.statement s using (statement_id)
    where s.bank_account is not distinct from on_account);
$$;
comment on function ledger.exchange_is_seen is 'Whether a statement of an account, the general one without a code, has shown an exchange';
create index line_match_transfer_idx on ledger.line_match (entry_id) where meaning = 'transfer';
create index line_resolution_transfer_idx on ledger.line_resolution (entry_id) where kind = 'transfer';

create function ledger.line_shows_exchange(of_line uuid, of_entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from ledger.statement_line l join ledger.statement s using (statement_id)
    join ledger.exchange_answer n on n.entry_id = of_entry and n.answer = 'confirmed' join ledger.exchange x using (exchange_id)
    where l.line_id = of_line and not ledger.exchange_is_seen(of_entry, s.bank_account)
      and case l.direction
        when 'debit' then (x.from_code, x.left_amount, x.left_currency) is not distinct from (s.bank_account, l.amount, l.currency)
        else (x.to_code, x.arrived_amount, x.arrived_currency) is not distinct from (s.bank_account, l.amount, l.currency) end);
$$;
comment on function ledger.line_shows_exchange is 'Whether a line can be what the bank says of an exchange: of its account, direction and amount, and the first';

alter table ledger.line_match drop constraint line_match_meaning_check,
  add constraint line_match_meaning_check
    check (meaning in ('settles', 'returns', 'charge', 'contribution', 'transfer', 'exception'));
create function ledger.line_match_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.meaning = 'transfer' and not ledger.line_shows_exchange(new.line_id, new.entry_id) then
    raise exception 'the line shows no exchange' using errcode = 'RD324', constraint = 'line_shows_exchange';
  end if;
  if new.meaning = 'contribution' and not exists (
      select from ledger.statement_line l join ledger.statement s using (statement_id)
      join ledger.contribution c on c.contribution_id = new.contribution_id and c.entry_id = new.entry_id
      where l.line_id = new.line_id and l.direction = 'credit'
        and (c.bank_account, coalesce(c.came_amount, c.amount), coalesce(c.came_currency, c.currency))
          is not distinct from (s.bank_account, l.amount, l.currency)) then
    raise exception 'the line shows no such contribution' using errcode = 'RD324', constraint = 'line_shows_contribution';
  end if;
  return new;
end $$;
create trigger line_match_before_insert before insert on ledger.line_match
  for each row when (new.meaning in ('transfer', 'contribution')) execute function ledger.line_match_before_insert();

create or replace function ledger.resolution_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare line record; asked record;
begin
  select m.reason, l.amount, l.currency into line
  from ledger.line_match m join ledger.statement_line l using (line_id) where m.line_id = new.line_id;
  if new.kind <> 'own_error' and line.reason not in ('no_reference', 'unknown_reference') then
    raise exception 'the line concerns a payment' using errcode = 'RD324', constraint = 'line_bookable';
  end if;
  if new.kind = 'transfer' and not ledger.line_shows_exchange(new.line_id, new.entry_id) then
    raise exception 'the line shows no exchange' using errcode = 'RD324', constraint = 'line_shows_exchange';
  end if;
  if new.request_id is null then
    -- On an account in another currency, by the dollars that it cost.
    if new.kind = 'charge' and greatest(case line.currency when 'USD' then line.amount else 0 end, (
        select sum(u.amount) from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as u (account_id, amount)
        join ledger.account a using (account_id) where e.entry_id = new.entry_id and a.head = 'bank_charges'))
        > ledger.charge_alone_max() then
      raise exception 'a charge of this size needs two people' using errcode = 'RD324', constraint = 'charge_by_two';
    end if;
    if exists (select from ledger.booking_request r where r.line_id = new.line_id
               and not exists (select from ledger.booking_answer a where a.request_id = r.request_id)) then
      raise exception 'the line waits for an answer' using errcode = 'RD324', constraint = 'one_request_at_a_time';
    end if;
    return new;
  end if;
  select r.line_id, r.kind, r.asked_by, a.answer, a.answered_by into asked
  from ledger.booking_request r left join ledger.booking_answer a using (request_id) where r.request_id = new.request_id;
  if (asked.line_id, asked.kind, asked.answer, asked.answered_by) is distinct from
     (new.line_id, new.kind, 'confirmed', new.resolved_by) or asked.asked_by = new.resolved_by then
    raise exception 'not what two people agreed on' using errcode = 'RD324', constraint = 'resolution_as_agreed';
  end if;
  return new;
end $$;

create or replace function ledger.period_facts(of_period date) returns table (lines_open bigint, payments_silent bigint,
  rates_missing text[], statements_until date, has_cash boolean, unsealed boolean)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
declare month_end date := of_period + interval '1 month' - interval '1 day'; newest record; sealed record;
begin
  if not ledger.may_read() then
    return;
  end if;
  select m.* into newest from ledger.moment m order by m.moment_no desc limit 1;
  select m.* into sealed from ledger.moment m
  where m.moment_no = coalesce((select s.moment_no from ledger.seal s order by s.number desc limit 1), 0);
  return query
    with since as materialized (
        select e.accounts, e.occurred_on from ledger.entry e where e.seq > newest.high
        union all
        select e.accounts, e.occurred_on
        from unnest(newest.gaps) as gap join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)),
      moved as materialized (
        select a.account_id, a.head, a.currency from ledger.account a
        where exists (select from ledger.checkpoint c where c.account_id = a.account_id
                        and c.first_day <= month_end and c.last_day >= of_period)
          or exists (select from since s where a.account_id = any (s.accounts) and s.occurred_on between of_period and month_end)),
      item as materialized (
        select i.item_id, i.pay_currency
        from ledger.batch b join ledger.batch_item i using (batch_id)
        where b.execution_date between of_period and month_end
          and exists (select from ledger.batch_step s where s.batch_id = b.batch_id and s.step = 'released'))
    select
      (select count(*) from ledger.statement_line l join ledger.line_match m using (line_id)
       where l.booked_on between of_period and month_end and m.meaning = 'exception'
         and not exists (select from ledger.line_resolution r where r.line_id = l.line_id)),
      (select count(*) from item i where not exists (select from ledger.item_outcome o where o.item_id = i.item_id)),
      coalesce((select array_agg(u.currency order by u.currency)
        from (select m.currency from moved m union select i.pay_currency from item i) as u
        where u.currency <> 'USD' and not exists (
          select from shared.rate r where r.currency = u.currency and r.effective_from <= month_end and r.source not like 'SAMPLE%')),
        '{}'),
      -- Of the general account, and of every open one that statements come of: the one that is furthest behind.
      (select case when bool_and(x.until is not null) then min(x.until) end
       from (select max(s.closing_on) as until from ledger.statement s where s.bank_account is null
             union all
             select max(s.closing_on) from ledger.statement s
             where s.bank_account is not null and ledger.bank_account_is_open(s.bank_account) group by s.bank_account) as x),
      exists (select from moved m where m.head = 'fund_cash'),
      exists (select from ledger.entry e where e.seq > sealed.high and e.occurred_on <= month_end)
      or exists (select from unnest(sealed.gaps) as gap join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)
                 where e.occurred_on <= month_end);
end $$;

-- What only the program held -------------------------------------------------------------------------------------

create or replace function ledger.period_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
  -- Whoever finds that something is missing asks; closing and reopening are an approver's.
  if new.step <> 'asked' and not shared.actor_has('finance_approver') then
    raise exception 'a finance approver closes and reopens' using errcode = 'RD311', constraint = 'period_by_approver';
  end if;
  -- Waits for whoever is posting, and nobody posts until this commits: a month is closed whole.
  lock table ledger.entry in share mode;
  new.taken_by := shared.actor_id();
  select s.step, s.taken_by into last from ledger.period_step s where s.period = new.period order by s.step_no desc limit 1;
  if not coalesce(case new.step
    when 'closed' then last.step is null or last.step <> 'closed'
    when 'asked' then last.step = 'closed'
    else last.step = 'asked' end, false) then
    raise exception 'the period can''t be % now', new.step using errcode = 'RD311', constraint = 'period_step_order';
  end if;
  if new.step = 'reopened' and last.taken_by = new.taken_by then
    raise exception 'another person reopens the period' using errcode = 'RD311', constraint = 'reopened_by_another';
  end if;
  return new;
end $$;

-- What an exchange takes out is there; a transfer was looked at before.
insert into ledger.guard_kind (guard, kind) values ('cash_not_overdrawn', 'exchange');

-- Money moves between accounts because one person read it from the bank and another confirmed it; its value moves at
-- the end of a month. Looked at when all of it is written.
create function ledger.exchange_has_its_row() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (
      select from ledger.exchange_answer n join ledger.exchange x using (exchange_id)
      where n.entry_id = new.entry_id and n.answer = 'confirmed' and x.prepared_by <> n.answered_by and x.day = new.occurred_on
        and new.kind = case x.left_currency when x.arrived_currency then 'transfer' else 'exchange' end)
    and not exists (select from ledger.revaluation v where v.entry_id = new.entry_id and new.kind = 'exchange') then
    raise exception 'two people agree on an exchange' using errcode = 'RD322', constraint = 'exchange_by_two';
  end if;
  return null;
end $$;
create constraint trigger exchange_has_its_row after insert on ledger.entry
  deferrable initially deferred for each row when (new.kind in ('exchange', 'transfer'))
  execute function ledger.exchange_has_its_row();

-- A plan, its parts, what they pay and their instructions are of one claim.
alter table ledger.plan add constraint plan_of_claim unique (plan_id, claim_id);
alter table ledger.funding add constraint funding_of_claim unique (funding_id, claim_id);
alter table ledger.instalment add constraint instalment_of_one_claim unique (instalment_id, claim_id),
  add constraint instalment_of_plan foreign key (plan_id, claim_id) references ledger.plan (plan_id, claim_id);
alter table ledger.plan_funding
  add constraint plan_funding_of_plan foreign key (plan_id, claim_id) references ledger.plan (plan_id, claim_id),
  add constraint plan_funding_of_funding foreign key (funding_id, claim_id) references ledger.funding (funding_id, claim_id);
alter table ledger.trust_out
  add constraint trust_out_of_funding foreign key (funding_id, claim_id) references ledger.funding (funding_id, claim_id);
alter table ledger.batch_item
  add constraint item_of_instalment foreign key (instalment_id, claim_id) references ledger.instalment (instalment_id, claim_id);

-- Whatever the money comes of, an award or what was held in trust: it is paid to details that were given for that claim.
create function ledger.item_payee_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from vault.payee p where p.payee_id = new.payee_id and p.claim_id = new.claim_id) then
    raise exception 'the payee is of another claim' using errcode = 'RD304', constraint = 'item_payee_of_claim';
  end if;
  return new;
end $$;
create trigger item_payee_before_insert before insert on ledger.batch_item
  for each row execute function ledger.item_payee_before_insert();

-- Audits --------------------------------------------------------------------------------------------------------

-- Each contribution against the entry, the cost of foreign cash and the rate that it names.
create function ledger.audit_income() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    select 'contributions_come_to_accounts', 'contribution ' || c.contribution_id
    from ledger.contribution c
    left join lateral (
      select coalesce(sum(l.amount) filter (where a.head = 'fund_cash' and a.holder = coalesce(c.bank_account, '')
            and a.currency = coalesce(c.came_currency, 'USD')), 0) as came,
        -coalesce(sum(l.amount) filter (where a.holder = c.source and a.currency = 'USD'
            and a.head in ('contributions', 'contributions_receivable', 'contributions_due_later')), 0) as given
      from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
      join ledger.account a using (account_id) where e.entry_id = c.entry_id) as b on true
    where (b.came, b.given) is distinct from (coalesce(c.came_amount, c.amount), c.amount);
  return query
    select 'foreign_contributions_have_cost', 'contribution ' || c.contribution_id
    from ledger.contribution c left join ledger.foreign_cash f on f.code = c.bank_account and f.entry_id = c.entry_id
    where c.came_amount is not null and (f.cash, f.cost) is distinct from (c.came_amount, c.amount);
  return query
    select 'contributions_at_rate_of_day', 'contribution ' || c.contribution_id
    from ledger.contribution c left join shared.rate r using (rate_id)
    where c.came_amount is not null and c.amount is distinct from ledger.dollars_at(c.came_amount, r.per_usd);
  return query
    select 'lines_are_of_their_account', 'line ' || m.line_id
    from ledger.line_match m join ledger.statement_line l using (line_id) join ledger.statement t using (statement_id)
    left join lateral (
      select sum(u.amount) as net
      from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as u (account_id, amount)
      join ledger.account a using (account_id)
      where e.entry_id = m.entry_id and a.head = 'fund_cash' and a.holder = coalesce(t.bank_account, '') and a.currency = l.currency) as d on true
    where m.meaning in ('charge', 'contribution') and d.net is distinct from case l.direction when 'debit' then -l.amount else l.amount end;
end $$;
comment on function ledger.audit_income is 'Contributions and lines of statements against the accounts where they came, contributions against their value and cost; no row when all agree';

-- What is received on pledges and recourse may be less than what came: a rate brought more than was open.
create or replace function ledger.audit_funds() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with should as (
        select s.source, h.head, case h.head
          when 'contributions_applied' then (select coalesce(sum(x.amount), 0) from ledger.allocation x where x.source = s.source)
            + (select coalesce(sum(x.amount), 0) from ledger.cost_source x where x.source = s.source)
          when 'contributions_receivable' then (
            select coalesce(sum(o.open), 0) from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
            where p.source = s.source and o.is_near)
          when 'contributions_due_later' then (
            select coalesce(sum(o.open), 0) from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
            where p.source = s.source and not o.is_near)
          else (select coalesce(sum(c.amount), 0) from ledger.contribution c where c.source = s.source)
            + (select coalesce(sum(p.amount), 0) from ledger.pledge p where p.source = s.source)
            - (select coalesce(sum(x.amount), 0) from ledger.pledge_part x join ledger.pledge p using (pledge_id)
               where p.source = s.source and x.kind in ('received', 'cancelled'))
            - (select coalesce(sum(x.amount), 0) from ledger.allocation x where x.source = s.source)
            - (select coalesce(sum(x.amount), 0) from ledger.cost_source x where x.source = s.source) end as sum
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
  -- What comes out of trust was allocated when it was set aside.
  return query select 'fundings_are_allocated', 'funding ' || f.funding_id
    from ledger.funding f
    where case when f.kind in ('trust_release', 'hand_over') then 0 else f.amount end
      <> coalesce((select sum(a.amount) from ledger.allocation a where a.funding_id = f.funding_id), 0);
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

create or replace function ledger.audit_currencies() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with booked as materialized (
        select a.head, a.currency, a.holder, s.debit - s.credit as net
        from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
        where a.head in ('fund_cash', 'currency_exchange')),
      last as (
        select distinct on (f.code) f.code, b.currency, f.cash_after, f.cost_after
        from ledger.foreign_cash f join ledger.bank_account b using (code) order by f.code, f.number desc)
    select 'exchange_mirrors_cash', 'account ' || b.holder || ', ' || b.currency
    from booked b where b.currency <> 'USD' group by b.currency, b.holder having sum(b.net) <> 0
    union all
    select 'cost_is_never_negative', 'account ' || b.holder from booked b
    where b.head = 'currency_exchange' and b.currency = 'USD' and b.net < 0
    union all
    select 'foreign_cash_equals_books', 'account ' || coalesce(l.code, b.holder) || ', ' || coalesce(b.head, 'no account')
    from booked b full join last l on l.code = b.holder
    where (b.head is null or b.head = 'fund_cash' and b.currency <> 'USD' or b.head = 'currency_exchange' and b.currency = 'USD')
      and coalesce(b.net, 0) <> case b.head when 'fund_cash' then coalesce(l.cash_after, 0) else coalesce(l.cost_after, 0) end
    union all
    select 'closed_accounts_are_empty', 'account ' || s.code from ledger.bank_account_step s join booked b on b.holder = s.code
    where s.step = 'closed' and b.net <> 0;
  return query select 'foreign_cash_follows', 'account ' || f.code || ', movement ' || f.number
    from (select x.*, lag(x.number, 1, 0) over w as previous, lag(x.cash_after, 1, 0::numeric) over w as cash_before,
            lag(x.cost_after, 1, 0::numeric) over w as cost_before, lag(x.occurred_on) over w as day_before
          from ledger.foreign_cash x window w as (partition by x.code order by x.number)) as f
    left join ledger.entry e using (entry_id)
    where f.number <> f.previous + 1 or f.cash_after <> f.cash_before + f.cash or f.cost_after <> f.cost_before + f.cost
      or f.occurred_on < f.day_before or e.occurred_on is distinct from f.occurred_on;
  return query select 'exchanges_are_booked', 'exchange ' || x.exchange_id
    from ledger.exchange x join ledger.exchange_answer n using (exchange_id) left join ledger.entry e using (entry_id)
    left join lateral (
      select coalesce(-sum(l.amount) filter (where a.holder = coalesce(x.from_code, '') and a.currency = x.left_currency), 0) as gone,
        coalesce(sum(l.amount) filter (where a.holder = coalesce(x.to_code, '') and a.currency = x.arrived_currency), 0) as come
      from unnest(e.accounts, e.amounts) as l (account_id, amount) join ledger.account a using (account_id)
      where a.head = 'fund_cash') as c on true
    where n.answer = 'confirmed' and (x.prepared_by = n.answered_by or e.occurred_on is distinct from x.day
      or e.kind is null or e.kind not in ('exchange', 'transfer') or (c.gone, c.come) is distinct from (x.left_amount, x.arrived_amount));
  return query select 'revaluations_are_booked', 'account ' || v.code || ', ' || to_char(v.month, 'YYYY-MM')
    from ledger.revaluation v left join ledger.entry e using (entry_id) left join ledger.entry r on r.entry_id = v.reversal_id
    left join lateral (
      select sum(l.amount) as net from unnest(e.accounts, e.amounts) as l (account_id, amount) join ledger.account a using (account_id)
      where a.head = 'currency_exchange' and a.holder = v.code) as c on true
    where coalesce(c.net, 0) <> v.value - v.cost or v.entry_id is not null and (
      (e.kind, e.occurred_on) is distinct from ('exchange', (v.month + interval '1 month - 1 day')::date)
      or (r.reverses, r.occurred_on) is distinct from (v.entry_id, (v.month + interval '1 month')::date));
  -- Dollars on the head that a line is booked to, and what the entry took from its account. A line in another
  -- currency may be booked on a later day than the bank's: movements keep the order of their days.
  return query select 'lines_are_booked_by_two', 'line ' || r.line_id
    from ledger.line_resolution r join ledger.statement_line l using (line_id) join ledger.statement t using (statement_id)
    left join ledger.booking_request q using (request_id) left join ledger.booking_answer n using (request_id)
    left join ledger.entry e on e.entry_id = r.entry_id
    left join lateral (
      select coalesce(sum(u.amount) filter (where a.head = case r.kind
            when 'charge' then 'bank_charges' when 'claim_cost' then 'claim_costs' else 'own_error' end), 0) as booked,
        -sum(u.amount) filter (where a.head = 'fund_cash' and a.holder = coalesce(t.bank_account, '') and a.currency = l.currency) as gone
      from unnest(e.accounts, e.amounts) as u (account_id, amount) join ledger.account a using (account_id)) as d on true
    where r.kind in ('charge', 'claim_cost', 'own_error') and (
      d.gone is distinct from l.amount or e.occurred_on < l.booked_on
      or l.currency = 'USD' and (d.booked, e.occurred_on) is distinct from (l.amount, l.booked_on)
      or (r.kind <> 'charge' or d.booked > ledger.charge_alone_max()) and (
        (n.answer, q.kind, q.line_id, n.answered_by) is distinct from ('confirmed', r.kind, r.line_id, r.resolved_by)
        or q.asked_by = n.answered_by or e.claim_id is distinct from q.claim_id));
  return query
    with shown as (
        select m.line_id, m.entry_id from ledger.line_match m where m.meaning = 'transfer'
        union all
        select r.line_id, r.entry_id from ledger.line_resolution r where r.kind = 'transfer')
    select 'transfers_are_exchanges', 'line ' || o.line_id
    from shown o join ledger.statement_line l using (line_id) join ledger.statement t using (statement_id)
    left join ledger.exchange_answer n on n.entry_id = o.entry_id left join ledger.exchange x using (exchange_id)
    where n.answer is distinct from 'confirmed' or case l.direction
        when 'debit' then (x.from_code, x.left_amount, x.left_currency) is distinct from (t.bank_account, l.amount, l.currency)
        else (x.to_code, x.arrived_amount, x.arrived_currency) is distinct from (t.bank_account, l.amount, l.currency) end
      or exists (select from shown p join ledger.statement_line k using (line_id) join ledger.statement v using (statement_id)
                 where p.entry_id = o.entry_id and p.line_id <> o.line_id and v.bank_account is not distinct from t.bank_account);
  return query select 'rates_are_prospective', 'rate ' || p.rate_id
    from ledger.rate_publication p left join shared.rate r using (rate_id)
    where r.rate_id is null or r.currency <> p.currency or r.effective_from < p.published_on;
end $$;

-- What each entry of a cost uses of whom, against the rows that say so.
create function ledger.audit_costs() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with leg as materialized (
        select e.entry_id, a.head, a.holder, sum(l.amount) as amount
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where e.kind = 'cost_paid' and a.head in ('claim_costs', 'contributions_applied') group by 1, 2, 3)
    select 'costs_use_sources', 'entry ' || coalesce(c.entry_id, l.entry_id)
    from ledger.cost_source c
    full join (select * from leg where head = 'contributions_applied') as l on l.entry_id = c.entry_id and l.holder = c.source
    where c.amount is distinct from -l.amount
    union
    select 'costs_use_sources', 'entry ' || l.entry_id
    from leg l where l.head = 'claim_costs'
      and l.amount < (select coalesce(sum(c.amount), 0) from ledger.cost_source c where c.entry_id = l.entry_id);
end $$;
-- Entries that move money between accounts, and instructions, against what they stand on.
create function ledger.audit_controls() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query select 'exchanges_stand_on_two', 'entry ' || e.entry_id
    from ledger.entry e left join ledger.exchange_answer n on n.entry_id = e.entry_id and n.answer = 'confirmed'
    left join ledger.exchange x using (exchange_id)
    where e.kind in ('exchange', 'transfer') and (x.prepared_by <> n.answered_by) is not true
      and not exists (select from ledger.revaluation v where v.entry_id = e.entry_id);
  return query select 'payees_are_of_the_claim', 'payment ' || i.item_id
    from ledger.batch_item i left join vault.payee p using (payee_id) where p.claim_id is distinct from i.claim_id;
end $$;
comment on function ledger.audit_controls is 'Exchanges that nobody agreed on, and instructions to another claim''s payee; no row when there is none';
comment on function ledger.audit_costs is 'Costs of claims against the money that they used; no row when all agree';

-- Who sees what ---------------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['cost_source'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and (claim_id is null or shared.may_see(claim_id)))', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('grant select, insert on ledger.%s to redress_ledger', listed);
  end loop;
end $$;
grant execute on function ledger.audit_income(), ledger.audit_costs(), ledger.audit_controls(), ledger.cost_sources(), ledger.costs_used(),
  ledger.exchange_is_seen(uuid, text) to redress_ledger;

reset role;
