create function eligibility.version_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.drafted_by <> shared.actor_id() or not shared.actor_has('administrator')
    or not exists (select from shared.actor a where a.actor_id = new.drafted_by and 'administrator' = any(a.roles)) then
    raise exception 'administrators draft versions' using errcode = 'RD205', constraint = 'version_by_administrator';
  end if;
  return new;
end $$;
create trigger version_before_insert before insert on eligibility.version
  for each row execute function eligibility.version_before_insert();

create function eligibility.version_signature_before_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare signed eligibility.version; today date;
begin
  -- One signature at a time.
  perform pg_advisory_xact_lock(hashtextextended(new.kind || ' ' || new.version, 3));
  if new.actor_id <> shared.actor_id() or not shared.actor_has('administrator')
    or not exists (select from shared.actor a where a.actor_id = new.actor_id and 'administrator' = any(a.roles)) then
    raise exception 'administrators sign versions' using errcode = 'RD205', constraint = 'version_by_administrator';
  end if;
  select * into signed from eligibility.version v where v.kind = new.kind and v.version = new.version;
  if signed.digest is distinct from new.digest then
    raise exception 'what was read is not what would be signed' using errcode = 'RD205', constraint = 'version_not_as_read';
  end if;
  -- The later of the program's day and the database's: neither clock alone can sign into the past.
  today := greatest(new.signed_at at time zone 'UTC', statement_timestamp() at time zone 'UTC')::date;
  if signed.effective_from <= today then
    raise exception 'a version is signed before its first day' using errcode = 'RD205', constraint = 'version_too_late';
  end if;
  if (select count(*) from eligibility.version_signature s where s.kind = new.kind and s.version = new.version
      and s.actor_id <> new.actor_id) >= 2 then
    raise exception 'two people have signed' using errcode = 'RD205', constraint = 'version_signed';
  end if;
  -- Whoever signs first asks, the second signature decides.
  perform shared.another_decides(
    (select s.actor_id from eligibility.version_signature s where s.kind = new.kind and s.version = new.version
     order by s.signed_at limit 1), 'administrator', 'version_signed_by_you');
  return new;
end $$;
create trigger version_signature_before_insert before insert on eligibility.version_signature
  for each row execute function eligibility.version_signature_before_insert();

create view eligibility.signed_version with (security_invoker) as
select v.kind, v.version, v.effective_from, v.digest, max(s.signed_at) as signed_at
from eligibility.version v join eligibility.version_signature s using (kind, version)
group by v.kind, v.version
having count(*) >= 2;
comment on view eligibility.signed_version is 'Versions with two signatures, since when; each can be in force from its first day on';
grant select on eligibility.signed_version to redress_eligibility;

create function eligibility.version_on(of_kind text, day date) returns table (version text, effective_from date, digest bytea)
language sql stable set search_path = pg_catalog as $$
  select v.version, v.effective_from, v.digest from eligibility.signed_version v
  where v.kind = of_kind and v.effective_from <= day
  order by v.effective_from desc, v.signed_at desc, v.version desc
  limit 1;
$$;
comment on function eligibility.version_on is 'The version in force on a day, if one of the table is: the latest first day; of two with the same first day, the one signed later, so that a mistake can be put right before it counts';
grant execute on function eligibility.version_on(text, date) to redress_eligibility;
