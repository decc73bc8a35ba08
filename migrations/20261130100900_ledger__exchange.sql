-- Exchanges between the fund's bank accounts, and the value of its foreign cash at the end of a month. An exchange is
-- prepared by one person, and booked when another confirms it.
set local role redress_owner;

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
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null,
  constraint exchange_malformed__between_two check (from_code is distinct from to_code),
  constraint exchange_malformed__arrives_less check (left_currency <> arrived_currency or arrived_amount <= left_amount)
);
comment on table ledger.exchange is 'Money that the bank moved between two of the fund''s accounts, as one person read it from the bank''s advice';
comment on column ledger.exchange.from_code is 'Empty for the general account, as is to_code';
comment on column ledger.exchange.arrived_amount is 'In the same currency what did not arrive is a charge of the bank';
create index exchange_day_idx on ledger.exchange (day);

create table ledger.exchange_answer (
  exchange_id uuid constraint exchange_answered primary key references ledger.exchange,
  outcome text not null check (outcome in ('confirmed', 'refused')),
  entry_id uuid references ledger.entry,
  rate_id uuid references shared.rate,
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null,
  constraint exchange_answer_is_booked check ((outcome = 'confirmed') = (entry_id is not null))
);
comment on table ledger.exchange_answer is 'What another person said to an exchange; it is booked when it is confirmed';
comment on column ledger.exchange_answer.rate_id is 'By which the US dollars of what arrived were found, where no dollars moved';
create unique index exchange_answer_entry_idx on ledger.exchange_answer (entry_id);

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
  constraint revalued_already primary key (code, month),
  constraint revaluation_is_booked check ((value = cost) = (entry_id is null) and (entry_id is null) = (reversal_id is null))
);
comment on table ledger.revaluation is 'Foreign cash at the rate in force on the last day of a month, once a month; taken back on the first day of the next, so that it is carried at cost';
comment on column ledger.revaluation.month is 'First day of the month';

reset role;
