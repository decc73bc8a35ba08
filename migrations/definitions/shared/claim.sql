-- Whether a claim at this stage is one that a panel works on, or that waits for one.
create function shared.is_under_review(stage text) returns boolean
language sql immutable set search_path = pg_catalog as $$
  select stage in ('submitted', 'triaged', 'in_review', 'info_requested', 'eligible', 'assessed', 'decided');
$$;

-- Whether the actor of this transaction may know that the claim exists. The one place that says so.
-- In PL/pgSQL, as all that policies ask many times in a request: it keeps its plan, where SQL is planned anew.
create function shared.may_see(claim uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  said text := shared.acting(); actor uuid := split_part(said, '|', 1)::uuid; roles text[] := string_to_array(split_part(said, '|', 2), ',');
  about text := split_part(said, '|', 3);
  is_advocate boolean := 'advocate' = any(roles); is_intake boolean := 'intake_officer' = any(roles);
  is_member boolean := 'panel_member' = any(roles); is_chair boolean := 'panel_chair' = any(roles);
  is_finance boolean := roles && array['finance_officer', 'finance_approver'];
begin
  -- A service by itself: the claim of the event that it acts on, or all where its work is on the books as a whole.
  if 'system' = any(roles) then
    return about = '*' or about = claim::text;
  end if;
  return exists (
    select from shared.claim c
    where c.claim_id = claim
      and not exists (
        -- Who acts in one capacity does not come back in another.
        select from shared.involvement i
        where i.claim_id = c.claim_id and i.actor_id = actor
          and not (i.capacity = 'advocate' and is_advocate or i.capacity = 'intake' and is_intake
                or i.capacity = 'panel' and (is_member or is_chair) or i.capacity = 'finance' and is_finance))
      and (is_advocate and c.advocate_id = actor
        or c.stage <> 'draft' and (is_intake or 'auditor' = any(roles))
        -- No panel sees a claim that rests.
        or (c.frozen_since is null or not shared.is_under_review(c.stage))
           and (c.stage not in ('draft', 'submitted') and is_chair
             or is_member and exists (
                  select from shared.involvement i where i.claim_id = c.claim_id and i.actor_id = actor and i.capacity = 'panel'))
        or c.stage in ('accepted', 'scheduled', 'approved', 'instructed', 'returned', 'settled', 'closed') and is_finance));
end $$;
grant execute on function shared.may_see(uuid) to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- For triggers of tables whose policies say who may.
create function shared.take_part(claim uuid, actor uuid, as_capacity text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare held text;
begin
  insert into shared.involvement (claim_id, actor_id, capacity) values (claim, actor, as_capacity)
  on conflict (claim_id, actor_id) do nothing;
  select i.capacity into held from shared.involvement i where i.claim_id = claim and i.actor_id = actor;
  if held <> as_capacity then
    raise exception 'this person already acts on the claim as %', held
      using errcode = 'RD001', constraint = 'one_capacity';
  end if;
end $$;
comment on function shared.take_part is 'Gives a person a capacity on a claim; refused with RD001 one_capacity when the person has another';

create function shared.involve(claim uuid, as_capacity text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not shared.may_see(claim)
    or not shared.actor_has(case as_capacity when 'advocate' then 'advocate' when 'intake' then 'intake_officer' end) then
    raise exception 'no such claim' using errcode = 'RD404', constraint = 'claim_seen';
  end if;
  perform shared.take_part(claim, shared.actor_id(), as_capacity);
end $$;
comment on function shared.involve is 'The actor takes a capacity on a claim that the actor sees, by her role; panels and finance get theirs by what they do. RD001 one_capacity for who has another';
grant execute on function shared.involve(uuid, text) to redress_intake;

-- A move changes no key. Said so (for no key update), looking that a claim is there waits for nobody: an event holds its
-- claim's chain and then looks for the claim, which would wait for whoever moves it, who waits for the chain.
create function shared.advance(claim uuid, to_which text) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare from_which text; frozen timestamptz;
begin
  if not shared.may_see(claim) then
    raise exception 'no such claim' using errcode = 'RD404', constraint = 'claim_seen';
  end if;
  select c.stage, c.frozen_since into from_which, frozen from shared.claim c where c.claim_id = claim for no key update;
  if not exists (
    select from shared.stage_move m
    where m.from_stage = from_which and m.to_stage = to_which and m.service = session_user
      and exists (select from unnest(m.roles) as role where shared.actor_has(role))) then
    raise exception 'a claim can''t go from % to % here', from_which, to_which
      using errcode = 'RD002', constraint = 'stage_move';
  end if;
  -- What the service itself has begun goes on to the desk where the claim rests; only she ends it.
  if frozen is not null and shared.is_under_review(from_which) and to_which <> 'withdrawn'
    and not shared.actor_has('system') then
    raise exception 'she has taken back her consent' using errcode = 'RD008', constraint = 'consent_taken_back';
  end if;
  update shared.claim c set stage = to_which, stage_since = now() where c.claim_id = claim;
  return from_which;
end $$;
comment on function shared.advance is 'Moves a claim; returns the stage it came from. RD002 stage_move when the move is none of the list';
grant execute on function shared.advance(uuid, text) to redress_intake, redress_eligibility, redress_ledger;
