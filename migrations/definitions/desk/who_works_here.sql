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
