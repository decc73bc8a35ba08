-- What the lab reads: the latest fact sheet of each claim. It asks what an amendment would do, over all claims at once, and
-- shows counts from ten on alone. So it may read facts of claims that nobody on its side may open, but never whose they are:
-- without claim, code or person, and only to a chair or an administrator.

-- The last sheet that there is now. Reading up to it, page by page, counts each claim once.
create function eligibility.lab_until() returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(max(s.seq), 0) from eligibility.fact_sheet s
  where shared.actor_has('panel_chair') or shared.actor_has('administrator');
$$;
comment on function eligibility.lab_until is 'Where the lab''s reading ends, so that a claim evaluated meanwhile is not counted twice';
grant execute on function eligibility.lab_until() to redress_eligibility;

create function eligibility.lab_facts(after bigint, until bigint, most integer)
returns table (seq bigint, facts jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select s.seq, s.document - 'claim'
  from eligibility.fact_sheet s
  join shared.claim c on c.claim_id = s.claim_id and c.stage <> 'withdrawn'
  where (shared.actor_has('panel_chair') or shared.actor_has('administrator'))
    and s.seq > after and s.seq <= until
    and not exists (select from eligibility.fact_sheet later
                    where later.claim_id = s.claim_id and later.seq > s.seq and later.seq <= until)
    -- Whoever refused or took back the consent to anonymous statistics (P9) is not counted.
    and not coalesce(s.document -> 'consent' -> 'withdrawn' ? 'P9', false)
  order by s.seq
  limit least(most, 5000);
$$;
comment on function eligibility.lab_facts is
  'For the lab: the latest facts of each claim, without claim or code; to a chair or an administrator alone';
grant execute on function eligibility.lab_facts(bigint, bigint, integer) to redress_eligibility;
