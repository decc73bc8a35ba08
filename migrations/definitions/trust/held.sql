-- What a claim has in trust: the balances of its two accounts.
create function ledger.trust_balance(of_claim uuid, out capital numeric, out interest numeric)
language sql volatile security definer set search_path = pg_catalog as $$
  select coalesce(-sum(ledger.claim_sum(of_claim, a.account_id)) filter (where a.head = 'minors_trust'), 0),
    coalesce(-sum(ledger.claim_sum(of_claim, a.account_id)) filter (where a.head = 'trust_interest'), 0)
  from ledger.account a where a.head in ('minors_trust', 'trust_interest') and a.currency = 'USD' and a.holder = '';
$$;

create function ledger.trust_has_ended(of_claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from ledger.hand_over_answer s where s.claim_id = of_claim and s.outcome = 'confirmed');
$$;

create function ledger.deposit_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from ledger.funding f where f.funding_id = new.funding_id and f.claim_id = new.claim_id
                 and f.in_trust = new.amount) or ledger.trust_has_ended(new.claim_id) then
    raise exception 'the deposit is not that part' using errcode = 'RD320', constraint = 'deposit_of_part';
  end if;
  return new;
end $$;
create trigger deposit_before_insert before insert on ledger.trust_deposit
  for each row execute function ledger.deposit_before_insert();
