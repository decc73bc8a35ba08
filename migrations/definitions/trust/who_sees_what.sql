do $$
declare listed text;
begin
  foreach listed in array array['trust_deposit', 'trust_terms', 'trust_terms_step', 'trust_interest', 'trust_request',
    'trust_request_step', 'hand_over', 'hand_over_step', 'trust_out'] loop
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
    continue when listed = 'trust_request';
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
  end loop;
  -- Of the fund.
  foreach listed in array array['trust_terms', 'trust_terms_step'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
  -- Of one claim each.
  foreach listed in array array['trust_deposit', 'trust_interest', 'trust_request', 'trust_request_step', 'hand_over',
    'hand_over_step', 'trust_out'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and shared.may_see(claim_id))', listed);
  end loop;
end $$;
-- A liaison adds what she asks for and sees it again: of the books nothing else.
create policy asked on ledger.trust_request for insert to redress_ledger with check (shared.actor_has('liaison'));
create policy own on ledger.trust_request for select to redress_ledger
  using (shared.actor_has('liaison') and asked_by = shared.actor_id());
create policy own on ledger.trust_request_step for select to redress_ledger
  using (shared.actor_has('liaison') and exists (
    select from ledger.trust_request r where r.request_id = trust_request_step.request_id and r.asked_by = shared.actor_id()));
