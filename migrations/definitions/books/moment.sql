-- Adds the groups that the checkpoint number `step` of an account completes.
create function ledger.group_days(of_account int, at_moment bigint, step int) returns void
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare lvl smallint := 1;
begin
  step := step / 16;
  insert into ledger.day_sum (account_id, level, number, day, debit, credit)
  select of_account, 1, step, d.day, sum(d.debit) over up_to, sum(d.credit) over up_to
  from (
    select p.day, sum(p.debit) as debit, sum(p.credit) as credit
    from (
      select c.moment_no, c.first_day, c.last_day, c.number,
        c.debit - lag(c.debit, 1, 0::numeric) over w as debit, c.credit - lag(c.credit, 1, 0::numeric) over w as credit
      from (select k.* from ledger.checkpoint k where k.account_id = of_account and k.moment_no <= at_moment
            order by k.moment_no desc limit 17) as c
      window w as (order by c.moment_no)) as c
    cross join lateral (
      select c.first_day as day, c.debit, c.credit where c.first_day = c.last_day
      union all
      select b.day, b.debit, b.credit from ledger.brought(of_account, c.moment_no, 'infinity') b where c.first_day < c.last_day) as p
    where c.number > (step - 1) * 16
    group by p.day) as d
  window up_to as (order by d.day);
  while step % 16 = 0 loop
    step := step / 16;
    insert into ledger.day_sum (account_id, level, number, day, debit, credit)
    select of_account, lvl + 1, step, d.day, sum(d.debit) over up_to, sum(d.credit) over up_to
    from (select g.day, sum(g.debit) as debit, sum(g.credit) as credit
          from (select s.day, s.debit - lag(s.debit, 1, 0::numeric) over within as debit,
                  s.credit - lag(s.credit, 1, 0::numeric) over within as credit
                from ledger.day_sum s
                where s.account_id = of_account and s.level = lvl and s.number > (step - 1) * 16 and s.number <= step * 16
                window within as (partition by s.number order by s.day)) as g
          group by g.day) as d
    window up_to as (order by d.day);
    lvl := lvl + 1;
  end loop;
end $$;

-- Notes what is recorded by now, with a checkpoint of each account that this brings something. One at a time; who
-- comes second goes on without. Returns the newest moment, null when another is being taken.
-- What is brought is added up by day; a big moment keeps the days, so that nobody adds up a hundred thousand entries to
-- know what fell before a day.
create function ledger.take_moment() returns bigint
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare last record; begun timestamptz; drawn bigint; settled boolean; open int8multirange; item record;
begin
  if current_setting('transaction_isolation') <> 'read committed'
    or not pg_try_advisory_xact_lock(hashtextextended('ledger.moment', 0)) then
    return null;
  end if;
  select m.*, m.xmin as born into last from ledger.moment m order by m.moment_no desc limit 1;
  -- In this order: whoever recorded an entry before this time drew its place before the next line.
  begun := greatest(clock_timestamp(), last.ended_at);
  select s.last_value into drawn from ledger.entry_seq s where s.is_called;
  if drawn is null then
    select max(e.seq) into drawn from ledger.entry e;
  end if;
  if drawn is null or drawn = last.high and isempty(last.gaps) then
    return last.moment_no;
  end if;
  -- Whether all transactions that could have drawn a place by the last moment have ended: what is missing then, is for ever.
  settled := age(pg_snapshot_xmin(pg_current_snapshot())::xid) <= age(last.born);
  with found as (
      select e.seq, lag(e.seq, 1, last.high) over (order by e.seq) as before
      from ledger.entry e where e.seq > last.high and e.seq <= drawn),
    missing as (
      select int8range(f.before + 1, f.seq) as gap from found f where f.seq > f.before + 1
      union all
      select int8range(coalesce((select max(f.seq) from found f), last.high) + 1, drawn + 1)
      union all
      -- What came in since is no gap any more.
      select unnest(case when settled then '{}'::int8multirange else last.gaps - coalesce((
        select range_agg(int8range(e.seq, e.seq, '[]'))
        from unnest(last.gaps) as gap join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)), '{}') end))
  select coalesce(range_agg(m.gap), '{}') into open from missing m where not isempty(m.gap);
  -- In a subtransaction, so that the row's own transaction number is above all that were given out by now.
  begin
    insert into ledger.moment (moment_no, high, gaps, begun_at, ended_at)
    values (last.moment_no + 1, drawn, open, begun, greatest(begun, clock_timestamp()));
  exception when unique_violation then
    return null;
  end;
  for item in
    with brought as materialized (
        select l.account_id, e.occurred_on as day, coalesce(sum(l.amount) filter (where l.amount > 0), 0) as debit,
          coalesce(-sum(l.amount) filter (where l.amount < 0), 0) as credit
        from (select x.* from ledger.entry x where x.seq > last.high and x.seq <= drawn
              union all
              select x.* from unnest(last.gaps) as gap join ledger.entry x on x.seq >= lower(gap) and x.seq < upper(gap)) as e
        cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        where not e.seq <@ open
        group by 1, 2),
      kept as (
        insert into ledger.moment_day (account_id, moment_no, day, debit, credit)
        select b.account_id, last.moment_no + 1, b.day, b.debit, b.credit from brought b where drawn - last.high > 1000),
      added as (
        insert into ledger.checkpoint (account_id, moment_no, number, first_day, last_day, debit, credit)
        select b.account_id, last.moment_no + 1, coalesce(c.number, 0) + 1, b.first_day, b.last_day,
          coalesce(c.debit, 0) + b.debit, coalesce(c.credit, 0) + b.credit
        from (select d.account_id, min(d.day) as first_day, max(d.day) as last_day, sum(d.debit) as debit, sum(d.credit) as credit
              from brought d group by d.account_id) as b
        left join lateral (
          select k.number, k.debit, k.credit from ledger.checkpoint k
          where k.account_id = b.account_id order by k.moment_no desc limit 1) as c on true
        returning account_id, number)
    select a.account_id, a.number from added a where a.number % 16 = 0
  loop
    perform ledger.group_days(item.account_id, last.moment_no + 1, item.number);
  end loop;
  return last.moment_no + 1;
end $$;
comment on function ledger.take_moment is 'Notes what is recorded by now; called by whoever posts, every hundred entries or so';
grant execute on function ledger.take_moment() to redress_ledger;
