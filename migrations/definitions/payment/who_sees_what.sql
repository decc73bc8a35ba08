-- Of the fund and its bank.
call ledger.rows_stay(array['batch', 'batch_step'], '(select ledger.may_read())');
-- Of one claim each.
call ledger.rows_stay(array['plan', 'instalment', 'batch_item', 'item_outcome', 'renewal'],
  '(select ledger.may_read()) and shared.may_see(claim_id)');
-- Of a claim or of none.
call ledger.rows_stay(array['plan_funding'], '(select ledger.may_read()) and (claim_id is null or shared.may_see(claim_id))');

call ledger.rows_come_and_go(array['live_instruction'], '(select ledger.may_read())');
call ledger.rows_come_and_go(array['idle_instalment'], '(select ledger.may_read()) and shared.may_see(claim_id)');
