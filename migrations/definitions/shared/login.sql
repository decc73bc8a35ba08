-- What one login may not do to the others.

-- A transaction that stays open holds back every reader of events, and a login can lift its own time-outs.
create function shared.dawdlers(idle interval) returns table (pid int)
language sql stable security definer set search_path = pg_catalog as $$
  select a.pid from pg_stat_activity a join shared.service s on s.login = a.usename
  where a.datname = current_database() and a.pid <> pg_backend_pid()
    and (a.state like 'idle in transaction%' and a.state_change < clock_timestamp() - idle
      or a.xact_start < clock_timestamp() - interval '1 hour');
$$;
comment on function shared.dawdlers is 'Connections of services that have idled inside a transaction for this long, or are in one for an hour';

create function shared.end_dawdlers() returns bigint
language sql volatile security definer set search_path = pg_catalog as $$
  select count(*) from shared.dawdlers('1 minute') d where pg_terminate_backend(d.pid);
$$;
comment on function shared.end_dawdlers is 'Ends them; returns how many. Every service asks now and then, whatever the others do';
grant execute on function shared.end_dawdlers() to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.too_free() returns setof text
language sql stable set search_path = pg_catalog as $$
  select 'locks by number' where has_function_privilege(session_user, 'pg_advisory_lock(bigint)', 'execute')
  union all select 'large objects' where has_function_privilege(session_user, 'lo_create(oid)', 'execute')
  union all select 'any number of connections' from pg_roles r where r.rolname = session_user and r.rolconnlimit < 0
  union all select 'idle transactions' where not pg_has_role('redress_owner', 'pg_signal_backend', 'usage');
$$;
comment on function shared.too_free is 'What the login may do to the harm of others, as `redress migrate` was run without the right to forbid it';
grant execute on function shared.too_free() to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;
