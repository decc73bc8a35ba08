-- Everything that a database of Redress is made of, one record each, which says all that counts of it. A record
-- begins with the sign of that name (octal 036), as some have several lines.
-- Read by compare-catalogs.sh, which makes lines of them. Places of columns are counted without those that were dropped; the text of functions,
-- policies and checks is the server's own, so that two ways to write the same thing are the same.
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' | '
set search_path = pg_catalog;
create temp view ours as select n.oid, n.nspname from pg_namespace n
  where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents');

select e'\036namespace', n.nspname, pg_get_userbyid(n.nspowner), coalesce(obj_description(n.oid, 'pg_namespace'), ''),
  (select string_agg(a::text, ' ' order by a::text) from unnest(n.nspacl) a)
from pg_namespace n join ours using (oid);

select e'\036' || case c.relkind when 'r' then 'table' when 'v' then 'view' when 'S' then 'sequence' else c.relkind::text end,
  c.oid::regclass, pg_get_userbyid(c.relowner), case when c.relrowsecurity then 'row security' else '' end,
  case when c.relforcerowsecurity then 'forced' else '' end, array_to_string(c.reloptions, ' '),
  (select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a), coalesce(obj_description(c.oid, 'pg_class'), '')
from pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('r', 'v', 'S', 'm', 'p');

select e'\036sequence', s.seqrelid::regclass, format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
  s.seqcycle, (select d.refobjid::regclass || '.' || a.attname || ' ' || d.deptype::text from pg_depend d
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.objid = s.seqrelid and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass)
from pg_sequence s join pg_class c on c.oid = s.seqrelid join ours n on n.oid = c.relnamespace;

select e'\036column', a.attrelid::regclass || '.' || a.attname,
  count(*) over (partition by a.attrelid order by a.attnum), format_type(a.atttypid, a.atttypmod),
  case when a.attnotnull then 'not null' else '' end, a.attidentity, a.attgenerated,
  coalesce(pg_get_expr(d.adbin, d.adrelid), ''), coalesce(a.attcollation::regcollation::text, ''),
  (select string_agg(x::text, ' ' order by x::text) from unnest(a.attacl) x), coalesce(col_description(a.attrelid, a.attnum), '')
from pg_attribute a join pg_class c on c.oid = a.attrelid join ours n on n.oid = c.relnamespace
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relkind in ('r', 'v', 'p') and a.attnum > 0 and not a.attisdropped;

select e'\036constraint', k.conrelid::regclass, k.conname, k.contype, pg_get_constraintdef(k.oid),
  case when k.convalidated then '' else 'not validated' end
from pg_constraint k join ours n on n.oid = k.connamespace where k.contype <> 't';

select e'\036index', i.indrelid::regclass, pg_get_indexdef(i.indexrelid), case when i.indisvalid then '' else 'not valid' end
from pg_index i join pg_class c on c.oid = i.indrelid join ours n on n.oid = c.relnamespace;

select e'\036policy', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive,
  (select string_agg(r::regrole::text, ' ' order by r::regrole::text) from unnest(p.polroles) r),
  coalesce(pg_get_expr(p.polqual, p.polrelid), ''),
  coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
from pg_policy p join pg_class c on c.oid = p.polrelid join ours n on n.oid = c.relnamespace;

-- Comments of a body are no part of what it does.
select e'\036function', f.oid::regprocedure, pg_get_userbyid(f.proowner), l.lanname, f.prokind, f.prosecdef, f.proleakproof, f.proisstrict,
  f.proretset, f.provolatile, f.proparallel, f.procost, f.prorows, pg_get_function_result(f.oid), pg_get_function_arguments(f.oid),
  (select string_agg(s, ', ' order by s) from unnest(f.proconfig) s),
  (select string_agg(a::text, ' ' order by a::text) from unnest(f.proacl) a), coalesce(obj_description(f.oid, 'pg_proc'), ''),
  regexp_replace(f.prosrc, '--[^\n]*', '', 'g')
from pg_proc f join pg_language l on l.oid = f.prolang join ours n on n.oid = f.pronamespace;

select e'\036trigger', t.tgrelid::regclass, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid), coalesce(obj_description(t.oid, 'pg_trigger'), '')
from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal;

select e'\036view', c.oid::regclass, pg_get_viewdef(c.oid)
from pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('v', 'm');

select e'\036type', t.oid::regtype, t.typtype, (select string_agg(e.enumlabel, ' ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)
from pg_type t join ours n on n.oid = t.typnamespace where t.typtype not in ('c', 'b');

select e'\036default privileges', d.defaclrole::regrole, coalesce(n.nspname, ''), d.defaclobjtype, d.defaclacl
from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace;

select e'\036role', r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolbypassrls,
  (select string_agg(s, ', ' order by s) from pg_db_role_setting g cross join unnest(g.setconfig) s where g.setrole = r.oid)
from pg_roles r where r.rolname like 'redress\_%';
select e'\036database', (select string_agg(a::text, ' ' order by a::text) from unnest(d.datacl) a) from pg_database d
where d.datname = current_database();

-- Rows: those that every database has from the beginning. The time at which one was made is no part of it.
select format($q$select e'\036row', '%1$s', s.row from (select (select jsonb_object_agg(j.key, case
    when j.key in ('opened_at', 'applied_at') then '"(when made)"'::jsonb else j.value end)
  from jsonb_each(to_jsonb(t)) j)::text as row from %1$s t) s$q$, c.oid::regclass)
from pg_class c join ours n on n.oid = c.relnamespace where c.relkind = 'r'
\gexec
