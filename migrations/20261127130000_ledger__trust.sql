-- Ledger: money of children, held until they are of age, and upkeep that falls due later (R-16, award P7 and P11).
--   * of what is set aside of a child's award, upkeep and a share are paid out, the rest is held: each part by the sums of
--     all parts so far, so that however many there are, they end with what the award says for the whole;
--   * held money is covered by cash from the day on which it is deposited, and bears interest by terms that two people made;
--   * it leaves in two ways: for a need that a liaison states and an approver grants, or whole, once she is of age;
--   * upkeep falls due on its day, in full, whatever the fund factor, before the shares of others.
set local role redress_owner;

insert into ledger.chart (version, effective_from, note)
select max(version) + 1, '2026-11-27', 'Interest that the fund pays on what it holds for children' from ledger.chart;
insert into ledger.head (head, number, normal_side, by_claim, added_in)
select 'trust_interest_paid', 5500, 'debit', false, max(version) from ledger.chart;
insert into ledger.entry_kind (kind) values ('trust_interest'), ('trust_release'), ('hand_over');
insert into ledger.account (account_id, head, currency, holder, normal_side, by_claim, opened_by, opened_at)
select ((select max(a.account_id) / 10000 from ledger.account a) + 1) * 10000 + c.exponent * 1000 + n.number, h.head, 'USD', '',
  h.normal_side, h.by_claim, '00000000-0000-0000-0000-000000000000', now()
from ledger.head h cross join shared.currency c join ledger.currency_number n using (currency)
where h.head = 'trust_interest_paid' and c.currency = 'USD';

-- Awards of children -------------------------------------------------------------------------------------------------

alter table ledger.award
  add column released numeric(9, 6) check (released >= 0 and released <= 1),
  add column upkeep numeric(20, 4) check (upkeep >= 0),
  add column of_age_on date,
  drop constraint award_net_check, add constraint award_net_check check (net >= 0),
  alter column entry_id drop not null,
  add constraint award_is_booked check ((net = 0) = (entry_id is null)),
  add constraint award_of_child check (is_child = (released is not null) and is_child = (upkeep is not null)
    and is_child = (of_age_on is not null));
comment on column ledger.award.net is 'Owed when it was accepted; nothing where all was paid before and upkeep falls due later';
comment on column ledger.award.released is 'Share of a child''s award that is released at once, of what is not upkeep';
comment on column ledger.award.upkeep is 'Upkeep due (H6), which goes to the carer in full';
comment on column ledger.award.of_age_on is 'When what is held is handed over. Nobody is shown the day before it has come: it would tell a birth';

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

alter table ledger.funding
  add column in_trust numeric(20, 4) not null default 0,
  add column upkeep int,
  drop constraint funding_kind_check,
  add constraint funding_kind_check check (kind in ('share', 'top_up', 'upkeep', 'trust_release', 'hand_over')),
  add constraint funding_in_trust check (in_trust >= 0 and in_trust <= amount and (in_trust = 0 or kind in ('share', 'top_up'))),
  add constraint funding_of_upkeep check ((kind = 'upkeep') = (upkeep is not null)),
  add constraint funding_factor_of_shares check (factor = 1 or kind in ('share', 'top_up')),
  add constraint upkeep_funded_once unique (claim_id, upkeep),
  add foreign key (claim_id, upkeep) references ledger.upkeep_due;
comment on table ledger.funding is 'Parts of awards for which money is set aside (R-26): the first share, top-ups, upkeep that fell due, and what comes out of trust';
comment on column ledger.funding.amount is 'All of it; what of it is paid out is amount - in_trust';
comment on column ledger.funding.in_trust is 'What of it is held for a child';

create function ledger.funding_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.kind = 'upkeep' and not exists (select from ledger.upkeep u
      where u.claim_id = new.claim_id and u.number = new.upkeep and u.amount = new.amount) then
    raise exception 'the upkeep is another sum' using errcode = 'RD317', constraint = 'funding_equals_upkeep';
  end if;
  if new.in_trust > 0 and not exists (select from ledger.award a where a.claim_id = new.claim_id and a.is_child) then
    raise exception 'only a child''s money is held' using errcode = 'RD317', constraint = 'funding_of_child';
  end if;
  return new;
