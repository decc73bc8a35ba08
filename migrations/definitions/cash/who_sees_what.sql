do $$
declare listed text;
begin
  foreach listed in array array['bank_account', 'bank_account_step', 'foreign_cash'] loop
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
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
end $$;
