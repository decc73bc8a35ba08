-- Of the fund and its bank.
call ledger.rows_stay(array['statement', 'statement_line', 'line_resolution', 'status_report', 'booking_answer'],
  '(select ledger.may_read())');
-- Of a claim or of none.
call ledger.rows_stay(array['line_match', 'booking_request'],
  '(select ledger.may_read()) and (claim_id is null or shared.may_see(claim_id))');
-- Of one claim each.
call ledger.rows_stay(array['status_report_item'], '(select ledger.may_read()) and shared.may_see(claim_id)');
