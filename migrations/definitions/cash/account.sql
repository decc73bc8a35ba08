-- Movements of money between accounts, and what they do to its value, one at a time.
create function ledger.lock_cash() returns void
language sql volatile security definer set search_path = pg_catalog as $$
  select pg_advisory_xact_lock(hashtextextended('ledger.cash', 0));
$$;
comment on function ledger.lock_cash is 'Until the transaction ends nobody else moves money between bank accounts';
grant execute on function ledger.lock_cash() to redress_ledger;

create function ledger.bank_account_is_open(of_code text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from ledger.bank_account_step s where s.code = of_code and s.step = 'confirmed')
    and not exists (select from ledger.bank_account_step s where s.code = of_code and s.step = 'closed');
$$;
comment on function ledger.bank_account_is_open is 'Whether money can be moved to and from it: confirmed, not closed';
grant execute on function ledger.bank_account_is_open(text) to redress_ledger;

create function ledger.bank_account_step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare account record; opened record;
begin
  perform ledger.lock_cash();
  new.taken_by := shared.actor_id();
  select a.currency, a.asked_by into account from ledger.bank_account a where a.code = new.code;
  if new.step = 'confirmed' then
    if exists (select from ledger.bank_account_step s where s.code = new.code) then
      raise exception 'the account can''t be confirmed now' using errcode = 'RD321', constraint = 'bank_account_step__order';
    end if;
    perform shared.another_decides(account.asked_by, 'finance_approver', 'own_bank_account');
    perform ledger.open_account('fund_cash', account.currency, new.code);
    if account.currency <> 'USD' then
      perform ledger.open_account('currency_exchange', account.currency, new.code);
      perform ledger.open_account('currency_exchange', 'USD', new.code);
    end if;
    return new;
  end if;
  for opened in
    select a.account_id, s.debit, s.credit
    from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
    where a.holder = new.code and a.head in ('fund_cash', 'currency_exchange')
  loop
    if opened.debit <> opened.credit then
      raise exception 'the account is not empty' using errcode = 'RD321', constraint = 'bank_account_not_empty';
    end if;
    insert into ledger.account_closing (account_id, closed_by, closed_at)
    values (opened.account_id, new.taken_by, clock_timestamp()) on conflict (account_id) do nothing;
  end loop;
  return new;
end $$;
create trigger bank_account_step_before_insert before insert on ledger.bank_account_step
  for each row execute function ledger.bank_account_step_before_insert();
