create function ledger.post_many(ids uuid[], kinds text[], days date[], claims uuid[], undoes uuid[],
  leg_of int[], heads text[], holders text[], sides text[], amounts numeric[], currencies text[])
returns table (entry_id uuid, outcome text, seq bigint)
language plpgsql security definer set search_path = pg_catalog set jit = off set enable_seqscan = off set enable_hashagg = off
set work_mem = '256MB'
-- Who comes back into a transaction after a long call has plans of its own again.
set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  n int := cardinality(ids); accounts int[]; signed numeric[]; leg_claims uuid[]; lowers boolean[]; known int;
  any_claim boolean; any_lower boolean; wrong text; place int; item record; seqs bigint[]; made timestamptz; inserted int;
begin
  -- Planned for their number each time: what is right for ten is not for a hundred thousand.
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  select array_agg(l.account_id), array_agg(l.signed), array_agg(l.claim_id), array_agg(l.lowers),
    bool_or(l.claim_id is not null), bool_or(l.lowers),
    (array_agg(l.wrong) filter (where l.wrong is not null))[1], (array_agg(l.entry) filter (where l.wrong is not null))[1]
  into accounts, signed, leg_claims, lowers, any_claim, any_lower, wrong, place
  from (
    select x.i, x.entry, a.account_id, e.claim_id, case x.side when 'credit' then -x.amount else x.amount end as signed,
      a.by_claim and a.normal_side <> x.side as lowers,
      case when coalesce(x.amount > 0 and x.amount <= 1e14 and x.amount = round(x.amount, a.account_id / 1000 % 10)
          and x.side in ('debit', 'credit') and e.day between '2000-01-01' and '2199-12-31' and z.account_id is null
          and (e.claim_id is not null or not a.by_claim), false) then null
        else coalesce(ledger.wrong_leg(x.side, x.amount, exists (select from shared.currency c where c.currency = x.currency),
          a.account_id, z.account_id is not null, a.by_claim, e.claim_id, e.day), 'leg_malformed') end as wrong
    from unnest(leg_of, heads, holders, sides, amounts, currencies) with ordinality
      as x (entry, head, holder, side, amount, currency, i)
    left join unnest(ids, claims, days) with ordinality as e (id, claim_id, day, k) on e.k = x.entry
    left join ledger.account a on a.head = x.head and a.currency = x.currency and a.holder = coalesce(x.holder, '')
    left join ledger.account_closing z on z.account_id = a.account_id
    order by x.i) as l;
  if wrong is not null then
    perform ledger.refuse(wrong, 'a leg can''t be posted', ids[place]::text);
  end if;
  select count(*) into known from ledger.entry e where e.entry_id = any (ids);
  if known > 0 then
    return query select p.* from ledger.post_again(ids, kinds, days, claims, undoes, leg_of, heads, holders, sides, amounts,
      currencies, accounts, signed) as p;
    return;
  end if;
  if any_claim then
    wrong := ledger.wrong_claim(leg_claims, accounts, signed, lowers, any_lower);
    if wrong is not null then
      perform ledger.refuse(wrong, 'the entries can''t be posted', null);
    end if;
  end if;
  for item in
    select x.id, x.undo, array_agg(l.account_id order by l.i) as accounts, array_agg(l.amount order by l.i) as amounts
    from unnest(ids, undoes) with ordinality as x (id, undo, k)
    join unnest(leg_of, accounts, signed) with ordinality as l (entry, account_id, amount, i) on l.entry = x.k
    where x.undo is not null group by 1, 2
  loop
    wrong := ledger.wrong_reversal(item.undo, item.accounts, item.amounts);
    if wrong is not null then
      perform ledger.refuse(wrong, 'the entry can''t be taken back so', item.id::text);
    end if;
  end loop;
  if exists (select from ledger.guard_kind k where k.kind = any (kinds)) then
    for item in
      select g.guard, d.key, g.swift_limit as swift, -sum(x.amount) as decrease
      from (select k.guard, l.account_id, sum(l.amount) as amount
            from unnest(leg_of, accounts, signed) as l (entry, account_id, amount)
            join unnest(kinds) with ordinality as e (kind, k) on e.k = l.entry
            join ledger.guard_kind k on k.kind = e.kind
            group by 1, 2) as x
      join ledger.guard g using (guard)
      join ledger.guarded d on d.account_id = x.account_id and d.guard = x.guard
      group by 1, 2, 3 having sum(x.amount) < 0 order by 1, 2
    loop
      if not ledger.passes_guard(item.guard, item.key, item.swift, item.decrease) then
        perform ledger.refuse(item.guard, 'the entries can''t be posted', item.key);
      end if;
    end loop;
  end if;
  perform pg_current_xact_id();
  select array_agg(nextval('ledger.entry_seq')) into seqs from generate_series(1, n);
  made := clock_timestamp();
  with entry as (
    insert into ledger.entry (entry_id, seq, kind, claim_id, occurred_on, reverses, made_by, made_at, accounts, amounts, call_size)
    select x.id, x.seq, x.kind, x.claim_id, x.day, x.undo, (select shared.actor_id()), made,
      l.accounts, l.amounts, case x.k when 1 then n end
    from unnest(ids, kinds, days, claims, undoes, seqs) with ordinality as x (id, kind, day, claim_id, undo, seq, k)
    join (select g.entry, array_agg(g.account_id) as accounts, array_agg(g.amount) as amounts
          from (select x.* from unnest(leg_of, accounts, signed) with ordinality as x (entry, account_id, amount, i)
                order by x.entry, x.i) as g
          group by g.entry) as l on l.entry = x.k
    order by x.k
    on conflict (entry_id) do nothing
    returning 1)
  select count(*) into inserted from entry;
  if inserted < n then
    if (select count(distinct i) from unnest(ids) as i) < n then
      perform ledger.refuse('id_twice', 'an identifier is missing or stands twice in one call', null);
    end if;
    raise exception 'one of the entries is being posted elsewhere' using errcode = 'RD312', constraint = 'entry_race';
  end if;
  if seqs[n] - (select m.high from ledger.moment m order by m.moment_no desc limit 1) >= 128 then
    perform ledger.take_moment();
  end if;
  return query select x.id, 'posted'::text, x.seq from unnest(ids, seqs) as x (id, seq);
