-- From the books alone, read by the index of claims.
create function ledger.claim_sums(on_day date, known_at timestamptz, of_claims uuid[]) returns table (claim_id uuid, claim_code text,
  accepted_on date, currency text, waiting numeric, set_aside numeric, at_bank numeric, returned numeric, in_trust numeric,
  settled numeric)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set enable_seqscan = off as $$
#variable_conflict use_column
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with owed as materialized (
        select a.account_id, a.head, a.currency from ledger.account a
        -- What is reserved for an offer is not owed before it is accepted.
        where a.by_claim and a.normal_side = 'credit' and a.head <> 'reserved_awards'),
      named as materialized (select c.claim_id from unnest(of_claims) as c (claim_id) where shared.may_see(c.claim_id)),
      leg as (
        select e.claim_id, e.occurred_on, o.head, o.currency, -l.amount as amount,
          case when e.kind <> 'reversal' then e.kind
            else (select r.kind from ledger.entry r where r.entry_id = e.reverses) end as kind
        from named n join ledger.entry e on e.claim_id = n.claim_id
        cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join owed o on o.account_id = l.account_id
        where e.occurred_on <= on_day and (known_at is null or e.made_at <= known_at)),
      summed as (
        select g.claim_id, g.currency, min(g.occurred_on) as since, sum(g.amount) as owes,
          coalesce(sum(g.amount) filter (where g.head = 'award_commitments'), 0) as waiting,
          coalesce(sum(g.amount) filter (where g.head = 'awards_payable'), 0) as set_aside,
          coalesce(sum(g.amount) filter (where g.head = 'payment_clearing'), 0) as at_bank,
          coalesce(sum(g.amount) filter (where g.head = 'returned_payments'), 0) as returned,
          -coalesce(sum(g.amount) filter (where g.kind in ('settlement', 'return')), 0) as settled
        from leg g group by 1, 2)
    select s.claim_id, c.claim_code, coalesce(a.accepted_on, s.since), s.currency, s.waiting, s.set_aside, s.at_bank, s.returned,
      -- Whatever else it is owed: what is held in trust.
      s.owes - s.waiting - s.set_aside - s.at_bank - s.returned, s.settled
    from summed s join shared.claim c on c.claim_id = s.claim_id left join ledger.award a on a.claim_id = s.claim_id;
end $$;
comment on function ledger.claim_sums is 'What claims are owed on a day, as known at a time, by where it is';
grant execute on function ledger.claim_sums(date, timestamptz, uuid[]) to redress_ledger;

-- Every claim that is owed something: one pass over the entries, and a look at each claim that remains.
create function ledger.claims_owed(on_day date, known_at timestamptz) returns table (claim_id uuid, claim_code text,
  accepted_on date, currency text, owed numeric)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
#variable_conflict use_column
declare members int[];
begin
  if not ledger.may_read() then
    return;
  end if;
  select array_agg(a.account_id) into members from ledger.account a
  where a.by_claim and a.normal_side = 'credit' and a.head <> 'reserved_awards';
  return query
    with part as (
        -- Two legs, as nearly all entries have: one currency, and no legs to set apart.
        select e.claim_id, e.accounts[1] % 1000 as number, e.occurred_on,
          case when e.accounts[1] = any (members) then e.amounts[1] else 0 end
          + case when e.accounts[2] = any (members) then e.amounts[2] else 0 end as amount
        from ledger.entry e
        where e.claim_id is not null and cardinality(e.accounts) = 2
          and e.occurred_on <= on_day and (known_at is null or e.made_at <= known_at)
        union all
        select e.claim_id, l.account_id % 1000, e.occurred_on, l.amount
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        where e.claim_id is not null and cardinality(e.accounts) > 2 and l.account_id = any (members)
          and e.occurred_on <= on_day and (known_at is null or e.made_at <= known_at)),
      open as (
        select p.claim_id, p.number, min(p.occurred_on) as since, -sum(p.amount) as owed
        from part p group by 1, 2 having sum(p.amount) <> 0)
    select case when s.is_seen then s.claim_id end, case when s.is_seen then c.claim_code end,
      coalesce(a.accepted_on, s.since), n.currency, s.owed
    from (select o.*, shared.may_see(o.claim_id) as is_seen from open o) as s
    join ledger.currency_number n using (number)
    left join ledger.award a on a.claim_id = s.claim_id
    left join shared.claim c on c.claim_id = s.claim_id;
end $$;
comment on function ledger.claims_owed is 'Claims that are owed something on a day, as known at a time; one that the actor may not see has no name';
grant execute on function ledger.claims_owed(date, timestamptz) to redress_ledger;
