-- Closing of months, and what reports read: the entries of one account without a scan of the journal, and what
-- each claim is owed on any day as known at any moment.
--   * a closed month keeps the checklist as it was and the control totals that the closing person typed;
--   * nothing that would change a closed month goes unnoticed: audit_periods compares the totals with the books.
set local role redress_owner;

-- Closing ------------------------------------------------------------------------------------------------------

create table ledger.period_check (
  step_no bigint not null references ledger.period_step,
  item text not null check (item ~ '^[a-z_]{3,40}$'),
  is_done boolean not null,
  open bigint not null check (open >= 0),
  detail text not null default '' check (length(detail) <= 200),
  primary key (step_no, item)
);
comment on table ledger.period_check is 'The checklist of a month as it was when it was closed';
comment on column ledger.period_check.open is 'How much was open: lines, payments, currencies, findings, months';

create table ledger.period_total (
  step_no bigint not null references ledger.period_step,
  currency text not null references shared.currency,
  debit numeric(24, 4) not null check (debit >= 0),
  primary key (step_no, currency)
);
comment on table ledger.period_total is 'Control totals of a closed month: all debits up to its last day, typed by who closed it and equal to the books';

do $$
declare listed text;
begin
  foreach listed in array array['period_check', 'period_total'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('grant select, insert on ledger.%s to redress_ledger', listed);
  end loop;
end $$;

-- The first month that has an entry; from the sums by account, and the few entries since the last of them.
create function ledger.first_month() returns date
language sql stable security definer set search_path = pg_catalog as $$
  select date_trunc('month', least(
    (select min(c.first_day) from ledger.checkpoint c),
    (select min(e.occurred_on) from ledger.entry e
     where e.seq > (select max(m.high) from ledger.moment m))))::date
  where ledger.may_read();
$$;
comment on function ledger.first_month is 'First day of the first month that has an entry; null when there is none';

-- What is open in a month; nothing here names a claim.
create function ledger.period_facts(of_period date) returns table (lines_open bigint, payments_silent bigint,
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
      (select max(s.closing_on) from ledger.statement s),
      exists (select from moved m where m.head = 'fund_cash'),
      exists (select from ledger.entry e where e.seq > sealed.high and e.occurred_on <= month_end)
      or exists (select from unnest(sealed.gaps) as gap join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)
                 where e.occurred_on <= month_end);
end $$;
comment on function ledger.period_facts is 'What is open in a month: statement lines, payments that the bank is silent on, rates, seals';

-- What a closed month was closed with against what it has now.
create function ledger.audit_periods() returns table (promise text, what text)
language sql stable security definer set search_path = pg_catalog as $$
  select 'closed_totals_stand', 'period ' || to_char(s.period, 'YYYY-MM') || ' ' || coalesce(t.currency, b.currency)
  from (select distinct on (p.period) p.* from ledger.period_step p order by p.period, p.step_no desc) as s
  -- What was asked to be reopened is closed still.
  join lateral (select c.step_no from ledger.period_step c where c.period = s.period and c.step = 'closed'
                order by c.step_no desc limit 1) as c on true
  cross join lateral (
    select coalesce(t.currency, b.currency) as currency
    from (select x.currency, x.debit from ledger.period_total x where x.step_no = c.step_no) as t
    full join (
      select y.currency, sum(y.debit) as debit
      from ledger.balance((s.period + interval '1 month' - interval '1 day')::date, null) y group by 1 having sum(y.debit) > 0) as b
    using (currency)
    where t.debit is distinct from b.debit) as b
  left join ledger.period_total t on t.step_no = c.step_no and t.currency = b.currency
  where ledger.may_read() and s.step <> 'reopened'
    -- Months that were closed by hand have no totals.
    and exists (select from ledger.period_total x where x.step_no = c.step_no);
$$;
comment on function ledger.audit_periods is 'Closed months whose books are not what they were closed with; no row when all are';

-- Entries of one account ---------------------------------------------------------------------------------------

-- Newest first. Only those places of the journal are read where a checkpoint says that the account got something in
-- these days: a page costs as many moments as it has entries at most, however long the journal is.
create function ledger.account_entries(of_account int, from_day date, to_day date, known_at timestamptz, before bigint, most int)
returns table (seq bigint, entry_id uuid, kind text, claim_id uuid, occurred_on date, made_at timestamptz, reverses uuid,
  debit numeric, credit numeric)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
#variable_conflict use_column
declare newest record; ceiling bigint; places int8multirange; place int8range; wanted int := most; got int;
begin
  if not ledger.may_read() then
    return;
  end if;
  select m.* into newest from ledger.moment m order by m.moment_no desc limit 1;
  -- Nothing above the first moment that began later was recorded by then.
  select m.high + 1 into ceiling from ledger.moment m where m.begun_at > known_at order by m.begun_at, m.moment_no limit 1;
  ceiling := least(before, ceiling);
  select range_agg(p.place) into places from (
    select int8range(newest.high + 1, null) as place
    union all
    select unnest(newest.gaps)
    union all
    select unnest(b.gaps + int8multirange(int8range(b.high, m.high, '(]')))
    from ledger.checkpoint c join ledger.moment m on m.moment_no = c.moment_no
    join ledger.moment b on b.moment_no = c.moment_no - 1
    where c.account_id = of_account and c.first_day <= to_day and c.last_day >= from_day
      and (b.high < ceiling or lower(b.gaps) < ceiling)) as p
  where not isempty(p.place);
  for place in select u.place from unnest(places * int8multirange(int8range(null, ceiling))) as u (place) order by u.place desc loop
    return query
      select e.seq, e.entry_id, e.kind, e.claim_id, e.occurred_on, e.made_at, e.reverses, l.debit, l.credit
      from (select x.* from ledger.entry x
            where x.seq >= lower(place) and (upper_inf(place) or x.seq < upper(place)) and of_account = any (x.accounts)
              and x.occurred_on between from_day and to_day and (known_at is null or x.made_at <= known_at)
              and (x.claim_id is null or shared.may_see(x.claim_id))
            order by x.seq desc limit wanted) as e
      cross join lateral (
        select coalesce(sum(u.amount) filter (where u.amount > 0), 0) as debit,
          coalesce(-sum(u.amount) filter (where u.amount < 0), 0) as credit
        from unnest(e.accounts, e.amounts) as u (account_id, amount) where u.account_id = of_account) as l
      order by e.seq desc;
    get diagnostics got = row_count;
    wanted := wanted - got;
    exit when wanted <= 0;
  end loop;
end $$;
comment on function ledger.account_entries is 'Entries of an account between two days, as known at a time, newest first, before a place of the journal';

create function ledger.account_sums(of_account int, on_day date, known_at timestamptz) returns table (debit numeric, credit numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select s.debit, s.credit from ledger.sums(of_account, on_day, known_at) s where ledger.may_read();
$$;
comment on function ledger.account_sums is 'As ledger.balance, of one account';

-- Under which seal a place of the journal lies.
create function ledger.seal_over(place bigint) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  -- The first seal whose moment has the place, and not as a gap.
  select s.number from ledger.seal s join ledger.moment m using (moment_no)
  where ledger.may_read() and m.high >= place and not place <@ m.gaps
  order by s.number limit 1;
$$;
comment on function ledger.seal_over is 'Number of the seal that an entry lies under; null while it lies under none';

-- What claims are owed --------------------------------------------------------------------------------------------

-- From the books alone, read by the index of claims.
create function ledger.claim_sums(on_day date, known_at timestamptz, of_claims uuid[]) returns table (claim_id uuid, claim_code text,
  accepted_on date, currency text, waiting numeric, set_aside numeric, at_bank numeric, returned numeric, in_trust numeric,
  settled numeric)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set enable_seqscan = off as $$
#variable_conflict use_column
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with owed as materialized (
        select a.account_id, a.head, a.currency from ledger.account a
        -- What is reserved for an offer is not owed before it is accepted.
        where a.by_claim and a.normal_side = 'credit' and a.head <> 'reserved_awards'),
      named as materialized (select c.claim_id from unnest(of_claims) as c (claim_id) where shared.may_see(c.claim_id)),
      leg as (
        select e.claim_id, e.occurred_on, o.head, o.currency, -l.amount as amount,
          case when e.kind <> 'reversal' then e.kind
            else (select r.kind from ledger.entry r where r.entry_id = e.reverses) end as kind
        from named n join ledger.entry e on e.claim_id = n.claim_id
        cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join owed o on o.account_id = l.account_id
        where e.occurred_on <= on_day and (known_at is null or e.made_at <= known_at)),
      summed as (
        select g.claim_id, g.currency, min(g.occurred_on) as since, sum(g.amount) as owes,
          coalesce(sum(g.amount) filter (where g.head = 'award_commitments'), 0) as waiting,
          coalesce(sum(g.amount) filter (where g.head = 'awards_payable'), 0) as set_aside,
          coalesce(sum(g.amount) filter (where g.head = 'payment_clearing'), 0) as at_bank,
          coalesce(sum(g.amount) filter (where g.head = 'returned_payments'), 0) as returned,
          -coalesce(sum(g.amount) filter (where g.kind in ('settlement', 'return')), 0) as settled
        from leg g group by 1, 2)
    select s.claim_id, c.claim_code, coalesce(a.accepted_on, s.since), s.currency, s.waiting, s.set_aside, s.at_bank, s.returned,
      -- Whatever else it is owed: what is held in trust.
      s.owes - s.waiting - s.set_aside - s.at_bank - s.returned, s.settled
    from summed s join shared.claim c on c.claim_id = s.claim_id left join ledger.award a on a.claim_id = s.claim_id;
end $$;
comment on function ledger.claim_sums is 'What claims are owed on a day, as known at a time, by where it is';

-- Every claim that is owed something: one pass over the entries, and a look at each claim that remains.
create function ledger.claims_owed(on_day date, known_at timestamptz) returns table (claim_id uuid, claim_code text,
  accepted_on date, currency text, owed numeric)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
#variable_conflict use_column
declare members int[];
begin
  if not ledger.may_read() then
    return;
  end if;
  select array_agg(a.account_id) into members from ledger.account a
  where a.by_claim and a.normal_side = 'credit' and a.head <> 'reserved_awards';
  return query
    with part as (
        -- Two legs, as nearly all entries have: one currency, and no legs to set apart.
        select e.claim_id, e.accounts[1] % 1000 as number, e.occurred_on,
          case when e.accounts[1] = any (members) then e.amounts[1] else 0 end
          + case when e.accounts[2] = any (members) then e.amounts[2] else 0 end as amount
        from ledger.entry e
        where e.claim_id is not null and cardinality(e.accounts) = 2
          and e.occurred_on <= on_day and (known_at is null or e.made_at <= known_at)
        union all
        select e.claim_id, l.account_id % 1000, e.occurred_on, l.amount
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        where e.claim_id is not null and cardinality(e.accounts) > 2 and l.account_id = any (members)
          and e.occurred_on <= on_day and (known_at is null or e.made_at <= known_at)),
      open as (
        select p.claim_id, p.number, min(p.occurred_on) as since, -sum(p.amount) as owed
        from part p group by 1, 2 having sum(p.amount) <> 0)
    select case when s.is_seen then s.claim_id end, case when s.is_seen then c.claim_code end,
      coalesce(a.accepted_on, s.since), n.currency, s.owed
    from (select o.*, shared.may_see(o.claim_id) as is_seen from open o) as s
    join ledger.currency_number n using (number)
    left join ledger.award a on a.claim_id = s.claim_id
    left join shared.claim c on c.claim_id = s.claim_id;
end $$;
comment on function ledger.claims_owed is 'Claims that are owed something on a day, as known at a time; one that the actor may not see has no name';

grant execute on function ledger.first_month(), ledger.period_facts(date), ledger.audit_periods(),
  ledger.account_entries(int, date, date, timestamptz, bigint, int), ledger.account_sums(int, date, timestamptz),
  ledger.seal_over(bigint), ledger.claim_sums(date, timestamptz, uuid[]),
  ledger.claims_owed(date, timestamptz) to redress_ledger;

reset role;
