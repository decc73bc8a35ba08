-- The fund: whose money it is, what may be promised, and what is set aside of each award (R-26, R-27).
--   * money comes from funders, each sum for a purpose; what an award takes is allocated to them and never above what they gave;
--   * a contribution may come to any of the fund's accounts; foreign money has its value of that day, in US dollars, and
--     counts for awards once it was exchanged into US dollars;
--   * pledges expected within ninety days count as money for setting aside, later and overdue ones don't; paying takes cash;
--   * one factor a month for all, proposed by one person and confirmed by another; an award is funded in parts, the first
--     one in full, and what stays owed is topped up before anybody new has more;
--   * upkeep falls due on its day, in full, whatever the fund factor, before the shares of others;
--   * money is reserved from the decision on and given back once, in whole or in parts: released, voided or expired;
--   * a cost of claims uses the money that was given for costs, the oldest first, then money without a purpose.
set local role redress_owner;

-- Funders, purposes, sources ----------------------------------------------------------------------------------

create table ledger.purpose (
  purpose text primary key,
  rank smallint not null constraint purpose_rank_key unique,
  for_adults boolean not null,
  for_children boolean not null,
  for_costs boolean not null
);
comment on table ledger.purpose is 'What money may be given for; money that may be used for less is used first (rank)';
comment on column ledger.purpose.for_costs is 'Costs of claims that are paid to helpers (head H7)';
insert into ledger.purpose (purpose, rank, for_adults, for_children, for_costs) values
  ('children', 1, false, true, false), ('costs', 2, false, false, true), ('awards', 3, true, true, false),
  ('any', 4, true, true, true);

