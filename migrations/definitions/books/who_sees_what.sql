-- Nobody has a right to post: ledger.post is the only way into the books.
do $$
declare listed text;
begin
  foreach listed in array array['chart', 'head', 'account', 'account_closing', 'currency_number', 'entry_kind', 'guard', 'guard_head',
    'guard_kind', 'guarded', 'entry', 'moment', 'checkpoint', 'day_sum', 'moment_day', 'seal', 'audit_run', 'audit_finding'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select on ledger.%s to redress_ledger', listed);
  end loop;
  foreach listed in array array['account_closing', 'entry', 'moment', 'checkpoint', 'day_sum', 'moment_day', 'seal', 'audit_run',
    'audit_finding'] loop
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger using ((select ledger.may_read())%s)', listed,
      case listed when 'entry' then ' and (claim_id is null or shared.may_see(claim_id))' else '' end);
  end loop;
  foreach listed in array array['account_closing', 'seal', 'audit_run', 'audit_finding'] loop
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (%s)', listed,
      case when listed in ('account_closing', 'seal') then '(select ledger.may_write())'
        else '(select shared.actor_has(''auditor'')) or (select shared.actor_has(''system''))' end);
    execute format('grant insert on ledger.%s to redress_ledger', listed);
  end loop;
end $$;
create constraint trigger audited after insert on ledger.entry deferrable initially deferred
  for each row when (new.call_size is not null) execute function shared.require_audit();
