-- Ledger: no batch is approved or released with a claim that was not found clear for that step.
set local role redress_owner;

create function ledger.step_cleared() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from ledger.batch_item i where i.batch_id = new.batch_id
      and not shared.payment_cleared(i.claim_id, new.batch_id, case new.step when 'approved' then 'approval' else 'payment' end)) then
    raise exception 'a claim of the batch is not found clear' using errcode = 'RD307', constraint = 'batch_step_cleared';
  end if;
  return new;
end $$;
comment on function ledger.step_cleared is 'Eligibility is looked at again just before approval and just before release';
-- After the order of steps was looked at: triggers go by name.
create trigger step_cleared before insert on ledger.batch_step
  for each row when (new.step in ('approved', 'released')) execute function ledger.step_cleared();

reset role;
