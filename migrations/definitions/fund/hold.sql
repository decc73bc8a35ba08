create function ledger.hold_end_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare held numeric; gone numeric;
begin
  new.ended_by := shared.actor_id();
  select h.amount into held from ledger.hold h where h.hold_id = new.hold_id for update;
  select coalesce(sum(e.amount), 0) into gone from ledger.hold_end e where e.hold_id = new.hold_id;
  if gone = held then
    raise exception 'the hold has ended' using errcode = 'RD319', constraint = 'hold_ended';
  end if;
  if new.amount > held - gone or new.kind <> 'released' and new.amount <> held - gone then
    raise exception 'the hold has % left', held - gone using errcode = 'RD319', constraint = 'hold_has_less';
  end if;
  return new;
end $$;
create trigger hold_end_before_insert before insert on ledger.hold_end
  for each row execute function ledger.hold_end_before_insert();
