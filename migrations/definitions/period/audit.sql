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
grant execute on function ledger.audit_periods() to redress_ledger;

-- Entries that move money between accounts, and instructions, against what they stand on.
create function ledger.audit_controls() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query select 'exchanges_stand_on_two', 'entry ' || e.entry_id
    from ledger.entry e left join ledger.exchange_answer n on n.entry_id = e.entry_id and n.outcome = 'confirmed'
    left join ledger.exchange x using (exchange_id)
    where e.kind in ('exchange', 'transfer') and (x.asked_by <> n.answered_by) is not true
      and not exists (select from ledger.revaluation v where v.entry_id = e.entry_id);
  return query select 'payees_are_of_the_claim', 'payment ' || i.item_id
    from ledger.batch_item i left join vault.payee p using (payee_id) where p.claim_id is distinct from i.claim_id;
end $$;
comment on function ledger.audit_controls is 'Exchanges that nobody agreed on, and instructions to another claim''s payee; no row when there is none';
grant execute on function ledger.audit_controls() to redress_ledger;
