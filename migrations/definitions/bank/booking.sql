create function ledger.booking_request_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare line record;
begin
  -- One at a time on a line.
  perform pg_advisory_xact_lock(hashtextextended(new.line_id::text, 3));
  new.asked_by := shared.actor_id();
  select m.meaning, m.reason, l.direction, l.amount into line
  from ledger.line_match m join ledger.statement_line l using (line_id) where m.line_id = new.line_id;
  if line.meaning <> 'exception' or line.direction <> 'debit' or line.amount = 0
    or new.kind <> 'own_error' and line.reason not in ('no_reference', 'unknown_reference') then
    raise exception 'the line can''t be booked so' using errcode = 'RD324', constraint = 'line_not_bookable';
  end if;
  if exists (select from ledger.line_resolution r where r.line_id = new.line_id) then
    raise exception 'the line is booked' using errcode = 'RD324', constraint = 'line_resolved';
  end if;
  if exists (select from ledger.booking_request r where r.line_id = new.line_id
             and not exists (select from ledger.booking_answer a where a.request_id = r.request_id)) then
    raise exception 'the line waits for an answer' using errcode = 'RD324', constraint = 'line_waits';
  end if;
  return new;
end $$;
create trigger booking_request_before_insert before insert on ledger.booking_request
  for each row execute function ledger.booking_request_before_insert();

create function ledger.booking_answer_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.answered_by := shared.another_decides(
    (select r.asked_by from ledger.booking_request r where r.request_id = new.request_id), 'finance_approver', 'own_booking');
  return new;
end $$;
create trigger booking_answer_before_insert before insert on ledger.booking_answer
  for each row execute function ledger.booking_answer_before_insert();
