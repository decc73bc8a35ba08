create function documents.paper_before_update() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.rendered_at is not null then
    raise exception 'a rendered paper stands' using errcode = 'RD005', constraint = 'paper_stands';
  end if;
  return new;
end $$;
create trigger paper_before_update before update on documents.paper
  for each row execute function documents.paper_before_update();

-- A finished paper is out of the sight of who made it, so it is finished by a function.
create function documents.finish_paper(document uuid, lease uuid, made bytea, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not shared.actor_has('system') then
    return false;
  end if;
  update documents.paper p set bytes = made, sha256 = sha256(made), rendered_at = at, lease_token = null, lease_until = null
  where p.document_id = document and p.lease_token = lease and p.rendered_at is null;
  return found;
end $$;
comment on function documents.finish_paper is 'Keeps the file of a paper for whoever holds its lease; false when the lease was lost meanwhile';
grant execute on function documents.finish_paper(uuid, uuid, bytea, timestamptz) to redress_documents;

-- Who reads which papers. The one place that says so. Who acts on the claim in one capacity reads as that only.
create function documents.may_read(claim uuid, paper text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select shared.may_see(claim) and (
    select shared.actor_has('advocate')
      or shared.actor_has('auditor') and held.capacity is null
      or paper = 'receipt' and shared.actor_has('intake_officer') and coalesce(held.capacity, 'intake') = 'intake'
      or paper = 'decision_letter' and held.capacity = 'panel'
         and (shared.actor_has('panel_member') or shared.actor_has('panel_chair'))
      or paper = 'remittance_slip' and coalesce(held.capacity, 'finance') = 'finance'
         and (shared.actor_has('finance_officer') or shared.actor_has('finance_approver'))
    from (select (
      select i.capacity from shared.involvement i
      where i.claim_id = claim and i.actor_id = shared.actor_id()) as capacity) as held);
$$;
comment on function documents.may_read is 'Advocates all papers of their claims; panels the letters of claims they sat on; finance slips; intake receipts; auditors all';
grant execute on function documents.may_read(uuid, text) to redress_documents;
