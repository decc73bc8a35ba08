-- An offer is accepted on what its letter says: while that isn't made, the claim doesn't go on, whichever program asks.
create function documents.letter_before_acceptance() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from eligibility.decision d
    where d.claim_id = new.claim_id and d.closed_at is null and not exists (
      select from documents.paper p
      where p.kind = 'decision_letter' and p.subject_id = d.decision_id and p.rendered_at is not null)) then
    raise exception 'the letter of the decision isn''t made' using errcode = 'RD010', constraint = 'letter_not_made';
  end if;
  return new;
end $$;
comment on function documents.letter_before_acceptance is 'RD010 letter_not_made when an offer is accepted before its letter is there';
create trigger letter_before_acceptance before update of stage on shared.claim
  for each row when (new.stage = 'accepted' and old.stage <> 'accepted') execute function documents.letter_before_acceptance();

create view shared.letter_made with (security_barrier) as
select p.claim_id, p.subject_id as decision_id
from documents.paper p
where p.kind = 'decision_letter' and p.rendered_at is not null and shared.may_see(p.claim_id);
comment on view shared.letter_made is 'For intake: decisions whose letter can be read';
grant select on shared.letter_made to redress_intake;
