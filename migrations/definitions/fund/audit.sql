-- Whose money it is, against the books.
-- What is received on pledges and recourse may be less than what came: a rate brought more than was open.
create function ledger.audit_funds() returns table (promise text, what text)
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
  return query select 'wants_are_known', 'claim ' || a.claim_id
    from ledger.award a left join ledger.award_in_want w using (claim_id)
    where (w.claim_id is not null) <> (a.net > coalesce((
      select sum(f.amount) from ledger.funding f where f.claim_id = a.claim_id and f.kind in ('share', 'top_up')), 0));
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
comment on function ledger.audit_funds is 'Sources, pledges, holds and recourse against the books; no row when all agree';
grant execute on function ledger.audit_funds() to redress_ledger;

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
grant execute on function ledger.audit_income() to redress_ledger;

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
comment on function ledger.audit_costs is 'Costs of claims against the money that they used; no row when all agree';
grant execute on function ledger.audit_costs() to redress_ledger;
