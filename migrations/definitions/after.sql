-- After the definitions: every body is looked at, now that all that it names is there.
set local check_function_bodies = on;
do $$
declare made record;
begin
  for made in
    select l.lanvalidator::regproc as validator, p.oid as function, p.oid::regprocedure as name
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace::regnamespace::text = any ('{shared,vault,intake,eligibility,ledger,documents}') and l.lanvalidator <> 0
  loop
    begin
      execute format('select %s(%L)', made.validator, made.function);
    exception when others then
      raise exception '%: %', made.name, sqlerrm using errcode = sqlstate;
    end;
  end loop;
end $$;

select shared.renew_signing_key();

call shared.put_tables_under_log();
