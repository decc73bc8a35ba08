-- The actor of the transaction. As functions that keep their plan: they are asked many times in every request.
create function shared.act_as(actor uuid, roles text, request text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  perform set_config('redress.actor', actor::text, true), set_config('redress.roles', roles, true),
    set_config('redress.request', request, true);
end $$;
comment on function shared.act_as is 'Names the actor for this transaction: id, roles separated by commas, request id';
grant execute on function shared.act_as(uuid, text, text) to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.actor_id() returns uuid
language plpgsql stable set search_path = pg_catalog as $$
begin
  return nullif(current_setting('redress.actor', true), '')::uuid;
end $$;
grant execute on function shared.actor_id() to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.actor_roles() returns text[]
language plpgsql stable set search_path = pg_catalog as $$
begin
  return coalesce(string_to_array(current_setting('redress.roles', true), ','), '{}');
end $$;
comment on function shared.actor_roles is 'The roles of the actor, for functions that ask for several';
grant execute on function shared.actor_roles() to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.actor_has(role text) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  return coalesce(role = any(string_to_array(current_setting('redress.roles', true), ',')), false);
end $$;
grant execute on function shared.actor_has(text) to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.request_id() returns text
language plpgsql stable set search_path = pg_catalog as $$
begin
  return nullif(current_setting('redress.request', true), '');
end $$;
grant execute on function shared.request_id() to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Another person decides: the one place that says so for all that is asked by one and answered by another.
create function shared.another_decides(asker uuid, decides text, refusal text) returns uuid
language plpgsql stable set search_path = pg_catalog as $$
declare actor uuid := shared.actor_id();
begin
  if actor = asker or not shared.actor_has(decides) then
    raise exception 'another person decides, as %', decides using errcode = 'RD009', constraint = refusal;
  end if;
  return actor;
end $$;
comment on function shared.another_decides is 'The actor, who decides on what the asker asked; refused to the asker and to who has not the role';
