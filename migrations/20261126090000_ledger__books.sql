-- The books: one function posts, and keeps these promises for every program and every hand:
--   * an entry balances in each currency, has one date, and its legs come with it or not at all;
--   * nothing that was posted is changed; an entry is taken back once, by its mirror image;
--   * the same identifier with the same body answers again, with another body it is refused;
--   * what a claim has on an account never goes beyond nothing, and money is set aside only when the fund has it,
--     without a row or a lock that every poster waits for;
--   * nothing is posted into a closed period;
--   * the balance of any account on any day, as known at any moment, is read from few rows.
-- An entry is one row: its legs lie in two arrays of it, so that it comes whole or not at all, its balance is a check
-- of the row, and posting it writes a third of what a row for each leg would. ledger.leg is now a view of them.
set local role redress_owner;

-- The chart ----------------------------------------------------------------------------------------------

create table ledger.chart (
  version int primary key check (version >= 1),
  effective_from date not null,
  note text not null check (length(note) between 1 and 200)
);
comment on table ledger.chart is 'Versions of the chart of accounts; a version only adds and retires heads';
insert into ledger.chart (version, effective_from, note) values
  (1, '2026-11-01', 'Awards, payments, contributions'),
  (2, '2026-11-26', 'Receivables, interim payments, trust, holds, costs and losses; accounts by currency and holder');

create table ledger.head (
  head text primary key check (head ~ '^[a-z][a-z0-9_]{1,40}$'),
  number smallint not null constraint head_number_key unique,
  normal_side text not null check (normal_side in ('debit', 'credit')),
  by_claim boolean not null,
  added_in int not null references ledger.chart,
  retired_in int references ledger.chart check (retired_in > added_in)
);
comment on table ledger.head is 'Heads of the chart: what an account is for';
comment on column ledger.head.by_claim is 'Whether each claim has a balance of its own there, which never goes beyond nothing on the other side';
insert into ledger.head (head, number, normal_side, by_claim, added_in) values
  ('fund_cash', 1000, 'debit', false, 1), ('contributions_receivable', 1100, 'debit', false, 2),
  ('recourse_receivable', 1200, 'debit', false, 2), ('interim_paid', 1300, 'debit', true, 2),
  ('currency_exchange', 1900, 'debit', false, 2),
  ('award_commitments', 2000, 'credit', true, 1), ('awards_payable', 2100, 'credit', true, 1),
  ('payment_clearing', 2200, 'credit', true, 1), ('returned_payments', 2300, 'credit', true, 1),
  ('minors_trust', 2400, 'credit', true, 2), ('trust_interest', 2450, 'credit', true, 2),
  ('held_money', 2500, 'credit', false, 2),
  ('contributions', 3000, 'credit', false, 1), ('fund_balance', 3900, 'credit', false, 1),
  ('exchange_difference', 5000, 'debit', false, 1), ('bank_charges', 5100, 'debit', false, 1),
  ('claim_costs', 5200, 'debit', false, 2), ('own_error', 5300, 'debit', false, 2),
  ('interim_absorbed', 5400, 'debit', false, 2);

alter table ledger.account rename to old_account;
alter table ledger.old_account rename constraint account_pkey to old_account_pkey;
create table ledger.account (
  account_id int primary key,
  head text not null references ledger.head,
  currency text not null references shared.currency,
  holder text not null default '' check (holder ~ '^[a-z0-9_:.-]{0,60}$'),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  by_claim boolean not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  constraint account_key unique (head, currency, holder)
);
comment on table ledger.account is 'Accounts: a head in one currency, of one holder where a head has several';
comment on column ledger.account.account_id is 'A number times 10000, plus exponent of the currency times 1000, plus its ISO number: an entry can be checked by itself';
comment on column ledger.account.holder is 'A bank account, a funder and restriction, a head of loss, a liable party; empty for the general account';
comment on column ledger.account.by_claim is 'That of the head, as is normal_side';
create table ledger.account_closing (
  account_id int primary key references ledger.account,
  closed_by uuid not null,
  closed_at timestamptz not null
);
comment on table ledger.account_closing is 'Accounts on which nothing is posted any more';

create table ledger.currency_number (
  currency text primary key references shared.currency,
  number int not null constraint currency_number_key unique check (number between 1 and 999)
);
comment on table ledger.currency_number is 'ISO 4217 numbers; the same list as in the kernel';
insert into ledger.currency_number (currency, number) values
  ('AFN', 971), ('BIF', 108), ('CDF', 976), ('CHF', 756), ('COP', 170), ('EGP', 818), ('ETB', 230), ('EUR', 978), ('GBP', 826),
  ('HTG', 332), ('ILS', 376), ('INR', 356), ('IQD', 368), ('JOD', 400), ('LBP', 422), ('LRD', 430), ('LYD', 434), ('MAD', 504),
  ('PKR', 586), ('RSD', 941), ('SDG', 938), ('SOS', 706), ('SSP', 728), ('SYP', 760), ('TRY', 949), ('USD', 840), ('XAF', 950),
  ('XOF', 952), ('YER', 886);

create table ledger.entry_kind (
  kind text primary key check (kind ~ '^[a-z][a-z_]{1,30}$')
);
comment on table ledger.entry_kind is 'What an entry can be of';
insert into ledger.entry_kind (kind) values ('contribution'), ('commitment'), ('payable'), ('release'), ('rejection'),
  ('renewal'), ('charge'), ('settlement'), ('return'), ('reversal'), ('transfer'), ('pledge'), ('interim'), ('recourse'),
  ('trust'), ('cost'), ('loss'), ('exchange'), ('hold'), ('hold_part'), ('hold_end'), ('closing');

