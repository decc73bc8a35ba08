-- Currencies: where rates of exchange were published, bank accounts of the fund, exchanges between them, the value of
-- foreign cash, and lines of statements that only two people book together.
--   * a published rate is recorded once, and keeps the day of its publication beside the day it takes effect;
--   * a bank account is opened by one person and confirmed by another; it is closed when it is empty;
--   * an exchange is prepared by one person, and booked when another confirms it;
--   * foreign cash is carried at its average cost in US dollars, movement by movement, in the order of their days;
--     neither the cash nor its cost is ever below nothing;
--   * the cost of a claim, an error of our own and a large charge of the bank need a second person.
set local role redress_owner;

-- Rates as they were published ---------------------------------------------------------------------------------

create table ledger.rate_import (
  import_id uuid primary key,
  file_digest bytea not null check (octet_length(file_digest) = 32),
  format text not null check (format in ('own', 'un')),
  rates int not null check (rates >= 1),
  imported_by uuid not null references shared.actor,
  imported_at timestamptz not null
);
comment on table ledger.rate_import is 'Files of rates of exchange that brought something new';
comment on column ledger.rate_import.format is 'own: our columns; un: the list of UN operational rates of exchange';

create table ledger.rate_publication (
  rate_id uuid primary key references shared.rate,
  import_id uuid not null references ledger.rate_import,
  row_number int not null check (row_number >= 1),
  currency text not null references shared.currency,
  published_on date not null,
  constraint rate_published_once unique (currency, published_on)
);
comment on table ledger.rate_publication is 'From which file a rate came, and from which day on it was published to be in force';
comment on column ledger.rate_publication.published_on is 'May lie before the day it takes effect here: a rate is never applied to the past';

create function ledger.publication_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from shared.rate r where r.rate_id = new.rate_id and r.currency = new.currency
                 and r.effective_from >= new.published_on) then
    raise exception 'a rate takes effect on its published day or later' using errcode = 'RD320', constraint = 'rate_is_prospective';
  end if;
  return new;
end $$;
create trigger publication_before_insert before insert on ledger.rate_publication
  for each row execute function ledger.publication_before_insert();

-- Bank accounts ---------------------------------------------------------------------------------------------------

create table ledger.bank_account (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,19}$'),
  currency text not null references shared.currency,
  name text not null check (length(name) between 1 and 40),
  last_four text not null check (last_four ~ '^[A-Z0-9]{4}$'),
  opened_by uuid not null references shared.actor,
  opened_at timestamptz not null
);
comment on table ledger.bank_account is 'Accounts of the fund at banks beside the general one, which is configured and has no code';
comment on column ledger.bank_account.code is 'Holder of its accounts in the books';
comment on column ledger.bank_account.last_four is 'All of its number that is kept';

