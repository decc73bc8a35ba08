grant usage on schema eligibility to redress_eligibility;
do $$
declare listed text;
begin
  foreach listed in array array['case', 'panel_seat', 'fact_sheet', 'worksheet', 'finding', 'information_request',
    'gate_confirmation', 'award', 'award_line', 'award_child', 'award_later', 'panel_view', 'decision', 'version',
    'version_signature', 'clearance'] loop
    execute format('alter table eligibility.%s enable row level security', listed);
    execute format('alter table eligibility.%s force row level security', listed);
    -- For views and functions; nobody signs in as the owner.
    execute format('create policy of_functions on eligibility.%s for select to redress_owner using (true)', listed);
    execute format('create trigger no_truncate before truncate on eligibility.%s
      for each statement execute function shared.never_change()', listed);
    call shared.audit_writes(('eligibility.' || quote_ident(listed))::regclass,
      case when listed in ('award_child', 'award_later') then 'insert' else 'insert or update or delete' end);
    -- A seat changes once: by the declaration.
    continue when listed = 'panel_seat';
    execute format('create trigger append_only before update or delete on eligibility.%s
      for each row execute function shared.never_change()', listed);
  end loop;
  -- What the claim is about: read and written on its panel only, after the declaration.
  foreach listed in array array['fact_sheet', 'worksheet', 'finding', 'information_request', 'gate_confirmation', 'award',
    'award_line', 'award_child', 'award_later', 'decision', 'clearance'] loop
    execute format('create policy opened on eligibility.%s for select to redress_eligibility
      using (eligibility.may_open(claim_id))', listed);
    continue when listed = 'clearance';
    execute format('create policy put_in on eligibility.%s for insert to redress_eligibility
      with check (eligibility.may_open(claim_id) and not (select shared.actor_has(''auditor'')))', listed);
  end loop;
  -- Whoever decides or reads a decision needs the rules that it stands on.
  foreach listed in array array['version', 'version_signature'] loop
    execute format('create policy read on eligibility.%s for select to redress_eligibility using (true)', listed);
    execute format('create policy put_in on eligibility.%s for insert to redress_eligibility
      with check ((select shared.actor_has(''administrator'')))', listed);
  end loop;
end $$;
create trigger never_deleted before delete on eligibility.panel_seat
  for each row execute function shared.never_change();

-- That there is a case, and who sits on it, is known before the declaration.
create policy seen on eligibility.case for select to redress_eligibility using (shared.may_see(claim_id));
create policy opened on eligibility.case for insert to redress_eligibility with check ((select shared.actor_has('system')));
-- Her own seat stays in her sight after a conflict, and says nothing of the claim: so she is told that a declaration stands.
create policy seen on eligibility.panel_seat for select to redress_eligibility
  using (shared.may_see(claim_id) or actor_id = (select shared.actor_id()));
create policy seated on eligibility.panel_seat for insert to redress_eligibility
  with check ((select shared.actor_has('panel_chair')) and shared.may_see(claim_id));
create policy declared on eligibility.panel_seat for update to redress_eligibility
  using (actor_id = (select shared.actor_id())) with check (actor_id = (select shared.actor_id()));

-- The others' views only after an own one.
create policy viewed on eligibility.panel_view for select to redress_eligibility
  using (eligibility.may_open(claim_id)
    and (actor_id = (select shared.actor_id()) or eligibility.has_view_of(award_id) or (select shared.actor_has('auditor'))));
create policy recorded on eligibility.panel_view for insert to redress_eligibility
  with check (actor_id = (select shared.actor_id()) and eligibility.may_open(claim_id) and not (select shared.actor_has('auditor')));

-- Nobody but the service itself clears; who learns something can hold.
create policy put_in on eligibility.clearance for insert to redress_eligibility
  with check (eligibility.may_open(claim_id) and not (select shared.actor_has('auditor'))
    and (outcome = 'held' or (select shared.actor_has('system'))));

grant select on all tables in schema eligibility to redress_eligibility;
grant insert on eligibility.case, eligibility.panel_seat, eligibility.fact_sheet, eligibility.worksheet,
  eligibility.information_request, eligibility.gate_confirmation, eligibility.award, eligibility.award_line,
  eligibility.award_child, eligibility.award_later, eligibility.panel_view, eligibility.decision, eligibility.version,
  eligibility.version_signature, eligibility.clearance to redress_eligibility;
grant update (declaration, declared_at) on eligibility.panel_seat to redress_eligibility;
