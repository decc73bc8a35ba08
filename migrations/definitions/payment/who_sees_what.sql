-- Of the fund and its bank.
call ledger.rows_stay(array['batch', 'batch_step'], 'ledger.may_read()');
-- Of one claim each.
call ledger.rows_stay(array['plan', 'instalment', 'batch_item', 'item_outcome', 'renewal'],
  'ledger.may_read() and shared.may_see(claim_id)');
-- Of a claim or of none.
call ledger.rows_stay(array['plan_funding'], 'ledger.may_read() and (claim_id is null or shared.may_see(claim_id))');

-- Kept by triggers alone: nobody has the right to add to it.
create constraint trigger audited after insert on ledger.live_instruction
  deferrable initially deferred for each row execute function shared.require_audit();
alter table ledger.live_instruction enable row level security;
alter table ledger.live_instruction force row level security;
create policy of_functions on ledger.live_instruction to redress_owner using (true) with check (true);
create policy added on ledger.live_instruction for insert to redress_ledger with check (ledger.may_write());
create policy seen on ledger.live_instruction for select to redress_ledger using (ledger.may_read());
grant select on ledger.live_instruction to redress_ledger;
