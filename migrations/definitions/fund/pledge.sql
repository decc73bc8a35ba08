-- Open amount of a pledge, and whether it is booked as near.
create function ledger.pledge_open(of_pledge uuid, out open numeric, out is_near boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select p.amount - coalesce(sum(x.amount) filter (where x.kind in ('received', 'cancelled')), 0),
    coalesce((array_agg(x.kind order by x.part desc) filter (where x.kind in ('near', 'far')))[1] = 'near', false)
  from ledger.pledge p left join ledger.pledge_part x using (pledge_id) where p.pledge_id = of_pledge group by p.amount;
$$;
grant execute on function ledger.pledge_open(uuid) to redress_ledger;

create function ledger.pledge_part_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  perform 1 from ledger.pledge p where p.pledge_id = new.pledge_id for update;
  select * into had from ledger.pledge_open(new.pledge_id);
  if new.amount > had.open or new.kind in ('near', 'far') and (new.amount <> had.open or (new.kind = 'near') = had.is_near) then
    raise exception 'the pledge has % open', had.open using errcode = 'RD314', constraint = 'pledge_has_less';
  end if;
  return new;
end $$;
create trigger pledge_part_before_insert before insert on ledger.pledge_part
  for each row execute function ledger.pledge_part_before_insert();