end $$;
create trigger funding_before_insert before insert on ledger.funding
  for each row execute function ledger.funding_before_insert();

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
  proposed_by uuid not null references shared.actor,
  proposed_at timestamptz not null
);
comment on table ledger.trust_terms is 'What held money bears: the closing balance of each day x rate / 365, summed over a month, rounded once, half away from zero';
comment on column ledger.trust_terms.method is 'As it stands on statements; where the rate comes from';
create table ledger.trust_terms_step (
  terms_id uuid constraint trust_terms_step_once primary key references ledger.trust_terms,
  step text not null check (step in ('confirmed', 'refused')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null
);
comment on table ledger.trust_terms_step is 'Whether another person confirmed the terms';

create function ledger.trust_terms_on(of_month date) returns table (terms_id uuid, annual_rate numeric, method text, effective_from date)
language sql stable security definer set search_path = pg_catalog as $$
  select t.terms_id, t.annual_rate, t.method, t.effective_from
  from ledger.trust_terms t join ledger.trust_terms_step s using (terms_id)
  where s.step = 'confirmed' and t.effective_from <= of_month order by t.effective_from desc limit 1;
$$;
comment on function ledger.trust_terms_on is 'Terms of a month; no row before there are any: then nothing is borne';

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
  constraint child_was_heard check (was_heard or not is_twelve)
);
comment on table ledger.trust_request is 'A liaison asks for held money to be released: in the child''s best interest, on one of the listed grounds';
comment on column ledger.trust_request.is_twelve is 'Whether she is twelve or older: then she has been heard';
create index trust_request_claim_idx on ledger.trust_request (claim_id);
create table ledger.trust_request_step (
  request_id uuid constraint trust_request_step_once primary key references ledger.trust_request,
  claim_id uuid not null references ledger.award,
  step text not null check (step in ('approved', 'refused')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null
);
comment on table ledger.trust_request_step is 'What an approver decided';

create table ledger.hand_over (
  hand_over_id uuid primary key,
  claim_id uuid not null references ledger.award,
  started_by uuid not null references shared.actor,
  started_at timestamptz not null
);
comment on table ledger.hand_over is 'She is of age: an officer starts to hand over what is held';
create index hand_over_claim_idx on ledger.hand_over (claim_id);
create table ledger.hand_over_step (
  hand_over_id uuid constraint hand_over_step_once primary key references ledger.hand_over,
  claim_id uuid not null references ledger.award,
  step text not null check (step in ('confirmed', 'refused')),
  taken_by uuid not null references shared.actor,
  taken_at timestamptz not null
);
comment on table ledger.hand_over_step is 'What an approver decided; once confirmed, nothing is held any more';
create unique index trust_ends_once on ledger.hand_over_step (claim_id) where step = 'confirmed';

create table ledger.trust_out (
  funding_id uuid primary key references ledger.funding,
  claim_id uuid not null references ledger.award,
  request_id uuid constraint released_once unique references ledger.trust_request_step,
  hand_over_id uuid constraint handed_over_once unique references ledger.hand_over_step,
  capital numeric(20, 4) not null check (capital >= 0),
  interest numeric(20, 4) not null check (interest >= 0),
  constraint trust_out_of_one check ((request_id is null) <> (hand_over_id is null)),
  constraint trust_out_of_something check (capital + interest > 0)
);
comment on table ledger.trust_out is 'What left the trust, to be paid: interest first, then capital';

-- What a claim has in trust: the balances of its two accounts.
create function ledger.trust_balance(of_claim uuid, out capital numeric, out interest numeric)
language sql volatile security definer set search_path = pg_catalog as $$
  select coalesce(-sum(ledger.claim_sum(of_claim, a.account_id)) filter (where a.head = 'minors_trust'), 0),
    coalesce(-sum(ledger.claim_sum(of_claim, a.account_id)) filter (where a.head = 'trust_interest'), 0)
  from ledger.account a where a.head in ('minors_trust', 'trust_interest') and a.currency = 'USD' and a.holder = '';
$$;

create function ledger.trust_has_ended(of_claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from ledger.hand_over_step s where s.claim_id = of_claim and s.step = 'confirmed');
$$;

create function ledger.deposit_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from ledger.funding f where f.funding_id = new.funding_id and f.claim_id = new.claim_id
                 and f.in_trust = new.amount) or ledger.trust_has_ended(new.claim_id) then
    raise exception 'the deposit is not that part' using errcode = 'RD320', constraint = 'deposit_of_part';
  end if;
  return new;
end $$;
create trigger deposit_before_insert before insert on ledger.trust_deposit
  for each row execute function ledger.deposit_before_insert();

