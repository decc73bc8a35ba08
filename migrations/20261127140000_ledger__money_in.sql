-- Ledger: money that comes in and goes out, on every bank account of the fund.
--   * a contribution may come to any of the fund's accounts; foreign money has its value of that day, in US dollars.
-- Cash in a foreign currency pays no award: it counts for awards (R-26) once it was exchanged into US dollars.
set local role redress_owner;

-- Contributions on other accounts ------------------------------------------------------------------------------

create function ledger.dollars_at(amount numeric, per_usd numeric) returns numeric
language sql immutable set search_path = pg_catalog as $$
  select round(div(amount * 200 + per_usd, per_usd * 2) / 100, 2);
$$;
comment on function ledger.dollars_at is 'Value in US dollars at a rate, half away from zero at the cent; exact until then. Of amounts that are not below nothing; the same in the program';

alter table ledger.contribution
  add column bank_account text references ledger.bank_account,
  add column came_amount numeric(20, 4) check (came_amount > 0),
  add column came_currency text references shared.currency check (came_currency <> 'USD'),
  add column rate_id uuid references shared.rate,
  add constraint contribution_came check ((came_amount is null) = (came_currency is null)
    and (came_amount is null) = (rate_id is null) and (came_amount is null or bank_account is not null));
comment on column ledger.contribution.amount is 'US dollars: what came, or its value on that day';
comment on column ledger.contribution.bank_account is 'Where it came; empty for the general account';
comment on column ledger.contribution.came_amount is 'What came, where that was not US dollars';
comment on column ledger.contribution.rate_id is 'The rate in force on that day, by which its value was found';
create index contribution_source_idx on ledger.contribution (source, received_on);

create function ledger.contribution_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.bank_account is null then
    return new;
  end if;
  if not ledger.bank_account_is_open(new.bank_account) or not exists (
      select from ledger.bank_account a
      where a.code = new.bank_account and a.currency = coalesce(new.came_currency, 'USD')) then
    raise exception 'an account has one currency' using errcode = 'RD325', constraint = 'contribution_in_its_currency';
  end if;
  if new.rate_id is not null and not exists (
      select from shared.rate r
      where r.rate_id = new.rate_id and r.currency = new.came_currency and r.effective_from <= new.received_on
        and not exists (select from shared.rate n where n.currency = r.currency and n.effective_from > r.effective_from
                        and n.effective_from <= new.received_on)
        and new.amount = ledger.dollars_at(new.came_amount, r.per_usd)) then
    raise exception 'not its value on that day' using errcode = 'RD325', constraint = 'contribution_at_rate_of_day';
  end if;
  return new;
end $$;
create trigger contribution_before_insert before insert on ledger.contribution
  for each row execute function ledger.contribution_before_insert();

-- Audits --------------------------------------------------------------------------------------------------------

-- Each contribution against the entry, the cost of foreign cash and the rate that it names.
create function ledger.audit_income() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    select 'contributions_come_to_accounts', 'contribution ' || c.contribution_id
    from ledger.contribution c
    left join lateral (
      select coalesce(sum(l.amount) filter (where a.head = 'fund_cash' and a.holder = coalesce(c.bank_account, '')
            and a.currency = coalesce(c.came_currency, 'USD')), 0) as came,
        -coalesce(sum(l.amount) filter (where a.holder = c.source and a.currency = 'USD'
            and a.head in ('contributions', 'contributions_receivable', 'contributions_due_later')), 0) as given
      from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
      join ledger.account a using (account_id) where e.entry_id = c.entry_id) as b on true
    where (b.came, b.given) is distinct from (coalesce(c.came_amount, c.amount), c.amount);
  return query
    select 'foreign_contributions_have_cost', 'contribution ' || c.contribution_id
    from ledger.contribution c left join ledger.foreign_cash f on f.code = c.bank_account and f.entry_id = c.entry_id
    where c.came_amount is not null and (f.cash, f.cost) is distinct from (c.came_amount, c.amount);
  return query
    select 'contributions_at_rate_of_day', 'contribution ' || c.contribution_id
    from ledger.contribution c left join shared.rate r using (rate_id)
    where c.came_amount is not null and c.amount is distinct from ledger.dollars_at(c.came_amount, r.per_usd);
end $$;
comment on function ledger.audit_income is 'Contributions against the accounts where they came, their value and their cost; no row when all agree';

-- What is received on pledges and recourse may be less than what came: a rate brought more than was open.
create or replace function ledger.audit_funds() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with should as (
        select s.source, h.head, case h.head
          when 'contributions_applied' then (select coalesce(sum(x.amount), 0) from ledger.allocation x where x.source = s.source)
          when 'contributions_receivable' then (
            select coalesce(sum(o.open), 0) from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
            where p.source = s.source and o.is_near)
          when 'contributions_due_later' then (
            select coalesce(sum(o.open), 0) from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
            where p.source = s.source and not o.is_near)
          else (select coalesce(sum(c.amount), 0) from ledger.contribution c where c.source = s.source)
            + (select coalesce(sum(p.amount), 0) from ledger.pledge p where p.source = s.source)
            - (select coalesce(sum(x.amount), 0) from ledger.pledge_part x join ledger.pledge p using (pledge_id)
               where p.source = s.source and x.kind in ('received', 'cancelled'))
            - (select coalesce(sum(x.amount), 0) from ledger.allocation x where x.source = s.source) end as sum
        from ledger.source s
        cross join unnest(array['contributions', 'contributions_applied', 'contributions_receivable', 'contributions_due_later'])
          as h (head)),
      booked as (
        select a.holder as source, a.head, case a.normal_side when 'debit' then x.debit - x.credit else x.credit - x.debit end as sum
        from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) x
        where a.currency = 'USD'
          and a.head in ('contributions', 'contributions_applied', 'contributions_receivable', 'contributions_due_later'))
    select 'funds_equal_books', 'source "' || coalesce(s.source, b.source) || '", ' || coalesce(s.head, b.head)
    from should s full join booked b on b.source = s.source and b.head = s.head
    where coalesce(s.sum, 0) <> coalesce(b.sum, 0);
  -- What comes out of trust was allocated when it was set aside.
  return query select 'fundings_are_allocated', 'funding ' || f.funding_id
    from ledger.funding f
    where case when f.kind in ('trust_release', 'hand_over') then 0 else f.amount end
      <> coalesce((select sum(a.amount) from ledger.allocation a where a.funding_id = f.funding_id), 0);
  return query select 'holds_equal_books', x.head
    from (select 'held_money' as head, coalesce(sum(h.amount - coalesce((
            select sum(e.amount) from ledger.hold_end e where e.hold_id = h.hold_id), 0)), 0) as sum
          from ledger.hold h where h.claim_id is null
          union all
          select 'recourse_receivable', coalesce(sum(r.amount - coalesce((
            select sum(p.amount) from ledger.recourse_part p where p.recourse_id = r.recourse_id), 0)), 0)
          from ledger.recourse r) as x
    where x.sum <> (select coalesce(sum(abs(s.debit - s.credit)), 0)
                    from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
                    where a.head = x.head and a.currency = 'USD');
end $$;

grant execute on function ledger.audit_income() to redress_ledger;

reset role;
