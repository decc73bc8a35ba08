-- Payment plans, batches for the bank, and what became of each payment.
--   * who prepares a batch never approves or releases it, and who has a seat on a claim's panel does neither;
--   * an instalment has one live instruction at most, whatever two officers do at once, and is paid to a payee of its claim;
--   * no batch is approved or released with a claim that was not found clear for that step.
set local role redress_owner;

-- Plans -----------------------------------------------------------------------------------------------------

create table ledger.plan (
  plan_id uuid primary key,
  claim_id uuid not null references ledger.award,
  net numeric(20, 4) not null,
  currency text not null check (currency = 'USD'),
  pay_currency text not null references shared.currency,
  made_by uuid not null references shared.actor,
  made_at timestamptz not null,
  constraint plan_of_claim unique (plan_id, claim_id)
);
comment on table ledger.plan is 'How what is set aside of an award is paid; a top-up has a plan of its own';
create index plan_claim_idx on ledger.plan (claim_id);

create table ledger.plan_funding (
  funding_id uuid constraint plan_exists primary key references ledger.funding,
  plan_id uuid not null references ledger.plan,
  claim_id uuid not null references shared.claim,
  constraint plan_funding_of_plan foreign key (plan_id, claim_id) references ledger.plan (plan_id, claim_id),
  constraint plan_funding_of_funding foreign key (funding_id, claim_id) references ledger.funding (funding_id, claim_id)
);
comment on table ledger.plan_funding is 'Which fundings a plan pays';
create index plan_funding_plan_idx on ledger.plan_funding (plan_id);

create table ledger.instalment (
  instalment_id uuid primary key,
  plan_id uuid not null references ledger.plan,
  claim_id uuid not null references shared.claim,
  number smallint not null check (number between 1 and 999),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  due_on date not null,
  constraint instalment_number_key unique (plan_id, number),
  constraint instalment_of_one_claim unique (instalment_id, claim_id),
  constraint instalment_of_plan foreign key (plan_id, claim_id) references ledger.plan (plan_id, claim_id)
);
comment on table ledger.instalment is 'The parts of a plan, one to five, USD 100 at least (R-21), numbered on over the plans of an award';
create index instalment_claim_idx on ledger.instalment (claim_id);
create unique index instalment_of_claim_key on ledger.instalment (claim_id, number);

-- Batches ---------------------------------------------------------------------------------------------------

create table ledger.batch (
  batch_id uuid primary key,
  seq bigint generated always as identity,
  execution_date date not null,
  debtor_name text not null,
  debtor_account text not null,
  debtor_bic text not null,
  remittance_text text not null,
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null
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
  constraint instalment_not_ready__attempt unique (instalment_id, attempt),
  constraint item_of_instalment foreign key (instalment_id, claim_id) references ledger.instalment (instalment_id, claim_id),
  constraint item_rate_is_recorded check ((pay_currency = 'USD') = (rate_id is null) and (rate_id is not null or rate = 1))
);
comment on table ledger.batch_item is 'One instalment in a batch: converted on its instruction day (award P12), to one version of the payee';
comment on column ledger.batch_item.debt is 'US dollars owed; what the survivor receives is pay_amount';
comment on column ledger.batch_item.end_to_end_id is 'Claim code without hyphens, number of the instalment, number of the attempt from the second on';
create index item_batch_idx on ledger.batch_item (batch_id);
create index item_claim_idx on ledger.batch_item (claim_id);

create table ledger.live_instruction (
  instalment_id uuid constraint instalment_under_way primary key references ledger.instalment,
  item_id uuid not null references ledger.batch_item
);
comment on table ledger.live_instruction is 'Which instalments are under way or paid; kept by triggers alone, a row goes when its instruction ends unpaid';

-- What is left to do is few and what is done is many: a list of the first, so that nobody has to pass over the second.
create table ledger.idle_instalment (
  instalment_id uuid primary key references ledger.instalment,
  claim_id uuid not null references shared.claim,
  claim_code text not null,
  due_on date not null,
  number smallint not null
);
comment on table ledger.idle_instalment is 'Which instalments are neither under way nor paid; kept by triggers alone, the other side of ledger.live_instruction';
create index idle_order_idx on ledger.idle_instalment (due_on, claim_code, number);

create table ledger.batch_step (
  batch_id uuid not null references ledger.batch,
  step text not null check (step in ('approved', 'released', 'cancelled')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null,
  file_digest bytea check (octet_length(file_digest) = 32),
  constraint batch_step__once primary key (batch_id, step),
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
  constraint outcome_order__once primary key (item_id, kind),
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

reset role;
