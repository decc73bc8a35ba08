-- The log. What stands in a row of a table is what its newest trace says, and traces, audit and events are what the
-- checkpoints over them say: so whoever changes a row by hand, with triggers off, is found, and can't mend the log after it.

-- Tables that are not under the log:
--   * the log itself, audit and events, which stand in the tree as they are;
--   * what comes and goes: sessions, sign-ins, forms that wait, keys of repetition, how far readers are;
--   * what each `redress migrate` makes anew;
--   * entries, which the seals of the books are over and whose transaction must have its audit row;
--   * sums and lists of the books that are kept by triggers and that ledger.audit_books holds against what they stand for.
create function shared.tables_under_log()
returns table (listed text, key text[], left_out text[], is_audited boolean)
language sql stable set search_path = pg_catalog as $$
  select n.nspname || '.' || c.relname,
    coalesce((select array_agg(a.attname::text order by k.place)
     from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
     join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
     where i.indrelid = c.oid and i.indisprimary), '{}'),
    case n.nspname || '.' || c.relname
      -- Who leases a paper, and its bytes: those are held to sha256, which is under the log.
      when 'documents.paper' then '{attempts,lease_token,lease_until,parked_at,incident,bytes}'
      when 'shared.actor' then '{signed_in_at}'
      else '{}' end::text[],
    exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audited')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname = any ('{shared,vault,intake,eligibility,ledger,documents}')
    and n.nspname || '.' || c.relname <> all ('{
      shared.audit,shared.event,shared.row_log,shared.checkpoint,
      shared.session,shared.sign_in,shared.held_form,shared.idempotency,shared.cursor,shared.parked,
      shared.signing_key,shared.definitions,
      ledger.entry,
      ledger.moment,ledger.checkpoint,ledger.day_sum,ledger.moment_day,ledger.guarded,ledger.live_instruction,
      ledger.idle_instalment,ledger.award_in_want}'::text[])
  order by 1;
$$;
comment on function shared.tables_under_log is 'Tables of which every version of every row leaves a trace: all but those that its body names';

-- A column that is added later and empty changes no text of before. Inside a document, null says no more than nothing.
create function shared.row_text(whole jsonb) returns text
language sql immutable as $$
  select pg_catalog.jsonb_strip_nulls(whole)::text;
$$;
comment on function shared.row_text is 'A row as the one text that is hashed';

create function shared.row_key(whole jsonb, key text[]) returns text
language sql immutable set search_path = pg_catalog as $$
  select string_agg(whole ->> k.part, ' ' order by k.place) from unnest(key) with ordinality as k (part, place);
$$;

create function shared.log_row() returns trigger
language plpgsql security definer set search_path = pg_catalog set timezone = 'UTC' set bytea_output = 'hex' as $$
declare
  key_parts text[] := tg_argv[0]; left_out text[] := tg_argv[1]; listed text := tg_table_schema || '.' || tg_table_name;
  was text; old_key text; text_now text; new_key text;
begin
  if tg_op <> 'INSERT' then
    was := shared.row_text(to_jsonb(old) - left_out);
    old_key := shared.row_key(to_jsonb(old), key_parts);
  end if;
  if tg_op <> 'DELETE' then
    text_now := shared.row_text(to_jsonb(new) - left_out);
    new_key := shared.row_key(to_jsonb(new), key_parts);
  end if;
  if old_key is distinct from new_key and old_key is not null then
    insert into shared.row_log (listed, key) values (listed, old_key);
  end if;
  if text_now is distinct from was and text_now is not null then
    insert into shared.row_log (listed, key, digest) values (listed, new_key, sha256(convert_to(text_now, 'UTF8')));
  end if;
  return null;
end $$;

-- Called once all tables have their other triggers. A table that comes under the log brings what it has with it.
create procedure shared.put_tables_under_log()
language plpgsql set search_path = pg_catalog set timezone = 'UTC' set bytea_output = 'hex' as $$
declare item record;
begin
  for item in select * from shared.tables_under_log() loop
    if item.key = '{}' then
      raise exception '% is under the log and has no primary key', item.listed;
    end if;
    execute format('create trigger logged after insert or update or delete on %s for each row execute function shared.log_row(%L, %L)',
      item.listed, item.key, item.left_out);
    if not exists (select from shared.row_log r where r.listed = item.listed) then
      execute format('insert into shared.row_log (listed, key, digest, written_by)
        select %L, shared.row_key(to_jsonb(t), %L), sha256(convert_to(shared.row_text(to_jsonb(t) - %L::text[]), ''UTF8'')), ''migrate''
        from %s t',
        item.listed, item.key, item.left_out, item.listed);
    end if;
  end loop;
end $$;
comment on procedure shared.put_tables_under_log is 'For after.sql: gives every table under the log its trigger';

create function shared.may_read_log() returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  return shared.actor_has('auditor') or shared.actor_has('system');
end $$;
comment on function shared.may_read_log is 'Whether the actor may see hashes of the log and run its checks';

