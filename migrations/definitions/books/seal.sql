create function ledger.seal_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.seal', 0));
  select s.number, s.moment_no, s.total into last from ledger.seal s order by s.number desc limit 1;
  if new.number <> coalesce(last.number, 0) + 1 or new.total <> coalesce(last.total, 0) + new.entries
    or new.moment_no <= coalesce(last.moment_no, 0) then
    raise exception 'a seal follows the one before' using errcode = 'RD313', constraint = 'seals_follow';
  end if;
  return new;
end $$;
-- The same lock, before it is read after which one the next comes. Who isn't in a hurry leaves it to who has it.
create function ledger.begin_seal(waits boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not waits then
    return pg_try_advisory_xact_lock(hashtextextended('ledger.seal', 0));
  end if;
  perform pg_advisory_xact_lock(hashtextextended('ledger.seal', 0));
  return true;
end $$;
comment on function ledger.begin_seal is 'Takes the right to seal for this transaction; false when another program has it and it is not waited for';
grant execute on function ledger.begin_seal(boolean) to redress_ledger;

create trigger seal_before_insert before insert on ledger.seal
  for each row execute function ledger.seal_before_insert();

-- What came between two moments, in the order of the journal: as the actor may see it.
create function ledger.entries_between(from_moment bigint, to_moment bigint, after_seq bigint, most int)
returns table (seq bigint, entry_id uuid, kind text, claim_id uuid, occurred_on date, made_at timestamptz, made_by uuid,
  reverses uuid, heads text[], holders text[], currencies text[], amounts numeric[])
language plpgsql stable set search_path = pg_catalog set enable_seqscan = off set jit = off as $$
declare lower_end record; upper_end record; first bigint;
begin
  select m.high, m.gaps into lower_end from ledger.moment m where m.moment_no = from_moment;
  select m.high, m.gaps into upper_end from ledger.moment m where m.moment_no = to_moment;
  first := greatest(after_seq, coalesce(lower(range_merge(lower_end.gaps)), lower_end.high + 1) - 1);
  return query
    select e.seq, e.entry_id, e.kind, e.claim_id, e.occurred_on, e.made_at, e.made_by, e.reverses,
      l.heads, l.holders, l.currencies, l.amounts
    from (select x.* from ledger.entry x
          where x.seq > first and x.seq <= upper_end.high and (x.seq > lower_end.high or x.seq <@ lower_end.gaps)
            and not x.seq <@ upper_end.gaps
          order by x.seq limit most) as e
    cross join lateral (
      select array_agg(a.head order by u.i) as heads, array_agg(a.holder order by u.i) as holders,
        array_agg(a.currency order by u.i) as currencies, array_agg(u.amount order by u.i) as amounts
      from unnest(e.accounts, e.amounts) with ordinality as u (account_id, amount, i) join ledger.account a using (account_id)) as l
    order by e.seq;
end $$;
comment on function ledger.entries_between is 'Entries that were recorded after one moment and by another';
grant execute on function ledger.entries_between(bigint, bigint, bigint, int) to redress_ledger;

-- Under which seal a place of the journal lies.
create function ledger.seal_over(place bigint) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  -- The first seal whose moment has the place, and not as a gap.
  select s.number from ledger.seal s join ledger.moment m using (moment_no)
  where ledger.may_read() and m.high >= place and not place <@ m.gaps
  order by s.number limit 1;
$$;
comment on function ledger.seal_over is 'Number of the seal that an entry lies under; null while it lies under none';
grant execute on function ledger.seal_over(bigint) to redress_ledger;
