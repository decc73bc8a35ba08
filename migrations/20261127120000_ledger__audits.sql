-- What outsiders and auditors go by: pages of the journal as known at a moment, every check under one roof, and
-- each audit of the books kept with what it found.
set local role redress_owner;

-- Exports ------------------------------------------------------------------------------------------------------

-- A page of the journal in its order, as known at a moment, of an effective range. Amounts are there for everybody who
-- reads the books, so that they add up; the code of a claim only for whom may know of it.
create function ledger.journal_page(from_day date, to_day date, known_at timestamptz, after_seq bigint, most int)
returns table (seq bigint, entry_id uuid, kind text, occurred_on date, made_at timestamptz, claim_code text, reverses uuid,
  accounts int[], amounts numeric[])
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare sees_all boolean := shared.actor_has('system');
begin
  if not ledger.may_read() then
    return;
  end if;
  return query
    select e.seq, e.entry_id, e.kind, e.occurred_on, e.made_at,
      case when sees_all or c.claim_id is not null and shared.may_see(c.claim_id) then c.claim_code end, e.reverses,
      e.accounts, e.amounts
    from (select x.* from ledger.entry x
          where x.seq > after_seq and x.made_at <= known_at
            and (from_day is null or x.occurred_on >= from_day) and (to_day is null or x.occurred_on <= to_day)
          order by x.seq limit most) as e
    left join shared.claim c on c.claim_id = e.claim_id
    order by e.seq;
end $$;
comment on function ledger.journal_page is 'Entries of an effective range as known at a moment, after a place of the journal';

-- Checks -------------------------------------------------------------------------------------------------------

-- A check is a function ledger.audit_<topic>() returns table (promise text, what text): being there is all it takes to
-- be run by every audit.
create function ledger.checks() returns setof text
language sql stable set search_path = pg_catalog as $$
  select p.proname::text from pg_proc p
  where p.pronamespace = 'ledger'::regnamespace and p.proname like 'audit\_%' and p.pronargs = 0 and p.proretset
    and p.proargnames = '{promise,what}' and p.proowner = 'redress_owner'::regrole
  order by p.proname;
$$;
comment on function ledger.checks is 'Names of the checks that an audit runs';

create function ledger.run_check(of_name text) returns table (promise text, what text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not ledger.may_read() then
    return;
  end if;
  if of_name is null or of_name not in (select c from ledger.checks() as c) then
    raise exception 'there is no check %', of_name using errcode = 'RD310', constraint = 'unknown_check';
  end if;
  return query execute format('select c.promise, c.what from ledger.%I() as c', of_name);
end $$;
comment on function ledger.run_check is 'What one check finds broken; no row when nothing is';

-- Audits -------------------------------------------------------------------------------------------------------

create table ledger.audit_run (
  run_id uuid primary key,
  begun_at timestamptz not null,
  ended_at timestamptz not null default clock_timestamp(),
  made_by uuid not null,
  checks int not null check (checks >= 1),
  seals bigint not null check (seals >= 0),
  entries bigint not null check (entries >= 0),
  findings int not null check (findings >= 0),
  incident text check (incident ~ '^[0-9A-F]{4}-[0-9A-F]{4}$'),
  constraint audit_run_incident check ((findings > 0) = (incident is not null))
);
comment on table ledger.audit_run is 'Audits of the books that were made, whether they found something or not';
comment on column ledger.audit_run.begun_at is 'By the clock of the program, which the next audit is due by';
comment on column ledger.audit_run.entries is 'Entries under seals that were hashed anew';
comment on column ledger.audit_run.findings is 'How many there were; ledger.audit_finding keeps the first thousand';
comment on column ledger.audit_run.incident is 'The number under which the findings stand in the log';
create index audit_run_begun_idx on ledger.audit_run (begun_at desc);

create table ledger.audit_finding (
  run_id uuid not null references ledger.audit_run,
  number int not null check (number between 1 and 1000),
  promise text not null check (length(promise) between 1 and 80),
  place text not null check (length(place) between 1 and 300),
  primary key (run_id, number)
);
comment on table ledger.audit_finding is 'Promises that an audit found broken, and where; no personal data';

-- One audit at a time, whichever program runs it; false when another is under way.
create function ledger.begin_audit() returns boolean
language sql volatile set search_path = pg_catalog as $$
  select pg_try_advisory_xact_lock(hashtextextended('ledger.audit', 0));
$$;
comment on function ledger.begin_audit is 'Whether this transaction is the one that audits now';

do $$
declare listed text;
begin
  foreach listed in array array['audit_run', 'audit_finding'] loop
    execute format('create trigger append_only before update or delete on ledger.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on ledger.%s
      for each statement execute function shared.never_change()', listed);
    execute format('create constraint trigger audited after insert on ledger.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('alter table ledger.%s enable row level security', listed);
    execute format('alter table ledger.%s force row level security', listed);
    execute format('create policy of_functions on ledger.%s to redress_owner using (true) with check (true)', listed);
    execute format('create policy seen on ledger.%s for select to redress_ledger using (ledger.may_read())', listed);
    execute format('create policy added on ledger.%s for insert to redress_ledger
      with check (shared.actor_has(''auditor'') or shared.actor_has(''system''))', listed);
    execute format('grant select, insert on ledger.%s to redress_ledger', listed);
  end loop;
end $$;
grant execute on function ledger.journal_page(date, date, timestamptz, bigint, int), ledger.checks(), ledger.run_check(text),
  ledger.begin_audit() to redress_ledger;

reset role;