create table ledger.bank_account_step (
  code text not null references ledger.bank_account,
  step text not null check (step in ('confirmed', 'closed')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null,
  constraint bank_account_step_once primary key (code, step)
);
comment on table ledger.bank_account_step is 'What became of a bank account: each step is a row, taken once';

-- Movements of money between accounts, and what they do to its value, one at a time.
create function ledger.lock_cash() returns void
language sql volatile security definer set search_path = pg_catalog as $$
  select pg_advisory_xact_lock(hashtextextended('ledger.cash', 0));
$$;
comment on function ledger.lock_cash is 'Until the transaction ends nobody else moves money between bank accounts';

create function ledger.bank_account_is_open(of_code text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from ledger.bank_account_step s where s.code = of_code and s.step = 'confirmed')
    and not exists (select from ledger.bank_account_step s where s.code = of_code and s.step = 'closed');
$$;
comment on function ledger.bank_account_is_open is 'Whether money can be moved to and from it: confirmed, not closed';

create function ledger.bank_account_step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare account record; opened record;
begin
  perform ledger.lock_cash();
  new.taken_by := shared.actor_id();
  select a.currency, a.opened_by into account from ledger.bank_account a where a.code = new.code;
  if new.step = 'confirmed' then
    if exists (select from ledger.bank_account_step s where s.code = new.code) then
      raise exception 'the account can''t be confirmed now' using errcode = 'RD321', constraint = 'bank_account_step_order';
    end if;
    if account.opened_by = new.taken_by or not shared.actor_has('finance_approver') then
      raise exception 'another person confirms the account' using errcode = 'RD321', constraint = 'account_confirmed_by_another';
    end if;
    perform ledger.open_account('fund_cash', account.currency, new.code);
    if account.currency <> 'USD' then
      perform ledger.open_account('currency_exchange', account.currency, new.code);
      perform ledger.open_account('currency_exchange', 'USD', new.code);
    end if;
    return new;
  end if;
  for opened in
    select a.account_id, s.debit, s.credit
    from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
    where a.holder = new.code and a.head in ('fund_cash', 'currency_exchange')
  loop
    if opened.debit <> opened.credit then
      raise exception 'the account is not empty' using errcode = 'RD321', constraint = 'account_not_empty';
    end if;
    insert into ledger.account_closing (account_id, closed_by, closed_at)
    values (opened.account_id, new.taken_by, clock_timestamp()) on conflict (account_id) do nothing;
  end loop;
  return new;
end $$;
create trigger bank_account_step_before_insert before insert on ledger.bank_account_step
  for each row execute function ledger.bank_account_step_before_insert();

-- Exchanges ---------------------------------------------------------------------------------------------------------

create table ledger.exchange (
  exchange_id uuid primary key,
  from_code text references ledger.bank_account,
  to_code text references ledger.bank_account,
  left_amount numeric(20, 4) not null check (left_amount > 0),
  left_currency text not null references shared.currency,
  arrived_amount numeric(20, 4) not null check (arrived_amount > 0),
  arrived_currency text not null references shared.currency,
  day date not null,
  bank_reference text not null check (length(bank_reference) between 1 and 35),
  prepared_by uuid not null references shared.actor,
  prepared_at timestamptz not null,
  constraint exchange_between_two check (from_code is distinct from to_code),
  constraint exchange_arrives_less check (left_currency <> arrived_currency or arrived_amount <= left_amount)
);
comment on table ledger.exchange is 'Money that the bank moved between two of the fund''s accounts, as one person read it from the bank''s advice';
comment on column ledger.exchange.from_code is 'Empty for the general account, as is to_code';
comment on column ledger.exchange.arrived_amount is 'In the same currency what did not arrive is a charge of the bank';

create table ledger.exchange_answer (
  exchange_id uuid constraint exchange_answered_once primary key references ledger.exchange,
  answer text not null check (answer in ('confirmed', 'refused')),
  entry_id uuid references ledger.entry,
  rate_id uuid references shared.rate,
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null,
  constraint exchange_answer_is_booked check ((answer = 'confirmed') = (entry_id is not null))
);
comment on table ledger.exchange_answer is 'What another person said to an exchange; it is booked when it is confirmed';
comment on column ledger.exchange_answer.rate_id is 'By which the US dollars of what arrived were found, where no dollars moved';
create unique index exchange_answer_entry_idx on ledger.exchange_answer (entry_id);

create function ledger.exchange_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.lock_cash();
  new.prepared_by := shared.actor_id();
  if new.from_code is null and new.left_currency <> 'USD' or new.to_code is null and new.arrived_currency <> 'USD'
    or exists (select from ledger.bank_account a where a.code = new.from_code and a.currency <> new.left_currency)
    or exists (select from ledger.bank_account a where a.code = new.to_code and a.currency <> new.arrived_currency) then
    raise exception 'an account has one currency' using errcode = 'RD322', constraint = 'exchange_in_its_currencies';
  end if;
  if exists (select from ledger.exchange x left join ledger.exchange_answer n using (exchange_id)
             where n.answer is distinct from 'refused' and x.day = new.day and x.bank_reference = new.bank_reference
               and x.left_amount = new.left_amount and x.left_currency = new.left_currency
               and x.from_code is not distinct from new.from_code and x.to_code is not distinct from new.to_code) then
    raise exception 'the exchange is there already' using errcode = 'RD322', constraint = 'exchange_once';
  end if;
  return new;
end $$;
create trigger exchange_before_insert before insert on ledger.exchange
  for each row execute function ledger.exchange_before_insert();
create index exchange_day_idx on ledger.exchange (day);

create function ledger.exchange_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.lock_cash();
  new.answered_by := shared.actor_id();
  if not shared.actor_has('finance_approver') or new.answer = 'confirmed' and exists (
    select from ledger.exchange x where x.exchange_id = new.exchange_id and x.prepared_by = new.answered_by) then
    raise exception 'another person confirms the exchange' using errcode = 'RD322', constraint = 'exchange_confirmed_by_another';
  end if;
  return new;
end $$;
create trigger exchange_answer_before_insert before insert on ledger.exchange_answer
  for each row execute function ledger.exchange_answer_before_insert();

-- What foreign cash has cost ------------------------------------------------------------------------------------------

create table ledger.foreign_cash (
  code text not null references ledger.bank_account,
  number int not null check (number >= 1),
  entry_id uuid not null references ledger.entry,
  occurred_on date not null,
  cash numeric(20, 4) not null check (cash <> 0),
  cost numeric(20, 4) not null,
  cash_after numeric(20, 4) not null check (cash_after >= 0),
  cost_after numeric(20, 4) not null check (cost_after >= 0),
  constraint foreign_cash_follows primary key (code, number),
  constraint no_cost_without_cash check (cash_after > 0 or cost_after = 0)
);
comment on table ledger.foreign_cash is 'Movements of each account in a foreign currency, with the US dollars that they cost or took with them';
comment on column ledger.foreign_cash.cost is 'US dollars: what was given for money that came; the average cost of money that left';

create table ledger.revaluation (
  code text not null references ledger.bank_account,
  month date not null check (extract(day from month) = 1),
  rate_id uuid not null references shared.rate,
  cash numeric(20, 4) not null check (cash > 0),
  cost numeric(20, 4) not null check (cost >= 0),
  value numeric(20, 4) not null check (value >= 0),
  entry_id uuid references ledger.entry,
  reversal_id uuid references ledger.entry,
  made_by uuid not null references shared.actor,
  made_at timestamptz not null,
  constraint revaluation_once primary key (code, month),
  constraint revaluation_is_booked check ((value = cost) = (entry_id is null) and (entry_id is null) = (reversal_id is null))
);
comment on table ledger.revaluation is 'Foreign cash at the rate in force on the last day of a month, once a month; taken back on the first day of the next, so that it is carried at cost';
comment on column ledger.revaluation.month is 'First day of the month';

create function ledger.foreign_cash_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record; revalued date;
begin
  perform ledger.lock_cash();
  select f.number, f.occurred_on, f.cash_after, f.cost_after into last
  from ledger.foreign_cash f where f.code = new.code order by f.number desc limit 1;
  if new.number <> coalesce(last.number, 0) + 1 or new.cash_after <> coalesce(last.cash_after, 0) + new.cash
    or new.cost_after <> coalesce(last.cost_after, 0) + new.cost or sign(new.cost) * sign(new.cash) < 0 then
    raise exception 'a movement follows the one before' using errcode = 'RD323', constraint = 'foreign_cash_follows';
  end if;
  select max(v.month) into revalued from ledger.revaluation v where v.code = new.code;
  if new.occurred_on < last.occurred_on or new.occurred_on < revalued + interval '1 month' then
    raise exception 'a later movement is booked already' using errcode = 'RD323', constraint = 'foreign_cash_in_order',
      detail = coalesce(greatest(last.occurred_on, (revalued + interval '1 month')::date), last.occurred_on)::text;
  end if;
  if not ledger.bank_account_is_open(new.code)
    or exists (select from ledger.bank_account a where a.code = new.code and a.currency = 'USD') then
    raise exception 'no such account in a foreign currency' using errcode = 'RD323', constraint = 'foreign_cash_of_account';
  end if;
  return new;
end $$;
create trigger foreign_cash_before_insert before insert on ledger.foreign_cash
  for each row execute function ledger.foreign_cash_before_insert();

create function ledger.revaluation_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
  perform ledger.lock_cash();
  new.made_by := shared.actor_id();
  select f.cash_after, f.cost_after into last
  from ledger.foreign_cash f where f.code = new.code and f.occurred_on < new.month + interval '1 month' order by f.number desc limit 1;
  if (new.cash, new.cost) is distinct from (last.cash_after, last.cost_after) then
    raise exception 'what is revalued is what was there' using errcode = 'RD323', constraint = 'revaluation_of_what_was_there';
  end if;
  if not exists (
    select from ledger.bank_account a join shared.rate r using (currency)
    where a.code = new.code and r.rate_id = new.rate_id and r.effective_from < new.month + interval '1 month'
      and not exists (select from shared.rate n where n.currency = r.currency and n.effective_from > r.effective_from
                      and n.effective_from < new.month + interval '1 month')) then
    raise exception 'not the rate of the last day' using errcode = 'RD323', constraint = 'revaluation_at_rate_of_last_day';
  end if;
  return new;
end $$;
create trigger revaluation_before_insert before insert on ledger.revaluation
  for each row execute function ledger.revaluation_before_insert();

-- Lines of a statement that two people book together ----------------------------------------------------------------

insert into ledger.entry_kind (kind) values ('cost_paid');
-- What a bank has already done is booked whatever it leaves: kind cost is under a guard, cost_paid is not.

create table ledger.booking_request (
  request_id uuid primary key,
  line_id uuid not null references ledger.line_match,
  kind text not null check (kind in ('charge', 'claim_cost', 'own_error')),
  claim_id uuid references shared.claim,
  note text not null check (length(note) between 1 and 200),
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null
);
comment on table ledger.booking_request is 'How one person would book a line that matched nothing; another confirms or refuses';
comment on column ledger.booking_request.claim_id is 'The claim that it concerns, where it concerns one';
create index booking_request_line_idx on ledger.booking_request (line_id);
create index booking_request_claim_idx on ledger.booking_request (claim_id) where claim_id is not null;

create table ledger.booking_answer (
  request_id uuid constraint booking_answered_once primary key references ledger.booking_request,
  answer text not null check (answer in ('confirmed', 'refused')),
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null
);
comment on table ledger.booking_answer is 'What another person said to the booking of a line';

alter table ledger.line_resolution add column request_id uuid references ledger.booking_request
  constraint resolution_request_key unique;
comment on column ledger.line_resolution.request_id is 'What two people agreed on, where one alone may not book';
alter table ledger.line_resolution drop constraint line_resolution_kind_check;
alter table ledger.line_resolution add constraint line_resolution_kind_check
  check (kind in ('charge', 'contribution', 'transfer', 'claim_cost', 'own_error'));
alter table ledger.line_resolution add constraint resolution_by_two
  check (kind not in ('claim_cost', 'own_error') or request_id is not null);

create function ledger.booking_request_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare line record;
begin
  -- One at a time on a line.
  perform pg_advisory_xact_lock(hashtextextended(new.line_id::text, 3));
  new.asked_by := shared.actor_id();
  select m.meaning, m.reason, l.direction, l.amount into line
  from ledger.line_match m join ledger.statement_line l using (line_id) where m.line_id = new.line_id;
  if line.meaning <> 'exception' or line.direction <> 'debit' or line.amount = 0
    or new.kind <> 'own_error' and line.reason not in ('no_reference', 'unknown_reference') then
    raise exception 'the line can''t be booked so' using errcode = 'RD324', constraint = 'line_bookable';
  end if;
  if exists (select from ledger.line_resolution r where r.line_id = new.line_id) then
    raise exception 'the line is booked' using errcode = 'RD324', constraint = 'line_resolution_once';
  end if;
  if exists (select from ledger.booking_request r where r.line_id = new.line_id
             and not exists (select from ledger.booking_answer a where a.request_id = r.request_id)) then
    raise exception 'the line waits for an answer' using errcode = 'RD324', constraint = 'one_request_at_a_time';
  end if;
  return new;
end $$;
create trigger booking_request_before_insert before insert on ledger.booking_request
  for each row execute function ledger.booking_request_before_insert();

create function ledger.booking_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.answered_by := shared.actor_id();
  if not shared.actor_has('finance_approver') or new.answer = 'confirmed' and exists (
    select from ledger.booking_request r where r.request_id = new.request_id and r.asked_by = new.answered_by) then
    raise exception 'another person confirms the booking' using errcode = 'RD324', constraint = 'booking_confirmed_by_another';
  end if;
  return new;
end $$;
create trigger booking_answer_before_insert before insert on ledger.booking_answer
  for each row execute function ledger.booking_answer_before_insert();

-- How much of a charge one person books alone.
create function ledger.charge_alone_max() returns numeric
language sql immutable set search_path = pg_catalog as $$ select 500.00; $$;
comment on function ledger.charge_alone_max is 'US dollars; the same in the program';

create function ledger.resolution_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare line record; asked record;
begin
  select m.reason, l.amount, l.direction into line
  from ledger.line_match m join ledger.statement_line l using (line_id) where m.line_id = new.line_id;
  if new.kind <> 'own_error' and line.reason not in ('no_reference', 'unknown_reference') then
    raise exception 'the line concerns a payment' using errcode = 'RD324', constraint = 'line_bookable';
  end if;
  if new.kind = 'transfer' and not exists (
    select from ledger.exchange x join ledger.exchange_answer n using (exchange_id)
    where n.entry_id = new.entry_id and case line.direction
      when 'debit' then x.from_code is null and x.left_amount = line.amount
      else x.to_code is null and x.arrived_amount = line.amount end)
    or new.kind = 'transfer' and exists (select from ledger.line_resolution r where r.entry_id = new.entry_id) then
    raise exception 'the line shows no exchange' using errcode = 'RD324', constraint = 'line_shows_exchange';
  end if;
  if new.request_id is null then
    if new.kind = 'charge' and line.amount > ledger.charge_alone_max() then
      raise exception 'a charge of this size needs two people' using errcode = 'RD324', constraint = 'charge_by_two';
    end if;
    if exists (select from ledger.booking_request r where r.line_id = new.line_id
               and not exists (select from ledger.booking_answer a where a.request_id = r.request_id)) then
      raise exception 'the line waits for an answer' using errcode = 'RD324', constraint = 'one_request_at_a_time';
    end if;
    return new;
  end if;
  select r.line_id, r.kind, r.asked_by, a.answer, a.answered_by into asked
  from ledger.booking_request r left join ledger.booking_answer a using (request_id) where r.request_id = new.request_id;
  if (asked.line_id, asked.kind, asked.answer, asked.answered_by) is distinct from
     (new.line_id, new.kind, 'confirmed', new.resolved_by) or asked.asked_by = new.resolved_by then
    raise exception 'not what two people agreed on' using errcode = 'RD324', constraint = 'resolution_as_agreed';
  end if;
  return new;
end $$;
create trigger resolution_before_insert before insert on ledger.line_resolution
  for each row execute function ledger.resolution_before_insert();

-- What waits, and auditing --------------------------------------------------------------------------------------------

create function ledger.second_waits() returns table (accounts bigint, exchanges bigint, bookings bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select
    (select count(*) from ledger.bank_account a where not exists (select from ledger.bank_account_step s where s.code = a.code)),
    (select count(*) from ledger.exchange x where not exists (select from ledger.exchange_answer a where a.exchange_id = x.exchange_id)),
    (select count(*) from ledger.booking_request r where not exists (select from ledger.booking_answer a where a.request_id = r.request_id))
  where ledger.may_read();
$$;
comment on function ledger.second_waits is 'How many accounts, exchanges and bookings wait for the second person';

create function ledger.audit_currencies() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with booked as materialized (
        select a.head, a.currency, a.holder, s.debit - s.credit as net
        from ledger.account a cross join lateral ledger.sums(a.account_id, null, null) s
        where a.head in ('fund_cash', 'currency_exchange')),
      last as (
        select distinct on (f.code) f.code, b.currency, f.cash_after, f.cost_after
        from ledger.foreign_cash f join ledger.bank_account b using (code) order by f.code, f.number desc)
    select 'exchange_mirrors_cash', 'account ' || b.holder || ', ' || b.currency
    from booked b where b.currency <> 'USD' group by b.currency, b.holder having sum(b.net) <> 0
    union all
    select 'cost_is_never_negative', 'account ' || b.holder from booked b
    where b.head = 'currency_exchange' and b.currency = 'USD' and b.net < 0
    union all
    select 'foreign_cash_equals_books', 'account ' || coalesce(l.code, b.holder) || ', ' || coalesce(b.head, 'no account')
    from booked b full join last l on l.code = b.holder
    where (b.head is null or b.head = 'fund_cash' and b.currency <> 'USD' or b.head = 'currency_exchange' and b.currency = 'USD')
      and coalesce(b.net, 0) <> case b.head when 'fund_cash' then coalesce(l.cash_after, 0) else coalesce(l.cost_after, 0) end
    union all
    select 'closed_accounts_are_empty', 'account ' || s.code from ledger.bank_account_step s join booked b on b.holder = s.code
    where s.step = 'closed' and b.net <> 0;
  return query select 'foreign_cash_follows', 'account ' || f.code || ', movement ' || f.number
    from (select x.*, lag(x.number, 1, 0) over w as previous, lag(x.cash_after, 1, 0::numeric) over w as cash_before,
            lag(x.cost_after, 1, 0::numeric) over w as cost_before, lag(x.occurred_on) over w as day_before
          from ledger.foreign_cash x window w as (partition by x.code order by x.number)) as f
    left join ledger.entry e using (entry_id)
    where f.number <> f.previous + 1 or f.cash_after <> f.cash_before + f.cash or f.cost_after <> f.cost_before + f.cost
      or f.occurred_on < f.day_before or e.occurred_on is distinct from f.occurred_on;
  return query select 'exchanges_are_booked', 'exchange ' || x.exchange_id
    from ledger.exchange x join ledger.exchange_answer n using (exchange_id) left join ledger.entry e using (entry_id)
    left join lateral (
      select coalesce(-sum(l.amount) filter (where a.holder = coalesce(x.from_code, '') and a.currency = x.left_currency), 0) as gone,
        coalesce(sum(l.amount) filter (where a.holder = coalesce(x.to_code, '') and a.currency = x.arrived_currency), 0) as come
      from unnest(e.accounts, e.amounts) as l (account_id, amount) join ledger.account a using (account_id)
      where a.head = 'fund_cash') as c on true
    where n.answer = 'confirmed' and (x.prepared_by = n.answered_by or e.occurred_on is distinct from x.day
      or e.kind is null or e.kind not in ('exchange', 'transfer') or (c.gone, c.come) is distinct from (x.left_amount, x.arrived_amount));
  return query select 'revaluations_are_booked', 'account ' || v.code || ', ' || to_char(v.month, 'YYYY-MM')
    from ledger.revaluation v left join ledger.entry e using (entry_id) left join ledger.entry r on r.entry_id = v.reversal_id
    left join lateral (
      select sum(l.amount) as net from unnest(e.accounts, e.amounts) as l (account_id, amount) join ledger.account a using (account_id)
      where a.head = 'currency_exchange' and a.holder = v.code) as c on true
    where coalesce(c.net, 0) <> v.value - v.cost or v.entry_id is not null and (
      (e.kind, e.occurred_on) is distinct from ('exchange', (v.month + interval '1 month - 1 day')::date)
      or (r.reverses, r.occurred_on) is distinct from (v.entry_id, (v.month + interval '1 month')::date));
  return query select 'lines_are_booked_by_two', 'line ' || r.line_id
    from ledger.line_resolution r join ledger.statement_line l using (line_id)
    left join ledger.booking_request q using (request_id) left join ledger.booking_answer n using (request_id)
    left join ledger.entry e on e.entry_id = r.entry_id
    left join lateral (
      select max(a.head) as head, sum(u.amount) as amount
      from unnest(e.accounts, e.amounts) as u (account_id, amount) join ledger.account a using (account_id) where u.amount > 0) as d on true
    where r.kind = 'charge' and l.amount > ledger.charge_alone_max() and r.request_id is null
      or r.kind in ('claim_cost', 'own_error') and (
      (n.answer, q.kind, q.line_id, n.answered_by) is distinct from ('confirmed', r.kind, r.line_id, r.resolved_by)
      or q.asked_by = n.answered_by or e.occurred_on is distinct from l.booked_on or e.claim_id is distinct from q.claim_id
      or (d.head, d.amount) is distinct from (case r.kind when 'claim_cost' then 'claim_costs' else 'own_error' end, l.amount));
  return query select 'transfers_are_exchanges', 'line ' || r.line_id
    from ledger.line_resolution r left join ledger.exchange_answer n using (entry_id)
    where r.kind = 'transfer' and n.answer is distinct from 'confirmed';
  return query select 'rates_are_prospective', 'rate ' || p.rate_id
    from ledger.rate_publication p left join shared.rate r using (rate_id)
    where r.rate_id is null or r.currency <> p.currency or r.effective_from < p.published_on;
end $$;
comment on function ledger.audit_currencies is 'What is broken in exchanges, foreign cash, bank accounts and rates; no row when nothing is';

-- Who sees what -------------------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['rate_import', 'rate_publication', 'bank_account', 'bank_account_step', 'exchange', 'exchange_answer',
    'foreign_cash', 'revaluation', 'booking_request', 'booking_answer'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('grant select, insert on ledger.%s to redress_ledger', listed);
    if listed <> 'booking_request' then
      execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
    end if;
  end loop;
end $$;
create policy seen on ledger.booking_request for select to redress_ledger
  using (ledger.may_read() and (claim_id is null or shared.may_see(claim_id)));
grant execute on function ledger.lock_cash(), ledger.bank_account_is_open(text), ledger.second_waits(), ledger.audit_currencies()
  to redress_ledger;

reset role;
