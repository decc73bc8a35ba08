-- An exchange moves two accounts: a line of each shows it, once.
create function ledger.exchange_is_seen(of_entry uuid, on_account text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from (select m.line_id from ledger.line_match m where m.meaning = 'transfer' and m.entry_id = of_entry
                 union all
                 select r.line_id from ledger.line_resolution r where r.kind = 'transfer' and r.entry_id = of_entry) as shown
    join ledger.statement_line l using (line_id) join ledger.statement s using (statement_id)
    where s.bank_account is not distinct from on_account);
$$;
comment on function ledger.exchange_is_seen is 'Whether a statement of an account, the general one without a code, has shown an exchange';
grant execute on function ledger.exchange_is_seen(uuid, text) to redress_ledger;

create function ledger.line_shows_exchange(of_line uuid, of_entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from ledger.statement_line l join ledger.statement s using (statement_id)
    join ledger.exchange_answer n on n.entry_id = of_entry and n.outcome = 'confirmed' join ledger.exchange x using (exchange_id)
    where l.line_id = of_line and not ledger.exchange_is_seen(of_entry, s.bank_account)
      and case l.direction
        when 'debit' then (x.from_code, x.left_amount, x.left_currency) is not distinct from (s.bank_account, l.amount, l.currency)
        else (x.to_code, x.arrived_amount, x.arrived_currency) is not distinct from (s.bank_account, l.amount, l.currency) end);
$$;
comment on function ledger.line_shows_exchange is 'Whether a line can be what the bank says of an exchange: of its account, direction and amount, and the first';

create function ledger.line_match_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.meaning = 'transfer' and not ledger.line_shows_exchange(new.line_id, new.entry_id) then
    raise exception 'the line shows no exchange' using errcode = 'RD324', constraint = 'transfer_unknown';
  end if;
  if new.meaning = 'contribution' and not exists (
      select from ledger.statement_line l join ledger.statement s using (statement_id)
      join ledger.contribution c on c.contribution_id = new.contribution_id and c.entry_id = new.entry_id
      where l.line_id = new.line_id and l.direction = 'credit'
        and (c.bank_account, coalesce(c.came_amount, c.amount), coalesce(c.came_currency, c.currency))
          is not distinct from (s.bank_account, l.amount, l.currency)) then
    raise exception 'the line shows no such contribution' using errcode = 'RD324', constraint = 'line_shows_contribution';
  end if;
  return new;
end $$;
create trigger line_match_before_insert before insert on ledger.line_match
  for each row when (new.meaning in ('transfer', 'contribution')) execute function ledger.line_match_before_insert();

-- How much of a charge one person books alone.
create function ledger.charge_alone_max() returns numeric
language sql immutable set search_path = pg_catalog as $$ select 500.00; $$;
comment on function ledger.charge_alone_max is 'US dollars; the same in the program';

create function ledger.resolution_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare line record; asked record;
begin
  select m.reason, l.amount, l.currency into line
  from ledger.line_match m join ledger.statement_line l using (line_id) where m.line_id = new.line_id;
  if new.kind <> 'own_error' and line.reason not in ('no_reference', 'unknown_reference') then
    raise exception 'the line concerns a payment' using errcode = 'RD324', constraint = 'line_not_bookable';
  end if;
  if new.kind = 'transfer' and not ledger.line_shows_exchange(new.line_id, new.entry_id) then
    raise exception 'the line shows no exchange' using errcode = 'RD324', constraint = 'transfer_unknown';
  end if;
  if new.request_id is null then
    -- On an account in another currency, by the dollars that it cost.
    if new.kind = 'charge' and greatest(case line.currency when 'USD' then line.amount else 0 end, (
        select sum(u.amount) from ledger.entry e cross join lateral unnest(e.accounts, e.amounts) as u (account_id, amount)
        join ledger.account a using (account_id) where e.entry_id = new.entry_id and a.head = 'bank_charges'))
        > ledger.charge_alone_max() then
      raise exception 'a charge of this size needs two people' using errcode = 'RD324', constraint = 'charge_by_two';
    end if;
    if exists (select from ledger.booking_request r where r.line_id = new.line_id
               and not exists (select from ledger.booking_answer a where a.request_id = r.request_id)) then
      raise exception 'the line waits for an answer' using errcode = 'RD324', constraint = 'line_waits';
    end if;
    return new;
  end if;
  select r.line_id, r.kind, r.asked_by, a.outcome, a.answered_by into asked
  from ledger.booking_request r left join ledger.booking_answer a using (request_id) where r.request_id = new.request_id;
  if (asked.line_id, asked.kind, asked.outcome, asked.answered_by) is distinct from
     (new.line_id, new.kind, 'confirmed', new.resolved_by) or asked.asked_by = new.resolved_by then
    raise exception 'not what two people agreed on' using errcode = 'RD324', constraint = 'resolution_as_agreed';
  end if;
  return new;
end $$;
create trigger resolution_before_insert before insert on ledger.line_resolution
  for each row execute function ledger.resolution_before_insert();
