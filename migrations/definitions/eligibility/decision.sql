create function eligibility.award_in_force(claim uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select a.award_id from eligibility.award a where a.claim_id = claim order by a.seq desc limit 1;
$$;
comment on function eligibility.award_in_force is 'The latest award of a claim: the one that counts';

create function eligibility.award_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id for share;
  if stands not in ('eligible', 'assessed') then
    raise exception 'an award is computed before the decision, not at %', stands
      using errcode = 'RD206', constraint = 'award_before_decision';
  end if;
  return new;
end $$;
create trigger award_before_insert before insert on eligibility.award
  for each row execute function eligibility.award_before_insert();

-- Whether the actor has recorded an own view of an award: then the others' of the same award are shown.
create function eligibility.has_view_of(award uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from eligibility.panel_view v where v.award_id = award and v.actor_id = shared.actor_id());
$$;
comment on function eligibility.has_view_of is 'Whether the actor has recorded an own view of the award';
grant execute on function eligibility.has_view_of(uuid) to redress_eligibility;

create function eligibility.panel_view_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id for share;
  if stands <> 'assessed' then
    raise exception 'views are recorded on an assessed award, not at %', stands
      using errcode = 'RD203', constraint = 'stage_move__view_in_time';
  end if;
  if new.award_id is distinct from eligibility.award_in_force(new.claim_id) then
    raise exception 'the award is not the one in force' using errcode = 'RD203', constraint = 'stage_move__view_of_award';
  end if;
  return new;
end $$;
create trigger panel_view_before_insert before insert on eligibility.panel_view
  for each row execute function eligibility.panel_view_before_insert();

-- How many views there are, without what they say: for a member who has not recorded one yet.
create function eligibility.view_count(claim uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from eligibility.panel_view v
  join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id and s.declaration = 'none'
  where v.claim_id = claim and v.award_id = eligibility.award_in_force(claim) and eligibility.may_open(claim);
$$;
grant execute on function eligibility.view_count(uuid) to redress_eligibility;

create function eligibility.decision_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare views bigint; alike bigint; due numeric; needed int;
begin
  if new.issued_by <> shared.actor_id() or not exists (select from eligibility.panel_seat s
      where s.claim_id = new.claim_id and s.actor_id = new.issued_by and s.seat = 'chair' and s.declaration = 'none') then
    raise exception 'the chair of the panel issues its decision' using errcode = 'RD204', constraint = 'chair_only';
  end if;
  select a.net, case new.outcome when 'awarded' then a.views_needed else 3 end into due, needed
  from eligibility.award a
  where a.award_id = new.award_id and a.award_id = eligibility.award_in_force(new.claim_id);
  if due is null or new.outcome = 'awarded' and new.net <> due then
    raise exception 'the decision differs from the award in force' using errcode = 'RD204', constraint = 'award_behind';
  end if;
  select count(*), count(*) filter (where v.outcome = new.outcome) into views, alike
  from eligibility.panel_view v
  join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id and s.declaration = 'none'
  where v.claim_id = new.claim_id and v.award_id = new.award_id;
  if views < needed then
    raise exception '% views are needed, there are %', needed, views
      using errcode = 'RD204', constraint = 'views_missing';
  end if;
  if alike * 2 <= views then
    raise exception 'the panel has no majority for this' using errcode = 'RD204', constraint = 'no_majority';
  end if;
  perform shared.demand_fresh();
  return new;
end $$;
create trigger decision_before_insert before insert on eligibility.decision
  for each row execute function eligibility.decision_before_insert();
