create function ledger.hand_over_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare award record;
begin
  new.asked_by := shared.actor_id();
  select a.* into award from ledger.award a where a.claim_id = new.claim_id for update;
  if award.is_child is not true or ledger.trust_has_ended(new.claim_id) then
    raise exception 'nothing is held for this claim' using errcode = 'RD320', constraint = 'trust_not_open';
  end if;
  if award.of_age_on > (new.asked_at at time zone 'UTC')::date then
    raise exception 'she is not of age' using errcode = 'RD320', constraint = 'trust_not_of_age';
  end if;
  if exists (select from ledger.hand_over h where h.claim_id = new.claim_id
             and not exists (select from ledger.hand_over_answer s where s.hand_over_id = h.hand_over_id)) then
    raise exception 'one is under way' using errcode = 'RD320', constraint = 'hand_over_open';
  end if;
  perform shared.take_part(new.claim_id, new.asked_by, 'finance');
  return new;
end $$;
create trigger hand_over_before_insert before insert on ledger.hand_over
  for each row execute function ledger.hand_over_before_insert();

create function ledger.hand_over_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  select h.* into had from ledger.hand_over h where h.hand_over_id = new.hand_over_id;
  new.answered_by := shared.another_decides(had.asked_by, 'finance_approver', 'own_trust');
  if had.claim_id is distinct from new.claim_id then
    raise exception 'of another claim' using errcode = 'RD320', constraint = 'trust_not_open';
  end if;
  perform shared.take_part(new.claim_id, new.answered_by, 'finance');
  return new;
end $$;
create trigger hand_over_answer_before_insert before insert on ledger.hand_over_answer
  for each row execute function ledger.hand_over_answer_before_insert();
