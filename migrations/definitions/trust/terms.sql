create function ledger.trust_terms_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare had record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.fund', 0));
  select t.* into had from ledger.trust_terms t where t.terms_id = new.terms_id;
  new.answered_by := shared.another_decides(had.asked_by, 'finance_approver', 'own_trust');
  if new.outcome = 'confirmed' then
    -- A hand-over within a month has booked by the terms before.
    if had.effective_from < date_trunc('month', new.answered_at at time zone 'UTC')::date
      or exists (select from ledger.trust_interest i where i.month >= had.effective_from and i.terms_id <> new.terms_id) then
      raise exception 'the month is over' using errcode = 'RD320', constraint = 'trust_terms_past';
    end if;
    if exists (select from ledger.trust_terms t join ledger.trust_terms_answer s using (terms_id)
               where t.effective_from = had.effective_from and t.terms_id <> new.terms_id and s.outcome = 'confirmed') then
      raise exception 'the month has its terms' using errcode = 'RD320', constraint = 'trust_terms_exist';
    end if;
  end if;
  return new;
end $$;
create trigger trust_terms_answer_before_insert before insert on ledger.trust_terms_answer
  for each row execute function ledger.trust_terms_answer_before_insert();

create function ledger.trust_terms_on(of_month date) returns table (terms_id uuid, annual_rate numeric, method text, effective_from date)
language sql stable security definer set search_path = pg_catalog as $$
  select t.terms_id, t.annual_rate, t.method, t.effective_from
  from ledger.trust_terms t join ledger.trust_terms_answer s using (terms_id)
  where s.outcome = 'confirmed' and t.effective_from <= of_month order by t.effective_from desc limit 1;
$$;
comment on function ledger.trust_terms_on is 'Terms of a month; no row before there are any: then nothing is borne';
grant execute on function ledger.trust_terms_on(date) to redress_ledger;
