-- Roles of the services and of signing in, and the namespaces. Run by a login that may create roles; objects belong to redress_owner,
-- which nobody signs in as.

do $$
declare service text;
begin
  if not exists (select from pg_roles where rolname = 'redress_owner') then
    create role redress_owner nologin;
  end if;
  foreach service in array array['sign_in', 'intake', 'eligibility', 'ledger', 'documents'] loop
    if not exists (select from pg_roles where rolname = 'redress_' || service) then
      execute format('create role redress_%I login', service);
    end if;
    -- A forgotten transaction would hold back every reader of events: end it.
    execute format('alter role redress_%I set statement_timeout = ''30s''', service);
    execute format('alter role redress_%I set lock_timeout = ''10s''', service);
    execute format('alter role redress_%I set idle_in_transaction_session_timeout = ''15s''', service);
    -- One service leaves connections for the others.
    execute format('alter role redress_%I connection limit 60', service);
  end loop;
  if not pg_has_role(current_user, 'redress_owner', 'member') then
    execute format('grant redress_owner to %I', current_user);
  end if;
  execute format('grant create, connect on database %I to redress_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to redress_sign_in, redress_intake, redress_eligibility, redress_ledger,
    redress_documents', current_database());
end $$;
revoke all on schema public from public;

set local role redress_owner;

create schema shared;
create schema vault;
create schema intake;
create schema eligibility;
create schema ledger;
create schema documents;
comment on schema shared is 'What all services may read: claims, stages, events, audit, sessions, and views made for a reader';
comment on schema vault is 'Sealed personal data and the wrapped keys that open it';
comment on schema intake is 'Private to the intake service';
comment on schema eligibility is 'Private to the eligibility service';
comment on schema ledger is 'Private to the ledger service';
comment on schema documents is 'Private to the documents service';
-- Functions are for those they are granted to.
alter default privileges revoke execute on functions from public;

reset role;

-- What needs a superuser; `redress doctor` says so where it could not be done.
do $$
declare built_in regprocedure;
begin
  if not (select r.rolsuper from pg_roles r where r.rolname = session_user) then
    return;
  end if;
  -- Whoever may lock by any number can hold what belongs to another service: locks are taken inside functions of ours.
  -- Nobody keeps files in the database.
  for built_in in
    select p.oid from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(pg_(try_)?advisory_|lo_|loread$|lowrite$)'
  loop
    execute format('revoke execute on function %s from public', built_in);
    if built_in::text like 'pg_%' then
      execute format('grant execute on function %s to redress_owner', built_in);
    end if;
  end loop;
  -- To see and end transactions that hold back the readers of events.
  grant pg_signal_backend, pg_read_all_stats to redress_owner;
end $$;
