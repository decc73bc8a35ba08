create function ledger.statement_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.bank_account is not null and not exists (
      select from ledger.bank_account a join ledger.bank_account_step s using (code)
      where a.code = new.bank_account and a.currency = new.currency and s.step = 'confirmed') then
    raise exception 'no such account' using errcode = 'RD327', constraint = 'bank_account_step__statement';
  end if;
  return new;
end $$;
create trigger statement_before_insert before insert on ledger.statement
  for each row execute function ledger.statement_before_insert();