-- What must stay covered. A guard sums accounts; an entry of its kinds that lowers the sum must leave it at nothing
-- or above. What a bank has already done is booked whatever it leaves: its kinds are under no guard.
create table ledger.guard (
  guard text primary key,
  scope text not null check (scope in ('all', 'each')),
  swift_limit numeric(20, 4) not null check (swift_limit >= 0)
);
comment on table ledger.guard is 'Sums that never go below nothing: over all accounts of its heads in a currency, or over each account';
comment on column ledger.guard.swift_limit is 'Up to this much a transaction is let through beside others, as long as the sum covers all that could be under way';
create table ledger.guard_head (
  guard text not null references ledger.guard,
  head text not null references ledger.head,
  primary key (guard, head)
);
comment on table ledger.guard_head is 'Heads that a guard sums';
create table ledger.guard_kind (
  kind text not null,
  guard text not null references ledger.guard,
  primary key (kind, guard)
);
comment on table ledger.guard_kind is 'Kinds of entry that a guard looks at';
insert into ledger.guard (guard, scope, swift_limit) values
  ('fund_covers_commitments', 'all', 20000), ('cash_not_overdrawn', 'each', 20000);
insert into ledger.guard_head (guard, head) values
  ('fund_covers_commitments', 'fund_cash'), ('fund_covers_commitments', 'awards_payable'),
  ('fund_covers_commitments', 'payment_clearing'), ('fund_covers_commitments', 'returned_payments'),
  ('fund_covers_commitments', 'minors_trust'), ('fund_covers_commitments', 'trust_interest'),
  ('fund_covers_commitments', 'held_money'), ('cash_not_overdrawn', 'fund_cash');
insert into ledger.guard_kind (guard, kind) values
  ('fund_covers_commitments', 'payable'), ('fund_covers_commitments', 'hold'), ('fund_covers_commitments', 'interim'),
  ('fund_covers_commitments', 'cost'), ('cash_not_overdrawn', 'transfer'), ('cash_not_overdrawn', 'interim'),
  ('cash_not_overdrawn', 'cost');
create table ledger.guarded (
  account_id int not null references ledger.account,
  guard text not null references ledger.guard,
  key text not null,
  primary key (account_id, guard)
);
comment on table ledger.guarded is 'Which accounts a guard sums together: those of one currency, or each by itself; kept by a trigger alone';
create index guarded_sum_idx on ledger.guarded (guard, key);
create function ledger.account_opened() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into ledger.guarded (account_id, guard, key)
  select new.account_id, g.guard, case g.scope when 'all' then new.currency else new.account_id::text end
  from ledger.guard_head h join ledger.guard g using (guard) where h.head = new.head;
  return null;
end $$;
create trigger account_opened after insert on ledger.account for each row execute function ledger.account_opened();

-- Entries ----------------------------------------------------------------------------------------------------

drop trigger fund_covers on ledger.entry;
drop trigger entry_balances on ledger.entry;
drop trigger audited on ledger.entry;
drop policy added on ledger.entry;
revoke insert on ledger.entry from redress_ledger;
drop function ledger.balance();
drop function ledger.uncommitted() cascade;
drop function ledger.fund_covers();
alter table ledger.leg rename to old_leg;
drop trigger leg_balances on ledger.old_leg;
drop function ledger.entry_balances();
drop index ledger.entry_claim_idx;

insert into ledger.account (account_id, head, currency, holder, normal_side, by_claim, opened_by, opened_at)
select row_number() over (order by h.number, u.currency) * 10000 + c.exponent * 1000 + n.number, h.head, u.currency, '',
  h.normal_side, h.by_claim, '00000000-0000-0000-0000-000000000000', now()
from (select head, 'USD' as currency from ledger.head
      union select account, currency from ledger.old_leg) as u
join ledger.head h using (head) join shared.currency c using (currency) join ledger.currency_number n using (currency);

alter table ledger.entry drop constraint entry_kind_check;
alter table ledger.entry drop constraint entry_reversal_names_its_entry;
alter table ledger.entry alter column seq drop identity;
create sequence ledger.entry_seq as bigint owned by ledger.entry.seq;
select setval('ledger.entry_seq', coalesce((select max(seq) from ledger.entry), 0) + 1, false);
alter table ledger.entry add column accounts int[], add column amounts numeric(20, 4)[], add column call_size int;
alter table ledger.entry disable trigger append_only;
update ledger.entry e set call_size = 1, accounts = l.accounts, amounts = l.amounts
from (select l.entry_id, array_agg(a.account_id order by l.ordinal) as accounts,
        array_agg(case l.side when 'debit' then l.amount else -l.amount end order by l.ordinal) as amounts
      from ledger.old_leg l join ledger.account a on a.head = l.account and a.currency = l.currency group by l.entry_id) as l
where l.entry_id = e.entry_id;
alter table ledger.entry enable trigger append_only;
drop table ledger.old_leg;
drop table ledger.old_account;
alter table ledger.entry alter column accounts set not null, alter column amounts set not null;
-- The one function that writes here looks claims and entries up for all rows at once.
alter table ledger.entry drop constraint entry_claim_id_fkey;
alter table ledger.entry drop constraint entry_reverses_fkey;
alter table ledger.entry drop constraint one_reversal_per_entry;
create unique index one_reversal_per_entry on ledger.entry (reverses) where reverses is not null;
create index entry_claim_idx on ledger.entry (claim_id) where claim_id is not null;
comment on column ledger.entry.seq is 'Its place in the journal, drawn before it is recorded; a place may stay empty';
comment on column ledger.entry.occurred_on is 'Effective date: of the bank where there is a statement, else of the booking';
comment on column ledger.entry.made_at is 'Recorded time, by the clock of the database';
comment on column ledger.entry.accounts is 'Accounts of its legs';
comment on column ledger.entry.amounts is 'Amounts of its legs, in the same order: debits above zero, credits below';
comment on column ledger.entry.call_size is 'On the first entry of each call: how many were posted together';

