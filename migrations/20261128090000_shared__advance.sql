-- Moving a claim and saying what happened to it did not take their locks in one order: an event holds its claim's
-- chain and then looks that the claim is there, which waited for whoever was moving it, who waited for the chain.
-- A move changes no key. Said so, looking that a claim is there waits for nobody.
set local role redress_owner;

create or replace function shared.advance(claim uuid, to_which text) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare from_which text;
begin
  if not shared.may_see(claim) then
    raise exception 'no such claim' using errcode = 'RD404', constraint = 'claim_seen';
  end if;
  select c.stage into from_which from shared.claim c where c.claim_id = claim for no key update;
  if not exists (
    select from shared.stage_move m
    where m.from_stage = from_which and m.to_stage = to_which and m.service = session_user
      and exists (select from unnest(m.roles) as role where shared.actor_has(role))) then
    raise exception 'a claim can''t go from % to % here', from_which, to_which
      using errcode = 'RD002', constraint = 'legal_stage_move';
  end if;
  update shared.claim c set stage = to_which, stage_since = now() where c.claim_id = claim;
  return from_which;
end $$;

reset role;
