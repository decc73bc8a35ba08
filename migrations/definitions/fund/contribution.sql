create function ledger.contribution_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.bank_account is null then
    return new;
  end if;
  if not ledger.bank_account_is_open(new.bank_account) or not exists (
      select from ledger.bank_account a
      where a.code = new.bank_account and a.currency = coalesce(new.came_currency, 'USD')) then
    raise exception 'an account has one currency' using errcode = 'RD325', constraint = 'contribution_malformed__currency';
  end if;
  if new.rate_id is not null and not exists (
      select from shared.rate r
      where r.rate_id = new.rate_id and r.currency = new.came_currency and r.effective_from <= new.received_on
        and not exists (select from shared.rate n where n.currency = r.currency and n.effective_from > r.effective_from
                        and n.effective_from <= new.received_on)
        and new.amount = ledger.dollars_at(new.came_amount, r.per_usd)) then
    raise exception 'not its value on that day' using errcode = 'RD325', constraint = 'contribution_malformed__rate';
  end if;
  return new;
end $$;
create trigger contribution_before_insert before insert on ledger.contribution
  for each row execute function ledger.contribution_before_insert();
