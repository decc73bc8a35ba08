-- What most tables of the ledger have in common: rows are added, each under audit, and never changed or taken away.
create procedure ledger.rows_stay(tables text[], seen_if text, added_if text default '(select ledger.may_write())')
language plpgsql set search_path = pg_catalog as $$
declare listed text;
begin
  foreach listed in array tables loop
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
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (%s)', listed, added_if);
    execute format('create policy seen on ledger.%s for select to redress_ledger using (%s)', listed, seen_if);
  end loop;
end $$;
comment on procedure ledger.rows_stay is 'Makes tables such that rows are added by whom added_if names, each under audit, seen as seen_if says, and never changed';

-- Lists of what is left to do are kept by triggers alone: nobody has the right to add to them or to take away.
create procedure ledger.rows_come_and_go(tables text[], seen_if text)
language plpgsql set search_path = pg_catalog as $$
declare listed text;
begin
  foreach listed in array tables loop
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('grant select on ledger.%s to redress_ledger', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger using (%s)', listed, seen_if);
  end loop;
end $$;
comment on procedure ledger.rows_come_and_go is 'Makes tables such that triggers alone put rows in and take them away, seen as seen_if says';