create view ledger.leg with (security_invoker = true) as
select e.entry_id, e.seq, l.ordinal::smallint as ordinal, a.account_id, a.head as account, a.holder,
  case when l.amount > 0 then 'debit' else 'credit' end as side, abs(l.amount) as amount, a.currency, c.exponent,
  e.claim_id, e.occurred_on
from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) with ordinality as l (account_id, amount, ordinal)
join ledger.account a using (account_id) join shared.currency c using (currency);
comment on view ledger.leg is 'The sides of each entry: magnitudes above zero, with currency and exponent';

-- Moments: what was recorded by then. Balances, seals and reports stand on them ------------------------------

create table ledger.moment (
  moment_no bigint primary key,
  high bigint not null,
  gaps int8multirange not null,
  begun_at timestamptz not null,
  ended_at timestamptz not null check (ended_at >= begun_at)
);
comment on table ledger.moment is 'Places of the journal that were recorded: all up to high but the gaps, which may still be under way';
create index moment_ended_idx on ledger.moment (ended_at);
create index moment_begun_idx on ledger.moment (begun_at);
insert into ledger.moment (moment_no, high, gaps, begun_at, ended_at) values (0, 0, '{}', '-infinity', '-infinity');

create table ledger.checkpoint (
  account_id int not null,
  moment_no bigint not null,
  number int not null,
  first_day date not null,
  last_day date not null,
  debit numeric not null,
  credit numeric not null,
  primary key (account_id, moment_no)
);
comment on table ledger.checkpoint is 'Sums of an account over all that was recorded by a moment, at each moment that brought it something';
comment on column ledger.checkpoint.number is 'How many checkpoints the account has up to here';
comment on column ledger.checkpoint.first_day is 'Earliest effective day of what this moment brought';
create table ledger.day_sum (
  account_id int not null,
  level smallint not null check (level >= 1),
  number int not null,
  day date not null,
  debit numeric not null,
  credit numeric not null,
  primary key (account_id, level, number, day)
);
comment on table ledger.day_sum is 'Sums up to a day over the number-th 16^level checkpoints of an account; for balances on a past day';

-- What a moment brought to an account, up to a day.
create function ledger.brought(of_account int, of_moment bigint, on_day date) returns table (day date, debit numeric, credit numeric)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare before record; here record;
begin
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
    with brought as (
        select l.account_id, min(e.occurred_on) as first_day, max(e.occurred_on) as last_day,
          coalesce(sum(l.amount) filter (where l.amount > 0), 0) as debit,
          coalesce(-sum(l.amount) filter (where l.amount < 0), 0) as credit
        from (select x.* from ledger.entry x where x.seq > last.high and x.seq <= drawn
              union all
              select x.* from unnest(last.gaps) as gap join ledger.entry x on x.seq >= lower(gap) and x.seq < upper(gap)) as e
        cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        where not e.seq <@ open
        group by l.account_id),
      added as (
        insert into ledger.checkpoint (account_id, moment_no, number, first_day, last_day, debit, credit)
        select b.account_id, last.moment_no + 1, coalesce(c.number, 0) + 1, b.first_day, b.last_day,
          coalesce(c.debit, 0) + b.debit, coalesce(c.credit, 0) + b.credit
        from brought b left join lateral (
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
-- The entries that were there before this file.
select ledger.take_moment();

-- Periods ----------------------------------------------------------------------------------------------------

create table ledger.period_step (
  step_no bigint generated always as identity primary key,
  period date not null check (extract(day from period) = 1),
  step text not null check (step in ('closed', 'asked', 'reopened')),
  reason text not null check (length(reason) between 1 and 200),
  taken_by uuid not null,
  taken_at timestamptz not null default clock_timestamp()
);
comment on table ledger.period_step is 'Months that were closed, asked to be reopened by one person, and reopened by another';
comment on column ledger.period_step.period is 'First day of the month';
create index period_step_idx on ledger.period_step (period, step_no);

create function ledger.is_closed(of_period date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select s.step <> 'reopened' from ledger.period_step s where s.period = of_period
                   order by s.step_no desc limit 1), false);
$$;
create function ledger.period_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
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
  if new.step = 'reopened' and last.taken_by = new.taken_by then
    raise exception 'another person reopens the period' using errcode = 'RD311', constraint = 'reopened_by_another';
  end if;
  return new;
end $$;
create trigger period_before_insert before insert on ledger.period_step
  for each row execute function ledger.period_before_insert();

-- What no hand passes by ------------------------------------------------------------------------------------------

create function ledger.refuse(code text, said text, what text) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%', said using errcode = 'RD310', constraint = code, detail = coalesce(what, '');
end $$;

-- Whether legs make an entry: two or more, each with a magnitude that its currency can have, balanced in each currency.
create function ledger.legs_balance(accounts int[], amounts numeric[]) returns boolean
language plpgsql immutable set search_path = pg_catalog as $$
begin
  return cardinality(accounts) between 2 and 200 and cardinality(accounts) = cardinality(amounts)
    and not exists (
      select from unnest(accounts, amounts) as l (account_id, amount)
      group by l.account_id % 1000
      having sum(l.amount) is distinct from 0 or not bool_and(coalesce(l.account_id > 10000 and l.amount <> 0
        and l.amount between -1e14 and 1e14 and l.amount = round(l.amount, l.account_id / 1000 % 10), false)));
end $$;

-- As constraints of the row they would be read anew, as text, for every statement: half of a posting's price.
create function ledger.entries_added() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare first date; last date; good boolean; uneven uuid; closed date;
begin
  select min(a.occurred_on), max(a.occurred_on), sum(a.call_size) >= count(*) and coalesce(bool_and(
      (a.reverses is not null) = (a.kind = 'reversal') and a.occurred_on between '2000-01-01' and '2199-12-31'), true),
    (array_agg(a.entry_id) filter (where (
      -- Two legs, as nearly all have, are looked at without a call.
      cardinality(a.accounts) = 2 and cardinality(a.amounts) = 2 and a.amounts[1] = - a.amounts[2] and a.amounts[1] <> 0
        and a.accounts[1] % 1000 = a.accounts[2] % 1000 and a.accounts[1] > 10000 and a.accounts[2] > 10000
        and abs(a.amounts[1]) <= 1e14 and a.amounts[1] = round(a.amounts[1], a.accounts[1] / 1000 % 10)
      or ledger.legs_balance(a.accounts, a.amounts)) is not true))[1]
  into first, last, good, uneven
  from added a;
  if first is null then
    return null;
  end if;
  if uneven is not null then
    raise exception 'entry % does not balance', uneven using errcode = 'RD301', constraint = 'entry_balances';
  end if;
  if good is distinct from true or exists (
    select from (select a.kind from added a group by a.kind) as a where not exists (select from ledger.entry_kind k where k.kind = a.kind)) then
    perform ledger.refuse(case when good then 'unknown_kind' else 'entry_malformed' end, 'no such entry', null);
  end if;
  -- No month that has been closed, from the first day to the last.
  select s.period into closed from ledger.period_step s
  where s.period between date_trunc('month', first) and last and s.step <> 'reopened'
    and not exists (select from ledger.period_step n where n.period = s.period and n.step_no > s.step_no)
    and exists (select from added a where date_trunc('month', a.occurred_on) = s.period)
  limit 1;
  if closed is not null then
    perform ledger.refuse('period_closed', 'the period is closed', to_char(closed, 'YYYY-MM'));
  end if;
  return null;
end $$;
create trigger entries_added after insert on ledger.entry
  referencing new table as added for each statement execute function ledger.entries_added();
create constraint trigger audited after insert on ledger.entry deferrable initially deferred
  for each row when (new.call_size is not null) execute function shared.require_audit();

-- Guards ----------------------------------------------------------------------------------------------------------

create function ledger.guard_sum(of_guard text, of_key text) returns numeric
language plpgsql volatile security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare members int[]; total numeric;
begin
  select array_agg(g.account_id) into members from ledger.guarded g where g.guard = of_guard and g.key = of_key;
  -- One statement, one snapshot: a moment that is recorded meanwhile must not be counted twice.
  with base as materialized (select m.moment_no, m.high, m.gaps from ledger.moment m order by m.moment_no desc limit 1)
  select
    (select coalesce(sum(c.net), 0) from unnest(members) as a (account_id) cross join lateral (
       select k.debit - k.credit as net from ledger.checkpoint k
       where k.account_id = a.account_id order by k.moment_no desc limit 1) as c)
    + (select coalesce(sum(case when e.accounts[1] = any (members) then e.amounts[1] else 0 end
         + case when e.accounts[2] = any (members) then e.amounts[2] else 0 end
         + case when cardinality(e.accounts) = 2 then 0 else (
             select coalesce(sum(l.amount), 0) from unnest(e.accounts[3:], e.amounts[3:]) as l (account_id, amount)
             where l.account_id = any (members)) end), 0)
       from base b join ledger.entry e on e.seq > b.high)
    + (select coalesce(sum(l.amount), 0)
       from base b cross join lateral unnest(b.gaps) as gap
       join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)
       cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
       where l.account_id = any (members))
  into total;
  return total;
