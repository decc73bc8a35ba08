-- Eligibility: what the ledger needs of an award beyond its sum (R-16, award P7 and P11): how a child's is split between
-- carer and trust, until when it is held, and the upkeep that falls due later. Nobody in finance reads a birth.
set local role redress_owner;

create table eligibility.award_child (
  award_id uuid primary key references eligibility.award,
  claim_id uuid not null references eligibility.case,
  released numeric(9, 6) not null check (released >= 0 and released <= 1),
  upkeep numeric(20, 4) not null check (upkeep >= 0),
  of_age_on date not null
);
comment on table eligibility.award_child is 'How an award of a child is held: one row where there is a trust, by the version of the schedule of the award';
comment on column eligibility.award_child.released is 'Share released at once of what is not upkeep';
comment on column eligibility.award_child.upkeep is 'Maintenance due (H6), which goes to the carer in full';
comment on column eligibility.award_child.of_age_on is 'First day on which she is surely of age: by the latest birth that the facts allow';

create table eligibility.award_later (
  award_id uuid not null references eligibility.award,
  claim_id uuid not null references eligibility.case,
  number int not null check (number >= 1),
  due_on date not null,
  amount numeric(20, 4) not null check (amount > 0),
  currency text not null check (currency = 'USD'),
  primary key (award_id, number)
);
comment on table eligibility.award_later is 'Maintenance (H6) that falls due after the assessment: beside the sum of the award and outside the fund factor';

create index award_child_claim_idx on eligibility.award_child (claim_id);
create index award_later_claim_idx on eligibility.award_later (claim_id);

do $$
declare listed text;
begin
  foreach listed in array array['award_child', 'award_later'] loop
    execute format('alter table eligibility.%s enable row level security', listed);
    execute format('alter table eligibility.%s force row level security', listed);
    execute format('create policy of_functions on eligibility.%s for select to redress_owner using (true)', listed);
    execute format('create policy opened on eligibility.%s for select to redress_eligibility
      using (eligibility.may_open(claim_id))', listed);
    execute format('create policy put_in on eligibility.%s for insert to redress_eligibility
      with check (eligibility.may_open(claim_id) and not shared.actor_has(''auditor''))', listed);
    execute format('create constraint trigger audited after insert on eligibility.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create trigger append_only before update or delete on eligibility.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on eligibility.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select, insert on eligibility.%s to redress_eligibility', listed);
  end loop;
end $$;

create view shared.offer_child with (security_barrier) as
select d.claim_id, d.decision_id, c.released, c.upkeep, c.of_age_on
from eligibility.decision d join eligibility.award_child c using (award_id)
where d.closed_at is null and d.outcome = 'awarded' and shared.may_see(d.claim_id);
comment on view shared.offer_child is 'For the ledger: how the open decision on a child''s claim is split between carer and trust';
create view shared.offer_later with (security_barrier) as
select d.claim_id, d.decision_id, l.number, l.due_on, l.amount, l.currency
from eligibility.decision d join eligibility.award_later l using (award_id)
where d.closed_at is null and d.outcome = 'awarded' and shared.may_see(d.claim_id);
comment on view shared.offer_later is 'For the ledger: upkeep of the open decision that falls due later';
grant select on shared.offer_child, shared.offer_later to redress_ledger;

reset role;