-- The rows of transactions from one to below another, in the order of the tree.
create function shared.log_lines(from_xid xid8, until_xid xid8)
returns table (xid xid8, place bigint, line text)
language sql stable set search_path = pg_catalog set timezone = 'UTC' set bytea_output = 'hex' as $$
  select a.xid, 4 * a.audit_id + 1, 'audit ' || shared.row_text(to_jsonb(a)) from shared.audit a where a.xid >= from_xid and a.xid < until_xid
  union all
  select e.xid, 4 * e.seq + 2, 'event ' || shared.row_text(to_jsonb(e)) from shared.event e where e.xid >= from_xid and e.xid < until_xid
  union all
  select r.xid, 4 * r.log_id + 3, 'row ' || shared.row_text(to_jsonb(r)) from shared.row_log r where r.xid >= from_xid and r.xid < until_xid
  order by 1, 2;
$$;
comment on function shared.log_lines is 'The log as it is hashed; for the functions of this file';

-- Hashes tell nothing of what was done, so the service that holds the key sees no more than these.
create function shared.log_leaves(from_xid bigint, until_xid bigint)
returns table (xid bigint, place bigint, leaf bytea)
language sql stable security definer set search_path = pg_catalog as $$
  -- A leaf is marked with a zero (RFC 9162).
  select l.xid::text::bigint, l.place, sha256('\x00'::bytea || convert_to(l.line, 'UTF8'))
  from shared.log_lines(from_xid::text::xid8, until_xid::text::xid8) as l
  where (select shared.may_read_log())
  order by l.xid, l.place;
$$;
comment on function shared.log_leaves is 'Rows of the log with their hashes, of transactions from one to below another';
grant execute on function shared.log_leaves(bigint, bigint) to redress_ledger;

-- Below the oldest transaction that still runs all have ended, so nothing comes in there any more (as shared.next_event). One
-- program at a time: who finds another at it has nothing to do.
create function shared.begin_checkpoint(most int)
returns table (number bigint, size bigint, frontier bytea, statement text, from_xid bigint, until_xid bigint)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare last record; first xid8; horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  if not shared.actor_has('system') or not pg_try_advisory_xact_lock(hashtextextended('shared.checkpoint', 0)) then
    return;
  end if;
  select c.number, c.size, c.frontier, c.statement, c.until_xid into last from shared.checkpoint c order by c.number desc limit 1;
  first := coalesce(last.until_xid, '0'::xid8);
  if not exists (select from shared.audit a where a.xid >= first and a.xid < horizon)
    and not exists (select from shared.event e where e.xid >= first and e.xid < horizon)
    and not exists (select from shared.row_log r where r.xid >= first and r.xid < horizon) then
    return;
  end if;
  -- So many rows at once, and the rest of the transaction that the last of them is of.
  horizon := coalesce((
    select (x.xid::text::bigint + 1)::text::xid8 from (
      (select a.xid from shared.audit a where a.xid >= first and a.xid < horizon order by a.xid limit most)
      union all
      (select e.xid from shared.event e where e.xid >= first and e.xid < horizon order by e.xid limit most)
      union all
      (select r.xid from shared.row_log r where r.xid >= first and r.xid < horizon order by r.xid limit most)) as x
    order by x.xid offset most - 1 limit 1), horizon);
  return query select coalesce(last.number, 0::bigint), coalesce(last.size, 0::bigint), coalesce(last.frontier, ''::bytea),
    coalesce(last.statement, ''), first::text::bigint, horizon::text::bigint;
end $$;
comment on function shared.begin_checkpoint is 'The last checkpoint, and from which transaction to below which there is something to seal; no row when there is nothing, or another program is at it';
grant execute on function shared.begin_checkpoint(int) to redress_ledger;

