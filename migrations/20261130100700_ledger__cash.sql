-- Bank accounts of the fund, and what its foreign cash has cost.
--   * a bank account is opened by one person and confirmed by another; it is closed when it is empty;
--   * foreign cash is carried at its average cost in US dollars, movement by movement, in the order of their days;
--     neither the cash nor its cost is ever below nothing.
set local role redress_owner;

-- Bank accounts ---------------------------------------------------------------------------------------------------

create table ledger.bank_account (
  code text constraint bank_account_exists primary key check (code ~ '^[a-z][a-z0-9-]{1,19}$'),
  currency text not null references shared.currency,
  name text not null check (length(name) between 1 and 40),
  last_four text not null check (last_four ~ '^[A-Z0-9]{4}$'),
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null
);
comment on table ledger.bank_account is 'Accounts of the fund at banks beside the general one, which is configured and has no code';
comment on column ledger.bank_account.code is 'Holder of its accounts in the books';
comment on column ledger.bank_account.last_four is 'All of its number that is kept';

create table ledger.bank_account_step (
  code text not null references ledger.bank_account,
  step text not null check (step in ('confirmed', 'closed')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null,
  constraint bank_account_step__once primary key (code, step)
);
comment on table ledger.bank_account_step is 'What became of a bank account: each step is a row, taken once';

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
  constraint cash_race primary key (code, number),
  constraint no_cost_without_cash check (cash_after > 0 or cost_after = 0)
);
comment on table ledger.foreign_cash is 'Movements of each account in a foreign currency, with the US dollars that they cost or took with them';
comment on column ledger.foreign_cash.cost is 'US dollars: what was given for money that came; the average cost of money that left';

reset role;
