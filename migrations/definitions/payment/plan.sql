create function ledger.plan_sums() returns trigger
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
create constraint trigger plan_sums after insert on ledger.plan
  deferrable initially deferred for each row execute function ledger.plan_sums();
create constraint trigger plan_sums after insert on ledger.instalment
  deferrable initially deferred for each row execute function ledger.plan_sums();
create constraint trigger plan_sums after insert on ledger.plan_funding
  deferrable initially deferred for each row execute function ledger.plan_sums();

-- An instalment is idle until it is put into a batch, and again when its instruction ends unpaid.
create function ledger.instalment_after_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.is_idle(new.instalment_id);
  return null;
end $$;
create trigger instalment_after_insert after insert on ledger.instalment
  for each row execute function ledger.instalment_after_insert();

create function ledger.is_idle(instalment uuid) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into ledger.idle_instalment (instalment_id, claim_id, claim_code, due_on, number)
  select n.instalment_id, n.claim_id, c.claim_code, n.due_on, n.number
  from ledger.instalment n join shared.claim c using (claim_id) where n.instalment_id = instalment;
$$;
comment on function ledger.is_idle is 'Puts an instalment among those that are neither under way nor paid';
