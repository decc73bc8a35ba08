-- What a moment brought to an account, up to a day.
create function ledger.brought(of_account int, of_moment bigint, on_day date) returns table (day date, debit numeric, credit numeric)
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

-- Sums of an account: its last checkpoint, and the few entries recorded since.
create function ledger.sums(of_account int, on_day date, known_at timestamptz, out debit numeric, out credit numeric)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare base record; last record; ceiling bigint := 9223372036854775807; part record; whole int;
begin
  if known_at is null then
    select m.* into base from ledger.moment m order by m.moment_no desc limit 1;
  else
    select m.* into base from ledger.moment m where m.ended_at <= known_at order by m.ended_at desc, m.moment_no desc limit 1;
    select m.high into ceiling from ledger.moment m where m.begun_at > known_at order by m.begun_at, m.moment_no limit 1;
    ceiling := coalesce(ceiling, 9223372036854775807);
  end if;
  -- Recorded since that moment.
  select coalesce(sum(l.amount) filter (where l.amount > 0), 0), coalesce(-sum(l.amount) filter (where l.amount < 0), 0)
  into debit, credit
  from (select x.* from ledger.entry x where x.seq > base.high and x.seq <= ceiling
        union all
        select x.* from unnest(base.gaps) as gap join ledger.entry x on x.seq >= lower(gap) and x.seq < upper(gap)) as e
  cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
  where l.account_id = of_account and (on_day is null or e.occurred_on <= on_day)
    and (known_at is null or e.made_at <= known_at);
  select c.* into last from ledger.checkpoint c
  where c.account_id = of_account and c.moment_no <= base.moment_no order by c.moment_no desc limit 1;
  if not found then
    return;
  end if;
  if on_day is null then
    debit := debit + last.debit;
    credit := credit + last.credit;
    return;
  end if;
  -- The checkpoints since the last whole sixteen.
  whole := last.number / 16 * 16;
  for part in
    select c.moment_no, c.number, c.first_day, c.last_day,
      c.debit - lag(c.debit, 1, 0::numeric) over w as debit, c.credit - lag(c.credit, 1, 0::numeric) over w as credit
    from (select k.* from ledger.checkpoint k where k.account_id = of_account and k.moment_no <= last.moment_no
          order by k.moment_no desc limit last.number - whole + 1) as c
    window w as (order by c.moment_no)
  loop
    if part.number > whole and part.last_day <= on_day then
      debit := debit + part.debit;
      credit := credit + part.credit;
    elsif part.number > whole and part.first_day <= on_day then
      select sums.debit + coalesce(sum(b.debit), 0), sums.credit + coalesce(sum(b.credit), 0) into debit, credit
      from ledger.brought(of_account, part.moment_no, on_day) b;
    end if;
  end loop;
  -- And the groups of 16^level checkpoints that make up those before.
  select sums.debit + coalesce(sum(d.debit), 0), sums.credit + coalesce(sum(d.credit), 0) into debit, credit
  from generate_series(1, 7) as n (level)
  cross join generate_series(((last.number >> (4 * (n.level + 1))) << 4) + 1, last.number >> (4 * n.level)) as g (number)
  cross join lateral (
    select s.debit, s.credit from ledger.day_sum s
    where s.account_id = of_account and s.level = n.level and s.number = g.number and s.day <= on_day
    order by s.day desc limit 1) as d;
end $$;
comment on function ledger.sums is 'Debits and credits of an account up to an effective day, as known at a time; null for all days, and for now';

create function ledger.balance(on_day date, known_at timestamptz) returns table (account_id int, head text, number smallint,
  normal_side text, currency text, exponent int, holder text, debit numeric, credit numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select a.account_id, h.head, h.number, h.normal_side, a.currency, c.exponent, a.holder, s.debit, s.credit
  from ledger.account a join ledger.head h using (head) join shared.currency c using (currency)
  cross join lateral ledger.sums(a.account_id, on_day, known_at) s
  where ledger.may_read()
  order by h.number, a.currency, a.holder;
$$;
comment on function ledger.balance is 'Sums of every account up to an effective day, as known at a time; a new account has 0, not nothing';
grant execute on function ledger.balance(date, timestamptz) to redress_ledger;
