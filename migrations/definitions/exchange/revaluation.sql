create function ledger.revaluation_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
  perform ledger.lock_cash();
  new.made_by := shared.actor_id();
  select f.cash_after, f.cost_after into last
  from ledger.foreign_cash f where f.code = new.code and f.occurred_on < new.month + interval '1 month' order by f.number desc limit 1;
  if (new.cash, new.cost) is distinct from (last.cash_after, last.cost_after) then
    raise exception 'what is revalued is what was there' using errcode = 'RD323', constraint = 'revaluation_of_what_was_there';
  end if;
  if not exists (
    select from ledger.bank_account a join shared.rate r using (currency)
    where a.code = new.code and r.rate_id = new.rate_id and r.effective_from < new.month + interval '1 month'
      and not exists (select from shared.rate n where n.currency = r.currency and n.effective_from > r.effective_from
                      and n.effective_from < new.month + interval '1 month')) then
    raise exception 'not the rate of the last day' using errcode = 'RD323', constraint = 'revaluation_at_rate_of_last_day';
  end if;
  return new;
end $$;
create trigger revaluation_before_insert before insert on ledger.revaluation
  for each row execute function ledger.revaluation_before_insert();
