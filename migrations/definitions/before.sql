-- Before the definitions are made anew: all that an earlier set of them left is dropped, whichever file it was in, so that
-- what no file defines any more is gone. One transaction with the files and after.sql: a failure leaves all as it was.
-- What may do what is written in the files alone: rights that were given by hand go too.
set local role redress_owner;
set local search_path = pg_catalog;
-- A function may name what comes later; after.sql looks at all bodies.
set local check_function_bodies = off;

do $$
declare statement text; namespaces text[] := '{shared,vault,intake,eligibility,ledger,documents}';
begin
  for statement in
    with kept as (
        select c.oid, c.oid::regclass as name, c.relkind, c.relacl, c.relowner, c.relrowsecurity
        from pg_class c where c.relnamespace::regnamespace::text = any (namespaces)),
      function as (
        select p.oid::regprocedure as name, p.prokind from pg_proc p where p.pronamespace::regnamespace::text = any (namespaces)
          -- A function that a constraint, a default or an index stands on is of the tables.
          and not exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
            and d.classid in ('pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_class'::regclass)
            and not exists (select from pg_constraint k where k.oid = d.objid and k.contype = 't')))
    select s.statement from (
      select 1, format('drop trigger %I on %s', t.tgname, k.name)
      from pg_trigger t join kept k on k.oid = t.tgrelid where not t.tgisinternal
      union all
      select 2, format('drop policy %I on %s', p.polname, k.name) from pg_policy p join kept k on k.oid = p.polrelid
      union all
      select 3, format('alter table %s no force row level security, disable row level security', k.name)
      from kept k where k.relrowsecurity
      union all
      -- In one statement: a view may stand on another.
      select 4, 'drop view ' || string_agg(k.name::text, ', ') from kept k where k.relkind = 'v' having count(*) > 0
      union all
      select 5, 'drop routine ' || string_agg(f.name::text, ', ') from function f having count(*) > 0
      union all
      select distinct 6, format('revoke all on %s %s from %s', case k.relkind when 'S' then 'sequence' else 'table' end, k.name,
        case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
      from kept k cross join lateral (
        select (aclexplode(k.relacl)).grantee
        union select (aclexplode(c.attacl)).grantee from pg_attribute c where c.attrelid = k.oid) as a
      where k.relkind in ('r', 'p', 'S') and a.grantee <> k.relowner
      union all
      select 6, format('revoke all on schema %I from %s', n.nspname, case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
      from pg_namespace n cross join lateral aclexplode(n.nspacl) as a
      where n.nspname = any (namespaces) and a.grantee <> n.nspowner
    ) as s (step, statement) order by s.step, s.statement
  loop
    execute statement;
  end loop;
end $$;
