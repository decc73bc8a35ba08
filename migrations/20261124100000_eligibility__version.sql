-- Eligibility: versions of the rules and of the schedule that come after those the program ships with.
--   * a version is written once and never changed; what two people signed is what is in force, byte by byte;
--   * two different administrators sign, each before the day from which it is in force: nothing is
--     ever decided under rules that began in the past;
--   * a version is public to the people of the mechanism: it holds no claim and no person.
set local role redress_owner;

create table eligibility.version (
  kind text not null constraint version_kind_known check (kind in ('rules', 'schedule')),
  version text not null constraint version_is_label check (version ~ '^[A-Za-z0-9._-]{1,40}$'),
  title text not null,
  effective_from date not null,
  content text not null constraint version_length check (octet_length(content) <= 262144),
  digest bytea not null constraint version_digest check (digest = sha256(convert_to(content, 'UTF8'))),
  drafted_by uuid not null references shared.actor,
  drafted_at timestamptz not null,
  constraint version_once primary key (kind, version),
  -- The columns say what the document says.
  constraint version_of_content check (
    content::jsonb ->> 'version' = version and content::jsonb ->> 'title' = title
    and content::jsonb ->> 'effective_from' = effective_from::text
    and content::jsonb ->> 'format' like case kind when 'rules' then 'redress-rules-%' else 'redress-schedule-%' end)
);
comment on table eligibility.version is 'Rule sets and schedules as administrators drafted them; those that the program ships with are not here';
comment on column eligibility.version.content is 'The document as it was sent, so that its digest is that of the file in people''s hands';
comment on column eligibility.version.effective_from is 'First day on which it can be in force, UTC; two signatures before that day are needed';

create table eligibility.version_signature (
  kind text not null,
  version text not null,
  actor_id uuid not null references shared.actor,
  digest bytea not null,
  signed_at timestamptz not null,
  constraint version_signature_other_person primary key (kind, version, actor_id),
  constraint version_signature_of_version foreign key (kind, version) references eligibility.version
);
comment on table eligibility.version_signature is 'Who signed a version; the drafter may be one of the two';
comment on column eligibility.version_signature.digest is 'SHA-256 of the document that the person read';

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
    raise exception 'what was read is not what would be signed' using errcode = 'RD205', constraint = 'version_signed_as_read';
  end if;
  -- The later of the program's day and the database's: neither clock alone can sign into the past.
  today := greatest(new.signed_at at time zone 'UTC', statement_timestamp() at time zone 'UTC')::date;
  if signed.effective_from <= today then
    raise exception 'a version is signed before its first day' using errcode = 'RD205', constraint = 'version_in_future';
  end if;
  if (select count(*) from eligibility.version_signature s where s.kind = new.kind and s.version = new.version
      and s.actor_id <> new.actor_id) >= 2 then
    raise exception 'two people have signed' using errcode = 'RD205', constraint = 'version_two_signatures';
  end if;
  return new;
end $$;
create trigger version_signature_before_insert before insert on eligibility.version_signature
  for each row execute function eligibility.version_signature_before_insert();

do $$
declare listed text;
begin
  foreach listed in array array['version', 'version_signature'] loop
    execute format('alter table eligibility.%s enable row level security', listed);
    execute format('alter table eligibility.%s force row level security', listed);
    execute format('create policy of_functions on eligibility.%s for select to redress_owner using (true)', listed);
    -- Whoever decides or reads a decision needs the rules that it stands on.
    execute format('create policy read on eligibility.%s for select to redress_eligibility using (true)', listed);
    execute format('create policy put_in on eligibility.%s for insert to redress_eligibility
      with check (shared.actor_has(''administrator''))', listed);
    execute format('create constraint trigger audited after insert or update or delete on eligibility.%s
      deferrable initially deferred for each row execute function shared.require_audit()', listed);
    execute format('create trigger append_only before update or delete on eligibility.%s
      for each row execute function shared.never_change()', listed);
    execute format('create trigger no_truncate before truncate on eligibility.%s
      for each statement execute function shared.never_change()', listed);
    execute format('grant select, insert on eligibility.%s to redress_eligibility', listed);
  end loop;
end $$;

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

reset role;
