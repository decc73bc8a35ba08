-- Who acts, and what she may see, asked many times in every request: as functions that keep their plan. In SQL each call was
-- read and planned anew. What they answer is unchanged.
set local role redress_owner;

create or replace function shared.act_as(actor uuid, roles text, request text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  perform set_config('redress.actor', actor::text, true), set_config('redress.roles', roles, true),
    set_config('redress.request', request, true);
end $$;
create or replace function shared.actor_id() returns uuid
language plpgsql stable set search_path = pg_catalog as $$
begin
  return nullif(current_setting('redress.actor', true), '')::uuid;
end $$;
create or replace function shared.actor_has(role text) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  return coalesce(role = any(string_to_array(current_setting('redress.roles', true), ',')), false);
end $$;
create or replace function shared.request_id() returns text
language plpgsql stable set search_path = pg_catalog as $$
begin
  return nullif(current_setting('redress.request', true), '');
end $$;

-- Whether the actor of this transaction may know that the claim exists. The one place that says so.
create or replace function shared.may_see(claim uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  actor uuid := shared.actor_id(); is_advocate boolean; is_intake boolean; is_member boolean; is_chair boolean; is_finance boolean;
begin
  if shared.actor_has('system') then
    return true;
  end if;
  is_advocate := shared.actor_has('advocate');
  is_intake := shared.actor_has('intake_officer');
  is_member := shared.actor_has('panel_member');
  is_chair := shared.actor_has('panel_chair');
  is_finance := shared.actor_has('finance_officer') or shared.actor_has('finance_approver');
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
        or c.stage <> 'draft' and (is_intake or shared.actor_has('auditor'))
        or c.stage not in ('draft', 'submitted') and is_chair
        or is_member and exists (
             select from shared.involvement i where i.claim_id = c.claim_id and i.actor_id = actor and i.capacity = 'panel')
        or c.stage in ('accepted', 'scheduled', 'approved', 'instructed', 'returned', 'settled', 'closed') and is_finance));
end $$;

reset role;
