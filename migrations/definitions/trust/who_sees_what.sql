-- Of the fund.
call ledger.rows_stay(array['trust_terms', 'trust_terms_answer'], '(select ledger.may_read())');
-- Of one claim each.
call ledger.rows_stay(array['trust_deposit', 'trust_interest', 'trust_request_answer', 'hand_over', 'hand_over_answer', 'trust_out'],
  '(select ledger.may_read()) and shared.may_see(claim_id)');
-- A liaison adds what she asks for and sees it again: of the books nothing else.
call ledger.rows_stay(array['trust_request'], '(select ledger.may_read()) and shared.may_see(claim_id)', '(select shared.actor_has(''liaison''))');
create policy own on ledger.trust_request for select to redress_ledger
  using (shared.actor_has('liaison') and asked_by = shared.actor_id());
create policy own on ledger.trust_request_answer for select to redress_ledger
  using (shared.actor_has('liaison') and exists (
    select from ledger.trust_request r where r.request_id = trust_request_answer.request_id and r.asked_by = shared.actor_id()));