create function shared.keep_checkpoint(number bigint, until_xid bigint, size bigint, frontier bytea, places bigint[], leaves bytea,
  statement text, key_id text, signature bytea, sealed_at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  insert into shared.checkpoint (number, until_xid, size, frontier, places, leaves, statement, key_id, signature, sealed_at)
  select keep_checkpoint.number, keep_checkpoint.until_xid::text::xid8, keep_checkpoint.size, keep_checkpoint.frontier,
    keep_checkpoint.places, keep_checkpoint.leaves, keep_checkpoint.statement, keep_checkpoint.key_id, keep_checkpoint.signature,
    keep_checkpoint.sealed_at
  from (select max(c.number) as number, max(c.size) as size, max(c.until_xid::text::bigint) as until_xid from shared.checkpoint c) as last
  where shared.actor_has('system') and keep_checkpoint.number = coalesce(last.number, 0) + 1
    and keep_checkpoint.size = coalesce(last.size, 0) + cardinality(keep_checkpoint.places)
    and keep_checkpoint.until_xid > coalesce(last.until_xid, -1);
  return found;
end $$;
comment on function shared.keep_checkpoint is 'Adds a checkpoint; false where it does not follow the one before';
grant execute on function shared.keep_checkpoint(bigint, bigint, bigint, bytea, bigint[], bytea, text, text, bytea, timestamptz) to redress_ledger;

create function shared.checkpoints_from(first bigint, most int)
returns table (number bigint, until_xid bigint, size bigint, frontier bytea, places bigint[], leaves bytea, statement text,
  key_id text, signature bytea, sealed_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select c.number, c.until_xid::text::bigint, c.size, c.frontier, c.places, c.leaves, c.statement, c.key_id, c.signature, c.sealed_at
  from shared.checkpoint c
  where c.number >= first and (select shared.may_read_log()) order by c.number limit most;
$$;
comment on function shared.checkpoints_from is 'Checkpoints in their order, from a number on';
grant execute on function shared.checkpoints_from(bigint, int) to redress_ledger;

create function shared.checkpoint_of_size(of_size bigint) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select c.number from shared.checkpoint c where c.size = of_size and (select shared.may_read_log());
$$;
comment on function shared.checkpoint_of_size is 'Number of the checkpoint after which the log had so many rows; null where there is none';
grant execute on function shared.checkpoint_of_size(bigint) to redress_ledger;

create function shared.last_checkpoint() returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select max(c.number) from shared.checkpoint c where (select shared.may_read_log());
$$;
grant execute on function shared.last_checkpoint() to redress_ledger;

-- What does not hold between the tables, audit, events and traces; each row names one thing, and where. Whether these are what
-- was signed is seen by whoever has the key (the action `audit_log` of the ledger).
create function shared.check_log() returns table (promise text, what text)
language plpgsql stable security definer
set search_path = pg_catalog set timezone = 'UTC' set bytea_output = 'hex' set jit = off set work_mem = '64MB' as $$
declare item record;
begin
  if not shared.may_read_log() then
    return;
  end if;
  for item in select * from shared.tables_under_log() loop
    return query execute format($q$
      select 'rows_are_as_logged', %1$L || ' ' || coalesce(r.key, l.key)
        || case when r.key is null then ' is gone' when l.digest is null then ' is in no log' else ' was changed' end
      from (select shared.row_key(to_jsonb(t), %2$L) as key,
              sha256(convert_to(shared.row_text(to_jsonb(t) - %3$L::text[]), 'UTF8')) as digest from %1$s t) as r
      full join (select distinct on (x.key) x.key, x.digest from shared.row_log x where x.listed = %1$L
                 order by x.key, x.log_id desc) as l on l.key = r.key
      where r.digest is distinct from l.digest $q$, item.listed, item.key, item.left_out);
  end loop;
  return query select 'rows_have_their_audit', r.listed || ' ' || r.key || ' was written by ' || r.written_by
    from shared.row_log r join shared.tables_under_log() t on t.listed = r.listed and t.is_audited
    where r.written_by <> 'migrate' and not exists (select from shared.audit a join shared.service s on s.login = a.service where a.xid = r.xid);
  -- An entry is never changed, so the transaction that its row names is the one that posted it.
  return query select 'entries_have_their_audit', 'entry ' || e.entry_id || ' (' || e.kind || ')' from ledger.entry e
    where not exists (select from shared.audit a where a.xid::xid = e.xmin);
  return query select 'audit_is_of_services', 'audit ' || a.audit_id || ' was written by ' || a.service
    from shared.audit a where not exists (select from shared.service s where s.login = a.service);
  return query select 'events_are_chained', 'event ' || e.event_id || ' (' || e.kind || ')'
    from shared.event e
    where e.hash is distinct from sha256(convert_to(concat_ws('|', encode(e.previous_hash, 'hex'), e.event_id, e.kind, e.claim_id,
        e.payload, e.actor_id, extract(epoch from e.occurred_at)), 'UTF8'))
      or e.previous_hash is not null and not exists (
        select from shared.event b where b.claim_id = e.claim_id and b.hash = e.previous_hash);
  return query select 'papers_are_as_hashed', 'paper ' || p.document_id from documents.paper p
    where p.sha256 is distinct from sha256(p.bytes);
  return query select 'log_is_sealed', 'nothing since ' || min(a.recorded_at) || ' is under a checkpoint' from shared.audit a
    where a.xid >= coalesce((select max(c.until_xid::text::bigint) from shared.checkpoint c), 0)::text::xid8
    having min(a.recorded_at) < now() - interval '10 minutes';
end $$;
comment on function shared.check_log is 'What is not as the log says; no row when all is';
grant execute on function shared.check_log() to redress_ledger;

do $$
declare listed text;
begin
  foreach listed in array array['row_log', 'checkpoint'] loop
    execute format('create trigger append_only before update or delete on shared.%s for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on shared.%s for each statement execute function shared.never_change()', listed);
  end loop;
end $$;