end $$;

-- Lets a decrease through, or refuses it. Small ones go side by side: each holds one of 32 slots until its
-- transaction ends, none takes more than the swift limit, and the sum as recorded covers 32 such; so whatever
-- commits, the sum stays at nothing or above. Near nothing, or for more, one goes at a time.
create function ledger.passes_guard(of_guard text, of_key text, swift numeric, decrease numeric) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  class int := hashtext('ledger.guard ' || of_guard || ' ' || of_key);
  taken_name text := 'redress.taken_' || abs(class);
  taken numeric := coalesce(nullif(current_setting(taken_name, true), ''), '0')::numeric + decrease;
  start int := pg_backend_pid();
  free boolean := false;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform ledger.refuse('isolation', 'money is guarded under read committed only', null);
  end if;
  if taken <= swift then
    begin
      perform pg_advisory_xact_lock_shared(class, -1);
      for i in 0..31 loop
        free := pg_try_advisory_xact_lock(class, (start + i) % 32);
        exit when free;
      end loop;
      if not free then
        perform pg_advisory_xact_lock(class, start % 32);
      end if;
      if ledger.guard_sum(of_guard, of_key) < 32 * swift then
        -- Gives the locks back with the subtransaction.
        raise exception using errcode = 'RD399';
      end if;
      perform set_config(taken_name, taken::text, true);
      return true;
    exception when sqlstate 'RD399' then
      null;
    end;
  end if;
  perform pg_advisory_xact_lock(class, -1);
  return ledger.guard_sum(of_guard, of_key) >= decrease;
end $$;

-- Posting -----------------------------------------------------------------------------------------------------------

-- What a claim has on an account: debits above zero.
create function ledger.claim_sum(of_claim uuid, of_account int) returns numeric
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  return (
    select coalesce(sum(case when e.accounts[1] = of_account then e.amounts[1] else 0 end
      + case when e.accounts[2] = of_account then e.amounts[2] else 0 end
      + case when cardinality(e.accounts) = 2 then 0 else (
          select coalesce(sum(l.amount), 0) from unnest(e.accounts[3:], e.amounts[3:]) as l (account_id, amount)
          where l.account_id = of_account) end), 0)
    from ledger.entry e where e.claim_id = of_claim);
end $$;

create function ledger.wrong_leg(side text, amount numeric, known_currency boolean, account_id int, closed boolean,
  by_claim boolean, claim_id uuid, day date) returns text
