create view ledger.leg with (security_invoker = true) as
select e.entry_id, e.seq, l.ordinal::smallint as ordinal, a.account_id, a.head as account, a.holder,
  case when l.amount > 0 then 'debit' else 'credit' end as side, abs(l.amount) as amount, a.currency, c.exponent,
  e.claim_id, e.occurred_on
from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) with ordinality as l (account_id, amount, ordinal)
join ledger.account a using (account_id) join shared.currency c using (currency);
comment on view ledger.leg is 'The sides of each entry: magnitudes above zero, with currency and exponent';
grant select on ledger.leg to redress_ledger;

-- Whether legs make an entry: two or more, each with a magnitude that its currency can have, balanced in each currency.
create function ledger.legs_balance(accounts int[], amounts numeric[]) returns boolean
language plpgsql immutable set search_path = pg_catalog as $$
begin
  return cardinality(accounts) between 2 and 200 and cardinality(accounts) = cardinality(amounts)
    and not exists (
      select from unnest(accounts, amounts) as l (account_id, amount)
      group by l.account_id % 1000
      having sum(l.amount) is distinct from 0 or not bool_and(coalesce(l.account_id > 10000 and l.amount <> 0
        and l.amount between -1e14 and 1e14 and l.amount = round(l.amount, l.account_id / 1000 % 10), false)));
end $$;

-- As constraints of the row they would be read anew, as text, for every statement: half of a posting's price.
create function ledger.entries_added() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare first date; last date; good boolean; uneven uuid; is_unknown boolean; closed date;
begin
  select min(a.occurred_on), max(a.occurred_on), sum(a.call_size) >= count(*) and coalesce(bool_and(
      (a.reverses is not null) = (a.kind = 'reversal') and a.occurred_on between '2000-01-01' and '2199-12-31'), true),
    (array_agg(a.entry_id) filter (where (
      -- Two legs, as nearly all have, are looked at without a call.
      cardinality(a.accounts) = 2 and cardinality(a.amounts) = 2 and a.amounts[1] = - a.amounts[2] and a.amounts[1] <> 0
        and a.accounts[1] % 1000 = a.accounts[2] % 1000 and a.accounts[1] > 10000 and a.accounts[2] > 10000
        and abs(a.amounts[1]) <= 1e14 and a.amounts[1] = round(a.amounts[1], a.accounts[1] / 1000 % 10)
      or ledger.legs_balance(a.accounts, a.amounts)) is not true))[1]
  into first, last, good, uneven
  from added a;
  if first is null then
    return null;
  end if;
  if uneven is not null then
    raise exception 'entry % does not balance', uneven using errcode = 'RD301', constraint = 'entry_unbalanced';
  end if;
  -- And no month that has been closed, from the first day to the last.
  select exists (
      select from (select a.kind from added a group by a.kind) as a where not exists (select from ledger.entry_kind k where k.kind = a.kind)),
    (select s.period from ledger.period_step s
     where s.period between date_trunc('month', first) and last and s.step <> 'reopened'
       and not exists (select from ledger.period_step n where n.period = s.period and n.step_no > s.step_no)
       and exists (select from added a where date_trunc('month', a.occurred_on) = s.period)
     limit 1)
  into is_unknown, closed;
  if good is distinct from true or is_unknown then
    perform ledger.refuse(case when good then 'unknown_kind' else 'entry_malformed' end, 'no such entry', null);
  end if;
  if closed is not null then
    perform ledger.refuse('period_closed', 'the period is closed', to_char(closed, 'YYYY-MM'));
  end if;
  return null;
end $$;
create trigger entries_added after insert on ledger.entry
  referencing new table as added for each statement execute function ledger.entries_added();
