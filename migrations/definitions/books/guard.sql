create function ledger.account_opened() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into ledger.guarded (account_id, guard, key)
  select new.account_id, g.guard, case g.scope when 'all' then new.currency else new.account_id::text end
  from ledger.guard_head h join ledger.guard g using (guard) where h.head = new.head;
  return null;
end $$;
create trigger account_opened after insert on ledger.account for each row execute function ledger.account_opened();

-- Planned once: its accounts looked like constants, so that each sum was planned anew, three quarters of its price.
create function ledger.guard_sum(of_guard text, of_key text) returns numeric
language plpgsql volatile security definer set search_path = pg_catalog set enable_seqscan = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare members int[]; total numeric;
begin
  select array_agg(g.account_id) into members from ledger.guarded g where g.guard = of_guard and g.key = of_key;
  -- One statement, one snapshot: a moment that is recorded meanwhile must not be counted twice.
  with base as materialized (select m.moment_no, m.high, m.gaps from ledger.moment m order by m.moment_no desc limit 1)
  select
    (select coalesce(sum(c.net), 0) from unnest(members) as a (account_id) cross join lateral (
       select k.debit - k.credit as net from ledger.checkpoint k
       where k.account_id = a.account_id order by k.moment_no desc limit 1) as c)
    + (select coalesce(sum(case when e.accounts[1] = any (members) then e.amounts[1] else 0 end
         + case when e.accounts[2] = any (members) then e.amounts[2] else 0 end
         + case when cardinality(e.accounts) = 2 then 0 else (
             select coalesce(sum(l.amount), 0) from unnest(e.accounts[3:], e.amounts[3:]) as l (account_id, amount)
             where l.account_id = any (members)) end), 0)
       from base b join ledger.entry e on e.seq > b.high)
    + (select coalesce(sum(l.amount), 0)
       from base b cross join lateral unnest(b.gaps) as gap
       join ledger.entry e on e.seq >= lower(gap) and e.seq < upper(gap)
       cross join lateral unnest(e.accounts, e.amounts) as l (account_id, amount)
       where l.account_id = any (members))
  into total;
  return total;
end $$;

-- Lets a decrease through, or refuses it. Small ones go side by side: each holds one of 32 slots until its
-- transaction ends, none takes more than the swift limit, and the sum as recorded covers 32 such; so whatever
-- commits, the sum stays at nothing or above. Near nothing, or for more, one goes at a time.
create function ledger.passes_guard(of_guard text, of_key text, swift numeric, decrease numeric) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  class int := hashtext('ledger.guard ' || of_guard || ' ' || of_key);
  taken_name text := 'redress.taken_' || abs(class);
  taken numeric := coalesce(nullif(current_setting(taken_name, true), ''), '0')::numeric + decrease;
  start int := pg_backend_pid();
  free boolean := false;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform ledger.refuse('isolation', 'money is guarded under read committed only', null);
  end if;
  if taken <= swift then
    begin
      perform pg_advisory_xact_lock_shared(class, -1);
      for i in 0..31 loop
        free := pg_try_advisory_xact_lock(class, (start + i) % 32);
        exit when free;
      end loop;
      if not free then
        perform pg_advisory_xact_lock(class, start % 32);
      end if;
      if ledger.guard_sum(of_guard, of_key) < 32 * swift then
        -- Gives the locks back with the subtransaction.
        raise exception using errcode = 'RD399';
      end if;
      perform set_config(taken_name, taken::text, true);
      return true;
    exception when sqlstate 'RD399' then
      null;
    end;
  end if;
  perform pg_advisory_xact_lock(class, -1);
  return ledger.guard_sum(of_guard, of_key) >= decrease;
end $$;