language sql immutable set search_path = pg_catalog as $$
  select case
    when side is null or side not in ('debit', 'credit') then 'leg_malformed'
    when day is null or day not between '2000-01-01' and '2199-12-31' then 'day_out_of_range'
    when amount is null or amount in ('NaN', 'Infinity', '-Infinity') then 'amount_not_a_number'
    when amount = 0 then 'amount_zero'
    when amount < 0 then 'amount_negative'
    when not known_currency then 'unknown_currency'
    when account_id is null then 'unknown_account'
    when amount > 1e14 then 'amount_too_large'
    when amount <> round(amount, account_id / 1000 % 10) then 'amount_too_precise'
    when closed then 'account_closed'
    when by_claim and claim_id is null then 'claim_missing'
  end;
$$;

create function ledger.post(ids uuid[], kinds text[], days date[], claims uuid[], undoes uuid[],
  leg_of int[], heads text[], holders text[], sides text[], amounts numeric[], currencies text[])
returns table (entry_id uuid, outcome text, seq bigint)
language plpgsql security definer set search_path = pg_catalog set jit = off as $$
#variable_conflict use_column
declare
  n int := cardinality(ids); legs int := cardinality(leg_of); actor uuid := nullif(current_setting('redress.actor', true), '')::uuid;
  accounts int[]; signed numeric[]; account int; by_claim boolean; side text; closed boolean; refused text; what text;
  amount numeric; place bigint; had record; item record;
begin
  -- ledger.may_write() in place: on this path a call of an SQL function costs a fifth of a posting.
  if actor is null or not string_to_array(coalesce(current_setting('redress.roles', true), ''), ',')
      && '{finance_officer,finance_approver,system}' then
    perform ledger.refuse('not_allowed', 'the actor does not post', null);
  end if;
  if n is null or legs is null or n not between 1 and 200000 or legs > 1000000
    or cardinality(kinds) <> n or cardinality(days) <> n or cardinality(claims) <> n or cardinality(undoes) <> n
    or cardinality(heads) <> legs or cardinality(holders) <> legs or cardinality(sides) <> legs
    or cardinality(amounts) <> legs or cardinality(currencies) <> legs or ids[1] is null then
    perform ledger.refuse('call_malformed', 'the arrays do not fit together', null);
  end if;
  if n > 1 then
    return query select p.entry_id, p.outcome, p.seq from ledger.post_many(ids, kinds, days, claims, undoes,
      leg_of, heads, holders, sides, amounts, currencies) as p;
    return;
  end if;
  if legs not between 2 and 200 then
    perform ledger.refuse('entry_balances', 'an entry has two legs or more', ids[1]::text);
  end if;

  <<legs>>
  for i in 1..legs loop
    amount := amounts[i];
    select a.account_id, a.by_claim, a.normal_side, exists (select from ledger.account_closing z where z.account_id = a.account_id)
    into account, by_claim, side, closed
    from ledger.account a where a.head = heads[i] and a.currency = currencies[i] and a.holder = coalesce(holders[i], '');
    if account is null or closed or by_claim and claims[1] is null or not coalesce(amount > 0 and amount <= 1e14
        and amount = round(amount, account / 1000 % 10) and sides[i] in ('debit', 'credit')
        and days[1] between '2000-01-01' and '2199-12-31', false) then
      perform ledger.refuse(ledger.wrong_leg(sides[i], amount, exists (select from shared.currency c where c.currency = currencies[i]),
        account, closed, by_claim, claims[1], days[1]), 'a leg can''t be posted', ids[1]::text);
    end if;
    accounts[i] := account;
    if sides[i] = 'debit' then
      signed[i] := amount;
    else
      signed[i] := -amount;
    end if;
    if by_claim and side <> sides[i] and refused is null then
      -- What a claim has on an account never goes beyond nothing.
      -- One at a time on a claim; a long call has all claims to itself.
      perform pg_advisory_xact_lock_shared(hashtext('ledger.claim'), 0), pg_advisory_xact_lock(hashtextextended(claims[1]::text, 2));
      amount := ledger.claim_sum(claims[1], account) + signed[i];
      if side = 'debit' and amount < 0 or side = 'credit' and amount > 0 then
        refused := 'beyond_claim';
      end if;
    end if;
  end loop;
  if claims[1] is not null and refused is null and not exists (select from shared.claim c where c.claim_id = claims[1]) then
    refused := 'unknown_claim';
  end if;
  what := ids[1]::text;
  if refused is null and undoes[1] is not null then
    refused := ledger.wrong_reversal(undoes[1], accounts, signed);
  end if;
  if refused is null and exists (select from ledger.guard_kind k where k.kind = kinds[1]) then
    for item in
      select g.guard, d.key, g.swift_limit as swift, -sum(l.amount) as decrease
      from ledger.guard_kind k join ledger.guard g using (guard)
      join unnest(accounts, signed) as l (account_id, amount) on true
      join ledger.guarded d on d.account_id = l.account_id and d.guard = g.guard
      where k.kind = kinds[1]
      group by 1, 2, 3 having sum(l.amount) < 0 order by 1, 2
    loop
      if not ledger.passes_guard(item.guard, item.key, item.swift, item.decrease) then
        refused := item.guard;
        what := item.key;
      end if;
      exit when refused is not null;
    end loop;
  end if;

  if refused is null then
    -- The transaction has its number before it draws a place, and the place is drawn before the time: see take_moment.
    perform pg_current_xact_id();
    place := nextval('ledger.entry_seq');
    insert into ledger.entry (entry_id, seq, kind, claim_id, occurred_on, reverses, made_by, made_at, accounts, amounts, call_size)
    values (ids[1], place, kinds[1], claims[1], days[1], undoes[1], actor, clock_timestamp(), accounts, signed, 1)
    on conflict (entry_id) do nothing;
    if found then
      entry_id := ids[1];
      outcome := 'posted';
      seq := place;
      return next;
      if place - (select m.high from ledger.moment m order by m.moment_no desc limit 1) >= 128 then
        perform ledger.take_moment();
      end if;
      return;
    end if;
  end if;
  -- Said before? The same again is answered whatever has become of the money since.
  select e.kind, e.occurred_on, e.claim_id, e.reverses, e.accounts, e.amounts, e.seq into had
  from ledger.entry e where e.entry_id = ids[1];
  if found then
    if (had.kind, had.occurred_on, had.claim_id, had.reverses, had.accounts, had.amounts)
      is distinct from (kinds[1], days[1], claims[1], undoes[1], accounts, signed) then
      perform ledger.refuse('id_reused', 'the identifier was used for another entry', ids[1]::text);
    end if;
    entry_id := ids[1];
    outcome := 'already';
    seq := had.seq;
    return next;
    return;
  end if;
  perform ledger.refuse(refused, 'the entry can''t be posted', what);
