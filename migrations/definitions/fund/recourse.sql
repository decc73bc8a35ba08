create function ledger.recourse_part_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare asked numeric; gone numeric; recorded uuid;
begin
  new.noted_by := shared.actor_id();
  select r.amount, r.recorded_by into asked, recorded from ledger.recourse r where r.recourse_id = new.recourse_id for update;
  select coalesce(sum(p.amount), 0) into gone from ledger.recourse_part p where p.recourse_id = new.recourse_id;
  if new.amount > asked - gone then
    raise exception 'the recourse has % open', asked - gone using errcode = 'RD315', constraint = 'recourse_has_less';
  end if;
  if new.kind = 'given_up' then
    perform shared.another_decides(recorded, 'finance_approver', 'own_recourse');
  end if;
  return new;
end $$;
create trigger recourse_part_before_insert before insert on ledger.recourse_part
  for each row execute function ledger.recourse_part_before_insert();
