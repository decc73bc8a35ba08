create function ledger.lock(what text) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if what not in ('fund', 'bank', 'rate', 'period') then
    raise exception 'nothing called % is locked', what using errcode = 'RD003', constraint = 'lock_of_service';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('ledger.' || what, 0));
end $$;
comment on function ledger.lock is 'Until the transaction ends nobody else sets money aside (fund), imports from the bank (bank) or rates (rate), closes or reopens a month (period)';
grant execute on function ledger.lock(text) to redress_ledger;