create function ledger.trust_terms_step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  new.taken_by := shared.actor_id();
  select t.* into had from ledger.trust_terms t where t.terms_id = new.terms_id;
  if had.proposed_by = new.taken_by or not shared.actor_has('finance_approver') then
    raise exception 'an approver who did not propose it decides' using errcode = 'RD320', constraint = 'trust_by_another';
  end if;
  if new.step = 'confirmed' then
    -- A hand-over within a month has booked by the terms before.
    if had.effective_from < date_trunc('month', new.taken_at at time zone 'UTC')::date
      or exists (select from ledger.trust_interest i where i.month >= had.effective_from and i.terms_id <> new.terms_id) then
      raise exception 'the month is over' using errcode = 'RD320', constraint = 'trust_terms_past';
    end if;
    if exists (select from ledger.trust_terms t join ledger.trust_terms_step s using (terms_id)
               where t.effective_from = had.effective_from and t.terms_id <> new.terms_id and s.step = 'confirmed') then
      raise exception 'the month has its terms' using errcode = 'RD320', constraint = 'one_trust_terms_a_month';
    end if;
  end if;
  return new;
end $$;
create trigger trust_terms_step_before_insert before insert on ledger.trust_terms_step
  for each row execute function ledger.trust_terms_step_before_insert();

create function ledger.trust_request_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare award record; held record;
begin
  new.asked_by := shared.actor_id();
  if not shared.actor_has('liaison') or exists (
      select from shared.involvement i where i.claim_id = new.claim_id and i.actor_id = new.asked_by) then
    raise exception 'a liaison asks who has no other part in the claim' using errcode = 'RD320', constraint = 'trust_asked_by_liaison';
  end if;
  select a.* into award from ledger.award a where a.claim_id = new.claim_id for update;
  if award.is_child is not true or ledger.trust_has_ended(new.claim_id)
    or award.of_age_on <= (new.asked_at at time zone 'UTC')::date then
    raise exception 'nothing is released of it' using errcode = 'RD320', constraint = 'trust_is_open';
  end if;
  select * into held from ledger.trust_balance(new.claim_id);
  if new.amount > held.capital + held.interest then
    raise exception 'less than that is held' using errcode = 'RD320', constraint = 'trust_has_less';
  end if;
  return new;
end $$;
create trigger trust_request_before_insert before insert on ledger.trust_request
  for each row execute function ledger.trust_request_before_insert();

create function ledger.trust_request_step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare asked record;
begin
  new.taken_by := shared.actor_id();
  select r.* into asked from ledger.trust_request r where r.request_id = new.request_id;
  if asked.asked_by = new.taken_by or not shared.actor_has('finance_approver') then
    raise exception 'an approver who did not ask decides' using errcode = 'RD320', constraint = 'trust_by_another';
  end if;
  if asked.claim_id is distinct from new.claim_id
    or new.step = 'approved' and ledger.trust_has_ended(new.claim_id) then
    raise exception 'nothing is released of it' using errcode = 'RD320', constraint = 'trust_is_open';
  end if;
  perform shared.involve(new.claim_id, new.taken_by, 'finance');
  return new;
end $$;
create trigger trust_request_step_before_insert before insert on ledger.trust_request_step
  for each row execute function ledger.trust_request_step_before_insert();

create function ledger.hand_over_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare award record;
begin
  new.started_by := shared.actor_id();
  select a.* into award from ledger.award a where a.claim_id = new.claim_id for update;
  if award.is_child is not true or ledger.trust_has_ended(new.claim_id) then
    raise exception 'nothing is held for this claim' using errcode = 'RD320', constraint = 'trust_is_open';
  end if;
  if award.of_age_on > (new.started_at at time zone 'UTC')::date then
    raise exception 'she is not of age' using errcode = 'RD320', constraint = 'trust_of_age';
  end if;
  if exists (select from ledger.hand_over h where h.claim_id = new.claim_id
             and not exists (select from ledger.hand_over_step s where s.hand_over_id = h.hand_over_id)) then
    raise exception 'one is under way' using errcode = 'RD320', constraint = 'one_hand_over_open';
  end if;
  perform shared.involve(new.claim_id, new.started_by, 'finance');
  return new;
end $$;
create trigger hand_over_before_insert before insert on ledger.hand_over
  for each row execute function ledger.hand_over_before_insert();

