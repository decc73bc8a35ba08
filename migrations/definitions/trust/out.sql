-- What leaves the trust is what was granted, and after a hand-over nothing is left.
create function ledger.trust_out_agrees() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare held record;
begin
  if not exists (
      select from ledger.funding f
      where f.funding_id = new.funding_id and f.claim_id = new.claim_id and f.amount = new.capital + new.interest
        and (f.kind = 'trust_release' and exists (
               select from ledger.trust_request r join ledger.trust_request_answer s using (request_id)
               where r.request_id = new.request_id and r.claim_id = new.claim_id and r.amount = f.amount and s.outcome = 'confirmed')
          or f.kind = 'hand_over' and exists (
               select from ledger.hand_over_answer s
               where s.hand_over_id = new.hand_over_id and s.claim_id = new.claim_id and s.outcome = 'confirmed'))) then
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
