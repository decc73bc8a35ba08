-- Whoever plans or prepares takes the capacity of finance on the claim; who has another is refused.
create function ledger.take_finance_capacity() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform shared.take_part(new.claim_id, shared.actor_id(), 'finance');
  return new;
end $$;
create trigger a_take_capacity before insert on ledger.plan
  for each row execute function ledger.take_finance_capacity();
create trigger a_take_capacity before insert on ledger.renewal
  for each row execute function ledger.take_finance_capacity();
create trigger a_take_capacity before insert on ledger.batch_item
  for each row execute function ledger.take_finance_capacity();

create function ledger.item_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from ledger.batch_step s where s.batch_id = new.batch_id)
    or not exists (select from ledger.batch b where b.batch_id = new.batch_id and b.asked_by = shared.actor_id()) then
    raise exception 'the batch is not open' using errcode = 'RD304', constraint = 'batch_step__open';
  end if;
  if not exists (select from ledger.instalment i join ledger.plan_funding f using (plan_id)
                 where i.instalment_id = new.instalment_id and i.claim_id = new.claim_id and i.amount = new.debt) then
    raise exception 'the item is not what is owed' using errcode = 'RD304', constraint = 'instalment_not_ready__funded';
  end if;
  if exists (select from ledger.batch_item i join ledger.item_outcome o using (item_id)
             where i.instalment_id = new.instalment_id and o.kind in ('returned', 'rejected')
               and not exists (select from ledger.renewal r where r.item_id = i.item_id)) then
    raise exception 'the survivor has not chosen again' using errcode = 'RD304', constraint = 'instalment_not_ready__renewed';
  end if;
  return new;
end $$;
create trigger item_before_insert before insert on ledger.batch_item
  for each row execute function ledger.item_before_insert();

-- Whatever the money comes of, an award or what was held in trust: it is paid to details that were given for that claim.
create function ledger.item_payee_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from vault.payee p where p.payee_id = new.payee_id and p.claim_id = new.claim_id) then
    raise exception 'the payee is of another claim' using errcode = 'RD304', constraint = 'item_payee_of_claim';
  end if;
  return new;
end $$;
create trigger item_payee_before_insert before insert on ledger.batch_item
  for each row execute function ledger.item_payee_before_insert();

create function ledger.item_after_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into ledger.live_instruction (instalment_id, item_id) values (new.instalment_id, new.item_id);
  delete from ledger.idle_instalment d where d.instalment_id = new.instalment_id;
  return null;
end $$;
create trigger item_after_insert after insert on ledger.batch_item
  for each row execute function ledger.item_after_insert();

create function ledger.step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare preparer uuid; item record;
begin
  new.taken_by := shared.actor_id();
  -- One step of a batch at a time.
  select b.asked_by into preparer from ledger.batch b where b.batch_id = new.batch_id for update;
  if new.step <> 'cancelled' then
    perform shared.another_decides(preparer, 'finance_approver', 'own_batch');
    for item in select distinct i.claim_id from ledger.batch_item i where i.batch_id = new.batch_id order by 1 loop
      perform shared.take_part(item.claim_id, new.taken_by, 'finance');
    end loop;
  end if;
  if exists (select from ledger.batch_step s where s.batch_id = new.batch_id and s.step in ('released', 'cancelled'))
    or new.step = 'released'
      and not exists (select from ledger.batch_step s where s.batch_id = new.batch_id and s.step = 'approved')
    or new.step = 'approved' and exists (select from ledger.batch_step s where s.batch_id = new.batch_id and s.step = 'approved')
    or not exists (select from ledger.batch_item i where i.batch_id = new.batch_id) then
    raise exception 'the batch can''t be % now', new.step using errcode = 'RD305', constraint = 'batch_step__order';
  end if;
  return new;
end $$;
create trigger step_before_insert before insert on ledger.batch_step
  for each row execute function ledger.step_before_insert();

create function ledger.step_cleared() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from ledger.batch_item i where i.batch_id = new.batch_id
      and not shared.payment_cleared(i.claim_id, new.batch_id, case new.step when 'approved' then 'approval' else 'payment' end)) then
    raise exception 'a claim of the batch is not found clear' using errcode = 'RD307', constraint = 'batch_unchecked';
  end if;
  return new;
end $$;
comment on function ledger.step_cleared is 'Eligibility is looked at again just before approval and just before release';
-- After the order of steps was looked at: triggers go by name.
create trigger step_cleared before insert on ledger.batch_step
  for each row when (new.step in ('approved', 'released')) execute function ledger.step_cleared();

-- Control totals are of the whole batch: whoever may not see one of its claims sees the same sum as everybody.
create function ledger.batch_totals(batch uuid) returns table (items bigint, debt numeric, open bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select count(*), coalesce(sum(i.debt), 0),
    count(*) filter (where not exists (select from ledger.item_outcome o where o.item_id = i.item_id))
  from ledger.batch_item i where i.batch_id = batch and ledger.may_read();
$$;
comment on function ledger.batch_totals is 'How many instructions a batch has, US dollars that they pay, and how many the bank has not answered';
grant execute on function ledger.batch_totals(uuid) to redress_ledger;
