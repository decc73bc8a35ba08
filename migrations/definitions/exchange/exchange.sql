create function ledger.exchange_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.lock_cash();
  new.asked_by := shared.actor_id();
  if new.from_code is null and new.left_currency <> 'USD' or new.to_code is null and new.arrived_currency <> 'USD'
    or exists (select from ledger.bank_account a where a.code = new.from_code and a.currency <> new.left_currency)
    or exists (select from ledger.bank_account a where a.code = new.to_code and a.currency <> new.arrived_currency) then
    raise exception 'an account has one currency' using errcode = 'RD322', constraint = 'exchange_malformed__currencies';
  end if;
  if exists (select from ledger.exchange x left join ledger.exchange_answer n using (exchange_id)
             where n.outcome is distinct from 'refused' and x.day = new.day and x.bank_reference = new.bank_reference
               and x.left_amount = new.left_amount and x.left_currency = new.left_currency
               and x.from_code is not distinct from new.from_code and x.to_code is not distinct from new.to_code) then
    raise exception 'the exchange is there already' using errcode = 'RD322', constraint = 'exchange_exists';
  end if;
  return new;
end $$;
create trigger exchange_before_insert before insert on ledger.exchange
  for each row execute function ledger.exchange_before_insert();

create function ledger.exchange_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.lock_cash();
  new.answered_by := shared.another_decides(
    (select x.asked_by from ledger.exchange x where x.exchange_id = new.exchange_id), 'finance_approver', 'own_exchange');
  return new;
end $$;
create trigger exchange_answer_before_insert before insert on ledger.exchange_answer
  for each row execute function ledger.exchange_answer_before_insert();

-- Money moves between accounts because one person read it from the bank and another confirmed it; its value moves at
-- the end of a month. Looked at when all of it is written.
create function ledger.exchange_has_its_row() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (
      select from ledger.exchange_answer n join ledger.exchange x using (exchange_id)
      where n.entry_id = new.entry_id and n.outcome = 'confirmed' and x.asked_by <> n.answered_by and x.day = new.occurred_on
        and new.kind = case x.left_currency when x.arrived_currency then 'transfer' else 'exchange' end)
    and not exists (select from ledger.revaluation v where v.entry_id = new.entry_id and new.kind = 'exchange') then
    raise exception 'two people agree on an exchange' using errcode = 'RD322', constraint = 'exchange_by_two';
  end if;
  return null;
end $$;
create constraint trigger exchange_has_its_row after insert on ledger.entry
  deferrable initially deferred for each row when (new.kind in ('exchange', 'transfer'))
  execute function ledger.exchange_has_its_row();
