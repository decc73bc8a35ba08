-- Accounts are opened, never changed.
create function ledger.open_account(of_head text, in_currency text, for_holder text) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare opened int;
begin
  if not ledger.may_write() then
    perform ledger.refuse('not_allowed', 'the actor does not post', null);
  end if;
  perform pg_advisory_xact_lock(hashtextextended('ledger.account', 0));
  select a.account_id into opened from ledger.account a
  where a.head = of_head and a.currency = in_currency and a.holder = for_holder;
  if opened is null then
    insert into ledger.account (account_id, head, currency, holder, normal_side, by_claim, opened_by, opened_at)
    select ((select coalesce(max(a.account_id), 0) / 10000 + 1 from ledger.account a)) * 10000 + c.exponent * 1000 + n.number,
      h.head, c.currency, for_holder, h.normal_side, h.by_claim, shared.actor_id(), clock_timestamp()
    from ledger.head h, shared.currency c join ledger.currency_number n using (currency)
    where h.head = of_head and c.currency = in_currency and h.retired_in is null
    returning account_id into opened;
    if opened is null then
      perform ledger.refuse('unknown_account', 'no such head or currency', of_head);
    end if;
  end if;
  return opened;
end $$;
comment on function ledger.open_account is 'The account of a head, a currency and a holder; opened if it is not there';
grant execute on function ledger.open_account(text, text, text) to redress_ledger;