create function ledger.hand_over_step_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  new.taken_by := shared.actor_id();
  select h.* into had from ledger.hand_over h where h.hand_over_id = new.hand_over_id;
  if had.started_by = new.taken_by or not shared.actor_has('finance_approver') then
    raise exception 'an approver who did not start it decides' using errcode = 'RD320', constraint = 'trust_by_another';
  end if;
  if had.claim_id is distinct from new.claim_id then
    raise exception 'of another claim' using errcode = 'RD320', constraint = 'trust_is_open';
  end if;
  perform shared.involve(new.claim_id, new.taken_by, 'finance');
  return new;
end $$;
create trigger hand_over_step_before_insert before insert on ledger.hand_over_step
  for each row execute function ledger.hand_over_step_before_insert();

-- What leaves the trust is what was granted, and after a hand-over nothing is left.
create function ledger.trust_out_agrees() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare held record;
begin
  if not exists (
      select from ledger.funding f
      where f.funding_id = new.funding_id and f.claim_id = new.claim_id and f.amount = new.capital + new.interest
        and (f.kind = 'trust_release' and exists (
               select from ledger.trust_request r join ledger.trust_request_step s using (request_id)
               where r.request_id = new.request_id and r.claim_id = new.claim_id and r.amount = f.amount and s.step = 'approved')
          or f.kind = 'hand_over' and exists (
               select from ledger.hand_over_step s
               where s.hand_over_id = new.hand_over_id and s.claim_id = new.claim_id and s.step = 'confirmed'))) then
    raise exception 'what leaves the trust is not what was granted' using errcode = 'RD320', constraint = 'trust_out_as_granted';
  end if;
  if new.hand_over_id is not null then
    select * into held from ledger.trust_balance(new.claim_id);
    if held.capital <> 0 or held.interest <> 0 then
      raise exception 'something is left in trust' using errcode = 'RD320', constraint = 'hand_over_is_whole';
    end if;
  end if;
  return null;
end $$;
create constraint trigger trust_out_agrees after insert on ledger.trust_out
  deferrable initially deferred for each row execute function ledger.trust_out_agrees();
create function ledger.funding_out_of_trust() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from ledger.trust_out o where o.funding_id = new.funding_id) then
    raise exception 'nothing left the trust for it' using errcode = 'RD320', constraint = 'trust_out_as_granted';
  end if;
  return null;
end $$;
create constraint trigger funding_out_of_trust after insert on ledger.funding
  deferrable initially deferred for each row when (new.kind in ('trust_release', 'hand_over'))
  execute function ledger.funding_out_of_trust();

-- What finance staff may read of every claim that they see, and a liaison of one that she names: no day of age.
create function ledger.trust_files(of_claim uuid) returns table (claim_id uuid, claim_code text, of_age_on date, in_trust numeric,
  capital numeric, interest numeric, waiting numeric, has_ended boolean)
language sql volatile security definer set search_path = pg_catalog as $$
  select a.claim_id, c.claim_code, a.of_age_on,
    (select coalesce(sum(f.in_trust), 0) from ledger.funding f where f.claim_id = a.claim_id),
    b.capital, b.interest,
    (select coalesce(sum(f.in_trust), 0) from ledger.funding f where f.claim_id = a.claim_id
       and not exists (select from ledger.trust_deposit d where d.funding_id = f.funding_id)),
    ledger.trust_has_ended(a.claim_id)
  from ledger.award a join shared.claim c using (claim_id) cross join lateral ledger.trust_balance(a.claim_id) b
  where a.is_child and (of_claim is null or a.claim_id = of_claim)
    and (ledger.may_read() and shared.may_see(a.claim_id)
      or of_claim is not null and shared.actor_has('liaison') and not exists (
           select from shared.involvement i where i.claim_id = a.claim_id and i.actor_id = shared.actor_id()))
  order by c.claim_code;
$$;
comment on function ledger.trust_files is 'Awards of children with what is held: of one claim, or of all for who reads the books';