end $$;
comment on function ledger.post is 'Posts entries, all or none; the only way into the books. Answers posted, or already for a body that was posted before';

create function ledger.wrong_reversal(undone uuid, with_accounts int[], with_amounts numeric[]) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare had record;
begin
  select e.kind, e.accounts, e.amounts, exists (select from ledger.entry r where r.reverses = undone) as is_reversed into had
  from ledger.entry e where e.entry_id = undone;
  return case
    when not found then 'unknown_entry'
    when had.kind = 'reversal' or had.is_reversed then 'already_reversed'
    when had.accounts <> with_accounts or exists (
      select from unnest(had.amounts, with_amounts) as l (was, is_now) where l.was + l.is_now is distinct from 0)
      then 'reversal_differs'
  end;
end $$;

create function ledger.post_many(ids uuid[], kinds text[], days date[], claims uuid[], undoes uuid[],
  leg_of int[], heads text[], holders text[], sides text[], amounts numeric[], currencies text[])
returns table (entry_id uuid, outcome text, seq bigint)
language plpgsql security definer set search_path = pg_catalog set jit = off set enable_seqscan = off set enable_hashagg = off
set work_mem = '256MB' as $$
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
    select x.id, x.seq, x.kind, x.claim_id, x.day, x.undo, nullif(current_setting('redress.actor', true), '')::uuid, made,
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

create function ledger.wrong_claim(leg_claims uuid[], accounts int[], signed numeric[], lowers boolean[], any_lower boolean)
returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare asked int; found int;
begin
  with named as materialized (select distinct c as claim_id from unnest(leg_claims) as c where c is not null)
  select count(*), count(c.claim_id) into asked, found from named n left join shared.claim c using (claim_id);
  if found <> asked then
    return 'unknown_claim';
  end if;
  if any_lower and asked > 100 then
    perform pg_advisory_xact_lock(hashtext('ledger.claim'), 0);
  elsif any_lower then
    perform pg_advisory_xact_lock_shared(hashtext('ledger.claim'), 0);
    perform pg_advisory_xact_lock(c.key)
    from (select distinct hashtextextended(c::text, 2) as key from unnest(leg_claims) as c where c is not null order by 1) as c;
  end if;
  if any_lower and exists (
    select from (select x.claim_id, x.account_id, sum(x.amount) as change
          from unnest(leg_claims, accounts, signed, lowers) as x (claim_id, account_id, amount, lowers)
          group by 1, 2 having bool_or(x.lowers)) as d
    join ledger.account a using (account_id)
    cross join lateral (
      select coalesce(sum(case when e.accounts[1] = d.account_id then e.amounts[1] else 0 end
        + case when e.accounts[2] = d.account_id then e.amounts[2] else 0 end
        + case when cardinality(e.accounts) = 2 then 0 else (
            select coalesce(sum(l.amount), 0) from unnest(e.accounts[3:], e.amounts[3:]) as l (account_id, amount)
            where l.account_id = d.account_id) end), 0) as was
      from ledger.entry e where e.claim_id = d.claim_id) as b
    where case a.normal_side when 'debit' then b.was + d.change else -(b.was + d.change) end < 0) then
    return 'beyond_claim';
  end if;
  return null;
end $$;

-- Accounts are opened, never changed.
create function ledger.open_account(of_head text, in_currency text, for_holder text) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare opened int;
begin
  if not ledger.may_write() then
    perform ledger.refuse('not_allowed', 'the actor does not post', null);
  end if;
  perform pg_advisory_xact_lock(hashtextextended('ledger.account', 0));
  select a.account_id into opened from ledger.account a
  where a.head = of_head and a.currency = in_currency and a.holder = for_holder;
  if opened is null then
    insert into ledger.account (account_id, head, currency, holder, normal_side, by_claim, opened_by, opened_at)
    select ((select coalesce(max(a.account_id), 0) / 10000 + 1 from ledger.account a)) * 10000 + c.exponent * 1000 + n.number,
      h.head, c.currency, for_holder, h.normal_side, h.by_claim, shared.actor_id(), clock_timestamp()
    from ledger.head h, shared.currency c join ledger.currency_number n using (currency)
    where h.head = of_head and c.currency = in_currency and h.retired_in is null
    returning account_id into opened;
    if opened is null then
      perform ledger.refuse('unknown_account', 'no such head or currency', of_head);
    end if;
  end if;
  return opened;
end $$;
comment on function ledger.open_account is 'The account of a head, a currency and a holder; opened if it is not there';

-- Reading ---------------------------------------------------------------------------------------------------------

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

create function ledger.uncommitted() returns numeric
language sql volatile security definer set search_path = pg_catalog as $$
  select ledger.guard_sum('fund_covers_commitments', 'USD');
