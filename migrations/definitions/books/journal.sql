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
grant execute on function ledger.journal_page(date, date, timestamptz, bigint, int) to redress_ledger;
