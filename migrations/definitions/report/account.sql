-- Newest first. Only those places of the journal are read where a checkpoint says that the account got something in
-- these days: a page costs as many moments as it has entries at most, however long the journal is.
create function ledger.account_entries(of_account int, from_day date, to_day date, known_at timestamptz, before bigint, most int)
returns table (seq bigint, entry_id uuid, kind text, claim_id uuid, occurred_on date, made_at timestamptz, reverses uuid,
  debit numeric, credit numeric)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
#variable_conflict use_column
declare newest record; ceiling bigint; places int8multirange; place int8range; wanted int := most; got int;
begin
  if not ledger.may_read() then
    return;
  end if;
  select m.* into newest from ledger.moment m order by m.moment_no desc limit 1;
  -- Nothing above the first moment that began later was recorded by then.
  select m.high + 1 into ceiling from ledger.moment m where m.begun_at > known_at order by m.begun_at, m.moment_no limit 1;
  ceiling := least(before, ceiling);
  select range_agg(p.place) into places from (
    select int8range(newest.high + 1, null) as place
    union all
    select unnest(newest.gaps)
    union all
    select unnest(b.gaps + int8multirange(int8range(b.high, m.high, '(]')))
    from ledger.checkpoint c join ledger.moment m on m.moment_no = c.moment_no
    join ledger.moment b on b.moment_no = c.moment_no - 1
    where c.account_id = of_account and c.first_day <= to_day and c.last_day >= from_day
      and (b.high < ceiling or lower(b.gaps) < ceiling)) as p
  where not isempty(p.place);
  for place in select u.place from unnest(places * int8multirange(int8range(null, ceiling))) as u (place) order by u.place desc loop
    return query
      select e.seq, e.entry_id, e.kind, e.claim_id, e.occurred_on, e.made_at, e.reverses, l.debit, l.credit
      from (select x.* from ledger.entry x
            where x.seq >= lower(place) and (upper_inf(place) or x.seq < upper(place)) and of_account = any (x.accounts)
              and x.occurred_on between from_day and to_day and (known_at is null or x.made_at <= known_at)
              and (x.claim_id is null or shared.may_see(x.claim_id))
            order by x.seq desc limit wanted) as e
      cross join lateral (
        select coalesce(sum(u.amount) filter (where u.amount > 0), 0) as debit,
          coalesce(-sum(u.amount) filter (where u.amount < 0), 0) as credit
        from unnest(e.accounts, e.amounts) as u (account_id, amount) where u.account_id = of_account) as l
      order by e.seq desc;
    get diagnostics got = row_count;
    wanted := wanted - got;
    exit when wanted <= 0;
  end loop;
end $$;
comment on function ledger.account_entries is 'Entries of an account between two days, as known at a time, newest first, before a place of the journal';
grant execute on function ledger.account_entries(int, date, date, timestamptz, bigint, int) to redress_ledger;

create function ledger.account_sums(of_account int, on_day date, known_at timestamptz) returns table (debit numeric, credit numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select s.debit, s.credit from ledger.sums(of_account, on_day, known_at) s where ledger.may_read();
$$;
comment on function ledger.account_sums is 'As ledger.balance, of one account';
grant execute on function ledger.account_sums(int, date, timestamptz) to redress_ledger;
