create view shared.offer with (security_barrier) as
select d.claim_id, d.decision_id, d.outcome, d.net, d.currency, d.issued_on, d.open_until
from eligibility.decision d
where d.closed_at is null and shared.may_see(d.claim_id);
comment on view shared.offer is 'For intake and the ledger: the open decision of a claim';
grant select on shared.offer to redress_intake, redress_ledger;

create view shared.offer_child with (security_barrier) as
select d.claim_id, d.decision_id, c.released, c.upkeep, c.of_age_on
from eligibility.decision d join eligibility.award_child c using (award_id)
where d.closed_at is null and d.outcome = 'awarded' and shared.may_see(d.claim_id);
comment on view shared.offer_child is 'For the ledger: how the open decision on a child''s claim is split between carer and trust';
grant select on shared.offer_child to redress_ledger;

create view shared.offer_later with (security_barrier) as
select d.claim_id, d.decision_id, l.number, l.due_on, l.amount, l.currency
from eligibility.decision d join eligibility.award_later l using (award_id)
where d.closed_at is null and d.outcome = 'awarded' and shared.may_see(d.claim_id);
comment on view shared.offer_later is 'For the ledger: upkeep of the open decision that falls due later';
grant select on shared.offer_later to redress_ledger;

create view shared.decision_paper with (security_barrier) as
select d.decision_id, d.claim_id, d.content
from eligibility.decision d
where shared.may_see(d.claim_id);
comment on view shared.decision_paper is 'For documents: what stands on the decision paper';
grant select on shared.decision_paper to redress_documents;

create view shared.information_wanted with (security_barrier) as
select r.claim_id, r.number, r.questions, r.requested_at
from eligibility.information_request r
where shared.may_see(r.claim_id);
comment on view shared.information_wanted is 'For intake: codes of what the panel asks the advocate, by number of request';
grant select on shared.information_wanted to redress_intake;