create function ledger.trust_claim(code text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select a.claim_id from ledger.award a join shared.claim c using (claim_id)
  where a.is_child and c.claim_code = code
    and (ledger.may_read() and shared.may_see(a.claim_id) or shared.actor_has('liaison') and not exists (
           select from shared.involvement i where i.claim_id = a.claim_id and i.actor_id = shared.actor_id()));
$$;
comment on function ledger.trust_claim is 'For a liaison: the claim of a code that she was given, where something is held for it';

-- Every entry on the trust accounts of a claim. Interest counts as balance from the day after the last day that it is for.
create function ledger.trust_moves(of_claim uuid) returns table (entry_id uuid, seq bigint, kind text, occurred_on date, counts_from date,
  capital numeric, interest numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select e.entry_id, e.seq, e.kind, e.occurred_on, coalesce(i.through + 1, e.occurred_on),
    coalesce(-sum(l.amount) filter (where a.head = 'minors_trust'), 0),
    coalesce(-sum(l.amount) filter (where a.head = 'trust_interest'), 0)
  from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
  join ledger.account a using (account_id) left join ledger.trust_interest i using (entry_id)
  where e.claim_id = of_claim and a.head in ('minors_trust', 'trust_interest') and a.currency = 'USD'
    and (ledger.may_read() and shared.may_see(of_claim) or shared.actor_has('liaison') and not exists (
           select from shared.involvement v where v.claim_id = of_claim and v.actor_id = shared.actor_id()))
  group by e.entry_id, e.seq, e.kind, e.occurred_on, i.through order by e.occurred_on, e.seq;
$$;
comment on function ledger.trust_moves is 'Entries on the trust accounts of a claim, in the order of their effective days';

-- Terms under which each month of a claim's interest was booked.
create function ledger.trust_interest_of(of_claim uuid) returns table (entry_id uuid, annual_rate numeric, method text, through date)
language sql stable security definer set search_path = pg_catalog as $$
  select i.entry_id, t.annual_rate, t.method, i.through from ledger.trust_interest i join ledger.trust_terms t using (terms_id)
  where i.claim_id = of_claim and i.entry_id is not null
    and (ledger.may_read() and shared.may_see(of_claim) or shared.actor_has('liaison'));
$$;

-- Cash that is neither under way nor a child's; nobody else takes of it until this transaction ends.
create function ledger.cash_free() returns numeric
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtext('ledger.guard cash_covers_payments USD'), -1);
  return ledger.guard_sum('cash_covers_payments', 'USD');
end $$;
comment on function ledger.cash_free is 'US dollars at the bank that a payment or a deposit for a child may take; the guard of cash stays closed until the transaction ends';

-- What was there before, with trust and upkeep ----------------------------------------------------------------------

create or replace function ledger.plan_sums() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare planned numeric; parts int; least numeric; owed numeric;
begin
  select sum(i.amount), count(*), min(i.amount) into planned, parts, least
  from ledger.instalment i where i.plan_id = new.plan_id;
  select sum(f.amount - f.in_trust) into owed
  from ledger.plan p join ledger.plan_funding x using (plan_id) join ledger.funding f using (funding_id)
  where p.plan_id = new.plan_id and f.claim_id = p.claim_id
  group by p.net having p.net = sum(f.amount - f.in_trust);
  if planned is distinct from owed or parts > 5 or parts > 1 and least < 100 then
    raise exception 'the plan does not make up what is set aside' using errcode = 'RD303', constraint = 'plan_sums_to_award';
  end if;
  return null;
end $$;

drop function ledger.awards_waiting();
create function ledger.awards_waiting() returns table (claim_id uuid, net numeric, is_child boolean, funded numeric, tranches int,
  released numeric, upkeep numeric, of_age_on date)
language sql stable security definer set search_path = pg_catalog as $$
  with waiting as materialized (
    select a.*, coalesce(f.funded, 0) as funded, coalesce(f.tranches, 0) as tranches, e.seq
    from ledger.award a join ledger.entry e using (entry_id)
    left join lateral (select sum(x.amount) filter (where x.kind in ('share', 'top_up')) as funded, max(x.tranche) as tranches
                       from ledger.funding x where x.claim_id = a.claim_id) f on true
    where coalesce(f.funded, 0) < a.net)
  select w.claim_id, w.net, w.is_child, w.funded, w.tranches, w.released, w.upkeep, w.of_age_on from waiting w
  where ledger.may_write() and shared.may_see(w.claim_id) order by w.accepted_on, w.seq;
$$;
comment on function ledger.awards_waiting is 'Awards of which something is not yet set aside, in the order of acceptance; of a child''s, how it is split';

create function ledger.upkeep_waiting() returns table (claim_id uuid, number int, amount numeric, is_child boolean, tranches int)
language sql stable security definer set search_path = pg_catalog as $$
  select u.claim_id, u.number, u.amount, a.is_child,
    coalesce((select max(f.tranche) from ledger.funding f where f.claim_id = u.claim_id), 0)
  from ledger.upkeep u join ledger.upkeep_due d using (claim_id, number) join ledger.award a using (claim_id)
  where not exists (select from ledger.funding f where f.claim_id = u.claim_id and f.upkeep = u.number)
    and ledger.may_write() and shared.may_see(u.claim_id)
  order by u.due_on, u.claim_id, u.number;
$$;
comment on function ledger.upkeep_waiting is 'Upkeep that has fallen due and for which no money is set aside, the longest due first';

create or replace function ledger.waits(today date) returns table (money bigint, plan bigint, choice bigint, prepare bigint,
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
     where a.net > (select coalesce(sum(f.amount), 0) from ledger.funding f
                    where f.claim_id = a.claim_id and f.kind in ('share', 'top_up'))
        or exists (select from ledger.upkeep_due d where d.claim_id = a.claim_id and not exists (
                     select from ledger.funding f where f.claim_id = d.claim_id and f.upkeep = d.number))),
    (select count(distinct f.claim_id) from ledger.funding f
     where f.amount > f.in_trust and not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)),
    (select count(distinct l.claim_id) from latest l where l.state in ('returned', 'rejected') and not l.is_renewed),
    (select count(*) from latest l where l.due_on <= today and (l.state is null or l.state = 'cancelled' or l.is_renewed)),
    (select count(*) from step where steps is null),
    (select count(*) from step where steps = '{approved}'),
    (select count(*) from step where 'released' = any(steps) and exists (
       select from ledger.batch_item i where i.batch_id = step.batch_id
         and not exists (select from ledger.item_outcome o where o.item_id = i.item_id)))
  where ledger.may_read();
