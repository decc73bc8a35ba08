-- The books of the fund: chart, accounts, entries, and the sums, seals and audits over them.
--   * an entry balances in each currency, has one date, and its legs come with it or not at all;
--   * nothing that was posted is changed; an entry is taken back once, by its mirror image;
--   * the same identifier with the same body answers again, with another body it is refused;
--   * what a claim has on an account never goes beyond nothing, and money is set aside only when the fund has it,
--     without a row or a lock that every poster waits for;
--   * nothing is posted into a closed period;
--   * the balance of any account on any day, as known at any moment, is read from few rows.
-- US dollars are the currency of every debt and of the fund's general account.
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
  (2, '2026-11-26', 'Receivables, interim payments, trust, holds, costs and losses; accounts by currency and holder'),
  (3, '2026-11-27', 'Later pledges, reserved awards, recourse not yet received, what was applied of contributions'),
  (4, '2026-11-27', 'Interest that the fund pays on what it holds for children');

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
  ('interim_absorbed', 5400, 'debit', false, 2),
  ('contributions_due_later', 1110, 'debit', false, 3), ('reserved_awards', 2050, 'credit', true, 3),
  ('recourse_deferred', 2600, 'credit', false, 3), ('contributions_applied', 3100, 'credit', false, 3),
  ('trust_interest_paid', 5500, 'debit', false, 4);

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
-- What a bank has already done is booked whatever it leaves: kind cost is under a guard, cost_paid is not.
insert into ledger.entry_kind (kind) values ('contribution'), ('commitment'), ('payable'), ('release'), ('rejection'),
  ('renewal'), ('charge'), ('settlement'), ('return'), ('reversal'), ('transfer'), ('pledge'), ('interim'), ('recourse'),
  ('trust'), ('cost'), ('loss'), ('exchange'), ('hold'), ('hold_part'), ('hold_end'), ('closing'), ('allocation'),
  ('pledge_end'), ('recourse_end'), ('cost_paid'), ('trust_interest'), ('trust_release'), ('hand_over');

-- What must stay covered. A guard sums accounts; an entry of its kinds that lowers the sum must leave it at nothing
-- or above. What a bank has already done is booked whatever it leaves: its kinds are under no guard.
create table ledger.guard (
  guard text primary key,
  scope text not null check (scope in ('all', 'each')),
  swift_limit numeric(20, 4) not null check (swift_limit >= 0)
);
comment on table ledger.guard is 'Sums that never go below nothing: over all accounts of its heads in a currency, or over each account';
comment on column ledger.guard.swift_limit is 'Up to this much a transaction is let through beside others, as long as the sum covers all that could be under way';
insert into ledger.guard (guard, scope, swift_limit) values
  ('fund_short', 'all', 20000), ('cash_overdrawn', 'each', 20000), ('cash_short', 'all', 20000);

create table ledger.guard_head (
  guard text not null references ledger.guard,
  head text not null references ledger.head,
  primary key (guard, head)
);
comment on table ledger.guard_head is 'Heads that a guard sums';
-- Pledges within ninety days count; what is reserved does not; a file for the bank takes cash, of which none is a child's.
insert into ledger.guard_head (guard, head) values
  ('fund_short', 'fund_cash'), ('fund_short', 'awards_payable'),
  ('fund_short', 'payment_clearing'), ('fund_short', 'returned_payments'),
  ('fund_short', 'minors_trust'), ('fund_short', 'trust_interest'),
  ('fund_short', 'held_money'), ('fund_short', 'contributions_receivable'),
  ('fund_short', 'reserved_awards'), ('cash_overdrawn', 'fund_cash'),
  ('cash_short', 'fund_cash'), ('cash_short', 'payment_clearing'),
  ('cash_short', 'minors_trust'), ('cash_short', 'trust_interest');

create table ledger.guard_kind (
  kind text not null,
  guard text not null references ledger.guard,
  primary key (kind, guard)
);
comment on table ledger.guard_kind is 'Kinds of entry that a guard looks at';
insert into ledger.guard_kind (guard, kind) values
  ('fund_short', 'payable'), ('fund_short', 'hold'), ('fund_short', 'interim'),
  ('fund_short', 'cost'), ('cash_overdrawn', 'transfer'), ('cash_overdrawn', 'interim'),
  ('cash_overdrawn', 'cost'), ('cash_overdrawn', 'exchange'), ('cash_short', 'release'),
  ('cash_short', 'trust');

