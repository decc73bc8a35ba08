create function ledger.factor_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  select f.* into had from ledger.fund_factor f where f.factor_id = new.factor_id;
  new.answered_by := shared.another_decides(had.asked_by, 'finance_approver', 'own_factor');
  if new.outcome = 'confirmed' and exists (
      select from ledger.fund_factor f join ledger.fund_factor_answer a using (factor_id)
      where f.starts_on = had.starts_on and f.factor_id <> new.factor_id and a.outcome = 'confirmed') then
    raise exception 'the month has its factor' using errcode = 'RD316', constraint = 'factor_exists';
  end if;
  return new;
end $$;
create trigger factor_answer_before_insert before insert on ledger.fund_factor_answer
  for each row execute function ledger.factor_answer_before_insert();

create function ledger.factor_on(day date) returns numeric
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select f.factor from ledger.fund_factor f join ledger.fund_factor_answer a using (factor_id)
    where a.outcome = 'confirmed' and f.starts_on <= day order by f.starts_on desc limit 1), 1);
$$;
comment on function ledger.factor_on is 'The fund factor of a day (R-26): that of the latest month that has one; 1 before there is any';
grant execute on function ledger.factor_on(date) to redress_ledger;

create view shared.fund_factor with (security_barrier) as
select f.factor, f.starts_on from ledger.fund_factor f join ledger.fund_factor_answer a using (factor_id)
where a.outcome = 'confirmed';
comment on view shared.fund_factor is 'Published: the factors that were confirmed, each in force from its month on';
grant select on shared.fund_factor to redress_eligibility, redress_intake, redress_documents, redress_ledger;
