-- Eligibility: what the lab reads. It asks what an amendment would do, over all claims at once, and shows counts from ten on
-- alone. So it may read facts of claims that nobody on its side may open, but never whose they are: this function gives facts
-- without claim, code or person, and only to a chair or an administrator.
set local role redress_owner;

-- The last worksheet that there is now. Reading up to it, page by page, counts each claim once.
create function eligibility.lab_until() returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(max(w.seq), 0) from eligibility.worksheet w
  where shared.actor_has('panel_chair') or shared.actor_has('administrator');
$$;
comment on function eligibility.lab_until is 'Where the lab''s reading ends, so that a claim evaluated meanwhile is not counted twice';
grant execute on function eligibility.lab_until() to redress_eligibility;

create function eligibility.lab_facts(after bigint, until bigint, most integer)
returns table (seq bigint, facts jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select w.seq, (w.content -> 'facts') - 'claim'
  from eligibility.worksheet w
  join shared.claim c on c.claim_id = w.claim_id and c.stage <> 'withdrawn'
  where (shared.actor_has('panel_chair') or shared.actor_has('administrator'))
    and w.seq > after and w.seq <= until
    and not exists (select from eligibility.worksheet later
                    where later.claim_id = w.claim_id and later.seq > w.seq and later.seq <= until)
    and jsonb_typeof(w.content -> 'facts') = 'object'
    -- Whoever refused or took back the consent to anonymous statistics (P9) is not counted.
    and not coalesce(w.content -> 'facts' -> 'consent' -> 'withdrawn' ? 'P9', false)
  order by w.seq
  limit least(most, 5000);
$$;
comment on function eligibility.lab_facts is
  'For the lab: facts of the latest worksheet of each claim, without claim or code; to a chair or an administrator alone';
grant execute on function eligibility.lab_facts(bigint, bigint, integer) to redress_eligibility;

create index worksheet_seq_idx on eligibility.worksheet (seq);

reset role;
