create function ledger.liaison_may_ask(of_claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select shared.actor_has('liaison') and not exists (
    select from shared.involvement i where i.claim_id = of_claim and i.actor_id = shared.actor_id());
$$;
comment on function ledger.liaison_may_ask is 'Whether the actor is a liaison who has no other part in the claim';

-- What finance staff may read of every claim that they see, and a liaison of one that she names: no day of age.
create function ledger.trust_files(of_claim uuid) returns table (claim_id uuid, claim_code text, of_age_on date, in_trust numeric,
  capital numeric, interest numeric, waiting numeric, has_ended boolean)
language sql volatile security definer set search_path = pg_catalog as $$
  select a.claim_id, c.claim_code, a.of_age_on,
    (select coalesce(sum(f.in_trust), 0) from ledger.funding f where f.claim_id = a.claim_id),
    b.capital, b.interest,
    (select coalesce(sum(f.in_trust), 0) from ledger.funding f where f.claim_id = a.claim_id
       and not exists (select from ledger.trust_deposit d where d.funding_id = f.funding_id)),
    ledger.trust_has_ended(a.claim_id)
  from ledger.award a join shared.claim c using (claim_id) cross join lateral ledger.trust_balance(a.claim_id) b
  where a.is_child and (of_claim is null or a.claim_id = of_claim)
    and (ledger.may_read() and shared.may_see(a.claim_id)
      or of_claim is not null and ledger.liaison_may_ask(a.claim_id))
  order by c.claim_code;
$$;
comment on function ledger.trust_files is 'Awards of children with what is held: of one claim, or of all for who reads the books';
grant execute on function ledger.trust_files(uuid) to redress_ledger;

create function ledger.trust_claim(code text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select a.claim_id from ledger.award a join shared.claim c using (claim_id)
  where a.is_child and c.claim_code = code
    and (ledger.may_read() and shared.may_see(a.claim_id) or ledger.liaison_may_ask(a.claim_id));
$$;
comment on function ledger.trust_claim is 'For a liaison: the claim of a code that she was given, where something is held for it';
grant execute on function ledger.trust_claim(text) to redress_ledger;

-- Every entry on the trust accounts of a claim. Interest counts as balance from the day after the last day that it is for.
create function ledger.trust_moves(of_claim uuid) returns table (entry_id uuid, seq bigint, kind text, occurred_on date, counts_from date,
  capital numeric, interest numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select e.entry_id, e.seq, e.kind, e.occurred_on, coalesce(i.through + 1, e.occurred_on),
    coalesce(-sum(l.amount) filter (where a.head = 'minors_trust'), 0),
    coalesce(-sum(l.amount) filter (where a.head = 'trust_interest'), 0)
  from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
  join ledger.account a using (account_id) left join ledger.trust_interest i using (entry_id)
  where e.claim_id = of_claim and a.head in ('minors_trust', 'trust_interest') and a.currency = 'USD'
    and (ledger.may_read() and shared.may_see(of_claim) or ledger.liaison_may_ask(of_claim))
  group by e.entry_id, e.seq, e.kind, e.occurred_on, i.through order by e.occurred_on, e.seq;
$$;
comment on function ledger.trust_moves is 'Entries on the trust accounts of a claim, in the order of their effective days';
grant execute on function ledger.trust_moves(uuid) to redress_ledger;

-- Terms under which each month of a claim's interest was booked.
create function ledger.trust_interest_of(of_claim uuid) returns table (entry_id uuid, annual_rate numeric, method text, through date)
language sql stable security definer set search_path = pg_catalog as $$
  select i.entry_id, t.annual_rate, t.method, i.through from ledger.trust_interest i join ledger.trust_terms t using (terms_id)
  where i.claim_id = of_claim and i.entry_id is not null
    and (ledger.may_read() and shared.may_see(of_claim) or ledger.liaison_may_ask(of_claim));
$$;
grant execute on function ledger.trust_interest_of(uuid) to redress_ledger;

-- Interest of a claim for the days of a month up to one: closing balances x rate / 365, rounded once, half away from zero.
create function ledger.trust_interest_due(of_claim uuid, of_month date, through date, annual_rate numeric) returns numeric
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(round(sum(m.sum) * annual_rate / 365, 2), 0)
  from generate_series(of_month, through, interval '1 day') as d (day)
  cross join lateral (
    select coalesce(sum(x.capital + x.interest), 0) as sum from ledger.trust_moves(of_claim) x where x.counts_from <= d.day) as m;
$$;