$$;
comment on function ledger.uncommitted is 'US dollars at the bank that are not yet set aside for an award';

-- Auditing -----------------------------------------------------------------------------------------------------------

-- Every promise of the books, looked at from the entries alone; each row names one that is broken, and where.
create function ledger.audit_books() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query select 'entry_balances', 'entry ' || e.entry_id from ledger.entry e
    where ledger.legs_balance(e.accounts, e.amounts) is not true;
  return query select 'legs_have_accounts', 'entry ' || e.entry_id || ', account ' || l.account_id
    from ledger.entry e cross join lateral unnest(e.accounts) as l (account_id)
    where not exists (select from ledger.account a where a.account_id = l.account_id);
  return query select 'accounts_have_currencies', 'account ' || a.account_id
    from ledger.account a join shared.currency c using (currency) join ledger.currency_number n using (currency)
    where a.account_id % 10000 <> c.exponent * 1000 + n.number;
  return query select 'reversal_mirrors_its_entry', 'entry ' || r.entry_id
    from ledger.entry r left join ledger.entry e on e.entry_id = r.reverses
    where r.reverses is not null and (e.entry_id is null or e.kind = 'reversal' or r.accounts <> e.accounts
      or exists (select from unnest(r.amounts, e.amounts) as l (back, was) where l.back + l.was is distinct from 0));
  return query select 'claims_exist', 'entry ' || e.entry_id from ledger.entry e
    where e.claim_id is not null and not exists (select from shared.claim c where c.claim_id = e.claim_id);
  return query select 'within_claim', 'claim ' || s.claim_id || ', ' || a.head || ' ' || a.currency
    from (select e.claim_id, l.account_id, sum(l.amount) as net
          from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount) group by 1, 2) as s
    join ledger.account a using (account_id)
    where a.by_claim and (s.claim_id is null or case a.normal_side when 'debit' then s.net < 0 else s.net > 0 end);
  return query select 'period_is_closed', 'entry ' || e.entry_id
    from ledger.period_step s join ledger.entry e on e.occurred_on >= s.period and e.occurred_on < s.period + interval '1 month'
      and e.made_at > s.taken_at
    where s.step <> 'reopened' and not exists (
      select from ledger.period_step n where n.period = s.period and n.step_no > s.step_no and n.taken_at < e.made_at);
  return query select 'moments_follow', 'moment ' || m.moment_no
    from (select x.*, lag(x.high) over w as before, lag(x.moment_no) over w as previous, lag(x.ended_at) over w as ended
          from ledger.moment x window w as (order by x.moment_no)) as m
    where m.moment_no <> coalesce(m.previous, -1) + 1 or m.high < m.before or m.begun_at < m.ended
      or not m.gaps <@ int8multirange(int8range(0, m.high, '[]'));
  return query
    with whole as materialized (
        select l.account_id, coalesce(sum(l.amount) filter (where l.amount > 0), 0) as debit,
          coalesce(-sum(l.amount) filter (where l.amount < 0), 0) as credit
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount) group by 1)
    select 'balances_equal_sums', 'account ' || a.account_id || ' (' || a.head || ' ' || a.currency || ' ' || a.holder || ')'
    from ledger.account a left join whole w using (account_id)
    cross join lateral ledger.sums(a.account_id, null, null) as now
    cross join lateral ledger.sums(a.account_id, 'infinity', null) as days
    where (now.debit, now.credit) <> (coalesce(w.debit, 0), coalesce(w.credit, 0))
      or (days.debit, days.credit) <> (now.debit, now.credit);
  return query select 'day_sums_equal_checkpoints', 'account ' || g.account_id || ', level ' || g.level || ', group ' || g.number
    from (select d.account_id, d.level, d.number, max(d.debit) as debit, max(d.credit) as credit
          from ledger.day_sum d group by 1, 2, 3) as g
    left join ledger.checkpoint l on l.account_id = g.account_id and l.number = g.number * (1 << 4 * g.level)
    left join ledger.checkpoint f on f.account_id = g.account_id and f.number = (g.number - 1) * (1 << 4 * g.level)
    where (g.debit, g.credit) is distinct from (l.debit - coalesce(f.debit, 0), l.credit - coalesce(f.credit, 0));
end $$;
comment on function ledger.audit_books is 'What is broken in the books; no row when nothing is';

