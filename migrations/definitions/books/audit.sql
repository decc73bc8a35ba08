-- Every promise of the books, looked at from the entries alone; each row names one that is broken, and where.
create function ledger.audit_books() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query select 'entry_balances', 'entry ' || e.entry_id from ledger.entry e
    where ledger.legs_balance(e.accounts, e.amounts) is not true;
  return query select 'legs_have_accounts', 'entry ' || e.entry_id || ', account ' || l.account_id
    from ledger.entry e cross join lateral unnest(e.accounts) as l (account_id)
    where not exists (select from ledger.account a where a.account_id = l.account_id);
  return query select 'accounts_have_currencies', 'account ' || a.account_id
    from ledger.account a join shared.currency c using (currency) join ledger.currency_number n using (currency)
    where a.account_id % 10000 <> c.exponent * 1000 + n.number;
  return query select 'reversal_mirrors_its_entry', 'entry ' || r.entry_id
    from ledger.entry r left join ledger.entry e on e.entry_id = r.reverses
    where r.reverses is not null and (e.entry_id is null or e.kind = 'reversal' or r.accounts <> e.accounts
      or exists (select from unnest(r.amounts, e.amounts) as l (back, was) where l.back + l.was is distinct from 0));
  return query select 'claims_exist', 'entry ' || e.entry_id from ledger.entry e
    where e.claim_id is not null and not exists (select from shared.claim c where c.claim_id = e.claim_id);
  return query select 'within_claim', 'claim ' || s.claim_id || ', ' || a.head || ' ' || a.currency
    from (select e.claim_id, l.account_id, sum(l.amount) as net
          from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount) group by 1, 2) as s
    join ledger.account a using (account_id)
    where a.by_claim and (s.claim_id is null or case a.normal_side when 'debit' then s.net < 0 else s.net > 0 end);
  return query select 'period_is_closed', 'entry ' || e.entry_id
    from ledger.period_step s join ledger.entry e on e.occurred_on >= s.period and e.occurred_on < s.period + interval '1 month'
      and e.made_at > s.taken_at
    where s.step <> 'reopened' and not exists (
      select from ledger.period_step n where n.period = s.period and n.step_no > s.step_no and n.taken_at < e.made_at);
  return query select 'moments_follow', 'moment ' || m.moment_no
    from (select x.*, lag(x.high) over w as before, lag(x.moment_no) over w as previous, lag(x.ended_at) over w as ended
          from ledger.moment x window w as (order by x.moment_no)) as m
    where m.moment_no <> coalesce(m.previous, -1) + 1 or m.high < m.before or m.begun_at < m.ended
      or not m.gaps <@ int8multirange(int8range(0, m.high, '[]'));
  return query
    with whole as materialized (
        select l.account_id, coalesce(sum(l.amount) filter (where l.amount > 0), 0) as debit,
          coalesce(-sum(l.amount) filter (where l.amount < 0), 0) as credit
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount) group by 1)
    select 'balances_equal_sums', 'account ' || a.account_id || ' (' || a.head || ' ' || a.currency || ' ' || a.holder || ')'
    from ledger.account a left join whole w using (account_id)
    cross join lateral ledger.sums(a.account_id, null, null) as now
    cross join lateral ledger.sums(a.account_id, 'infinity', null) as days
    where (now.debit, now.credit) <> (coalesce(w.debit, 0), coalesce(w.credit, 0))
      or (days.debit, days.credit) <> (now.debit, now.credit);
  return query select 'day_sums_equal_checkpoints', 'account ' || g.account_id || ', level ' || g.level || ', group ' || g.number
    from (select d.account_id, d.level, d.number, max(d.debit) as debit, max(d.credit) as credit
          from ledger.day_sum d group by 1, 2, 3) as g
    left join ledger.checkpoint l on l.account_id = g.account_id and l.number = g.number * (1 << 4 * g.level)
    left join ledger.checkpoint f on f.account_id = g.account_id and f.number = (g.number - 1) * (1 << 4 * g.level)
    where (g.debit, g.credit) is distinct from (l.debit - coalesce(f.debit, 0), l.credit - coalesce(f.credit, 0));
end $$;
comment on function ledger.audit_books is 'What is broken in the books; no row when nothing is';
grant execute on function ledger.audit_books() to redress_ledger;

-- A check is a function ledger.audit_<topic>() returns table (promise text, what text): being there is all it takes to
-- be run by every audit.
create function ledger.checks() returns setof text
language sql stable set search_path = pg_catalog as $$
  select p.proname::text from pg_proc p
  where p.pronamespace = 'ledger'::regnamespace and p.proname like 'audit\_%' and p.pronargs = 0 and p.proretset
    and p.proargnames = '{promise,what}' and p.proowner = 'redress_owner'::regrole
  order by p.proname;
$$;
comment on function ledger.checks is 'Names of the checks that an audit runs';
grant execute on function ledger.checks() to redress_ledger;

create function ledger.run_check(of_name text) returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  if of_name is null or of_name not in (select c from ledger.checks() as c) then
    raise exception 'there is no check %', of_name using errcode = 'RD310', constraint = 'unknown_check';
  end if;
  return query execute format('select c.promise, c.what from ledger.%I() as c', of_name);
end $$;
comment on function ledger.run_check is 'What one check finds broken; no row when nothing is';
grant execute on function ledger.run_check(text) to redress_ledger;

-- One audit at a time, whichever program runs it; false when another is under way.
create function ledger.begin_audit() returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
  select pg_try_advisory_xact_lock(hashtextextended('ledger.audit', 0));
$$;
comment on function ledger.begin_audit is 'Whether this transaction is the one that audits now';
grant execute on function ledger.begin_audit() to redress_ledger;

-- Days of big moments against the checkpoints that they lie between.
create function ledger.audit_moment_days() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query select 'moment_days_equal_checkpoints', 'account ' || d.account_id || ', moment ' || d.moment_no
    from (select x.account_id, x.moment_no, sum(x.debit) as debit, sum(x.credit) as credit from ledger.moment_day x group by 1, 2) as d
    left join ledger.checkpoint c on c.account_id = d.account_id and c.moment_no = d.moment_no
    left join ledger.checkpoint p on p.account_id = d.account_id and p.number = c.number - 1
    where (d.debit, d.credit) is distinct from (c.debit - coalesce(p.debit, 0), c.credit - coalesce(p.credit, 0));
end $$;
comment on function ledger.audit_moment_days is 'Days of moments that are not what their checkpoints say; no row when all are';
grant execute on function ledger.audit_moment_days() to redress_ledger;