create table ledger.funder (
  funder_id uuid primary key,
  code text not null constraint funder_exists__code unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null constraint funder_exists__name unique check (length(name) between 1 and 120),
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.funder is 'Who gives money to the fund; never a survivor, never a perpetrator';
comment on column ledger.funder.code is 'Stands in the names of accounts';

create table ledger.source (
  source text primary key,
  funder_id uuid references ledger.funder,
  purpose text not null references ledger.purpose,
  constraint source_of_funder unique nulls not distinct (funder_id, purpose),
  constraint source_named check ((source = '') = (funder_id is null) and (source <> '' or purpose = 'any'))
);
comment on table ledger.source is 'A funder''s money for one purpose: the holder of its accounts. The empty one is money without a named funder';
insert into ledger.source (source, funder_id, purpose) values ('', null, 'any');

create table ledger.pledge (
  pledge_id uuid primary key,
  source text not null references ledger.source,
  kind text not null check (kind in ('voluntary', 'withheld_pay', 'assessed')),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  expected_on date not null,
  reference text not null check (length(reference) between 1 and 60),
  entry_id uuid not null references ledger.entry,
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.pledge is 'Money that a funder has promised in writing';

create table ledger.pledge_part (
  pledge_id uuid not null references ledger.pledge,
  part int not null check (part >= 1),
  kind text not null check (kind in ('received', 'cancelled', 'near', 'far')),
  amount numeric(20, 4) not null check (amount > 0),
  entry_id uuid not null references ledger.entry,
  noted_at timestamptz not null,
  constraint pledge_part_once primary key (pledge_id, part)
);
comment on table ledger.pledge_part is 'What became of a pledge: parts received or cancelled, and when what is open came to count as money near at hand or ceased to';

-- Recourse (R-27): asked from who is liable; it is the fund's only when it comes.
create table ledger.recourse (
  recourse_id uuid primary key,
  liable text not null check (liable in ('perpetrator', 'entity', 'contractor', 'state')),
  claim_id uuid references shared.claim,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  asked_on date not null,
  reference text not null check (length(reference) between 1 and 60),
  entry_id uuid not null references ledger.entry,
  recorded_by uuid not null references shared.actor,
  recorded_at timestamptz not null
);
comment on table ledger.recourse is 'What the fund asks back from who is liable; the survivor takes no part in it';
comment on column ledger.recourse.reference is 'Of the letter; no name';

create table ledger.recourse_part (
  recourse_id uuid not null references ledger.recourse,
  part int not null check (part >= 1),
  kind text not null check (kind in ('received', 'given_up')),
  amount numeric(20, 4) not null check (amount > 0),
  entry_id uuid not null references ledger.entry,
  noted_by uuid not null,
  noted_at timestamptz not null,
  constraint recourse_part_once primary key (recourse_id, part)
);
comment on table ledger.recourse_part is 'What came of it, or was given up by another person than who recorded it';

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
  recorded_at timestamptz not null,
  source text not null default '' references ledger.source,
  pledge_id uuid references ledger.pledge,
  recourse_id uuid constraint contribution_recourse_fkey references ledger.recourse,
  bank_account text references ledger.bank_account,
  came_amount numeric(20, 4) check (came_amount > 0),
  came_currency text references shared.currency check (came_currency <> 'USD'),
  rate_id uuid references shared.rate,
  constraint contribution_came check ((came_amount is null) = (came_currency is null)
    and (came_amount is null) = (rate_id is null) and (came_amount is null or bank_account is not null))
);
comment on table ledger.contribution is 'Money that came to the fund';
comment on column ledger.contribution.source is 'Whose money it is, and for what';
comment on column ledger.contribution.amount is 'US dollars: what came, or its value on that day';
comment on column ledger.contribution.bank_account is 'Where it came; empty for the general account';
comment on column ledger.contribution.came_amount is 'What came, where that was not US dollars';
comment on column ledger.contribution.rate_id is 'The rate in force on that day, by which its value was found';
create index contribution_source_idx on ledger.contribution (source, received_on);
create index contribution_received_idx on ledger.contribution (received_on, contribution_id);

-- The fund factor ------------------------------------------------------------------------------------------------

create table ledger.fund_factor (
  factor_id uuid primary key,
  starts_on date not null check (extract(day from starts_on) = 1),
  factor numeric(9, 6) not null check (factor > 0 and factor <= 1),
  available numeric(20, 4) not null,
  first_parts numeric(20, 4) not null check (first_parts >= 0),
  rests numeric(20, 4) not null check (rests >= 0),
  currency text not null check (currency = 'USD'),
  asked_by uuid not null references shared.actor,
  asked_at timestamptz not null
);
comment on table ledger.fund_factor is 'Factors as they were proposed, with the sums that each stood on: what the fund had, what first parts took, what the rests came to';

create table ledger.fund_factor_answer (
  factor_id uuid constraint factor_decided primary key references ledger.fund_factor,
  outcome text not null check (outcome in ('confirmed', 'refused')),
  answered_by uuid not null references shared.actor,
  answered_at timestamptz not null
);
comment on table ledger.fund_factor_answer is 'What another person said to a factor';

create table ledger.award (
  claim_id uuid primary key references shared.claim,
  decision_id uuid not null constraint award_decision_key unique,
  net numeric(20, 4) not null check (net >= 0),
  currency text not null check (currency = 'USD'),
  accepted_on date not null,
  entry_id uuid references ledger.entry,
  is_child boolean not null default false,
  released numeric(9, 6) check (released >= 0 and released <= 1),
  upkeep numeric(20, 4) check (upkeep >= 0),
  of_age_on date,
  constraint award_is_booked check ((net = 0) = (entry_id is null)),
  constraint award_of_child check (is_child = (released is not null) and is_child = (upkeep is not null)
    and is_child = (of_age_on is not null))
);
comment on table ledger.award is 'Accepted awards: the fund owes them from that day on';
comment on column ledger.award.is_child is 'Whether part of it is held in trust (R-16)';
comment on column ledger.award.net is 'Owed when it was accepted; nothing where all was paid before and upkeep falls due later';
comment on column ledger.award.released is 'Share of a child''s award that is released at once, of what is not upkeep';
comment on column ledger.award.upkeep is 'Upkeep due (H6), which goes to the carer in full';
comment on column ledger.award.of_age_on is 'When what is held is handed over. Nobody is shown the day before it has come: it would tell a birth';
create index award_accepted_idx on ledger.award (accepted_on, claim_id);

create table ledger.upkeep (
  claim_id uuid not null references ledger.award,
  number int not null check (number >= 1),
  due_on date not null,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  primary key (claim_id, number)
);
comment on table ledger.upkeep is 'Upkeep of a child that falls due after the award (H6): outside the fund factor';
create index upkeep_due_idx on ledger.upkeep (due_on);

create table ledger.upkeep_due (
  claim_id uuid not null,
  number int not null,
  entry_id uuid not null references ledger.entry,
  noted_at timestamptz not null,
  constraint upkeep_due_once primary key (claim_id, number),
  foreign key (claim_id, number) references ledger.upkeep
);
comment on table ledger.upkeep_due is 'Upkeep that has fallen due: committed from that day on';

-- What is set aside of each award --------------------------------------------------------------------------------

create table ledger.funding (
  funding_id uuid primary key,
  claim_id uuid not null references ledger.award,
  tranche int not null check (tranche >= 1),
  kind text not null check (kind in ('share', 'top_up', 'upkeep', 'trust_release', 'hand_over')),
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  factor numeric(9, 6) not null check (factor > 0 and factor <= 1),
  entry_id uuid not null references ledger.entry,
  funded_at timestamptz not null,
  in_trust numeric(20, 4) not null default 0,
  upkeep int,
  constraint funding_tranche_key unique (claim_id, tranche),
  constraint funding_of_claim unique (funding_id, claim_id),
  constraint funding_in_trust check (in_trust >= 0 and in_trust <= amount and (in_trust = 0 or kind in ('share', 'top_up'))),
  constraint funding_of_upkeep check ((kind = 'upkeep') = (upkeep is not null)),
  constraint funding_factor_of_shares check (factor = 1 or kind in ('share', 'top_up')),
  constraint upkeep_funded_once unique (claim_id, upkeep),
  foreign key (claim_id, upkeep) references ledger.upkeep_due
);
comment on table ledger.funding is 'Parts of awards for which money is set aside (R-26): the first share, top-ups, upkeep that fell due, and what comes out of trust';
create table ledger.award_in_want (
  claim_id uuid primary key references ledger.award
);
comment on table ledger.award_in_want is 'Awards of which something is not yet set aside, upkeep apart; kept by triggers alone, a row goes with the last share';
comment on column ledger.funding.factor is 'The factor that was in force';
comment on column ledger.funding.amount is 'All of it; what of it is paid out is amount - in_trust';
comment on column ledger.funding.in_trust is 'What of it is held for a child';

create table ledger.allocation (
  funding_id uuid not null references ledger.funding,
  source text not null references ledger.source,
  claim_id uuid not null references shared.claim,
  amount numeric(20, 4) not null check (amount > 0),
  primary key (funding_id, source)
);
comment on table ledger.allocation is 'Which funder''s money is set aside for which award';

-- Holds ---------------------------------------------------------------------------------------------------------------

create table ledger.hold (
  hold_id uuid primary key,
  claim_id uuid references shared.claim,
  decision_id uuid constraint hold_decision_key unique,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  reason text not null check (length(reason) between 1 and 200),
  expires_on date not null,
  entry_id uuid not null references ledger.entry,
  placed_by uuid not null,
  placed_at timestamptz not null,
  constraint hold_of_decision check ((claim_id is null) = (decision_id is null))
);
comment on table ledger.hold is 'Money kept for later: for an award from its decision on, or for what a person names';
comment on column ledger.hold.reason is 'No personal data';
create index hold_claim_idx on ledger.hold (claim_id);
create index hold_placed_idx on ledger.hold (placed_at desc, hold_id);

create table ledger.hold_end (
  hold_id uuid not null references ledger.hold,
  part int not null check (part >= 1),
  kind text not null check (kind in ('released', 'voided', 'expired')),
  amount numeric(20, 4) not null check (amount > 0),
  entry_id uuid not null references ledger.entry,
  ended_by uuid not null,
  ended_at timestamptz not null,
  constraint hold_end_once primary key (hold_id, part)
);
comment on table ledger.hold_end is 'Parts that were released to their use, and how the rest ended: voided by a person, or expired';

-- Costs of claims -----------------------------------------------------------------------------------------------

create table ledger.cost_source (
  entry_id uuid not null references ledger.entry,
  source text not null references ledger.source,
  claim_id uuid references shared.claim,
  amount numeric(20, 4) not null check (amount > 0),
  noted_at timestamptz not null,
  constraint cost_source_once primary key (entry_id, source)
);
comment on table ledger.cost_source is 'Which funder''s money paid a cost of claims; less than the cost where there was no such money: the bank had paid it';
comment on column ledger.cost_source.entry_id is 'The entry of the cost, which uses the money as well';
comment on column ledger.cost_source.amount is 'US dollars';
create index cost_source_source_idx on ledger.cost_source (source);
create index cost_source_claim_idx on ledger.cost_source (claim_id) where claim_id is not null;

reset role;
