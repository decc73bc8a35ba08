-- Who looked at the file of a claim, for the advocate who filed it: in which roles and when, never who. Steps of the work on a claim
-- are not looks: when a panel does what is its own affair.
create function intake.looks_at(claim uuid, before bigint, most int)
returns table (audit_id bigint, recorded_at timestamptz, roles text, action text, is_own boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.audit_id, a.recorded_at, a.roles, a.action, a.actor_id = (select shared.actor_id())
  from shared.audit a
  where a.claim_id = looks_at.claim and a.audit_id < before
    and a.action = any ('{intake.read_claim,intake.read_triage,intake.read_offer,intake.reveal_contact,eligibility.show_case,
      eligibility.show_worksheet,documents.list_papers,documents.read_paper,ledger.read_trust,ledger.read_log}'::text[])
    and (select shared.actor_has('advocate')) and shared.may_see(looks_at.claim)
  order by a.audit_id desc limit most;
$$;
comment on function intake.looks_at is 'Looks at a claim that left a row of the audit, the newest first; for its advocate alone';
grant execute on function intake.looks_at(uuid, bigint, int) to redress_intake;
