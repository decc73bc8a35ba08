-- What each claim has in the books against what its award, its plan and the bank say.
create function ledger.audit_claims() returns table (promise text, what text)
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
      funded as (
        select f.claim_id, sum(f.amount) as sum,
          coalesce(sum(f.amount) filter (where f.kind in ('share', 'top_up', 'upkeep')), 0) as committed
        from ledger.funding f group by 1),
      held as (select d.claim_id, sum(d.amount) as sum from ledger.trust_deposit d group by 1),
      upkeep as (
        select d.claim_id, sum(u.amount) as sum from ledger.upkeep_due d join ledger.upkeep u using (claim_id, number) group by 1),
      should as (
        select a.claim_id, h.head, case h.head
          when 'award_commitments' then a.net + coalesce(u.sum, 0) - coalesce(f.committed, 0)
          when 'awards_payable' then coalesce(f.sum, 0) - coalesce(t.sum, 0) - coalesce(p.gone, 0)
          when 'payment_clearing' then coalesce(p.under_way, 0) else coalesce(p.back, 0) end as sum
        from ledger.award a left join paid p using (claim_id) left join funded f using (claim_id)
        left join held t using (claim_id) left join upkeep u using (claim_id)
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
  return query select 'idle_or_live', 'instalment ' || n.instalment_id
    from ledger.instalment n left join ledger.idle_instalment d using (instalment_id)
    left join ledger.live_instruction l using (instalment_id)
    where (d.instalment_id is null) = (l.instalment_id is null);
  return query select 'payments_within_awards', 'claim ' || i.claim_id
    from ledger.batch_item i
    where exists (select from ledger.live_instruction l where l.item_id = i.item_id)
    group by i.claim_id having sum(i.debt) > coalesce((
      select sum(f.amount - f.in_trust) from ledger.funding f where f.claim_id = i.claim_id), 0);
  return query select 'contributions_are_booked', 'contribution ' || c.contribution_id
    from ledger.contribution c left join ledger.entry e using (entry_id)
    where (e.kind, e.amounts[1], e.occurred_on) is distinct from ('contribution', c.amount, c.received_on);
  return query select 'bank_is_booked', 'payment ' || o.item_id || ' ' || o.kind
    from ledger.item_outcome o left join ledger.entry e using (entry_id)
    where o.kind <> 'cancelled' and (e.kind, e.claim_id, e.occurred_on) is distinct from
      (case o.kind when 'settled' then 'settlement' when 'returned' then 'return' else 'rejection' end, o.claim_id, o.occurred_on);
end $$;
comment on function ledger.audit_claims is 'Claims whose books are not what their awards and payments say; no row when all are';
grant execute on function ledger.audit_claims() to redress_ledger;
