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
            select today, f.amount - f.in_trust from ledger.funding f
            where not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)
            union all
            select u.due_on, u.amount from ledger.upkeep u
            where not exists (select from ledger.funding f where f.claim_id = u.claim_id and f.upkeep = u.number)) as d
      group by 1)
  select m.month, coalesce(c.sum, 0), coalesce(g.sum, 0)
  from month m left join comes c using (month) left join goes g using (month)
  where ledger.may_read() order by 1;
$$;
comment on function ledger.fund_projection is 'For a year from a day, month by month: pledges that are expected, and what is planned, has no plan yet (then at once), or is upkeep that falls due. What is held for children is not in it: it would tell of births';
grant execute on function ledger.fund_projection(date) to redress_ledger;