$$;

create or replace function ledger.fund_projection(today date) returns table (month date, comes numeric, goes numeric)
language sql stable security definer set search_path = pg_catalog as $$
  with month as (
      select x::date as month from generate_series(date_trunc('month', today), date_trunc('month', today) + interval '11 months',
        interval '1 month') as x),
    comes as (
      select date_trunc('month', p.expected_on)::date as month, sum(o.open) as sum
      from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o where p.expected_on >= today group by 1),
    goes as (
      select greatest(date_trunc('month', d.due_on), date_trunc('month', today))::date as month, sum(d.amount) as sum
      from (select n.due_on, n.amount from ledger.instalment n
            where not exists (select from ledger.batch_item i
              where i.instalment_id = n.instalment_id and exists (select from ledger.item_outcome o where o.item_id = i.item_id and o.kind = 'settled')
                and not exists (select from ledger.item_outcome o where o.item_id = i.item_id and o.kind = 'returned'))
            union all
            select today, f.amount - f.in_trust from ledger.funding f
            where not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)
            union all
            select u.due_on, u.amount from ledger.upkeep u
            where not exists (select from ledger.funding f where f.claim_id = u.claim_id and f.upkeep = u.number)) as d
      group by 1)
  select m.month, coalesce(c.sum, 0), coalesce(g.sum, 0)
  from month m left join comes c using (month) left join goes g using (month)
  where ledger.may_read() order by 1;
$$;
comment on function ledger.fund_projection is 'For a year from a day, month by month: pledges that are expected, and what is planned, has no plan yet (then at once), or is upkeep that falls due. What is held for children is not in it: it would tell of births';

-- Audits --------------------------------------------------------------------------------------------------------------

