-- Each row of the tables of trust against the entry that it names; the balances against both.
create function ledger.audit_trust() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with leg as materialized (
        select e.entry_id, e.kind, e.claim_id, e.occurred_on,
          coalesce(-sum(l.amount) filter (where a.head = 'minors_trust'), 0) as capital,
          coalesce(-sum(l.amount) filter (where a.head = 'trust_interest'), 0) as interest
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where a.head in ('minors_trust', 'trust_interest') and a.currency = 'USD' group by 1, 2, 3, 4),
      should as (
        select d.entry_id, 'trust' as kind, d.claim_id, d.amount as capital, 0 as interest, 'deposit ' || d.funding_id as what
        from ledger.trust_deposit d
        union all
        select i.entry_id, 'trust_interest', i.claim_id, 0, i.amount, 'interest of ' || i.claim_id || ' ' || to_char(i.month, 'YYYY-MM')
        from ledger.trust_interest i where i.amount > 0
        union all
        select f.entry_id, f.kind, o.claim_id, -o.capital, -o.interest, 'out of trust ' || f.funding_id
        from ledger.trust_out o join ledger.funding f using (funding_id))
    select 'trust_equals_books', coalesce(s.what, 'entry ' || l.entry_id)
    from should s full join leg l on l.entry_id = s.entry_id
    where (s.kind, s.claim_id, s.capital, s.interest) is distinct from (l.kind, l.claim_id, l.capital, l.interest);
  return query select 'deposits_equal_parts', 'funding ' || f.funding_id
    from ledger.funding f join ledger.trust_deposit d using (funding_id)
    where (f.in_trust, f.claim_id) is distinct from (d.amount, d.claim_id);
  -- However many parts there were before she was of age: the same as for their sum at once.
  return query select 'trust_is_the_remainder', 'claim ' || a.claim_id
    from ledger.award a
    cross join lateral (
      select coalesce(sum(f.amount) filter (where (f.funded_at at time zone 'UTC')::date < a.of_age_on), 0) as sum,
        coalesce(sum(f.in_trust), 0) as in_trust
      from ledger.funding f where f.claim_id = a.claim_id and f.kind in ('share', 'top_up')) as f
    where a.is_child and f.in_trust <> f.sum - least(f.sum, a.upkeep) - trunc((f.sum - least(f.sum, a.upkeep)) * a.released, 2);
  return query select 'interest_equals_days', 'claim ' || i.claim_id || ', ' || to_char(i.month, 'YYYY-MM')
    from ledger.trust_interest i join ledger.trust_terms t using (terms_id)
    where i.amount <> ledger.trust_interest_due(i.claim_id, i.month, i.through, t.annual_rate);
  return query select 'interest_by_terms_in_force', 'claim ' || i.claim_id || ', ' || to_char(i.month, 'YYYY-MM')
    from ledger.trust_interest i
    where i.terms_id is distinct from (select t.terms_id from ledger.trust_terms_on(i.month) t);
  return query select 'trust_ends_once', 'claim ' || s.claim_id
    from ledger.hand_over_answer s cross join lateral ledger.trust_balance(s.claim_id) b
    where s.outcome = 'confirmed' and (b.capital <> 0 or b.interest <> 0);
end $$;
comment on function ledger.audit_trust is 'What is held for children against the books, the awards and the interest that it bears; no row when all agree';
grant execute on function ledger.audit_trust() to redress_ledger;
