-- A panel is a chair and two members; whoever sits acts in the capacity of the panel and in no other.
create function eligibility.panel_seat_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.claim_id::text, 2));
  if not exists (select from shared.actor a where a.actor_id = new.actor_id
      and case new.seat when 'chair' then 'panel_chair' else 'panel_member' end = any(a.roles)) then
    raise exception 'this person has not the role of the seat' using errcode = 'RD201', constraint = 'member_unknown';
  end if;
  if new.seat = 'member' and (select count(*) from eligibility.panel_seat s where s.claim_id = new.claim_id
      and s.seat = 'member' and s.declaration is distinct from 'conflict') >= 2 then
    raise exception 'both seats are taken' using errcode = 'RD201', constraint = 'chair_taken__two_members';
  end if;
  if new.seated_by <> shared.actor_id() or new.seat = 'chair' and new.actor_id <> shared.actor_id()
    or new.seat = 'member' and not exists (select from eligibility.panel_seat s where s.claim_id = new.claim_id
        and s.actor_id = shared.actor_id() and s.seat = 'chair' and s.declaration is distinct from 'conflict') then
    raise exception 'the chair of the panel seats its members' using errcode = 'RD201', constraint = 'chair_taken__by_chair';
  end if;
  perform shared.take_part(new.claim_id, new.actor_id, 'panel');
  return new;
end $$;
create trigger panel_seat_before_insert before insert on eligibility.panel_seat
  for each row execute function eligibility.panel_seat_before_insert();

create function eligibility.panel_seat_before_update() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.declaration is not null and (old.declaration <> 'none' or new.declaration <> 'conflict')
    or (new.claim_id, new.actor_id, new.seat, new.seated_by, new.seated_at)
       is distinct from (old.claim_id, old.actor_id, old.seat, old.seated_by, old.seated_at) then
    raise exception 'a declaration stands' using errcode = 'RD201', constraint = 'declared_already';
  end if;
  if new.declaration = 'conflict' then
    update shared.involvement i set capacity = 'conflict' where i.claim_id = new.claim_id and i.actor_id = new.actor_id;
  end if;
  return new;
end $$;
comment on function eligibility.panel_seat_before_update is 'A conflict that is found later can still be declared; one that was declared stands, and takes the claim out of sight everywhere';
create trigger panel_seat_before_update before update on eligibility.panel_seat
  for each row execute function eligibility.panel_seat_before_update();

-- Whether the actor may see what the claim is about: on its panel, after declaring no conflict.
create function eligibility.may_open(claim uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select (shared.actor_has('system') or shared.actor_has('auditor')) and shared.may_see(claim)
    or (shared.actor_has('panel_member') or shared.actor_has('panel_chair')) and exists (
      select from eligibility.panel_seat s
      where s.claim_id = claim and s.actor_id = shared.actor_id() and s.declaration = 'none') and shared.may_see(claim);
$$;
comment on function eligibility.may_open is 'The one place that says who may see what a claim is about';
grant execute on function eligibility.may_open(uuid) to redress_eligibility;

-- A claim is only referred when a member of its panel had confirmed the same worksheet before the chair.
create function eligibility.gate_confirmation_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.outcome = 'referred' and exists (select from eligibility.panel_seat s
      where s.claim_id = new.claim_id and s.actor_id = new.actor_id and s.seat = 'chair')
    and not exists (select from eligibility.gate_confirmation g join eligibility.panel_seat s using (claim_id, actor_id)
      where g.worksheet_id = new.worksheet_id and g.outcome = 'referred' and s.seat = 'member' and s.declaration = 'none') then
    raise exception 'a member confirms before the chair' using errcode = 'RD202', constraint = 'member_confirms_first';
  end if;
  return new;
end $$;
create trigger gate_confirmation_before_insert before insert on eligibility.gate_confirmation
  for each row execute function eligibility.gate_confirmation_before_insert();

create function eligibility.hold_case(claim uuid) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  select pg_advisory_xact_lock(hashtextextended(claim::text, 2));
$$;
comment on function eligibility.hold_case is 'One step at a time on a case: waits until every other step on it has ended';
grant execute on function eligibility.hold_case(uuid) to redress_eligibility;