create table ledger.guarded (
  account_id int not null references ledger.account,
  guard text not null references ledger.guard,
  key text not null,
  primary key (account_id, guard)
);
comment on table ledger.guarded is 'Which accounts a guard sums together: those of one currency, or each by itself; kept by a trigger alone';
create index guarded_sum_idx on ledger.guarded (guard, key);

-- The general account of each head, in US dollars; others are opened when money first comes to them.
insert into ledger.account (account_id, head, currency, holder, normal_side, by_claim, opened_by, opened_at)
select row_number() over (order by greatest(h.added_in, 2), h.number) * 10000 + c.exponent * 1000 + n.number, h.head, c.currency,
  '', h.normal_side, h.by_claim, '00000000-0000-0000-0000-000000000000', now()
from ledger.head h cross join shared.currency c join ledger.currency_number n using (currency)
where c.currency = 'USD';
-- As the trigger does it for every account that is opened later.
insert into ledger.guarded (account_id, guard, key)
select a.account_id, g.guard, case g.scope when 'all' then a.currency else a.account_id::text end
from ledger.account a join ledger.guard_head h using (head) join ledger.guard g using (guard);

-- An entry is one row: its legs lie in two arrays of it, so that it comes whole or not at all, its balance is a check
-- of the row, and posting it writes a third of what a row for each leg would. ledger.leg is a view of them. The one
-- function that writes here looks claims and entries up for all rows at once: there is no foreign key.
create table ledger.entry (
  entry_id uuid primary key,
  seq bigint not null constraint entry_seq_key unique,
  kind text not null,
  claim_id uuid,
  occurred_on date not null,
  reverses uuid,
  made_by uuid not null,
  made_at timestamptz not null,
  accounts int[] not null,
  amounts numeric(20, 4)[] not null,
  call_size int
);
create sequence ledger.entry_seq as bigint owned by ledger.entry.seq;
comment on table ledger.entry is 'Journal entries: one event of the fund each, with the identifier that the caller made';
comment on column ledger.entry.occurred_on is 'Effective date: of the bank where there is a statement, else of the booking';
comment on column ledger.entry.reverses is 'The entry that this one takes back; an entry is taken back once at most';
comment on column ledger.entry.seq is 'Its place in the journal, drawn before it is recorded; a place may stay empty';
comment on column ledger.entry.made_at is 'Recorded time, by the clock of the database';
comment on column ledger.entry.accounts is 'Accounts of its legs';
comment on column ledger.entry.amounts is 'Amounts of its legs, in the same order: debits above zero, credits below';
comment on column ledger.entry.call_size is 'On the first entry of each call: how many were posted together';
create unique index already_reversed on ledger.entry (reverses) where reverses is not null;
create index entry_claim_idx on ledger.entry (claim_id) where claim_id is not null;

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

create table ledger.moment_day (
  account_id int not null,
  moment_no bigint not null,
  day date not null,
  debit numeric not null,
  credit numeric not null,
  primary key (account_id, moment_no, day)
);
comment on table ledger.moment_day is 'What a moment of more than 1000 entries brought to an account, by effective day; smaller ones are read from the entries';

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

-- Audits -------------------------------------------------------------------------------------------------------

create table ledger.audit_run (
  run_id uuid primary key,
  begun_at timestamptz not null,
  ended_at timestamptz not null default clock_timestamp(),
  made_by uuid not null,
  checks int not null check (checks >= 1),
  seals bigint not null check (seals >= 0),
  entries bigint not null check (entries >= 0),
  findings int not null check (findings >= 0),
  incident text check (incident ~ '^[0-9A-F]{4}-[0-9A-F]{4}$'),
  constraint audit_run_incident check ((findings > 0) = (incident is not null))
);
comment on table ledger.audit_run is 'Audits of the books that were made, whether they found something or not';
comment on column ledger.audit_run.begun_at is 'By the clock of the program, which the next audit is due by';
comment on column ledger.audit_run.entries is 'Entries under seals that were hashed anew';
comment on column ledger.audit_run.findings is 'How many there were; ledger.audit_finding keeps the first thousand';
comment on column ledger.audit_run.incident is 'The number under which the findings stand in the log';
create index audit_run_begun_idx on ledger.audit_run (begun_at desc);

create table ledger.audit_finding (
  run_id uuid not null references ledger.audit_run,
  number int not null check (number between 1 and 1000),
  promise text not null check (length(promise) between 1 and 80),
  place text not null check (length(place) between 1 and 300),
  primary key (run_id, number)
);
comment on table ledger.audit_finding is 'Promises that an audit found broken, and where; no personal data';

reset role;
