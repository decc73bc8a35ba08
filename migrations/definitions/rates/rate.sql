create function ledger.publication_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from shared.rate r where r.rate_id = new.rate_id and r.currency = new.currency
                 and r.effective_from >= new.published_on) then
    raise exception 'a rate takes effect on its published day or later' using errcode = 'RD320', constraint = 'rate_is_prospective';
  end if;
  return new;
end $$;
create trigger publication_before_insert before insert on ledger.rate_publication
  for each row execute function ledger.publication_before_insert();

create function ledger.dollars_at(amount numeric, per_usd numeric) returns numeric
language sql immutable set search_path = pg_catalog as $$
  select round(div(amount * 200 + per_usd, per_usd * 2) / 100, 2);
$$;
comment on function ledger.dollars_at is 'Value in US dollars at a rate, half away from zero at the cent; exact until then. Of amounts that are not below nothing; the same in the program';
