-- What a posting costs: plans that are made once, fewer questions for each entry, and no question for the newest moment.
set local role redress_owner;

-- Its accounts looked like constants, so that each sum was planned anew: three quarters of its price.
alter function ledger.guard_sum(text, text) set plan_cache_mode = force_generic_plan;

-- As it was, but that kinds and months are looked up in one question.
create or replace function ledger.entries_added() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare first date; last date; good boolean; uneven uuid; is_unknown boolean; closed date;
begin
  select min(a.occurred_on), max(a.occurred_on), sum(a.call_size) >= count(*) and coalesce(bool_and(
      (a.reverses is not null) = (a.kind = 'reversal') and a.occurred_on between '2000-01-01' and '2199-12-31'), true),
    (array_agg(a.entry_id) filter (where (
      -- Two legs, as nearly all have, are looked at without a call.
      cardinality(a.accounts) = 2 and cardinality(a.amounts) = 2 and a.amounts[1] = - a.amounts[2] and a.amounts[1] <> 0
        and a.accounts[1] % 1000 = a.accounts[2] % 1000 and a.accounts[1] > 10000 and a.accounts[2] > 10000
        and abs(a.amounts[1]) <= 1e14 and a.amounts[1] = round(a.amounts[1], a.accounts[1] / 1000 % 10)
      or ledger.legs_balance(a.accounts, a.amounts)) is not true))[1]
  into first, last, good, uneven
  from added a;
  if first is null then
    return null;
  end if;
  if uneven is not null then
    raise exception 'entry % does not balance', uneven using errcode = 'RD301', constraint = 'entry_balances';
  end if;
  -- And no month that has been closed, from the first day to the last.
  select exists (
      select from (select a.kind from added a group by a.kind) as a where not exists (select from ledger.entry_kind k where k.kind = a.kind)),
    (select s.period from ledger.period_step s
     where s.period between date_trunc('month', first) and last and s.step <> 'reopened'
       and not exists (select from ledger.period_step n where n.period = s.period and n.step_no > s.step_no)
       and exists (select from added a where date_trunc('month', a.occurred_on) = s.period)
     limit 1)
  into is_unknown, closed;
  if good is distinct from true or is_unknown then
    perform ledger.refuse(case when good then 'unknown_kind' else 'entry_malformed' end, 'no such entry', null);
  end if;
  if closed is not null then
    perform ledger.refuse('period_closed', 'the period is closed', to_char(closed, 'YYYY-MM'));
  end if;
  return null;
end $$;

-- As it was, but planned once, with one question for claim and guards; and who draws each 128th place takes the moment, so
-- that the others need not ask how far the last one went. One that is missed, as its transaction was taken back, comes
-- with the next.
create or replace function ledger.post(ids uuid[], kinds text[], days date[], claims uuid[], undoes uuid[],
  leg_of int[], heads text[], holders text[], sides text[], amounts numeric[], currencies text[])
returns table (entry_id uuid, outcome text, seq bigint)
language plpgsql security definer set search_path = pg_catalog set jit = off
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  n int := cardinality(ids); legs int := cardinality(leg_of); actor uuid := nullif(current_setting('redress.actor', true), '')::uuid;
  accounts int[]; signed numeric[]; account int; by_claim boolean; side text; closed boolean; refused text; what text;
  is_unknown boolean; is_guarded boolean; amount numeric; place bigint; had record; item record;
begin
  -- ledger.may_write() in place: on this path a call of an SQL function costs a fifth of a posting.
  if actor is null or not string_to_array(coalesce(current_setting('redress.roles', true), ''), ',')
      && '{finance_officer,finance_approver,system}' then
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
    perform ledger.refuse('entry_balances', 'an entry has two legs or more', ids[1]::text);
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

-- As it was, but that claims of a call are sorted once. In the long call's name: all claims are its own, whichever it has.
create or replace function ledger.wrong_claim(leg_claims uuid[], accounts int[], signed numeric[], lowers boolean[], any_lower boolean)
returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if any_lower and cardinality(leg_claims) > 200 then
    perform pg_advisory_xact_lock(hashtext('ledger.claim'), 0);
  elsif any_lower then
    perform pg_advisory_xact_lock_shared(hashtext('ledger.claim'), 0);
    perform pg_advisory_xact_lock(c.key)
    from (select distinct hashtextextended(c::text, 4) as key from unnest(leg_claims) as c where c is not null order by 1) as c;
  end if;
  return (
    with asked as materialized (
      select x.claim_id, x.account_id, sum(x.amount) as change, bool_or(x.lowers) as lowers
      from unnest(leg_claims, accounts, signed, lowers) as x (claim_id, account_id, amount, lowers)
      where x.claim_id is not null group by 1, 2)
    select case
      when exists (select from asked d where not exists (select from shared.claim c where c.claim_id = d.claim_id)) then 'unknown_claim'
      when exists (
        select from asked d join ledger.account a using (account_id)
        cross join lateral (
          select coalesce(sum(case when e.accounts[1] = d.account_id then e.amounts[1] else 0 end
            + case when e.accounts[2] = d.account_id then e.amounts[2] else 0 end
            + case when cardinality(e.accounts) = 2 then 0 else (
                select coalesce(sum(l.amount), 0) from unnest(e.accounts[3:], e.amounts[3:]) as l (account_id, amount)
                where l.account_id = d.account_id) end), 0) as was
          from ledger.entry e where e.claim_id = d.claim_id) as b
        where d.lowers and case a.normal_side when 'debit' then b.was + d.change else -(b.was + d.change) end < 0) then 'beyond_claim'
    end);
end $$;

-- Who comes back into a transaction after a long call has plans of its own again.
alter function ledger.post_many(uuid[], text[], date[], uuid[], uuid[], int[], text[], text[], text[], numeric[], text[])
  set plan_cache_mode = force_custom_plan;

reset role;
