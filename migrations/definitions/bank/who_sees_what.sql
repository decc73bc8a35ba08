do $$
declare listed text;
begin
  foreach listed in array array['statement', 'statement_line', 'line_match', 'line_resolution', 'status_report',
    'status_report_item', 'booking_request', 'booking_answer'] loop
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
    execute format('create policy added on ledger.%s for insert to redress_ledger with check ((select ledger.may_write()))', listed);
  end loop;
  -- Of the fund and its bank.
  foreach listed in array array['statement', 'statement_line', 'line_resolution', 'status_report', 'booking_answer'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger using ((select ledger.may_read()))', listed);
  end loop;
  -- Of a claim or of none.
  foreach listed in array array['line_match', 'booking_request'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using ((select ledger.may_read()) and (claim_id is null or shared.may_see(claim_id)))', listed);
  end loop;
end $$;
create policy seen on ledger.status_report_item for select to redress_ledger
  using ((select ledger.may_read()) and shared.may_see(claim_id));
