-- Counts and queues over all claims, without asking claim by claim who may see it: they name no claim that the actor
-- may not see.
create function ledger.waits(today date) returns table (money bigint, plan bigint, choice bigint, prepare bigint,
  approve bigint, release bigint, bank bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with latest as materialized (
      select n.claim_id, n.due_on, i.state,
        exists (select from ledger.renewal r where r.item_id = i.item_id) as is_renewed
      from ledger.idle_instalment n
      left join lateral (
        select b.item_id, (select o.kind from ledger.item_outcome o where o.item_id = b.item_id
                           order by (o.kind = 'settled') limit 1) as state
        from ledger.batch_item b where b.instalment_id = n.instalment_id order by b.attempt desc limit 1) i on true),
    step as (
      select b.batch_id, (select array_agg(s.step) from ledger.batch_step s where s.batch_id = b.batch_id) as steps
      from ledger.batch b)
  select
    (select count(*) from (
       select w.claim_id from ledger.award_in_want w
       union
       select d.claim_id from ledger.upkeep_due d where not exists (
         select from ledger.funding f where f.claim_id = d.claim_id and f.upkeep = d.number)) as waiting),
    (select count(distinct f.claim_id) from ledger.funding f
     where f.amount > f.in_trust and not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)),
    (select count(distinct l.claim_id) from latest l where l.state in ('returned', 'rejected') and not l.is_renewed),
    (select count(*) from latest l where l.due_on <= today and (l.state is null or l.state = 'cancelled' or l.is_renewed)),
    (select count(*) from step where steps is null),
    (select count(*) from step where steps = '{approved}'),
    (select count(*) from step where 'released' = any(steps) and exists (
       select from ledger.batch_item i where i.batch_id = step.batch_id
         and not exists (select from ledger.item_outcome o where o.item_id = i.item_id)))
  where ledger.may_read();
$$;
comment on function ledger.waits is 'How many of each thing wait';
grant execute on function ledger.waits(date) to redress_ledger;

create function ledger.second_waits() returns table (accounts bigint, exchanges bigint, bookings bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select
    (select count(*) from ledger.bank_account a where not exists (select from ledger.bank_account_step s where s.code = a.code)),
    (select count(*) from ledger.exchange x where not exists (select from ledger.exchange_answer a where a.exchange_id = x.exchange_id)),
    (select count(*) from ledger.booking_request r where not exists (select from ledger.booking_answer a where a.request_id = r.request_id))
  where ledger.may_read();
$$;
comment on function ledger.second_waits is 'How many accounts, exchanges and bookings wait for the second person';
grant execute on function ledger.second_waits() to redress_ledger;
