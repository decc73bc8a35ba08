create function ledger.refuse(code text, said text, what text) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%', said using errcode = 'RD310', constraint = code, detail = coalesce(what, '');
end $$;

create function ledger.wrong_leg(side text, amount numeric, known_currency boolean, account_id int, closed boolean,
  by_claim boolean, claim_id uuid, day date) returns text
language sql immutable set search_path = pg_catalog as $$
  select case
    when side is null or side not in ('debit', 'credit') then 'leg_malformed'
    when day is null or day not between '2000-01-01' and '2199-12-31' then 'day_out_of_range'
    when amount is null or amount in ('NaN', 'Infinity', '-Infinity') then 'amount_not_a_number'
    when amount = 0 then 'amount_zero'
    when amount < 0 then 'amount_negative'
    when not known_currency then 'unknown_currency'
    when account_id is null then 'unknown_account'
    when amount > 1e14 then 'amount_too_large'
    when amount <> round(amount, account_id / 1000 % 10) then 'amount_too_precise'
    when closed then 'account_closed'
    when by_claim and claim_id is null then 'claim_missing'
  end;
$$;

create function ledger.wrong_reversal(undone uuid, with_accounts int[], with_amounts numeric[]) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare had record;
begin
  select e.kind, e.accounts, e.amounts, exists (select from ledger.entry r where r.reverses = undone) as is_reversed into had
  from ledger.entry e where e.entry_id = undone;
  return case
    when not found then 'unknown_entry'
    when had.kind = 'reversal' or had.is_reversed then 'already_reversed'
    when had.accounts <> with_accounts or exists (
      select from unnest(had.amounts, with_amounts) as l (was, is_now) where l.was + l.is_now is distinct from 0)
      then 'reversal_differs'
  end;
end $$;

-- What a claim has on an account: debits above zero.
create function ledger.claim_sum(of_claim uuid, of_account int) returns numeric
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  return (
    select coalesce(sum(case when e.accounts[1] = of_account then e.amounts[1] else 0 end
      + case when e.accounts[2] = of_account then e.amounts[2] else 0 end
      + case when cardinality(e.accounts) = 2 then 0 else (
          select coalesce(sum(l.amount), 0) from unnest(e.accounts[3:], e.amounts[3:]) as l (account_id, amount)
          where l.account_id = of_account) end), 0)
    from ledger.entry e where e.claim_id = of_claim);
end $$;

-- Planned once, with one question for claim and guards. Who draws each 128th place takes the moment, so that the others
-- need not ask how far the last one went. One that is missed, as its transaction was taken back, comes with the next.
create function ledger.post(ids uuid[], kinds text[], days date[], claims uuid[], undoes uuid[],
  leg_of int[], heads text[], holders text[], sides text[], amounts numeric[], currencies text[])
returns table (entry_id uuid, outcome text, seq bigint)
language plpgsql security definer set search_path = pg_catalog set jit = off
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  n int := cardinality(ids); legs int := cardinality(leg_of); said text := shared.acting(); actor uuid := split_part(said, '|', 1)::uuid;
  accounts int[]; signed numeric[]; account int; by_claim boolean; side text; closed boolean; refused text; what text;
  is_unknown boolean; is_guarded boolean; amount numeric; place bigint; had record; item record;
