create function ledger.trust_request_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare award record; held record;
begin
  new.asked_by := shared.actor_id();
  if not ledger.liaison_may_ask(new.claim_id) then
    raise exception 'a liaison asks who has no other part in the claim' using errcode = 'RD320', constraint = 'one_capacity__liaison';
  end if;
  select a.* into award from ledger.award a where a.claim_id = new.claim_id for update;
  if award.is_child is not true or ledger.trust_has_ended(new.claim_id)
    or award.of_age_on <= (new.asked_at at time zone 'UTC')::date then
    raise exception 'nothing is released of it' using errcode = 'RD320', constraint = 'trust_not_open';
  end if;
  select * into held from ledger.trust_balance(new.claim_id);
  if new.amount > held.capital + held.interest then
    raise exception 'less than that is held' using errcode = 'RD320', constraint = 'trust_has_less';
  end if;
  return new;
end $$;
create trigger trust_request_before_insert before insert on ledger.trust_request
  for each row execute function ledger.trust_request_before_insert();

create function ledger.trust_request_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare asked record;
begin
  select r.* into asked from ledger.trust_request r where r.request_id = new.request_id;
  new.answered_by := shared.another_decides(asked.asked_by, 'finance_approver', 'own_trust');
  if asked.claim_id is distinct from new.claim_id
    or new.outcome = 'confirmed' and ledger.trust_has_ended(new.claim_id) then
    raise exception 'nothing is released of it' using errcode = 'RD320', constraint = 'trust_not_open';
  end if;
  perform shared.take_part(new.claim_id, new.answered_by, 'finance');
  return new;
end $$;
create trigger trust_request_answer_before_insert before insert on ledger.trust_request_answer
  for each row execute function ledger.trust_request_answer_before_insert();
