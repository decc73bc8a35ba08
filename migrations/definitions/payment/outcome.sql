create function ledger.outcome_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare is_released boolean; had text[];
begin
  new.recorded_by := shared.actor_id();
  select exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') into is_released
  from ledger.batch_item i where i.item_id = new.item_id and i.claim_id = new.claim_id for update;
  select coalesce(array_agg(o.kind), '{}') into had from ledger.item_outcome o where o.item_id = new.item_id;
  if not coalesce(case new.kind
    when 'cancelled' then not is_released and had = '{}'
    when 'returned' then had = '{settled}'
    else is_released and had = '{}' end, false) then
    raise exception 'an instruction that is % can''t be %', had, new.kind
      using errcode = 'RD306', constraint = 'outcome_order';
  end if;
  if new.kind <> 'settled' then
    delete from ledger.live_instruction l where l.item_id = new.item_id;
    perform ledger.is_idle(i.instalment_id) from ledger.batch_item i where i.item_id = new.item_id;
  end if;
  return new;
end $$;
create trigger outcome_before_insert before insert on ledger.item_outcome
  for each row execute function ledger.outcome_before_insert();

-- Where an instruction stands: its outcome, else the step of its batch.
create view ledger.item_state with (security_invoker = true) as
select i.item_id, i.batch_id, i.claim_id, i.instalment_id, i.attempt, i.end_to_end_id, i.debt, i.pay_amount, i.pay_currency,
  i.rate_id, i.rate, i.payee_id,
  coalesce(
    (select o.kind from ledger.item_outcome o where o.item_id = i.item_id order by (o.kind = 'settled') limit 1),
    case when exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') then 'instructed'
         when exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'approved') then 'approved'
         else 'prepared' end) as state
from ledger.batch_item i;
comment on view ledger.item_state is 'Instructions with their state: prepared, approved, instructed, settled, returned, rejected or cancelled';
grant select on ledger.item_state to redress_ledger;

create view shared.remittance_paper with (security_barrier) as
select i.instalment_id, i.claim_id,
  jsonb_build_object(
    'claim_code', c.claim_code,
    'instalment', n.number,
    'of', (select count(*) from ledger.instalment o where o.plan_id = n.plan_id),
    'amount', jsonb_build_object('amount', round(i.debt, 2)::text, 'currency', 'USD'),
    'paid', jsonb_build_object('amount', round(i.pay_amount, y.exponent)::text, 'currency', i.pay_currency),
    'rate', trim_scale(i.rate)::text,
    'settled_on', to_char(o.occurred_on, 'YYYY-MM-DD'),
    'bank_reference', o.bank_reference,
    'language', c.language) as content
from ledger.batch_item i
join ledger.instalment n using (instalment_id)
join ledger.item_outcome o on o.item_id = i.item_id and o.kind = 'settled'
join shared.claim c on c.claim_id = i.claim_id
join shared.currency y on y.currency = i.pay_currency
where shared.may_see(i.claim_id)
  and not exists (select from ledger.item_outcome r where r.item_id = i.item_id and r.kind = 'returned');
comment on view shared.remittance_paper is 'For documents: what stands on the remittance slip of a settled instalment';
grant select on shared.remittance_paper to redress_documents;