create or replace function ledger.audit_claims() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with item as materialized (
        select i.claim_id, i.debt, exists (select from ledger.renewal r where r.item_id = i.item_id) as is_renewed,
          exists (select from ledger.batch_step s where s.batch_id = i.batch_id and s.step = 'released') as is_released,
          (select o.kind from ledger.item_outcome o where o.item_id = i.item_id order by (o.kind = 'settled') limit 1) as outcome
        from ledger.batch_item i),
      paid as (
        select i.claim_id, coalesce(sum(i.debt) filter (where i.is_released and not i.is_renewed), 0) as gone,
          coalesce(sum(i.debt) filter (where i.is_released and i.outcome is null), 0) as under_way,
          coalesce(sum(i.debt) filter (where i.outcome in ('returned', 'rejected') and not i.is_renewed), 0) as back
        from item i group by 1),
      funded as (
        select f.claim_id, sum(f.amount) as sum,
          coalesce(sum(f.amount) filter (where f.kind in ('share', 'top_up', 'upkeep')), 0) as committed
        from ledger.funding f group by 1),
      held as (select d.claim_id, sum(d.amount) as sum from ledger.trust_deposit d group by 1),
      upkeep as (
        select d.claim_id, sum(u.amount) as sum from ledger.upkeep_due d join ledger.upkeep u using (claim_id, number) group by 1),
      should as (
        select a.claim_id, h.head, case h.head
          when 'award_commitments' then a.net + coalesce(u.sum, 0) - coalesce(f.committed, 0)
          when 'awards_payable' then coalesce(f.sum, 0) - coalesce(t.sum, 0) - coalesce(p.gone, 0)
          when 'payment_clearing' then coalesce(p.under_way, 0) else coalesce(p.back, 0) end as sum
        from ledger.award a left join paid p using (claim_id) left join funded f using (claim_id)
        left join held t using (claim_id) left join upkeep u using (claim_id)
        cross join unnest(array['award_commitments', 'awards_payable', 'payment_clearing', 'returned_payments']) as h (head)
        union all
        select h.claim_id, 'reserved_awards', h.amount - coalesce((select sum(e.amount) from ledger.hold_end e where e.hold_id = h.hold_id), 0)
        from ledger.hold h where h.claim_id is not null),
      booked as (
        select e.claim_id, a.head, -sum(l.amount) as sum
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where a.head in ('award_commitments', 'awards_payable', 'payment_clearing', 'returned_payments', 'reserved_awards')
          and a.currency = 'USD'
        group by 1, 2)
    select 'books_equal_claims', 'claim ' || coalesce(s.claim_id, b.claim_id) || ', ' || coalesce(s.head, b.head)
    from (select x.claim_id, x.head, sum(x.sum) as sum from should x group by 1, 2) s
    full join booked b on b.claim_id = s.claim_id and b.head = s.head
    where coalesce(s.sum, 0) <> coalesce(b.sum, 0);
  return query select 'payments_within_awards', 'claim ' || i.claim_id
    from ledger.batch_item i
    where exists (select from ledger.live_instruction l where l.item_id = i.item_id)
    group by i.claim_id having sum(i.debt) > coalesce((
      select sum(f.amount - f.in_trust) from ledger.funding f where f.claim_id = i.claim_id), 0);
  return query select 'contributions_are_booked', 'contribution ' || c.contribution_id
    from ledger.contribution c left join ledger.entry e using (entry_id)
    where (e.kind, e.amounts[1], e.occurred_on) is distinct from ('contribution', c.amount, c.received_on);
  return query select 'bank_is_booked', 'payment ' || o.item_id || ' ' || o.kind
    from ledger.item_outcome o left join ledger.entry e using (entry_id)
    where o.kind <> 'cancelled' and (e.kind, e.claim_id, e.occurred_on) is distinct from
      (case o.kind when 'settled' then 'settlement' when 'returned' then 'return' else 'rejection' end, o.claim_id, o.occurred_on);
end $$;

-- Interest of a claim for the days of a month up to one: closing balances x rate / 365, rounded once, half away from zero.
create function ledger.trust_interest_due(of_claim uuid, of_month date, through date, annual_rate numeric) returns numeric
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(round(sum(m.sum) * annual_rate / 365, 2), 0)
  from generate_series(of_month, through, interval '1 day') as d (day)
  cross join lateral (
    select coalesce(sum(x.capital + x.interest), 0) as sum from ledger.trust_moves(of_claim) x where x.counts_from <= d.day) as m;
$$;