-- What each claim has in the books against what its award, its plan and the bank say.
create function ledger.audit_claims() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with item as materialized (
        select i.claim_id, i.debt, exists (select from ledger.renewal r where r.item_id = i.item_id) as is_renewed,
          exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') as is_released,
          (select o.kind from ledger.item_outcome o where o.item_id = i.item_id order by (o.kind = 'settled') limit 1) as outcome
        from ledger.batch_item i),
      paid as (
        select i.claim_id, coalesce(sum(i.debt) filter (where i.is_released and not i.is_renewed), 0) as gone,
          coalesce(sum(i.debt) filter (where i.is_released and i.outcome is null), 0) as under_way,
          coalesce(sum(i.debt) filter (where i.outcome in ('returned', 'rejected') and not i.is_renewed), 0) as back
        from item i group by 1),
      owed as (
        select a.claim_id, a.net, exists (select from ledger.award_funding f where f.claim_id = a.claim_id) as is_funded
        from ledger.award a),
      should as (
        select o.claim_id, h.head, case h.head
          when 'award_commitments' then case when o.is_funded then 0 else o.net end
          when 'awards_payable' then case when o.is_funded then o.net else 0 end - coalesce(p.gone, 0)
          when 'payment_clearing' then coalesce(p.under_way, 0) else coalesce(p.back, 0) end as sum
        from owed o left join paid p using (claim_id)
        cross join unnest(array['award_commitments', 'awards_payable', 'payment_clearing', 'returned_payments']) as h (head)),
      booked as (
        select e.claim_id, a.head, -sum(l.amount) as sum
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where a.head in ('award_commitments', 'awards_payable', 'payment_clearing', 'returned_payments') and a.currency = 'USD'
        group by 1, 2)
    select 'books_equal_claims', 'claim ' || coalesce(s.claim_id, b.claim_id) || ', ' || coalesce(s.head, b.head)
    from should s full join booked b on b.claim_id = s.claim_id and b.head = s.head
    where coalesce(s.sum, 0) <> coalesce(b.sum, 0);
  return query select 'payments_within_awards', 'claim ' || i.claim_id
    from ledger.batch_item i join ledger.award a using (claim_id)
    where exists (select from ledger.live_instruction l where l.item_id = i.item_id)
    group by i.claim_id, a.net having sum(i.debt) > a.net;
  return query select 'contributions_are_booked', 'contribution ' || c.contribution_id
    from ledger.contribution c left join ledger.entry e using (entry_id)
    where (e.kind, e.amounts[1], e.occurred_on) is distinct from ('contribution', c.amount, c.received_on);
  return query select 'bank_is_booked', 'payment ' || o.item_id || ' ' || o.kind
    from ledger.item_outcome o left join ledger.entry e using (entry_id)
    where o.kind <> 'cancelled' and (e.kind, e.claim_id, e.occurred_on) is distinct from
      (case o.kind when 'settled' then 'settlement' when 'returned' then 'return' else 'rejection' end, o.claim_id, o.occurred_on);
end $$;
comment on function ledger.audit_claims is 'Claims whose books are not what their awards and payments say; no row when all are';

-- Seals -----------------------------------------------------------------------------------------------------------------

create table ledger.seal (
  number bigint primary key check (number >= 1),
  moment_no bigint not null constraint seal_moment_key unique references ledger.moment,
  entries bigint not null check (entries >= 1),
  total bigint not null,
  root bytea not null check (octet_length(root) = 32),
  statement text not null check (length(statement) <= 1000),
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  signature bytea not null check (octet_length(signature) = 64),
  sealed_at timestamptz not null
);
comment on table ledger.seal is 'Signed statements over the entries that each moment brought since the seal before; each names the one before';
comment on column ledger.seal.statement is 'What is signed; names number, entries, root, and the hash of the statement before';
comment on column ledger.seal.key_id is 'First 16 hexadecimal digits of the SHA-256 of the public key';

create function ledger.seal_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.seal', 0));
  select s.number, s.moment_no, s.total into last from ledger.seal s order by s.number desc limit 1;
  if new.number <> coalesce(last.number, 0) + 1 or new.total <> coalesce(last.total, 0) + new.entries
    or new.moment_no <= coalesce(last.moment_no, 0) then
    raise exception 'a seal follows the one before' using errcode = 'RD313', constraint = 'seals_follow';
  end if;
  return new;
end $$;
create trigger seal_before_insert before insert on ledger.seal
  for each row execute function ledger.seal_before_insert();

-- What came between two moments, in the order of the journal: as the actor may see it.
create function ledger.entries_between(from_moment bigint, to_moment bigint, after_seq bigint, most int)
returns table (seq bigint, entry_id uuid, kind text, claim_id uuid, occurred_on date, made_at timestamptz, made_by uuid,
  reverses uuid, heads text[], holders text[], currencies text[], amounts numeric[])
language plpgsql stable set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare lower_end record; upper_end record; first bigint;
begin
  select m.high, m.gaps into lower_end from ledger.moment m where m.moment_no = from_moment;
  select m.high, m.gaps into upper_end from ledger.moment m where m.moment_no = to_moment;
  first := greatest(after_seq, coalesce(lower(range_merge(lower_end.gaps)), lower_end.high + 1) - 1);
  return query
    select e.seq, e.entry_id, e.kind, e.claim_id, e.occurred_on, e.made_at, e.made_by, e.reverses,
      l.heads, l.holders, l.currencies, l.amounts
    from (select x.* from ledger.entry x
          where x.seq > first and x.seq <= upper_end.high and (x.seq > lower_end.high or x.seq <@ lower_end.gaps)
            and not x.seq <@ upper_end.gaps
          order by x.seq limit most) as e
    cross join lateral (
      select array_agg(a.head order by u.i) as heads, array_agg(a.holder order by u.i) as holders,
        array_agg(a.currency order by u.i) as currencies, array_agg(u.amount order by u.i) as amounts
      from unnest(e.accounts, e.amounts) with ordinality as u (account_id, amount, i) join ledger.account a using (account_id)) as l
    order by e.seq;
end $$;
comment on function ledger.entries_between is 'Entries that were recorded after one moment and by another';

-- Who sees what -------------------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['chart', 'head', 'account', 'account_closing', 'currency_number', 'entry_kind', 'guard', 'guard_head',
    'guard_kind', 'guarded', 'moment', 'checkpoint', 'day_sum', 'period_step', 'seal'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select on ledger.%s to redress_ledger', listed);
  end loop;
  foreach listed in array array['account_closing', 'period_step', 'seal', 'moment', 'checkpoint', 'day_sum'] loop
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
  foreach listed in array array['account_closing', 'period_step', 'seal'] loop
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('grant insert on ledger.%s to redress_ledger', listed);
  end loop;
end $$;
grant select on ledger.leg to redress_ledger;
grant execute on function ledger.post(uuid[], text[], date[], uuid[], uuid[], int[], text[], text[], text[], numeric[], text[]),
  ledger.open_account(text, text, text), ledger.balance(date, timestamptz), ledger.uncommitted(), ledger.take_moment(),
  ledger.is_closed(date), ledger.audit_books(), ledger.audit_claims(),
  ledger.entries_between(bigint, bigint, bigint, int) to redress_ledger;

reset role;
