-- Eligibility: a look at the claim just before a payment is approved, and again just before it is released.
--   * the ledger asks (payment_check_wanted), eligibility evaluates with the facts of the moment and says clear or held;
--   * what is held later, or a consent that changes later, holds what was clear before, until it is looked at again;
--   * a later fact never makes a decided award less: it holds a payment, it takes nothing away (R-22, R-23).
set local role redress_owner;

create table eligibility.clearance (
  clearance_id uuid primary key,
  seq bigint generated always as identity,
  claim_id uuid not null references eligibility.case,
  worksheet_id uuid not null references eligibility.worksheet,
  step text not null constraint clearance_step_known check (step in ('approval', 'payment', 'fact')),
  batch_id uuid,
  outcome text not null constraint clearance_outcome_known check (outcome in ('clear', 'held')),
  held_by text[] not null constraint clearance_held_by_known check (array_to_string(held_by, ' ') ~ '^((R-[0-9]{2}|P8)( |$))*$'),
  made_at timestamptz not null,
  -- Only what was learned beside a payment is of no batch, and it only ever holds.
  constraint clearance_of_batch check ((step = 'fact') = (batch_id is null)),
  constraint clearance_by_rules check ((outcome = 'held') = (cardinality(held_by) > 0)),
  constraint clearance_fact_holds check (step <> 'fact' or outcome = 'held')
);
comment on table eligibility.clearance is 'Whether a claim could be paid when it was looked at, before a step of a batch or when something was learned';
comment on column eligibility.clearance.worksheet_id is 'The evaluation that it rests on';
comment on column eligibility.clearance.batch_id is 'Batch of the ledger that the look was asked for; nothing where a fact was learned beside a payment';
comment on column eligibility.clearance.held_by is 'Rules that hold it, and P8 where the consent to payment does not live';
create index clearance_claim_idx on eligibility.clearance (claim_id, seq desc);

alter table eligibility.clearance enable row level security;
alter table eligibility.clearance force row level security;
create policy of_functions on eligibility.clearance for select to redress_owner using (true);
create policy opened on eligibility.clearance for select to redress_eligibility using (eligibility.may_open(claim_id));
create policy put_in on eligibility.clearance for insert to redress_eligibility
  -- Nobody but the service itself clears; who learns something can hold.
  with check (eligibility.may_open(claim_id) and not shared.actor_has('auditor')
    and (outcome = 'held' or shared.actor_has('system')));
create constraint trigger audited after insert or update or delete on eligibility.clearance
  deferrable initially deferred for each row execute function shared.require_audit();
create trigger append_only before update or delete on eligibility.clearance
  for each row execute function shared.never_change();
create trigger no_truncate before truncate on eligibility.clearance
  for each statement execute function shared.never_change();
grant select, insert on eligibility.clearance to redress_eligibility;

insert into shared.event_kind (kind, service) values ('payment_check_wanted', 'redress_ledger');

-- The one place that says whether a claim may take a step of a batch.
create function shared.payment_cleared(claim uuid, batch uuid, of_step text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from eligibility.clearance c
    where c.claim_id = claim and c.batch_id = batch and c.step = of_step and c.outcome = 'clear'
      and not exists (select from eligibility.clearance later
                      where later.claim_id = claim and later.seq > c.seq and later.outcome = 'held')
      -- What she agrees to, or who she is found to be, has not changed since the look.
      and not exists (select from intake.consent n where n.claim_id = claim and n.given_at > c.made_at)
      and not exists (select from intake.match_note n where n.claim_id = claim and n.noted_at > c.made_at));
$$;
comment on function shared.payment_cleared is
  'Whether a claim was found clear for a step of a batch, and nothing has held it or changed since. A step of a batch is only asked about once it can be taken, so that no look is older than what it is about';
grant execute on function shared.payment_cleared(uuid, uuid, text) to redress_ledger;

create view shared.payment_clearance with (security_barrier) as
select c.claim_id, c.seq, c.batch_id, c.step, c.made_at,
  -- Finance is told whom to ask, not what the rules say of the claim.
  array(select distinct case when held in ('R-06', 'P8') then 'consent' when held = 'R-14' then 'match'
                             when held in ('R-16', 'R-21') then 'payee' else 'panel' end
        from unnest(c.held_by) as held order by 1) as held_for
from eligibility.clearance c
where shared.may_see(c.claim_id);
comment on view shared.payment_clearance is 'For the ledger: looks at a claim before payment; held_for is empty where it was clear';
grant select on shared.payment_clearance to redress_ledger;

reset role;
