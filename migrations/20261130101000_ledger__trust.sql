-- Money of children, held until they are of age (R-16, award P7 and P11).
--   * of what is set aside of a child's award, upkeep and a share are paid out, the rest is held: each part by the sums of
--     all parts so far, so that however many there are, they end with what the award says for the whole;
--   * held money is covered by cash from the day on which it is deposited, and bears interest by terms that two people made;
--   * it leaves in two ways: for a need that a liaison states and an approver grants, or whole, once she is of age.
set local role redress_owner;

-- Held money ----------------------------------------------------------------------------------------------------------

create table ledger.trust_deposit (
  funding_id uuid constraint deposited_once primary key references ledger.funding,
  claim_id uuid not null references ledger.award,
  amount numeric(20, 4) not null check (amount > 0),
  deposited_on date not null,
  entry_id uuid not null references ledger.entry,
  deposited_at timestamptz not null
);
comment on table ledger.trust_deposit is 'Parts for trust that cash covers from that day on; a part that only a pledge covers waits as payable';
create index trust_deposit_claim_idx on ledger.trust_deposit (claim_id);

create table ledger.trust_terms (
  terms_id uuid primary key,
  effective_from date not null check (extract(day from effective_from) = 1),
  annual_rate numeric(9, 6) not null check (annual_rate >= 0 and annual_rate <= 1),
  method text not null check (length(method) between 1 and 300),
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null
);
comment on table ledger.trust_terms is 'What held money bears: the closing balance of each day x rate / 365, summed over a month, rounded once, half away from zero';
comment on column ledger.trust_terms.method is 'As it stands on statements; where the rate comes from';

create table ledger.trust_terms_answer (
  terms_id uuid constraint trust_decided__terms primary key references ledger.trust_terms,
  outcome text not null check (outcome in ('confirmed', 'refused')),
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null
);
comment on table ledger.trust_terms_answer is 'What another person said to the terms';

create table ledger.trust_interest (
  claim_id uuid not null references ledger.award,
  month date not null check (extract(day from month) = 1),
  through date not null,
  terms_id uuid not null references ledger.trust_terms,
  amount numeric(20, 4) not null check (amount >= 0),
  entry_id uuid references ledger.entry,
  made_at timestamptz not null,
  constraint interest_once_a_month primary key (claim_id, month),
  constraint interest_is_booked check ((amount = 0) = (entry_id is null)),
  constraint interest_within_month check (through between month - 1 and month + interval '1 month' - interval '1 day')
);
comment on table ledger.trust_interest is 'Interest of a month: credited on its last day, or up to the day before a hand-over; bears interest itself from the next day on';
comment on column ledger.trust_interest.through is 'Last day that counts';

create table ledger.trust_request (
  request_id uuid primary key,
  claim_id uuid not null references ledger.award,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  ground text not null check (ground in ('school', 'health', 'shelter', 'food', 'documents', 'other')),
  is_twelve boolean not null,
  was_heard boolean not null,
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null,
  constraint child_not_heard check (was_heard or not is_twelve)
);
comment on table ledger.trust_request is 'A liaison asks for held money to be released: in the child''s best interest, on one of the listed grounds';
comment on column ledger.trust_request.is_twelve is 'Whether she is twelve or older: then she has been heard';
create index trust_request_claim_idx on ledger.trust_request (claim_id);

create table ledger.trust_request_answer (
  request_id uuid constraint trust_decided__release primary key references ledger.trust_request,
  claim_id uuid not null references ledger.award,
  outcome text not null check (outcome in ('confirmed', 'refused')),
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null
);
comment on table ledger.trust_request_answer is 'What another person said to a request; once confirmed, it is paid out';

create table ledger.hand_over (
  hand_over_id uuid primary key,
  claim_id uuid not null references ledger.award,
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null
);
comment on table ledger.hand_over is 'She is of age: an officer starts to hand over what is held';
create index hand_over_claim_idx on ledger.hand_over (claim_id);

create table ledger.hand_over_answer (
  hand_over_id uuid constraint trust_decided__hand_over primary key references ledger.hand_over,
  claim_id uuid not null references ledger.award,
  outcome text not null check (outcome in ('confirmed', 'refused')),
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null
);
comment on table ledger.hand_over_answer is 'What another person said to a hand-over; once confirmed, nothing is held any more';
create unique index trust_not_open__ended on ledger.hand_over_answer (claim_id) where outcome = 'confirmed';

create table ledger.trust_out (
  funding_id uuid primary key references ledger.funding,
  claim_id uuid not null references ledger.award,
  request_id uuid constraint released_once unique references ledger.trust_request_answer,
  hand_over_id uuid constraint handed_over_once unique references ledger.hand_over_answer,
  capital numeric(20, 4) not null check (capital >= 0),
  interest numeric(20, 4) not null check (interest >= 0),
  constraint trust_out_of_funding foreign key (funding_id, claim_id) references ledger.funding (funding_id, claim_id),
  constraint trust_out_of_one check ((request_id is null) <> (hand_over_id is null)),
  constraint trust_out_of_something check (capital + interest > 0)
);
comment on table ledger.trust_out is 'What left the trust, to be paid: interest first, then capital';

reset role;