end $$;

-- Some of a call were posted before: those must have the same bodies, the others are posted now.
create function ledger.post_again(ids uuid[], kinds text[], days date[], claims uuid[], undoes uuid[],
  leg_of int[], heads text[], holders text[], sides text[], amounts numeric[], currencies text[], accounts int[], signed numeric[])
returns table (entry_id uuid, outcome text, seq bigint)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare reused text; fresh bigint[]; had uuid[];
begin
  select array_agg(e.entry_id), (array_agg(e.entry_id::text) filter (where (e.kind, e.occurred_on, e.claim_id, e.reverses, e.accounts, e.amounts)
      is distinct from (x.kind, x.day, x.claim_id, x.undo, l.accounts, l.amounts)))[1]
  into had, reused
  from unnest(ids, kinds, days, claims, undoes) with ordinality as x (id, kind, day, claim_id, undo, k)
  join ledger.entry e on e.entry_id = x.id
  join (select y.entry, array_agg(y.account_id order by y.i) as accounts, array_agg(y.amount order by y.i) as amounts
        from unnest(leg_of, accounts, signed) with ordinality as y (entry, account_id, amount, i) group by y.entry) as l on l.entry = x.k;
  if reused is not null then
    perform ledger.refuse('id_reused', 'the identifier was used for another entry', reused);
  end if;
  return query select e.entry_id, 'already'::text, e.seq from ledger.entry e where e.entry_id = any (ids);
  select array_agg(x.k order by x.k) into fresh from unnest(ids) with ordinality as x (id, k) where x.id <> all (had);
  if fresh is null then
    return;
  end if;
  return query
    with entry as (
        select array_agg(x.id order by x.k) as a, array_agg(x.kind order by x.k) as b, array_agg(x.day order by x.k) as c,
          array_agg(x.claim_id order by x.k) as d, array_agg(x.undo order by x.k) as e
        from unnest(ids, kinds, days, claims, undoes) with ordinality as x (id, kind, day, claim_id, undo, k)
        where x.k = any (fresh)),
      leg as (
        select array_agg(f.place::int order by x.i) as a, array_agg(x.head order by x.i) as b, array_agg(x.holder order by x.i) as c,
          array_agg(x.side order by x.i) as d, array_agg(x.amount order by x.i) as e, array_agg(x.currency order by x.i) as f
        from unnest(leg_of, heads, holders, sides, amounts, currencies) with ordinality
          as x (entry, head, holder, side, amount, currency, i)
        join unnest(fresh) with ordinality as f (k, place) on f.k = x.entry)
    select p.* from entry n, leg l, ledger.post(n.a, n.b, n.c, n.d, n.e, l.a, l.b, l.c, l.d, l.e, l.f) as p;
end $$;

-- Claims of a call are sorted once. A long call has all claims to itself, whichever it has.
create function ledger.wrong_claim(leg_claims uuid[], accounts int[], signed numeric[], lowers boolean[], any_lower boolean)
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
