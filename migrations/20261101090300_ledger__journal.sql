-- Ledger: the books of the fund, payment plans, batches for the bank, and what the bank says of them.
--   * entries and legs are added, never changed, and every entry balances in each currency when it commits;
--   * money is set aside for an award only when the fund has it (R-26);
--   * who prepares a batch never approves or releases it, and who has a seat on a claim's panel does neither;
--   * an instalment has one live instruction at most, whatever two officers do at once.
-- The books are in US dollars: the currency of every debt, and of the fund's account.
set local role redress_owner;

-- Who works here ---------------------------------------------------------------------------------------

create function ledger.may_read() returns boolean
language sql stable set search_path = pg_catalog as $$
  select shared.actor_has('finance_officer') or shared.actor_has('finance_approver')
    or shared.actor_has('auditor') or shared.actor_has('system');
$$;
comment on function ledger.may_read is 'Whether the actor works with the books or audits them';
create function ledger.may_write() returns boolean
language sql stable set search_path = pg_catalog as $$
  select shared.actor_has('finance_officer') or shared.actor_has('finance_approver') or shared.actor_has('system');
$$;
comment on function ledger.may_write is 'Whether the actor may add to the books; auditors never may';
grant execute on function ledger.may_read(), ledger.may_write() to redress_ledger;

-- The journal ------------------------------------------------------------------------------------------

create table ledger.account (
  account text primary key,
  number smallint not null constraint account_number_key unique,
  normal_side text not null check (normal_side in ('debit', 'credit'))
);
comment on table ledger.account is 'The chart of accounts';
comment on column ledger.account.normal_side is 'The side on which the account grows';
insert into ledger.account (account, number, normal_side) values
  ('fund_cash', 1000, 'debit'), ('award_commitments', 2000, 'credit'), ('awards_payable', 2100, 'credit'),
  ('payment_clearing', 2200, 'credit'), ('returned_payments', 2300, 'credit'), ('contributions', 3000, 'credit'),
  ('fund_balance', 3900, 'credit'), ('exchange_difference', 5000, 'debit'), ('bank_charges', 5100, 'debit');

create table ledger.entry (
  entry_id uuid primary key,
  seq bigint generated always as identity constraint entry_seq_key unique,
  kind text not null check (kind in ('contribution', 'commitment', 'payable', 'release', 'rejection', 'renewal', 'charge',
    'settlement', 'return', 'reversal')),
  claim_id uuid references shared.claim,
  occurred_on date not null,
  reverses uuid references ledger.entry constraint one_reversal_per_entry unique,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint entry_reversal_names_its_entry check ((kind = 'reversal') = (reverses is not null))
);
comment on table ledger.entry is 'Journal entries: one event of the fund each, with the identifier that the caller made';
comment on column ledger.entry.occurred_on is 'The one date of the entry: of the bank where there is a statement, else of the booking';
comment on column ledger.entry.reverses is 'The entry that this one takes back; an entry is taken back once at most';
create index entry_claim_idx on ledger.entry (claim_id, seq);

create table ledger.leg (
  entry_id uuid not null references ledger.entry,
  ordinal smallint not null,
  account text not null references ledger.account,
  side text not null check (side in ('debit', 'credit')),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null references shared.currency,
  claim_id uuid references shared.claim,
  primary key (entry_id, ordinal)
);
comment on table ledger.leg is 'The sides of an entry: magnitudes above zero';
create index leg_account_idx on ledger.leg (account, currency) include (side, amount);
create index leg_claim_idx on ledger.leg (claim_id) where claim_id is not null;

create function ledger.entry_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select count(*) from ledger.leg l where l.entry_id = new.entry_id) < 2 or exists (
    select from ledger.leg l where l.entry_id = new.entry_id
    group by l.currency having sum(case l.side when 'debit' then l.amount else -l.amount end) <> 0) then
    raise exception 'entry % does not balance', new.entry_id using errcode = 'RD301', constraint = 'entry_balances';
  end if;
  return null;
end $$;
create constraint trigger entry_balances after insert on ledger.entry
  deferrable initially deferred for each row execute function ledger.entry_balances();
