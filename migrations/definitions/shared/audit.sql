create function shared.require_audit() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from shared.audit a where a.xid = pg_current_xact_id()) then
    raise exception 'a write to %.% without its audit row', tg_table_schema, tg_table_name
      using errcode = 'RD004', constraint = 'audit_in_same_transaction';
  end if;
  return null;
end $$;
comment on function shared.require_audit is 'For deferred constraint triggers on tables that hold claims: no write commits without an audit row';

create function shared.never_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name
    using errcode = 'RD005', constraint = 'append_only';
end $$;
comment on function shared.never_change is 'For tables that are only ever added to: refuses update, delete and truncate even to the owner';