begin
  -- ledger.may_write() in place: on this path a call of an SQL function costs a fifth of a posting.
  if actor is null or not string_to_array(split_part(said, '|', 2), ',') && '{finance_officer,finance_approver,system}' then
    perform ledger.refuse('not_allowed', 'the actor does not post', null);
  end if;
  if n is null or legs is null or n not between 1 and 200000 or legs > 1000000
    or cardinality(kinds) <> n or cardinality(days) <> n or cardinality(claims) <> n or cardinality(undoes) <> n
    or cardinality(heads) <> legs or cardinality(holders) <> legs or cardinality(sides) <> legs
    or cardinality(amounts) <> legs or cardinality(currencies) <> legs or ids[1] is null then
    perform ledger.refuse('call_malformed', 'the arrays do not fit together', null);
  end if;
  if n > 1 then
    return query select p.entry_id, p.outcome, p.seq from ledger.post_many(ids, kinds, days, claims, undoes,
      leg_of, heads, holders, sides, amounts, currencies) as p;
    return;
  end if;
  if legs not between 2 and 200 then
    perform ledger.refuse('entry_unbalanced', 'an entry has two legs or more', ids[1]::text);
  end if;

  <<legs>>
  for i in 1..legs loop
    amount := amounts[i];
    select a.account_id, a.by_claim, a.normal_side, exists (select from ledger.account_closing z where z.account_id = a.account_id)
    into account, by_claim, side, closed
    from ledger.account a where a.head = heads[i] and a.currency = currencies[i] and a.holder = coalesce(holders[i], '');
    if account is null or closed or by_claim and claims[1] is null or not coalesce(amount > 0 and amount <= 1e14
        and amount = round(amount, account / 1000 % 10) and sides[i] in ('debit', 'credit')
        and days[1] between '2000-01-01' and '2199-12-31', false) then
      perform ledger.refuse(ledger.wrong_leg(sides[i], amount, exists (select from shared.currency c where c.currency = currencies[i]),
        account, closed, by_claim, claims[1], days[1]), 'a leg can''t be posted', ids[1]::text);
    end if;
    accounts[i] := account;
    if sides[i] = 'debit' then
      signed[i] := amount;
    else
      signed[i] := -amount;
    end if;
    if by_claim and side <> sides[i] and refused is null then
      -- What a claim has on an account never goes beyond nothing.
      -- One at a time on a claim; a long call has all claims to itself. Under a number of its own: 2 is the panel's case.
      perform pg_advisory_xact_lock_shared(hashtext('ledger.claim'), 0), pg_advisory_xact_lock(hashtextextended(claims[1]::text, 4));
      amount := ledger.claim_sum(claims[1], account) + signed[i];
      if side = 'debit' and amount < 0 or side = 'credit' and amount > 0 then
        refused := 'beyond_claim';
      end if;
    end if;
  end loop;
  select claims[1] is not null and not exists (select from shared.claim c where c.claim_id = claims[1]),
    exists (select from ledger.guard_kind k where k.kind = kinds[1])
  into is_unknown, is_guarded;
  if is_unknown and refused is null then
    refused := 'unknown_claim';
  end if;
  what := ids[1]::text;
  if refused is null and undoes[1] is not null then
    refused := ledger.wrong_reversal(undoes[1], accounts, signed);
  end if;
  if refused is null and is_guarded then
    for item in
      select g.guard, d.key, g.swift_limit as swift, -sum(l.amount) as decrease
      from ledger.guard_kind k join ledger.guard g using (guard)
      join unnest(accounts, signed) as l (account_id, amount) on true
      join ledger.guarded d on d.account_id = l.account_id and d.guard = g.guard
      where k.kind = kinds[1]
      group by 1, 2, 3 having sum(l.amount) < 0 order by 1, 2
    loop
      if not ledger.passes_guard(item.guard, item.key, item.swift, item.decrease) then
        refused := item.guard;
        what := item.key;
      end if;
      exit when refused is not null;
    end loop;
  end if;

  if refused is null then
    -- The transaction has its number before it draws a place, and the place is drawn before the time: see take_moment.
    perform pg_current_xact_id();
    place := nextval('ledger.entry_seq');
    insert into ledger.entry (entry_id, seq, kind, claim_id, occurred_on, reverses, made_by, made_at, accounts, amounts, call_size)
    values (ids[1], place, kinds[1], claims[1], days[1], undoes[1], actor, clock_timestamp(), accounts, signed, 1)
    on conflict (entry_id) do nothing;
    if found then
      entry_id := ids[1];
      outcome := 'posted';
      seq := place;
      return next;
      if place % 128 = 0 then
        perform ledger.take_moment();
      end if;
      return;
    end if;
  end if;
  -- Said before? The same again is answered whatever has become of the money since.
  select e.kind, e.occurred_on, e.claim_id, e.reverses, e.accounts, e.amounts, e.seq into had
  from ledger.entry e where e.entry_id = ids[1];
  if found then
    if (had.kind, had.occurred_on, had.claim_id, had.reverses, had.accounts, had.amounts)
      is distinct from (kinds[1], days[1], claims[1], undoes[1], accounts, signed) then
      perform ledger.refuse('id_reused', 'the identifier was used for another entry', ids[1]::text);
    end if;
    entry_id := ids[1];
    outcome := 'already';
    seq := had.seq;
    return next;
    return;
  end if;
  perform ledger.refuse(refused, 'the entry can''t be posted', what);
end $$;
comment on function ledger.post is 'Posts entries, all or none; the only way into the books. Answers posted, or already for a body that was posted before';
grant execute on function ledger.post(uuid[], text[], date[], uuid[], uuid[], int[], text[], text[], text[], numeric[], text[]) to redress_ledger;
