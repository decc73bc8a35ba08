create function ledger.foreign_cash_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record; revalued date;
begin
  perform ledger.lock_cash();
  select f.number, f.occurred_on, f.cash_after, f.cost_after into last
  from ledger.foreign_cash f where f.code = new.code order by f.number desc limit 1;
  if new.number <> coalesce(last.number, 0) + 1 or new.cash_after <> coalesce(last.cash_after, 0) + new.cash
    or new.cost_after <> coalesce(last.cost_after, 0) + new.cost or sign(new.cost) * sign(new.cash) < 0 then
    raise exception 'a movement follows the one before' using errcode = 'RD323', constraint = 'cash_race';
  end if;
  select max(v.month) into revalued from ledger.revaluation v where v.code = new.code;
  if new.occurred_on < last.occurred_on or new.occurred_on < revalued + interval '1 month' then
    raise exception 'a later movement is booked already' using errcode = 'RD323', constraint = 'cash_order',
      detail = coalesce(greatest(last.occurred_on, (revalued + interval '1 month')::date), last.occurred_on)::text;
  end if;
  if not ledger.bank_account_is_open(new.code)
    or exists (select from ledger.bank_account a where a.code = new.code and a.currency = 'USD') then
    raise exception 'no such account in a foreign currency' using errcode = 'RD323', constraint = 'bank_account_step__cash';
  end if;
  return new;
end $$;
create trigger foreign_cash_before_insert before insert on ledger.foreign_cash
  for each row execute function ledger.foreign_cash_before_insert();
