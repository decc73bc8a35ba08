-- After submission the facts stand, except while the review asks for more; payment wishes until payment is planned.
create function intake.claim_before_update() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare stands text;
begin
  select c.stage into stands from shared.claim c where c.claim_id = new.claim_id;
  if new.facts is distinct from old.facts and stands not in ('draft', 'info_requested')
    or (new.pay_method, new.pay_currency, new.instalments) is distinct from (old.pay_method, old.pay_currency, old.instalments)
       and stands in ('scheduled', 'approved', 'instructed', 'settled', 'closed', 'withdrawn') then
    raise exception 'the facts of a claim stand at %', stands using errcode = 'RD006', constraint = 'claim_open';
  end if;
  if new.revision < old.revision then
    raise exception 'revisions only rise' using errcode = 'RD006', constraint = 'claim_revision_rises';
  end if;
  return new;
end $$;
create trigger claim_before_update before update on intake.claim
  for each row execute function intake.claim_before_update();

-- The language that she asks for is that of every paper, also when she asks for another after the claim was opened.
create function intake.claim_after_language() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update shared.claim c set language = new.language where c.claim_id = new.claim_id;
  return null;
end $$;
comment on function intake.claim_after_language is 'Tells the other services which language she asks for now';
create trigger claim_after_language after update of language on intake.claim
  for each row when (new.language is distinct from old.language) execute function intake.claim_after_language();

create function intake.consent_after_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare is_taken_back boolean;
begin
  select bool_or(latest.change = 'withdrawn') into is_taken_back
  from (select distinct on (c.purpose) c.change from intake.consent c
        where c.claim_id = new.claim_id and c.purpose in ('P1', 'P2') order by c.purpose, c.seq desc) as latest;
  update shared.claim c set frozen_since = case when is_taken_back then coalesce(c.frozen_since, new.given_at) end
  where c.claim_id = new.claim_id and (c.frozen_since is not null) <> is_taken_back;
  return null;
end $$;
comment on function intake.consent_after_insert is 'Taking back P1 or P2 freezes the claim, giving it again thaws it (R-06)';
create trigger consent_after_insert after insert on intake.consent
  for each row when (new.purpose in ('P1', 'P2')) execute function intake.consent_after_insert();

create view intake.consent_living with (security_barrier) as
select latest.claim_id, array_agg(latest.purpose order by substr(latest.purpose, 2)::int) as purposes
from (select distinct on (c.claim_id, c.purpose) c.claim_id, c.purpose, c.change from intake.consent c
      order by c.claim_id, c.purpose, c.seq desc) as latest
where latest.change = 'given'
group by latest.claim_id;
comment on view intake.consent_living is 'Purposes with a living consent, in order; for the views that other services read';
