create function ledger.is_closed(of_period date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select s.step <> 'reopened' from ledger.period_step s where s.period = of_period
                   order by s.step_no desc limit 1), false);
$$;
grant execute on function ledger.is_closed(date) to redress_ledger;

create function ledger.period_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
  -- Whoever finds that something is missing asks; closing and reopening are an approver's.
  if new.step <> 'asked' and not shared.actor_has('finance_approver') then
    raise exception 'a finance approver closes and reopens' using errcode = 'RD311', constraint = 'period_by_approver';
  end if;
  -- Waits for whoever is posting, and nobody posts until this commits: a month is closed whole.
  lock table ledger.entry in share mode;
  new.taken_by := shared.actor_id();
  select s.step, s.taken_by into last from ledger.period_step s where s.period = new.period order by s.step_no desc limit 1;
  if not coalesce(case new.step
    when 'closed' then last.step is null or last.step <> 'closed'
    when 'asked' then last.step = 'closed'
    else last.step = 'asked' end, false) then
    raise exception 'the period can''t be % now', new.step using errcode = 'RD311', constraint = 'period_step_order';
  end if;
  if new.step = 'reopened' then
    perform shared.another_decides(last.taken_by, 'finance_approver', 'reopened_by_another');
  end if;
  return new;
end $$;
create trigger period_before_insert before insert on ledger.period_step
  for each row execute function ledger.period_before_insert();

-- The first month that has an entry; from the sums by account, and the few entries since the last of them.
create function ledger.first_month() returns date
language sql stable security definer set search_path = pg_catalog as $$
  select date_trunc('month', least(
    (select min(c.first_day) from ledger.checkpoint c),
    (select min(e.occurred_on) from ledger.entry e
     where e.seq > (select max(m.high) from ledger.moment m))))::date
  where ledger.may_read();
$$;
comment on function ledger.first_month is 'First day of the first month that has an entry; null when there is none';
grant execute on function ledger.first_month() to redress_ledger;

-- What is open in a month; nothing here names a claim.
create function ledger.period_facts(of_period date) returns table (lines_open bigint, payments_silent bigint,
  rates_missing text[], statements_until date, has_cash boolean, unsealed boolean)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
declare month_end date := of_period + interval '1 month' - interval '1 day'; newest record; sealed record;
begin
  if not ledger.may_read() then
    return;
  end if;
  select m.* into newest from ledger.moment m order by m.moment_no desc limit 1;
  select m.* into sealed from ledger.moment m
  where m.moment_no = coalesce((select s.moment_no from ledger.seal s order by s.number desc limit 1), 0);
  return query
    with since as materialized (
        select e.accounts, e.occurred_on from ledger.entry e where e.seq > newest.high
        union all
        select e.accounts, e.occurred_on
        from unnest(newest.gaps) as gap join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)),
      moved as materialized (
        select a.account_id, a.head, a.currency from ledger.account a
        where exists (select from ledger.checkpoint c where c.account_id = a.account_id
                        and c.first_day <= month_end and c.last_day >= of_period)
          or exists (select from since s where a.account_id = any (s.accounts) and s.occurred_on between of_period and month_end)),
      item as materialized (
        select i.item_id, i.pay_currency
        from ledger.batch b join ledger.batch_item i using (batch_id)
        where b.execution_date between of_period and month_end
          and exists (select from ledger.batch_step s where s.batch_id = b.batch_id and s.step = 'released'))
    select
      (select count(*) from ledger.statement_line l join ledger.line_match m using (line_id)
       where l.booked_on between of_period and month_end and m.meaning = 'exception'
         and not exists (select from ledger.line_resolution r where r.line_id = l.line_id)),
      (select count(*) from item i where not exists (select from ledger.item_outcome o where o.item_id = i.item_id)),
      coalesce((select array_agg(u.currency order by u.currency)
        from (select m.currency from moved m union select i.pay_currency from item i) as u
        where u.currency <> 'USD' and not exists (
          select from shared.rate r where r.currency = u.currency and r.effective_from <= month_end and r.source not like 'SAMPLE%')),
        '{}'),
      -- Of the general account, and of every open one that statements come of: the one that is furthest behind.
      (select case when bool_and(x.until is not null) then min(x.until) end
       from (select max(s.closing_on) as until from ledger.statement s where s.bank_account is null
             union all
             select max(s.closing_on) from ledger.statement s
             where s.bank_account is not null and ledger.bank_account_is_open(s.bank_account) group by s.bank_account) as x),
      exists (select from moved m where m.head = 'fund_cash'),
      exists (select from ledger.entry e where e.seq > sealed.high and e.occurred_on <= month_end)
      or exists (select from unnest(sealed.gaps) as gap join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)
                 where e.occurred_on <= month_end);
end $$;
comment on function ledger.period_facts is 'What is open in a month: statement lines, payments that the bank is silent on, rates, seals';
grant execute on function ledger.period_facts(date) to redress_ledger;
