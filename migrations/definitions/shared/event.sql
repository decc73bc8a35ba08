create function shared.event_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from shared.event_kind k where k.kind = new.kind and k.service = session_user) then
    raise exception '% may not say %', session_user, new.kind using errcode = 'RD003', constraint = 'event_of_service';
  end if;
  new.xid := pg_current_xact_id();
  new.actor_id := shared.actor_id();
  new.request_id := shared.request_id();
  if new.claim_id is not null then
    -- One writer at a time to a claim's chain.
    perform pg_advisory_xact_lock(hashtextextended(new.claim_id::text, 1));
    select e.hash into new.previous_hash from shared.event e
    where e.claim_id = new.claim_id order by e.seq desc limit 1;
  end if;
  new.hash := sha256(convert_to(concat_ws('|', encode(new.previous_hash, 'hex'), new.event_id, new.kind, new.claim_id,
    new.payload, new.actor_id, extract(epoch from new.occurred_at)), 'UTF8'));
  perform pg_notify('redress_event', '');
  return new;
end $$;
create trigger event_before_insert before insert on shared.event
  for each row execute function shared.event_before_insert();

-- What the service hears next: the next event of each kind that it listens to, and of these the first. Goes by (transaction,
-- sequence) and stops below the oldest transaction that still runs: whatever commits later comes later in the order, so that
-- nothing is passed over.
create function shared.next_event()
returns table (event_id uuid, kind text, claim_id uuid, payload jsonb, occurred_at timestamptz, request_id text,
  place_xid text, place_seq bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select e.event_id, h.kind, e.claim_id, e.payload, e.occurred_at, e.request_id, e.xid::text, e.seq
  from shared.cursor c
  join shared.hearing h on h.login = c.consumer
  cross join lateral (
    select n.event_id, n.claim_id, n.payload, n.occurred_at, n.request_id, n.xid, n.seq from shared.event n
    where n.kind = h.kind and (n.xid, n.seq) > (c.xid, c.seq) and n.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by n.xid, n.seq limit 1) as e
  where c.consumer = session_user and (c.retry_at is null or c.retry_at <= clock_timestamp())
  order by e.xid, e.seq limit 1;
$$;
comment on function shared.next_event is 'The next event that the service listens to; takes no lock';
grant execute on function shared.next_event() to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.events_wait() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from shared.cursor c join shared.hearing h on h.login = c.consumer
    join shared.event e on e.kind = h.kind and (e.xid, e.seq) > (c.xid, c.seq)
    where c.consumer = session_user);
$$;
comment on function shared.events_wait is 'Whether the service has yet to act on an event, also on one that is too young to be heard';
grant execute on function shared.events_wait() to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- A service acts on an event as itself, and sees the claim of that event only, or all where shared.hearing says so. Two
-- instances never act on the same one.
create function shared.enter_for_event(event uuid, request text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare heard record;
begin
  perform from shared.cursor c where c.consumer = session_user for update skip locked;
  if not found then
    return false;
  end if;
  -- Under the lock, what is next may have changed since the look.
  select n.event_id, s.actor_id, case when h.sees_claims then '*' else coalesce(n.claim_id::text, '') end as about into heard
  from shared.next_event() n join shared.hearing h on h.login = session_user and h.kind = n.kind join shared.service s using (login);
  if heard.event_id is distinct from event then
    return false;
  end if;
  perform shared.act_as(heard.actor_id, 'system', heard.about, request);
  return true;
end $$;
comment on function shared.enter_for_event is 'The service acts in this transaction on the event that it hears next; false when that is another by now, or acted on elsewhere';
grant execute on function shared.enter_for_event(uuid, text) to redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.cursor_before_update() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if (new.xid, new.seq) < (old.xid, old.seq) then
    raise exception 'what was heard is not heard again' using errcode = 'RD003', constraint = 'cursor_goes_on';
  end if;
  return new;
end $$;
create trigger cursor_before_update before update on shared.cursor
  for each row execute function shared.cursor_before_update();
