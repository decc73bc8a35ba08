create function ledger.audit_currencies() returns table (promise text, what text)
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
    where n.outcome = 'confirmed' and (x.asked_by = n.answered_by or e.occurred_on is distinct from x.day
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
        (n.outcome, q.kind, q.line_id, n.answered_by) is distinct from ('confirmed', r.kind, r.line_id, r.resolved_by)
        or q.asked_by = n.answered_by or e.claim_id is distinct from q.claim_id));
  return query
    with shown as (
        select m.line_id, m.entry_id from ledger.line_match m where m.meaning = 'transfer'
        union all
        select r.line_id, r.entry_id from ledger.line_resolution r where r.kind = 'transfer')
    select 'transfers_are_exchanges', 'line ' || o.line_id
    from shown o join ledger.statement_line l using (line_id) join ledger.statement t using (statement_id)
    left join ledger.exchange_answer n on n.entry_id = o.entry_id left join ledger.exchange x using (exchange_id)
    where n.outcome is distinct from 'confirmed' or case l.direction
        when 'debit' then (x.from_code, x.left_amount, x.left_currency) is distinct from (t.bank_account, l.amount, l.currency)
        else (x.to_code, x.arrived_amount, x.arrived_currency) is distinct from (t.bank_account, l.amount, l.currency) end
      or exists (select from shown p join ledger.statement_line k using (line_id) join ledger.statement v using (statement_id)
                 where p.entry_id = o.entry_id and p.line_id <> o.line_id and v.bank_account is not distinct from t.bank_account);
  return query select 'rates_are_prospective', 'rate ' || p.rate_id
    from ledger.rate_publication p left join shared.rate r using (rate_id)
    where r.rate_id is null or r.currency <> p.currency or r.effective_from < p.published_on;
end $$;
comment on function ledger.audit_currencies is 'What is broken in exchanges, foreign cash, bank accounts and rates; no row when nothing is';
grant execute on function ledger.audit_currencies() to redress_ledger;
