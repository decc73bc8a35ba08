grant usage on schema intake to redress_intake;
do $$
declare listed text;
begin
  foreach listed in array array['claimant', 'claim', 'consent', 'match_token', 'triage', 'match_note', 'acceptance'] loop
    execute format('alter table intake.%s enable row level security', listed);
    execute format('alter table intake.%s force row level security', listed);
    -- For views and functions; nobody signs in as the owner.
    execute format('create policy of_functions on intake.%s for select to redress_owner using (true)', listed);
    call shared.audit_writes(('intake.' || listed)::regclass, 'insert or update or delete');
  end loop;
  foreach listed in array array['consent', 'triage', 'match_note', 'acceptance'] loop
    execute format('create trigger append_only before update or delete on intake.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on intake.%s
      for each statement execute function shared.never_change()', listed);
  end loop;
  -- What is said of a claim: read by whom may see the claim, written by its advocate or by the officer that sees it.
  foreach listed in array array['claim', 'consent', 'acceptance'] loop
    execute format('create policy seen on intake.%s for select to redress_intake using (shared.may_see(claim_id))', listed);
    execute format('create policy stated on intake.%s for insert to redress_intake
      with check ((select shared.actor_has(''advocate'')) and shared.may_see(claim_id))', listed);
  end loop;
  foreach listed in array array['triage', 'match_note'] loop
    execute format('create policy seen on intake.%s for select to redress_intake using (shared.may_see(claim_id))', listed);
    execute format('create policy noted on intake.%s for insert to redress_intake
      with check ((select shared.actor_has(''intake_officer'')) and shared.may_see(claim_id))', listed);
  end loop;
end $$;
create policy saved on intake.claim for update to redress_intake
  using ((select shared.actor_has('advocate')) and shared.may_see(claim_id))
  with check ((select shared.actor_has('advocate')) and shared.may_see(claim_id));
create policy seen on intake.claimant for select to redress_intake using (exists (
  select from shared.claim c where c.claimant_id = claimant.claimant_id));
create policy opened on intake.claimant for insert to redress_intake with check ((select shared.actor_has('advocate')));
-- An advocate puts tokens in; only an officer compares them, among claims that were submitted.
create policy compared on intake.match_token for select to redress_intake using (vault.may_open(claimant_id)
  or (select shared.actor_has('intake_officer')) and exists (
    select from shared.claim c where c.claimant_id = match_token.claimant_id));
create policy put_in on intake.match_token for insert to redress_intake with check (vault.may_open(claimant_id));
create policy taken_out on intake.match_token for delete to redress_intake using (vault.may_open(claimant_id));

grant select, insert on intake.claimant, intake.consent, intake.triage, intake.match_note, intake.acceptance to redress_intake;
grant select, insert, delete on intake.match_token to redress_intake;
grant select, insert on intake.claim to redress_intake;
grant update (facts, revision, language, channel, permits, pay_method, pay_currency, instalments, progress, submitted_at, saved_at)
  on intake.claim to redress_intake;
