-- Money that came, that costs may use and nothing has used: money for costs first, then the longest there first.
create function ledger.cost_sources() returns table (source text, remaining numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select l.source, o.sum
  from ledger.sources_left() l
  left join ledger.account a on a.holder = l.source and a.currency = 'USD' and a.head = 'contributions_applied'
  left join lateral ledger.sums(a.account_id, null, null) as used on true
  -- What is promised is used by awards alone; each sum that came is used in the order of its day.
  cross join lateral (
    select least(l.remaining, max(c.up_to) - coalesce(used.credit - used.debit, 0)) as sum,
      min(c.received_on) filter (where c.up_to > coalesce(used.credit - used.debit, 0)) as since
    from (select x.received_on, sum(x.amount) over (order by x.received_on, x.contribution_id) as up_to
          from ledger.contribution x where x.source = l.source) as c) as o
  where l.for_costs and o.sum > 0
  order by l.rank, o.since, l.source;
$$;
comment on function ledger.cost_sources is 'US dollars of each source that a cost of claims can use, in the order in which it does';
grant execute on function ledger.cost_sources() to redress_ledger;

create function ledger.costs_used() returns table (source text, amount numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select c.source, sum(c.amount) from ledger.cost_source c where ledger.may_read() group by c.source
  union all
  select null, s.debit - s.credit - (select coalesce(sum(c.amount), 0) from ledger.cost_source c)
  from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
  where a.head = 'claim_costs' and a.currency = 'USD' and a.holder = '' and ledger.may_read();
$$;
comment on function ledger.costs_used is 'What costs of claims have used of each source; without a source, what found no money that may pay costs';
grant execute on function ledger.costs_used() to redress_ledger;

create function ledger.cost_allocated() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare cost numeric; used numeric;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  select coalesce(sum(l.amount), 0) into cost
  from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
  join ledger.account a using (account_id) where e.entry_id = new.entry_id and a.head = 'claim_costs';
  select coalesce(sum(c.amount), 0) into used from ledger.cost_source c where c.entry_id = new.entry_id;
  if used > cost
    or exists (
      select from (select c.source, c.amount, c.claim_id from ledger.cost_source c where c.entry_id = new.entry_id) as c
      full join (
        select a.holder as source, -l.amount as amount, e.claim_id
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where e.entry_id = new.entry_id and a.head = 'contributions_applied') as b using (source)
      where (c.amount, c.claim_id) is distinct from (b.amount, b.claim_id)) then
    raise exception 'a cost uses what its entry says' using errcode = 'RD326', constraint = 'cost_race__booked';
  end if;
  if used < cost and exists (select from ledger.cost_sources())
    or exists (
      select from ledger.cost_source c join ledger.source s using (source) join ledger.purpose p using (purpose)
      cross join ledger.cost_sources() o join ledger.source w on w.source = o.source join ledger.purpose q on q.purpose = w.purpose
      where c.entry_id = new.entry_id and q.rank < p.rank) then
    raise exception 'there is money for costs' using errcode = 'RD326', constraint = 'cost_race__allocated';
  end if;
  if exists (select from ledger.cost_source c join ledger.source s using (source) join ledger.purpose p using (purpose)
             join ledger.sources_left() l using (source)
             where c.entry_id = new.entry_id and (l.remaining < 0 or not p.for_costs)) then
    raise exception 'the source has not got that much for costs' using errcode = 'RD326', constraint = 'cost_race__overspent';
  end if;
  return null;
end $$;
create constraint trigger cost_allocated after insert on ledger.cost_source
  deferrable initially deferred for each row execute function ledger.cost_allocated();
create constraint trigger cost_allocated after insert on ledger.line_resolution
  deferrable initially deferred for each row when (new.kind = 'claim_cost') execute function ledger.cost_allocated();
