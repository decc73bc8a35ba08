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