-- Each row of the tables of this file against the entry that it names; the balances against both.
create function ledger.audit_trust() returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    with leg as materialized (
        select e.entry_id, e.kind, e.claim_id, e.occurred_on,
          coalesce(-sum(l.amount) filter (where a.head = 'minors_trust'), 0) as capital,
          coalesce(-sum(l.amount) filter (where a.head = 'trust_interest'), 0) as interest
        from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
        join ledger.account a using (account_id)
        where a.head in ('minors_trust', 'trust_interest') and a.currency = 'USD' group by 1, 2, 3, 4),
      should as (
        select d.entry_id, 'trust' as kind, d.claim_id, d.amount as capital, 0 as interest, 'deposit ' || d.funding_id as what
        from ledger.trust_deposit d
        union all
        select i.entry_id, 'trust_interest', i.claim_id, 0, i.amount, 'interest of ' || i.claim_id || ' ' || to_char(i.month, 'YYYY-MM')
        from ledger.trust_interest i where i.amount > 0
        union all
        select f.entry_id, f.kind, o.claim_id, -o.capital, -o.interest, 'out of trust ' || f.funding_id
        from ledger.trust_out o join ledger.funding f using (funding_id))
    select 'trust_equals_books', coalesce(s.what, 'entry ' || l.entry_id)
    from should s full join leg l on l.entry_id = s.entry_id
    where (s.kind, s.claim_id, s.capital, s.interest) is distinct from (l.kind, l.claim_id, l.capital, l.interest);
  return query select 'deposits_equal_parts', 'funding ' || f.funding_id
    from ledger.funding f join ledger.trust_deposit d using (funding_id)
    where (f.in_trust, f.claim_id) is distinct from (d.amount, d.claim_id);
  -- However many parts there were before she was of age: the same as for their sum at once.
  return query select 'trust_is_the_remainder', 'claim ' || a.claim_id
    from ledger.award a
    cross join lateral (
      select coalesce(sum(f.amount) filter (where (f.funded_at at time zone 'UTC')::date < a.of_age_on), 0) as sum,
        coalesce(sum(f.in_trust), 0) as in_trust
      from ledger.funding f where f.claim_id = a.claim_id and f.kind in ('share', 'top_up')) as f
    where a.is_child and f.in_trust <> f.sum - least(f.sum, a.upkeep) - trunc((f.sum - least(f.sum, a.upkeep)) * a.released, 2);
  return query select 'interest_equals_days', 'claim ' || i.claim_id || ', ' || to_char(i.month, 'YYYY-MM')
    from ledger.trust_interest i join ledger.trust_terms t using (terms_id)
    where i.amount <> ledger.trust_interest_due(i.claim_id, i.month, i.through, t.annual_rate);
  return query select 'interest_by_terms_in_force', 'claim ' || i.claim_id || ', ' || to_char(i.month, 'YYYY-MM')
    from ledger.trust_interest i
    where i.terms_id is distinct from (select t.terms_id from ledger.trust_terms_on(i.month) t);
  return query select 'trust_ends_once', 'claim ' || s.claim_id
    from ledger.hand_over_step s cross join lateral ledger.trust_balance(s.claim_id) b
    where s.step = 'confirmed' and (b.capital <> 0 or b.interest <> 0);
end $$;
comment on function ledger.audit_trust is 'What is held for children against the books, the awards and the interest that it bears; no row when all agree';

-- Who sees what -------------------------------------------------------------------------------------------------------

do $$
declare listed text;
begin
  foreach listed in array array['upkeep', 'upkeep_due', 'trust_deposit', 'trust_terms', 'trust_terms_step', 'trust_interest',
    'trust_request', 'trust_request_step', 'hand_over', 'hand_over_step', 'trust_out'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('grant select, insert on ledger.%s to redress_ledger', listed);
    continue when listed = 'trust_request';
    execute format('create policy added on ledger.%s for insert to redress_ledger with check (ledger.may_write())', listed);
  end loop;
  foreach listed in array array['trust_terms', 'trust_terms_step'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
  end loop;
  foreach listed in array array['upkeep', 'upkeep_due', 'trust_deposit', 'trust_interest', 'trust_request', 'trust_request_step',
    'hand_over', 'hand_over_step', 'trust_out'] loop
    execute format('create policy seen on ledger.%s for select to redress_ledger
      using (ledger.may_read() and shared.may_see(claim_id))', listed);
  end loop;
end $$;
-- A liaison adds what she asks for and sees it again: of the books nothing else.
create policy asked on ledger.trust_request for insert to redress_ledger with check (shared.actor_has('liaison'));
create policy own on ledger.trust_request for select to redress_ledger
  using (shared.actor_has('liaison') and asked_by = shared.actor_id());
create policy own on ledger.trust_request_step for select to redress_ledger
  using (shared.actor_has('liaison') and exists (
    select from ledger.trust_request r where r.request_id = trust_request_step.request_id and r.asked_by = shared.actor_id()));
grant execute on function ledger.awards_waiting(), ledger.upkeep_waiting(), ledger.trust_files(uuid), ledger.trust_moves(uuid),
  ledger.trust_claim(text),
  ledger.trust_interest_of(uuid), ledger.trust_terms_on(date), ledger.cash_free(), ledger.audit_trust() to redress_ledger;

reset role;
