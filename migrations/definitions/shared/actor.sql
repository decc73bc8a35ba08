-- Who acts in a transaction is proven, not told: a setting can be written by every statement, so it is signed here, for this
-- transaction of this connection alone. Nobody but these functions can read the key.
-- The signature has no settings of its own, so that it is planned into the statements that use it.
create function shared.signed(said text, backend int, began timestamptz, inner_key bytea, outer_key bytea) returns text
language sql stable as $$
  select encode(sha256(outer_key || sha256(inner_key || int4send(backend) || timestamptz_send(began) || convert_to(said, 'UTF8'))), 'hex');
$$;
comment on function shared.signed is 'The signature under who acts, by the two halves of the key';

-- A random UUID has 122 random bits.
create function shared.renew_signing_key() returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into shared.signing_key as k (inner_key, outer_key)
  select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
  on conflict (is_only) do update set inner_key = excluded.inner_key, outer_key = excluded.outer_key;
$$;
comment on function shared.renew_signing_key is 'Makes the key anew, so that a copy of the database tells nothing of the one in use; transactions under way fail';

-- As functions that keep their plan: they are asked many times in every request.
create function shared.acting() returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare said text := current_setting('redress.acting', true); inner_key bytea; outer_key bytea;
begin
  if said is null or said = '' then
    return null;
  end if;
  select k.inner_key, k.outer_key into inner_key, outer_key from shared.signing_key k;
  if shared.signed(said, pg_backend_pid(), now(), inner_key, outer_key) = current_setting('redress.proof', true) then
    return said;
  end if;
  raise exception 'who acts is not proven' using errcode = 'RD401', constraint = 'actor_proven';
end $$;
comment on function shared.acting is 'Who acts in this transaction: id, roles separated by commas, and for a service the claim that it may see (* for all), for a person who signed in lately the word fresh; separated by |';
grant execute on function shared.acting() to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.act_as(actor uuid, roles text, about text, request text) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare inner_key bytea; outer_key bytea; said text := set_config('redress.acting', concat_ws('|', actor, roles, about), true);
begin
  select k.inner_key, k.outer_key into inner_key, outer_key from shared.signing_key k;
  said := set_config('redress.proof', shared.signed(said, pg_backend_pid(), now(), inner_key, outer_key), true);
  said := set_config('redress.request', request, true);
end $$;
comment on function shared.act_as is 'Signs who acts for the rest of this transaction; for the functions that have looked it up';

-- Strict, so that a browser's session, which names no roles, costs nothing here.
create function shared.held_by_both(person text[], token text[]) returns text[]
language sql immutable strict set search_path = pg_catalog as $$
  select array(select role from unnest(person) as role where role = any (token));
$$;
comment on function shared.held_by_both is 'The roles that count of a bearer token: those that the person has too. Null for a session without roles of its own';

-- A person, by a session or a bearer token. Roles are looked up, never told.
create function shared.enter(presented bytea, request text) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare said text; inner_key bytea; outer_key bytea;
begin
  -- Every act pays for this: one statement finds all, and what act_as does is done here by assignments.
  select concat_ws('|', a.actor_id, array_to_string(coalesce(shared.held_by_both(a.roles, s.roles), a.roles), ','),
      case when s.fresh_until > now() then '|fresh' else '' end),
    k.inner_key, k.outer_key into said, inner_key, outer_key
  from shared.session s join shared.actor a using (actor_id) cross join shared.signing_key k
  where s.session_id = sha256(presented) and s.ended_at is null and s.valid_until > now();
  if said is null then
    raise exception 'this session has ended' using errcode = 'RD401', constraint = 'session_ended';
  end if;
  said := set_config('redress.acting', said, true);
  said := set_config('redress.proof', shared.signed(said, pg_backend_pid(), now(), inner_key, outer_key), true);
  said := set_config('redress.request', request, true);
end $$;
comment on function shared.enter is 'The person of a session acts in this transaction, with the roles that the person has now; RD401 session_ended where it counts no more';
grant execute on function shared.enter(bytea, text) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- A service by itself, at a work of its own.
create function shared.enter_for_work(work text, request text) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare service uuid; about text;
begin
  select s.actor_id, case when w.sees_claims then '*' else '' end into service, about
  from shared.own_work w join shared.service s using (login) where w.action = work and w.login = session_user;
  if service is null then
    raise exception '% has no work %', session_user, work using errcode = 'RD401', constraint = 'work_of_service';
  end if;
  perform shared.act_as(service, 'system', about, request);
end $$;
comment on function shared.enter_for_work is 'The service itself acts in this transaction, at a work of shared.own_work';
grant execute on function shared.enter_for_work(text, text) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.actor_id() returns uuid
language plpgsql stable set search_path = pg_catalog as $$
begin
  return split_part(shared.acting(), '|', 1)::uuid;
end $$;
grant execute on function shared.actor_id() to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.actor_roles() returns text[]
language plpgsql stable set search_path = pg_catalog as $$
begin
  return coalesce(string_to_array(split_part(shared.acting(), '|', 2), ','), '{}');
end $$;
comment on function shared.actor_roles is 'The roles of the actor, for functions that ask for several';
grant execute on function shared.actor_roles() to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.actor_has(role text) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  return coalesce(role = any (string_to_array(split_part(shared.acting(), '|', 2), ',')), false);
end $$;
grant execute on function shared.actor_has(text) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.request_id() returns text
language plpgsql stable set search_path = pg_catalog as $$
begin
  return nullif(current_setting('redress.request', true), '');
end $$;
grant execute on function shared.request_id() to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;
-- What can't be taken back, or opens what is sealed, asks for a sign-in that is not old: whoever finds a desk that was left
-- can read on it, no more.
create function shared.demand_fresh() returns void
language plpgsql stable set search_path = pg_catalog as $$
declare said text := shared.acting();
begin
  if split_part(said, '|', 4) = 'fresh' or 'system' = any (string_to_array(split_part(said, '|', 2), ',')) then
    return;
  end if;
  raise exception 'the sign-in is too old for this' using errcode = 'RD401', constraint = 'sign_in_fresh';
end $$;
comment on function shared.demand_fresh is 'RD401 sign_in_fresh unless the actor has signed in lately, or is a service by itself';

-- Another person decides: the one place that says so for all that is asked by one and answered by another.
create function shared.another_decides(asker uuid, decides text, refusal text) returns uuid
language plpgsql stable set search_path = pg_catalog as $$
declare actor uuid := shared.actor_id();
begin
  if actor = asker or not shared.actor_has(decides) then
    raise exception 'another person decides, as %', decides using errcode = 'RD009', constraint = refusal;
  end if;
  perform shared.demand_fresh();
  return actor;
end $$;
comment on function shared.another_decides is 'The actor, who decides on what the asker asked; refused to the asker, to who has not the role, and after a sign-in that is too old';
