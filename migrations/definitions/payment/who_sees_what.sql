do $$
declare listed text;
begin
  foreach listed in array array['plan', 'plan_funding', 'instalment', 'batch', 'batch_item', 'batch_step', 'item_outcome',
    'renewal'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('grant select, insert on ledger.%s to redress_ledger', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
  end loop;
  -- Of the fund and its bank.
  foreach listed in array array['batch', 'batch_step'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
  -- Of one claim each.
  foreach listed in array array['plan', 'instalment', 'batch_item', 'item_outcome', 'renewal'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and shared.may_see(claim_id))', listed);
  end loop;
end $$;
create policy seen on ledger.plan_funding for select to redress_ledger
  using (ledger.may_read() and (claim_id is null or shared.may_see(claim_id)));

-- Kept by triggers alone: nobody has the right to add to it.
create constraint trigger audited after insert on ledger.live_instruction
  deferrable initially deferred for each row execute function shared.require_audit();
alter table ledger.live_instruction enable row level security;
alter table ledger.live_instruction force row level security;
create policy of_functions on ledger.live_instruction to redress_owner using (true) with check (true);
create policy added on ledger.live_instruction for insert to redress_ledger with check (ledger.may_write());
create policy seen on ledger.live_instruction for select to redress_ledger using (ledger.may_read());
grant select on ledger.live_instruction to redress_ledger;
