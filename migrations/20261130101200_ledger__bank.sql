-- What the bank says: statements and their lines, what each line means, and how people book what means nothing.
--   * a statement of any account is taken in, and each of its lines is of that account alone;
--   * the cost of a claim, an error of our own and a large charge of the bank need a second person.
set local role redress_owner;

-- What the bank says --------------------------------------------------------------------------------------------

create table ledger.statement (
  statement_id uuid primary key,
  seq bigint generated always as identity,
  file_digest bytea not null check (octet_length(file_digest) = 32),
  place smallint not null,
  bank_statement_id text not null,
  account text not null,
  currency text not null references shared.currency,
  opening numeric(20, 4) not null,
  opening_on date not null,
  closing numeric(20, 4) not null,
  closing_on date not null,
  continuity text not null check (continuity in ('first', 'follows', 'gap')),
  imported_by uuid not null references shared.actor,
  imported_at timestamptz not null,
  bank_account text references ledger.bank_account,
  constraint statement_file_key unique (file_digest, place),
  constraint statement_of_general check (bank_account is not null or currency = 'USD')
);
comment on table ledger.statement is 'Imported bank statements; the same file again changes nothing';
comment on column ledger.statement.continuity is 'Whether it opens with the balance that the one before closed with';
comment on column ledger.statement.account is 'Its number; of an account that has a code the last four characters, which are all that is kept';
comment on column ledger.statement.bank_account is 'Empty for the general account';
create index statement_account_idx on ledger.statement (bank_account, closing_on);
create index statement_seq_idx on ledger.statement (seq);

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
  meaning text not null check (meaning in ('settles', 'returns', 'charge', 'contribution', 'transfer', 'exception')),
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
create index line_match_transfer_idx on ledger.line_match (entry_id) where meaning = 'transfer';

-- Bookings that take two people ----------------------------------------------------------------------------------

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
  request_id uuid constraint booking_answered primary key references ledger.booking_request,
  outcome text not null check (outcome in ('confirmed', 'refused')),
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null
);
comment on table ledger.booking_answer is 'What another person said to the booking of a line';

create table ledger.line_resolution (
  line_id uuid constraint line_resolved primary key references ledger.line_match,
  kind text not null check (kind in ('charge', 'contribution', 'transfer', 'claim_cost', 'own_error')),
  entry_id uuid not null references ledger.entry,
  resolved_by uuid not null references shared.actor,
  resolved_at timestamptz not null,
  request_id uuid references ledger.booking_request constraint resolution_request_key unique,
  constraint resolution_by_two check (kind not in ('claim_cost', 'own_error') or request_id is not null)
);
comment on table ledger.line_resolution is 'How a person booked a line that had matched nothing';
comment on column ledger.line_resolution.request_id is 'What two people agreed on, where one alone may not book';
create index line_resolution_transfer_idx on ledger.line_resolution (entry_id) where kind = 'transfer';

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

reset role;
