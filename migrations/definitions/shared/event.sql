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
