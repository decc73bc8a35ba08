-- Whether the actor may handle the sealed data of a claimant: her advocate; to pay her, once she has accepted, finance.
create function vault.may_open(claimant uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from shared.claim c
    where c.claimant_id = claimant and case session_user
      when 'redress_intake' then shared.actor_has('advocate') and c.advocate_id = shared.actor_id()
      when 'redress_ledger' then shared.may_see(c.claim_id)
        and not shared.actor_has('system') and c.stage in ('accepted', 'scheduled', 'approved', 'instructed', 'returned', 'settled')
      else false end);
$$;
comment on function vault.may_open is 'The one place that says who may handle sealed data';
grant execute on function vault.may_open(uuid) to redress_intake, redress_ledger;

-- Without her key nothing of hers opens. It asks for a sign-in that is not old, but while a draft is being written: what was
-- typed a moment ago is no secret to who typed it.
create function vault.may_unseal(claimant uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not vault.may_open(claimant) then
    return false;
  end if;
  if not exists (select from shared.claim c where c.claimant_id = claimant and c.stage = 'draft') then
    perform shared.demand_fresh();
  end if;
  return true;
end $$;
comment on function vault.may_unseal is 'Whether the actor may open sealed data of a claimant now; RD401 sign_in_fresh after a sign-in that is too old';
grant execute on function vault.may_unseal(uuid) to redress_intake, redress_ledger;

-- Sealed data: put in and opened by intake, of whom the actor may handle; the ledger opens the payee that it pays.
grant usage on schema vault to redress_intake, redress_ledger;
do $$
declare listed text;
begin
  foreach listed in array array['claimant_key', 'identity', 'contact', 'payee'] loop
    execute format('alter table vault.%s enable row level security', listed);
    execute format('alter table vault.%s force row level security', listed);
    -- For views and functions; nobody signs in as the owner.
    execute format('create policy of_functions on vault.%s for select to redress_owner using (true)', listed);
    call shared.audit_writes(('vault.' || listed)::regclass, 'insert or update or delete');
    execute format('create policy opened on vault.%s for select to redress_intake, redress_ledger
      using (vault.%s(claimant_id))', listed, case listed when 'claimant_key' then 'may_unseal' else 'may_open' end);
    execute format('create policy put_in on vault.%s for insert to redress_intake with check (vault.may_open(claimant_id))', listed);
    execute format('create policy put_anew on vault.%s for update to redress_intake
      using (vault.may_open(claimant_id)) with check (vault.may_open(claimant_id))', listed);
  end loop;
end $$;
create trigger append_only before update or delete on vault.payee for each row execute function shared.never_change();
create trigger no_truncate before truncate on vault.payee for each statement execute function shared.never_change();
grant select, insert, update (key_version, wrapped, destroyed_at) on vault.claimant_key to redress_intake;
grant select, insert, update (version, sealed) on vault.identity, vault.contact to redress_intake;
grant select, insert on vault.payee to redress_intake;
grant select on vault.claimant_key, vault.payee to redress_ledger;

-- Whether a key file is the one that the data here are sealed with: what is wrong, a line a key. Intake, which seals, makes keys
-- known that nobody has seen, unless anything is wrong: another file begins nothing.
create function vault.know_keys(names text[], fingerprints bytea[], learn boolean)
returns table (key_name text, trouble text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select k.name, 'other' from vault.known_key k
    join unnest(names, fingerprints) as told (name, fingerprint) using (name) where k.fingerprint <> told.fingerprint
    union all
    select k.name, 'missing' from vault.known_key k where not k.name = any(names) and exists (
      select from vault.claimant_key c
      where c.wrapped is not null and (k.name = 'match' or k.name = 'master-' || c.key_version));
  if not found and learn and session_user = 'redress_intake' then
    insert into vault.known_key (name, fingerprint)
    select * from unnest(names, fingerprints) on conflict (name) do nothing;
  end if;
end $$;
comment on function vault.know_keys is 'The keys of a file that are other than those known, or that it lacks; learns new ones for intake where nothing is wrong';
grant execute on function vault.know_keys(text[], bytea[], boolean) to redress_intake, redress_ledger;
create trigger append_only before update or delete on vault.known_key for each row execute function shared.never_change();
create trigger no_truncate before truncate on vault.known_key for each statement execute function shared.never_change();
