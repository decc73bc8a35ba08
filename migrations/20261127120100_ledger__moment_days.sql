-- Balances on a past day, when many entries came in one call: what a big moment brought to an account is kept by day, so
-- that nobody adds up a hundred thousand entries to know what fell before the day.
set local role redress_owner;

create table ledger.moment_day (
  account_id int not null,
  moment_no bigint not null,
  day date not null,
  debit numeric not null,
  credit numeric not null,
  primary key (account_id, moment_no, day)
);
comment on table ledger.moment_day is 'What a moment of more than 1000 entries brought to an account, by effective day; smaller ones are read from the entries';
insert into ledger.moment_day (account_id, moment_no, day, debit, credit)
select c.account_id, c.moment_no, b.day, b.debit, b.credit
from ledger.moment m join ledger.moment p on p.moment_no = m.moment_no - 1 and m.high - p.high > 1000
join ledger.checkpoint c on c.moment_no = m.moment_no
cross join lateral ledger.brought(c.account_id, c.moment_no, 'infinity') as b;

-- As it was, but for the days that are kept.
create or replace function ledger.brought(of_account int, of_moment bigint, on_day date) returns table (day date, debit numeric, credit numeric)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare before record; here record;
begin
  return query select d.day, d.debit, d.credit from ledger.moment_day d
    where d.account_id = of_account and d.moment_no = of_moment and d.day <= on_day;
  if found or exists (select from ledger.moment_day d where d.account_id = of_account and d.moment_no = of_moment) then
    return;
  end if;
  select m.high, m.gaps into before from ledger.moment m where m.moment_no = of_moment - 1;
  select m.high, m.gaps into here from ledger.moment m where m.moment_no = of_moment;
  return query
    select e.occurred_on, coalesce(sum(l.amount) filter (where l.amount > 0), 0),
      coalesce(-sum(l.amount) filter (where l.amount < 0), 0)
    from (select x.* from ledger.entry x where x.seq > before.high and x.seq <= here.high
          union all
          select x.* from unnest(before.gaps) as gap join ledger.entry x on x.seq >= lower(gap) and x.seq < upper(gap)) as e
    cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
    where l.account_id = of_account and e.occurred_on <= on_day and not e.seq <@ here.gaps
    group by e.occurred_on;
end $$;

-- As it was, but that what is brought is added up by day, and a big moment keeps the days.
-- Notes what is recorded by now, with a checkpoint of each account that this brings something. One at a time; who
-- comes second goes on without. Returns the newest moment, null when another is being taken.
create or replace function ledger.take_moment() returns bigint
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

-- Days of big moments against the checkpoints that they lie between.
create function ledger.audit_moment_days() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query select 'moment_days_equal_checkpoints', 'account ' || d.account_id || ', moment ' || d.moment_no
    from (select x.account_id, x.moment_no, sum(x.debit) as debit, sum(x.credit) as credit from ledger.moment_day x group by 1, 2) as d
    left join ledger.checkpoint c on c.account_id = d.account_id and c.moment_no = d.moment_no
    left join ledger.checkpoint p on p.account_id = d.account_id and p.number = c.number - 1
    where (d.debit, d.credit) is distinct from (c.debit - coalesce(p.debit, 0), c.credit - coalesce(p.credit, 0));
end $$;
comment on function ledger.audit_moment_days is 'Days of moments that are not what their checkpoints say; no row when all are';

create trigger append_only before update or delete on ledger.moment_day for each row execute function shared.never_change();
create trigger no_truncate before truncate on ledger.moment_day for each statement execute function shared.never_change();
alter table ledger.moment_day enable row level security;
alter table ledger.moment_day force row level security;
create policy of_functions on ledger.moment_day to redress_owner using (true) with check (true);
create policy seen on ledger.moment_day for select to redress_ledger using (ledger.may_read());
grant select on ledger.moment_day to redress_ledger;
grant execute on function ledger.audit_moment_days() to redress_ledger;

reset role;
