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

create function shared.require_audit_of_claim() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare about uuid := case when tg_op = 'DELETE' then old.claim_id else new.claim_id end;
begin
  -- A row of the audit that names no claim is about many, such as a batch.
  if not exists (select from shared.audit a where a.xid = pg_current_xact_id() and coalesce(a.claim_id, about) = about) then
    raise exception 'a write to %.% on claim % without its audit row', tg_table_schema, tg_table_name, about
      using errcode = 'RD004', constraint = 'audit_in_same_transaction';
  end if;
  return null;
end $$;
comment on function shared.require_audit_of_claim is 'As require_audit, for tables whose rows are of one claim: an audit row about another claim does not do';

create procedure shared.audit_writes(listed regclass, writes text)
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create constraint trigger audited after %s on %s deferrable initially deferred
    for each row execute function shared.%s()', writes, listed, case when exists (
      select from pg_attribute a where a.attrelid = listed and a.attname = 'claim_id' and not a.attisdropped)
    then 'require_audit_of_claim' else 'require_audit' end);
end $$;
comment on procedure shared.audit_writes is 'Makes a table such that no write to it commits without its audit row';

create function shared.never_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name
    using errcode = 'RD005', constraint = 'append_only';
end $$;
comment on function shared.never_change is 'For tables that are only ever added to: refuses update, delete and truncate even to the owner';