create constraint trigger leg_balances after insert on ledger.leg
  deferrable initially deferred for each row execute function ledger.entry_balances();

-- What the fund has, and what of it is spoken for.
create function ledger.uncommitted() returns numeric
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(sum(case l.side when 'debit' then l.amount else -l.amount end), 0)
  from ledger.leg l
  where l.currency = 'USD' and l.account in ('fund_cash', 'awards_payable', 'payment_clearing', 'returned_payments');
$$;
comment on function ledger.uncommitted is 'US dollars at the bank that are not yet set aside for an award';
grant execute on function ledger.uncommitted() to redress_ledger;

create function ledger.fund_covers() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- One at a time: two awards must not both take the last money.
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  if ledger.uncommitted() < 0 then
    raise exception 'the fund has not got the money' using errcode = 'RD302', constraint = 'fund_covers_commitments';
  end if;
  return null;
end $$;
create constraint trigger fund_covers after insert on ledger.entry
  deferrable initially deferred for each row when (new.kind = 'payable') execute function ledger.fund_covers();

create function ledger.balance() returns table (account text, number smallint, normal_side text, currency text,
  debit numeric, credit numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select a.account, a.number, a.normal_side, coalesce(l.currency, 'USD'),
    coalesce(sum(l.amount) filter (where l.side = 'debit'), 0), coalesce(sum(l.amount) filter (where l.side = 'credit'), 0)
  from ledger.account a left join ledger.leg l on l.account = a.account
  where ledger.may_read()
  group by a.account, a.number, a.normal_side, l.currency
  order by a.number, 4;
$$;
comment on function ledger.balance is 'Sums of each account and currency; a new account has 0, not nothing';
grant execute on function ledger.balance() to redress_ledger;

-- Money in, awards owed ----------------------------------------------------------------------------------

create table ledger.contribution (
  contribution_id uuid primary key,
  kind text not null check (kind in ('voluntary', 'withheld_pay', 'assessed', 'recovery')),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null default 'USD' check (currency = 'USD'),
  received_on date not null,
  reference text not null check (length(reference) between 1 and 60),
  entry_id uuid not null references ledger.entry,
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.contribution is 'Money that came to the fund';

create table ledger.award (
  claim_id uuid primary key references shared.claim,
  decision_id uuid not null constraint award_decision_key unique,
  net numeric(20, 4) not null check (net > 0),
  currency text not null check (currency = 'USD'),
  accepted_on date not null,
  entry_id uuid not null references ledger.entry
);
comment on table ledger.award is 'Accepted awards: the fund owes them from that day on';
create index award_accepted_idx on ledger.award (accepted_on, claim_id);

create table ledger.award_funding (
  claim_id uuid primary key references ledger.award,
  entry_id uuid not null references ledger.entry,
  funded_at timestamptz not null
);
comment on table ledger.award_funding is 'Awards for which money is set aside, in the order of acceptance (R-26)';

-- Plans -----------------------------------------------------------------------------------------------------

create table ledger.plan (
  plan_id uuid primary key,
  claim_id uuid not null references ledger.award constraint plan_claim_key unique,
  net numeric(20, 4) not null,
  currency text not null check (currency = 'USD'),
  pay_currency text not null references shared.currency,
  made_by uuid not null references shared.actor,
  made_at timestamptz not null
);
comment on table ledger.plan is 'How an award is paid: one plan an award';

create table ledger.instalment (
  instalment_id uuid primary key,
  plan_id uuid not null references ledger.plan,
  claim_id uuid not null references shared.claim,
  number smallint not null check (number between 1 and 5),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  due_on date not null,
  constraint instalment_number_key unique (plan_id, number)
);
comment on table ledger.instalment is 'The parts of an award, one to five, USD 100 at least (R-21)';
create index instalment_claim_idx on ledger.instalment (claim_id);

create function ledger.plan_sums() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare planned numeric; parts int; least numeric; owed numeric;
begin
  select sum(i.amount), count(*), min(i.amount) into planned, parts, least
  from ledger.instalment i where i.plan_id = new.plan_id;
  select a.net into owed from ledger.plan p join ledger.award a using (claim_id)
  where p.plan_id = new.plan_id and p.net = a.net;
  if planned is distinct from owed or parts > 1 and least < 100 then
    raise exception 'the plan does not make up the award' using errcode = 'RD303', constraint = 'plan_sums_to_award';
  end if;
  return null;
end $$;
create constraint trigger plan_sums after insert on ledger.plan
  deferrable initially deferred for each row execute function ledger.plan_sums();
create constraint trigger plan_sums after insert on ledger.instalment
  deferrable initially deferred for each row execute function ledger.plan_sums();

-- Batches ---------------------------------------------------------------------------------------------------

create table ledger.batch (
  batch_id uuid primary key,
  seq bigint generated always as identity,
  execution_date date not null,
  debtor_name text not null,
  debtor_account text not null,
  debtor_bic text not null,
  remittance_text text not null,
  prepared_by uuid not null references shared.actor,
  prepared_at timestamptz not null
);
comment on table ledger.batch is 'Payments that go to the bank in one file, with the payer as the file names it';
create index batch_seq_idx on ledger.batch (seq);

create table ledger.batch_item (
  item_id uuid primary key,
  batch_id uuid not null references ledger.batch,
  claim_id uuid not null references shared.claim,
  instalment_id uuid not null references ledger.instalment,
  attempt smallint not null check (attempt >= 1),
  end_to_end_id text not null constraint item_end_to_end_key unique check (length(end_to_end_id) <= 35),
  debt numeric(20, 4) not null check (debt > 0),
  pay_amount numeric(20, 4) not null check (pay_amount > 0),
  pay_currency text not null references shared.currency,
  rate_id uuid references shared.rate,
  rate numeric(18, 8) not null check (rate > 0),
  payee_id uuid not null,
  constraint item_attempt_key unique (instalment_id, attempt),
  constraint item_rate_is_recorded check ((pay_currency = 'USD') = (rate_id is null) and (rate_id is not null or rate = 1))
);
comment on table ledger.batch_item is 'One instalment in a batch: converted on its instruction day (award P12), to one version of the payee';
comment on column ledger.batch_item.debt is 'US dollars owed; what the survivor receives is pay_amount';
comment on column ledger.batch_item.end_to_end_id is 'Claim code without hyphens, number of the instalment, number of the attempt from the second on';
create index item_batch_idx on ledger.batch_item (batch_id);
create index item_claim_idx on ledger.batch_item (claim_id);

create table ledger.live_instruction (
  instalment_id uuid constraint one_live_instruction_per_instalment primary key references ledger.instalment,
  item_id uuid not null references ledger.batch_item
);
comment on table ledger.live_instruction is 'Which instalments are under way or paid; kept by triggers alone, a row goes when its instruction ends unpaid';

create table ledger.batch_step (
  batch_id uuid not null references ledger.batch,
  step text not null check (step in ('approved', 'released', 'cancelled')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null,
  file_digest bytea check (octet_length(file_digest) = 32),
  constraint batch_step_once primary key (batch_id, step),
  constraint batch_step_release_has_digest check ((step = 'released') = (file_digest is not null))
);
comment on table ledger.batch_step is 'What became of a batch: each step is a row, taken once';
comment on column ledger.batch_step.file_digest is 'SHA-256 of the payment file as released; every later copy must have it';

create table ledger.item_outcome (
  item_id uuid not null references ledger.batch_item,
  kind text not null check (kind in ('settled', 'returned', 'rejected', 'cancelled')),
  claim_id uuid not null references shared.claim,
  moved numeric(20, 4) check (moved > 0),
  charges numeric(20, 4) check (charges > 0),
  reason text check (length(reason) <= 35),
  bank_reference text check (length(bank_reference) <= 35),
  occurred_on date not null,
  entry_id uuid references ledger.entry,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint outcome_once primary key (item_id, kind),
  constraint outcome_money_is_booked check ((kind = 'cancelled') = (entry_id is null)),
  constraint outcome_money_moved check ((kind in ('settled', 'returned')) = (moved is not null))
);
comment on table ledger.item_outcome is 'What became of an instruction: settled or rejected, and after settlement perhaps returned';
create index outcome_claim_idx on ledger.item_outcome (claim_id);

create table ledger.renewal (
  item_id uuid primary key references ledger.batch_item,
  claim_id uuid not null references shared.claim,
  pay_currency text not null references shared.currency,
  entry_id uuid not null references ledger.entry,
  made_by uuid not null references shared.actor,
  made_at timestamptz not null
);
comment on table ledger.renewal is 'The survivor has chosen again after a payment came back: its instalment is owed again';
create index renewal_claim_idx on ledger.renewal (claim_id);

-- Whoever plans or prepares takes the capacity of finance on the claim; who has another is refused.
create function ledger.take_finance_capacity() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform shared.involve(new.claim_id, shared.actor_id(), 'finance');
  return new;
end $$;
create trigger a_take_capacity before insert on ledger.plan
  for each row execute function ledger.take_finance_capacity();
create trigger a_take_capacity before insert on ledger.renewal
  for each row execute function ledger.take_finance_capacity();
create trigger a_take_capacity before insert on ledger.batch_item
  for each row execute function ledger.take_finance_capacity();

create function ledger.item_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from ledger.batch_step s where s.batch_id = new.batch_id)
    or not exists (select from ledger.batch b where b.batch_id = new.batch_id and b.prepared_by = shared.actor_id()) then
    raise exception 'the batch is not open' using errcode = 'RD304', constraint = 'batch_is_open';
  end if;
  if not exists (select from ledger.instalment i where i.instalment_id = new.instalment_id
                 and i.claim_id = new.claim_id and i.amount = new.debt)
    or not exists (select from ledger.award_funding f where f.claim_id = new.claim_id) then
    raise exception 'the item is not what is owed' using errcode = 'RD304', constraint = 'item_of_funded_instalment';
  end if;
  if exists (select from ledger.batch_item i join ledger.item_outcome o using (item_id)
             where i.instalment_id = new.instalment_id and o.kind in ('returned', 'rejected')
               and not exists (select from ledger.renewal r where r.item_id = i.item_id)) then
    raise exception 'the survivor has not chosen again' using errcode = 'RD304', constraint = 'item_after_renewal';
  end if;
  return new;
end $$;
create trigger item_before_insert before insert on ledger.batch_item
  for each row execute function ledger.item_before_insert();
create function ledger.item_after_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into ledger.live_instruction (instalment_id, item_id) values (new.instalment_id, new.item_id);
  return null;
end $$;
create trigger item_after_insert after insert on ledger.batch_item
  for each row execute function ledger.item_after_insert();

create function ledger.step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare preparer uuid; item record;
begin
  new.taken_by := shared.actor_id();
  -- One step of a batch at a time.
  select b.prepared_by into preparer from ledger.batch b where b.batch_id = new.batch_id for update;
  if new.step <> 'cancelled' then
    if preparer = new.taken_by then
      raise exception 'who prepared a batch does not approve or release it'
        using errcode = 'RD305', constraint = 'approver_is_not_preparer';
    end if;
    if not shared.actor_has('finance_approver') then
      raise exception 'approvers take this step' using errcode = 'RD305', constraint = 'step_by_approver';
    end if;
    for item in select distinct i.claim_id from ledger.batch_item i where i.batch_id = new.batch_id order by 1 loop
      perform shared.involve(item.claim_id, new.taken_by, 'finance');
    end loop;
  end if;
  if exists (select from ledger.batch_step s where s.batch_id = new.batch_id and s.step in ('released', 'cancelled'))
    or new.step = 'released'
      and not exists (select from ledger.batch_step s where s.batch_id = new.batch_id and s.step = 'approved')
    or new.step = 'approved' and exists (select from ledger.batch_step s where s.batch_id = new.batch_id and s.step = 'approved')
    or not exists (select from ledger.batch_item i where i.batch_id = new.batch_id) then
    raise exception 'the batch can''t be % now', new.step using errcode = 'RD305', constraint = 'batch_step_order';
  end if;
  return new;
end $$;
create trigger step_before_insert before insert on ledger.batch_step
  for each row execute function ledger.step_before_insert();

create function ledger.outcome_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare is_released boolean; had text[];
begin
  new.recorded_by := shared.actor_id();
  select exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') into is_released
  from ledger.batch_item i where i.item_id = new.item_id and i.claim_id = new.claim_id for update;
  select coalesce(array_agg(o.kind), '{}') into had from ledger.item_outcome o where o.item_id = new.item_id;
  if not coalesce(case new.kind
    when 'cancelled' then not is_released and had = '{}'
    when 'returned' then had = '{settled}'
    else is_released and had = '{}' end, false) then
    raise exception 'an instruction that is % can''t be %', had, new.kind
      using errcode = 'RD306', constraint = 'outcome_order';
  end if;
  if new.kind <> 'settled' then
    delete from ledger.live_instruction l where l.item_id = new.item_id;
  end if;
  return new;
end $$;
create trigger outcome_before_insert before insert on ledger.item_outcome
  for each row execute function ledger.outcome_before_insert();

-- What the bank says --------------------------------------------------------------------------------------------

create table ledger.statement (
  statement_id uuid primary key,
  seq bigint generated always as identity,
  file_digest bytea not null check (octet_length(file_digest) = 32),
  place smallint not null,
  bank_statement_id text not null,
  account text not null,
  currency text not null check (currency = 'USD'),
  opening numeric(20, 4) not null,
  opening_on date not null,
  closing numeric(20, 4) not null,
  closing_on date not null,
  continuity text not null check (continuity in ('first', 'follows', 'gap')),
  imported_by uuid not null references shared.actor,
  imported_at timestamptz not null,
  constraint statement_file_key unique (file_digest, place)
);
comment on table ledger.statement is 'Imported bank statements; the same file again changes nothing';
comment on column ledger.statement.continuity is 'Whether it opens with the balance that the one before closed with';

create table ledger.statement_line (
  line_id uuid primary key,
  statement_id uuid not null references ledger.statement,
  line_key bytea not null constraint statement_line_once unique check (octet_length(line_key) = 32),
  entry_number int not null,
  part int not null,
  booked_on date not null,
  direction text not null check (direction in ('credit', 'debit')),
  amount numeric(20, 4) not null check (amount >= 0),
  currency text not null references shared.currency,
  code text not null,
  reference text,
  end_to_end_id text,
  instructed_amount numeric(20, 4),
  instructed_currency text references shared.currency,
  charges numeric(20, 4),
  return_reason text,
  constraint statement_line_place_key unique (statement_id, entry_number, part)
);
comment on table ledger.statement_line is 'Lines of statements: one for each payment that the bank tells apart';
comment on column ledger.statement_line.line_key is 'Hash of account, bank reference, amount, day and ordinal: a line fetched again in another file is known';

create table ledger.line_match (
  line_id uuid primary key references ledger.statement_line,
  meaning text not null check (meaning in ('settles', 'returns', 'charge', 'contribution', 'exception')),
  item_id uuid references ledger.batch_item,
  claim_id uuid references shared.claim,
  contribution_id uuid references ledger.contribution constraint match_contribution_key unique,
  entry_id uuid references ledger.entry,
  reason text,
  expected_amount numeric(20, 4),
  expected_currency text references shared.currency,
  matched_by uuid not null,
  matched_at timestamptz not null,
  constraint match_exception_has_reason check ((meaning = 'exception') = (reason is not null)),
  constraint match_is_booked check ((meaning = 'exception') = (entry_id is null)),
  constraint match_of_contribution check ((meaning = 'contribution') = (contribution_id is not null)),
  constraint match_of_payment check ((meaning in ('settles', 'returns')) = (item_id is not null and claim_id is not null))
);
comment on table ledger.line_match is 'What each line means, or why it means nothing that we instructed';

create table ledger.line_resolution (
  line_id uuid constraint line_resolution_once primary key references ledger.line_match,
  kind text not null check (kind in ('charge', 'contribution')),
  entry_id uuid not null references ledger.entry,
  resolved_by uuid not null references shared.actor,
  resolved_at timestamptz not null
);
comment on table ledger.line_resolution is 'How a person booked a line that had matched nothing';

create table ledger.status_report (
  report_id uuid primary key,
  file_digest bytea not null constraint status_report_file_key unique check (octet_length(file_digest) = 32),
  batch_id uuid not null references ledger.batch,
  bank_message_id text not null,
  imported_by uuid not null references shared.actor,
  imported_at timestamptz not null
);
comment on table ledger.status_report is 'Reports of the bank on a payment file; the same file again changes nothing';

create table ledger.status_report_item (
  report_id uuid not null references ledger.status_report,
  item_id uuid not null references ledger.batch_item,
  claim_id uuid not null references shared.claim,
  code text not null check (length(code) <= 4),
  reason text check (length(reason) <= 35),
  primary key (report_id, item_id)
);
comment on table ledger.status_report_item is 'What a report says of each payment';

-- Who sees what ---------------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['account', 'entry', 'leg', 'contribution', 'award', 'award_funding', 'plan', 'instalment',
    'batch', 'batch_item', 'batch_step', 'item_outcome', 'renewal', 'statement', 'statement_line', 'line_match',
    'line_resolution', 'status_report', 'status_report_item'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select on ledger.%s to redress_ledger', listed);
  end loop;
  foreach listed in array array['entry', 'leg', 'contribution', 'award', 'award_funding', 'plan', 'instalment', 'batch',
    'batch_item', 'batch_step', 'item_outcome', 'renewal', 'statement', 'statement_line', 'line_match', 'line_resolution',
    'status_report', 'status_report_item', 'live_instruction'] loop
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    -- For the views and functions of this file; nobody signs in as the owner.
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
    execute format('grant insert on ledger.%s to redress_ledger', listed);
  end loop;
  -- Of one claim each.
  foreach listed in array array['award', 'award_funding', 'plan', 'instalment', 'batch_item', 'item_outcome', 'renewal',
    'status_report_item'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and shared.may_see(claim_id))', listed);
  end loop;
  -- Of a claim or of none.
  foreach listed in array array['entry', 'leg', 'line_match'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and (claim_id is null or shared.may_see(claim_id)))', listed);
  end loop;
  -- Of the fund and its bank.
  foreach listed in array array['contribution', 'batch', 'batch_step', 'statement', 'statement_line', 'line_resolution',
    'status_report'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
end $$;
create policy seen on ledger.live_instruction for select to redress_ledger using (ledger.may_read());
revoke insert on ledger.live_instruction from redress_ledger;
grant select on ledger.live_instruction to redress_ledger;

-- Rates ---------------------------------------------------------------------------------------------------------------

create trigger rate_append_only before update or delete on shared.rate for each row execute function shared.never_change();
create trigger rate_no_truncate before truncate on shared.rate for each statement execute function shared.never_change();
-- Not official rates: invented, so that a fresh installation can be tried out. None for SYP: a missing rate is a hard stop.
insert into shared.rate (rate_id, currency, per_usd, effective_from, source)
select md5('sample rate ' || code)::uuid, code, per_usd, date '2026-01-01', 'SAMPLE, not an official rate'
from (values ('AFN', 70.5), ('BIF', 2910), ('CDF', 2845), ('CHF', 0.88), ('COP', 4120), ('EGP', 49.2), ('ETB', 126.4),
  ('EUR', 0.925), ('GBP', 0.79), ('HTG', 131.4), ('ILS', 3.68), ('INR', 84.1), ('IQD', 1310), ('JOD', 0.709), ('LBP', 89500),
  ('LRD', 191.5), ('LYD', 4.85), ('MAD', 9.95), ('PKR', 278.3), ('RSD', 108.2), ('SDG', 601.5), ('SOS', 571), ('SSP', 4630),
  ('TRY', 36.4), ('XAF', 605.25), ('XOF', 605.25), ('YER', 530.5)) as sample (code, per_usd);

-- Where an instruction stands: its outcome, else the step of its batch.
create view ledger.item_state with (security_invoker = true) as
select i.item_id, i.batch_id, i.claim_id, i.instalment_id, i.attempt, i.end_to_end_id, i.debt, i.pay_amount, i.pay_currency,
  i.rate_id, i.rate, i.payee_id,
  coalesce(
    (select o.kind from ledger.item_outcome o where o.item_id = i.item_id order by (o.kind = 'settled') limit 1),
    case when exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') then 'instructed'
         when exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'approved') then 'approved'
         else 'prepared' end) as state
from ledger.batch_item i;
comment on view ledger.item_state is 'Instructions with their state: prepared, approved, instructed, settled, returned, rejected or cancelled';
grant select on ledger.item_state to redress_ledger;

-- Counts and queues over all claims, without asking claim by claim who may see it: they name no claim that the actor
-- may not see.
create function ledger.waits(today date) returns table (money bigint, plan bigint, choice bigint, prepare bigint,
  approve bigint, release bigint, bank bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with latest as materialized (
      select n.claim_id, n.due_on, i.state,
        exists (select from ledger.renewal r where r.item_id = i.item_id) as is_renewed
      from ledger.instalment n
      left join lateral (
        select b.item_id, (select o.kind from ledger.item_outcome o where o.item_id = b.item_id
                           order by (o.kind = 'settled') limit 1) as state
        from ledger.batch_item b where b.instalment_id = n.instalment_id order by b.attempt desc limit 1) i on true
      where not exists (select from ledger.live_instruction l where l.instalment_id = n.instalment_id)),
    step as (
      select b.batch_id, (select array_agg(s.step) from ledger.batch_step s where s.batch_id = b.batch_id) as steps
      from ledger.batch b)
  select
    (select count(*) from ledger.award a
     where not exists (select from ledger.award_funding f where f.claim_id = a.claim_id)),
    (select count(*) from ledger.award_funding f
     where not exists (select from ledger.plan p where p.claim_id = f.claim_id)),
    (select count(distinct l.claim_id) from latest l where l.state in ('returned', 'rejected') and not l.is_renewed),
    (select count(*) from latest l where l.due_on <= today and (l.state is null or l.state = 'cancelled' or l.is_renewed)),
    (select count(*) from step where steps is null),
    (select count(*) from step where steps = '{approved}'),
    (select count(*) from step where 'released' = any(steps) and exists (
       select from ledger.batch_item i where i.batch_id = step.batch_id
         and not exists (select from ledger.item_outcome o where o.item_id = i.item_id)))
  where ledger.may_read();
$$;
comment on function ledger.waits is 'How many of each thing wait';
create function ledger.awards_waiting() returns table (claim_id uuid, net numeric, currency text)
language sql stable security definer set search_path = pg_catalog as $$
  with waiting as materialized (
    select a.claim_id, a.net, a.currency, a.accepted_on, e.seq
    from ledger.award a join ledger.entry e using (entry_id)
    where not exists (select from ledger.award_funding f where f.claim_id = a.claim_id))
  select w.claim_id, w.net, w.currency from waiting w
  where ledger.may_write() and shared.may_see(w.claim_id) order by w.accepted_on, w.seq;
$$;
comment on function ledger.awards_waiting is 'Awards that wait for money, in the order of acceptance';
grant execute on function ledger.waits(date), ledger.awards_waiting() to redress_ledger;

-- What documents read ----------------------------------------------------------------------------------------------

create view shared.remittance_paper with (security_barrier) as
select i.instalment_id, i.claim_id,
  jsonb_build_object(
    'claim_code', c.claim_code,
    'instalment', n.number,
    'of', (select count(*) from ledger.instalment o where o.plan_id = n.plan_id),
    'amount', jsonb_build_object('amount', round(i.debt, 2)::text, 'currency', 'USD'),
    'paid', jsonb_build_object('amount', round(i.pay_amount, y.exponent)::text, 'currency', i.pay_currency),
    'rate', trim_scale(i.rate)::text,
    'settled_on', to_char(o.occurred_on, 'YYYY-MM-DD'),
    'bank_reference', o.bank_reference,
    'language', c.language) as content
from ledger.batch_item i
join ledger.instalment n using (instalment_id)
join ledger.item_outcome o on o.item_id = i.item_id and o.kind = 'settled'
join shared.claim c on c.claim_id = i.claim_id
join shared.currency y on y.currency = i.pay_currency
where shared.may_see(i.claim_id)
  and not exists (select from ledger.item_outcome r where r.item_id = i.item_id and r.kind = 'returned');
comment on view shared.remittance_paper is 'For documents: what stands on the remittance slip of a settled instalment';
grant select on shared.remittance_paper to redress_documents;

reset role;
