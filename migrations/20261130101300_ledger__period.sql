-- Closing of months.
--   * a closed month keeps the checklist as it was and the control totals that the closing person typed;
--   * nothing that would change a closed month goes unnoticed: audit_periods compares the totals with the books.
set local role redress_owner;

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

-- Closing ------------------------------------------------------------------------------------------------------

create table ledger.period_check (
  step_no bigint not null references ledger.period_step,
  item text not null check (item ~ '^[a-z_]{3,40}$'),
  is_done boolean not null,
  open bigint not null check (open >= 0),
  detail text not null default '' check (length(detail) <= 200),
  primary key (step_no, item)
);
comment on table ledger.period_check is 'The checklist of a month as it was when it was closed';
comment on column ledger.period_check.open is 'How much was open: lines, payments, currencies, findings, months';

create table ledger.period_total (
  step_no bigint not null references ledger.period_step,
  currency text not null references shared.currency,
  debit numeric(24, 4) not null check (debit >= 0),
  primary key (step_no, currency)
);
comment on table ledger.period_total is 'Control totals of a closed month: all debits up to its last day, typed by who closed it and equal to the books';

reset role;
