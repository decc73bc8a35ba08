grant usage on schema ledger to redress_ledger;

-- Who works here.
create function ledger.may_read() returns boolean
language sql stable set search_path = pg_catalog as $$
  select shared.actor_has('finance_officer') or shared.actor_has('finance_approver')
    or shared.actor_has('auditor') or shared.actor_has('system');
$$;
comment on function ledger.may_read is 'Whether the actor works with the books or audits them';
grant execute on function ledger.may_read() to redress_ledger;

create function ledger.may_write() returns boolean
language sql stable set search_path = pg_catalog as $$
  select shared.actor_has('finance_officer') or shared.actor_has('finance_approver') or shared.actor_has('system');
$$;
comment on function ledger.may_write is 'Whether the actor may add to the books; auditors never may';
grant execute on function ledger.may_write() to redress_ledger;

-- Another person decides. The one place that says so for what is asked and answered: a factor, terms of interest, a release or a
-- hand-over of held money, an exchange, a booking, a bank account. Nothing as the asker leaves the decision to any approver.
create function ledger.another_decides(asker uuid, code text, refusal text) returns uuid
language plpgsql stable set search_path = pg_catalog as $$
declare actor uuid := shared.actor_id();
begin
  if actor = asker or not shared.actor_has('finance_approver') then
    raise exception 'an approver who did not ask decides' using errcode = code, constraint = refusal;
  end if;
  return actor;
end $$;
comment on function ledger.another_decides is 'The actor, who decides on what the asker asked; refused to the asker and to who is no approver';
