grant usage on schema documents to redress_documents;
alter table documents.paper enable row level security;
alter table documents.paper force row level security;
create policy of_functions on documents.paper to redress_owner using (true) with check (true);
create policy paper_read on documents.paper for select to redress_documents
  using (documents.may_read(claim_id, kind) and not (select shared.actor_has('system')));
-- The service by itself: it queues papers of the claim that an event is about, and sees none that is finished.
create policy paper_queued on documents.paper for insert to redress_documents
  with check ((select shared.actor_has('system')) and shared.may_see(claim_id) and rendered_at is null and parked_at is null and attempts = 0);
create policy paper_waits on documents.paper for select to redress_documents
  using (rendered_at is null and (select shared.actor_has('system')));
create policy paper_made on documents.paper for update to redress_documents
  using (rendered_at is null and (select shared.actor_has('system')))
  with check (rendered_at is null and (select shared.actor_has('system')));
create trigger paper_no_delete before delete on documents.paper
  for each row execute function shared.never_change();
create trigger paper_no_truncate before truncate on documents.paper
  for each statement execute function shared.never_change();
call shared.audit_writes('documents.paper', 'insert or update');
grant select on documents.paper to redress_documents;
grant insert (document_id, kind, claim_id, subject_id, language, template_version, content, queued_at)
  on documents.paper to redress_documents;
grant update (attempts, lease_token, lease_until, parked_at, incident)
  on documents.paper to redress_documents;
