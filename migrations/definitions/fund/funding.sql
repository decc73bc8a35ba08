-- What the fund has, and what of it is spoken for.
create function ledger.uncommitted() returns numeric
language sql volatile security definer set search_path = pg_catalog as $$
  select ledger.guard_sum('fund_short', 'USD');
$$;
comment on function ledger.uncommitted is 'US dollars at the bank that are not yet set aside for an award';
grant execute on function ledger.uncommitted() to redress_ledger;

-- Cash that is neither under way nor a child's; nobody else takes of it until this transaction ends.
create function ledger.cash_free() returns numeric
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtext('ledger.guard cash_short USD'), -1);
  return ledger.guard_sum('cash_short', 'USD');
end $$;
comment on function ledger.cash_free is 'US dollars at the bank that a payment or a deposit for a child may take; the guard of cash stays closed until the transaction ends';
grant execute on function ledger.cash_free() to redress_ledger;

-- What of each source is not yet applied: what was given and what is promised within ninety days, less what was used.
create function ledger.sources_left() returns table (source text, purpose text, rank smallint, for_adults boolean,
  for_children boolean, for_costs boolean, remaining numeric)
language sql stable security definer set search_path = pg_catalog as $$
  -- What is promised for later is among the contributions, and on the other side of its own account.
  select s.source, s.purpose, p.rank, p.for_adults, p.for_children, p.for_costs, coalesce(sum(x.credit - x.debit), 0)
  from ledger.source s join ledger.purpose p using (purpose)
  left join ledger.account a on a.holder = s.source and a.currency = 'USD' and a.head in ('contributions', 'contributions_due_later')
  left join lateral ledger.sums(a.account_id, null, null) as x on true
  where ledger.may_read()
  group by 1, 2, 3, 4, 5, 6 order by p.rank, s.source;
$$;
comment on function ledger.sources_left is 'US dollars of each source that no award has taken; less than nothing where a pledge that was counted did not come';
grant execute on function ledger.sources_left() to redress_ledger;

create function ledger.allocated() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  if (select l.remaining < 0 from ledger.sources_left() l where l.source = new.source) then
    raise exception 'the source has not got that much' using errcode = 'RD318', constraint = 'source_not_overspent';
  end if;
  if (select sum(a.amount) from ledger.allocation a where a.funding_id = new.funding_id)
    <> (select f.amount from ledger.funding f where f.funding_id = new.funding_id) then
    raise exception 'what is set aside is not all allocated' using errcode = 'RD318', constraint = 'funding_is_allocated';
  end if;
  return null;
end $$;
create constraint trigger allocated after insert on ledger.allocation
  deferrable initially deferred for each row execute function ledger.allocated();

create function ledger.fundings_within_award() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select coalesce(sum(f.amount), 0) from ledger.funding f where f.claim_id = new.claim_id and f.kind in ('share', 'top_up'))
    > (select a.net from ledger.award a where a.claim_id = new.claim_id) then
    raise exception 'more is set aside than is awarded' using errcode = 'RD317', constraint = 'fundings_within_award';
  end if;
  return null;
end $$;
create constraint trigger fundings_within_award after insert on ledger.funding
  deferrable initially deferred for each row execute function ledger.fundings_within_award();

-- Which awards still want something.
create function ledger.award_after_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into ledger.award_in_want (claim_id) values (new.claim_id);
  return null;
end $$;
create trigger award_after_insert after insert on ledger.award
  for each row when (new.net > 0) execute function ledger.award_after_insert();

create function ledger.funding_after_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from ledger.award_in_want w where w.claim_id = new.claim_id and (
    select a.net <= (select sum(f.amount) from ledger.funding f where f.claim_id = a.claim_id and f.kind in ('share', 'top_up'))
    from ledger.award a where a.claim_id = new.claim_id);
  return null;
end $$;
create trigger funding_after_insert after insert on ledger.funding
  for each row when (new.kind in ('share', 'top_up')) execute function ledger.funding_after_insert();

create function ledger.funding_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.kind = 'upkeep' and not exists (select from ledger.upkeep u
      where u.claim_id = new.claim_id and u.number = new.upkeep and u.amount = new.amount) then
    raise exception 'the upkeep is another sum' using errcode = 'RD317', constraint = 'funding_equals_upkeep';
  end if;
  if new.in_trust > 0 and not exists (select from ledger.award a where a.claim_id = new.claim_id and a.is_child) then
    raise exception 'only a child''s money is held' using errcode = 'RD317', constraint = 'funding_of_child';
  end if;
  return new;
end $$;
create trigger funding_before_insert before insert on ledger.funding
  for each row execute function ledger.funding_before_insert();

create function ledger.awards_waiting() returns table (claim_id uuid, net numeric, is_child boolean, funded numeric, tranches int,
  released numeric, upkeep numeric, of_age_on date)
language sql stable security definer set search_path = pg_catalog as $$
  with waiting as materialized (
    select a.*, coalesce(f.funded, 0) as funded, coalesce(f.tranches, 0) as tranches, e.seq
    from ledger.award_in_want n join ledger.award a using (claim_id) join ledger.entry e using (entry_id)
    left join lateral (select sum(x.amount) filter (where x.kind in ('share', 'top_up')) as funded, max(x.tranche) as tranches
                       from ledger.funding x where x.claim_id = a.claim_id) f on true)
  select w.claim_id, w.net, w.is_child, w.funded, w.tranches, w.released, w.upkeep, w.of_age_on from waiting w
  where ledger.may_write() and shared.may_see(w.claim_id) order by w.accepted_on, w.seq;
$$;
comment on function ledger.awards_waiting is 'Awards of which something is not yet set aside, in the order of acceptance; of a child''s, how it is split';
grant execute on function ledger.awards_waiting() to redress_ledger;

create function ledger.upkeep_waiting() returns table (claim_id uuid, number int, amount numeric, is_child boolean, tranches int)
language sql stable security definer set search_path = pg_catalog as $$
  select u.claim_id, u.number, u.amount, a.is_child,
    coalesce((select max(f.tranche) from ledger.funding f where f.claim_id = u.claim_id), 0)
  from ledger.upkeep u join ledger.upkeep_due d using (claim_id, number) join ledger.award a using (claim_id)
  where not exists (select from ledger.funding f where f.claim_id = u.claim_id and f.upkeep = u.number)
    and ledger.may_write() and shared.may_see(u.claim_id)
  order by u.due_on, u.claim_id, u.number;
$$;
comment on function ledger.upkeep_waiting is 'Upkeep that has fallen due and for which no money is set aside, the longest due first';
grant execute on function ledger.upkeep_waiting() to redress_ledger;
