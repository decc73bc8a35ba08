-- Of the fund.
call ledger.rows_stay(array['funder', 'source', 'pledge', 'pledge_part', 'recourse_part', 'contribution', 'fund_factor',
  'fund_factor_answer', 'hold_end'], '(select ledger.may_read())');
-- Of one claim each.
call ledger.rows_stay(array['award', 'upkeep', 'upkeep_due'], '(select ledger.may_read()) and shared.may_see(claim_id)');
-- Of a claim or of none.
call ledger.rows_stay(array['recourse', 'funding', 'allocation', 'hold', 'cost_source'],
  '(select ledger.may_read()) and (claim_id is null or shared.may_see(claim_id))');
create trigger append_only before update or delete on ledger.purpose for each row execute function shared.never_change();
create trigger no_truncate before truncate on ledger.purpose for each statement execute function shared.never_change();
grant select on ledger.purpose to redress_ledger;

call ledger.rows_come_and_go(array['award_in_want'], '(select ledger.may_read()) and shared.may_see(claim_id)');
