create view shared.case_fact with (security_barrier) as
select c.claim_id,
  jsonb_build_object(
    'facts', c.facts,
    'filed_on', to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD'),
    'consents', coalesce((select to_jsonb(l.purposes) from intake.consent_living l where l.claim_id = c.claim_id), '[]'),
    'withdrawn', coalesce((select jsonb_agg(o.purpose order by substr(o.purpose, 2)::int) from (
      select distinct on (n.purpose) n.purpose, n.change from intake.consent n
      where n.claim_id = c.claim_id order by n.purpose, n.seq desc) o where o.change <> 'given'), '[]'),
    'represented', coalesce((select n.given_by = 'guardian' from intake.consent n
      where n.claim_id = c.claim_id and n.purpose = 'P1' order by n.seq desc limit 1), false),
    'assent', (select case n.assent when 'agrees' then 'yes' when 'disagrees' then 'no' end from intake.consent n
      where n.claim_id = c.claim_id and n.purpose = 'P1' order by n.seq desc limit 1),
    'matched', (select n.result from intake.match_note n where n.claim_id = c.claim_id order by n.seq desc limit 1),
    'pay_currency', c.pay_currency,
    'instalments', c.instalments) as filing,
  c.pay_currency, c.language
from intake.claim c
where c.submitted_at is not null and shared.may_see(c.claim_id);
comment on view shared.case_fact is 'For eligibility: the filing (kernel::facts::Filing), without names';
grant select on shared.case_fact to redress_eligibility;

create view shared.payment_wish with (security_barrier) as
select c.claim_id, coalesce(c.pay_currency, 'USD') as pay_currency, coalesce(c.instalments, 1) as instalments,
  -- Nobody is paid to details of a method she has left, nor after she took back P8.
  case when exists (select from intake.consent_living l where l.claim_id = c.claim_id and 'P8' = any(l.purposes)) then (
    select p.payee_id from vault.payee p
    where p.claim_id = c.claim_id and p.method = c.pay_method order by p.version desc limit 1) end as payee_id
from intake.claim c
where shared.may_see(c.claim_id);
comment on view shared.payment_wish is 'For the ledger: currency, number of instalments, and the latest payee, which is null while there is none or P8 does not live';
grant select on shared.payment_wish to redress_ledger;

create view shared.receipt_paper with (security_barrier) as
select c.claim_id,
  jsonb_build_object('claim_code', s.claim_code, 'submitted_on', to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD'),
    'language', c.language) as content
from intake.claim c join shared.claim s using (claim_id)
where c.submitted_at is not null and shared.may_see(c.claim_id);
comment on view shared.receipt_paper is 'For documents: what stands on the neutral receipt';
grant select on shared.receipt_paper to redress_documents;
