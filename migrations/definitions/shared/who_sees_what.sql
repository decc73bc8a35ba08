-- What every service may do with the namespace that all share. redress_owner runs the functions; nobody signs in as it.
grant usage on schema shared to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- People and sessions: signing in alone writes them. Colleagues are shown to each other by their label.
grant usage on schema shared to redress_sign_in;
grant select, insert, update (label, roles, organisation, signed_in_at) on shared.actor to redress_sign_in;
grant select, insert, update (seen_at, ended_at, valid_until, refresh_token, looked_at) on shared.session to redress_sign_in;
grant select, insert, delete on shared.sign_in to redress_sign_in;
grant select, insert on shared.logout_token to redress_sign_in;
grant select (actor_id, label, roles) on shared.actor to redress_eligibility, redress_ledger;

alter table shared.held_form enable row level security;
alter table shared.held_form force row level security;
create policy held_form_functions on shared.held_form to redress_owner using (true) with check (true);
create policy held_form_own on shared.held_form for select
  to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (actor_id = (select shared.actor_id()));
grant select on shared.held_form
  to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

alter table shared.idempotency enable row level security;
alter table shared.idempotency force row level security;
create policy idempotency_own on shared.idempotency
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (actor_id = (select shared.actor_id())) with check (actor_id = (select shared.actor_id()));
grant select, insert, update (result) on shared.idempotency
  to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Reference data.
grant select on shared.operation to redress_intake, redress_eligibility, redress_ledger;
grant select on shared.currency to redress_intake, redress_eligibility, redress_ledger, redress_documents;
grant select on shared.rate to redress_eligibility, redress_ledger;
grant insert on shared.rate to redress_ledger;
create trigger rate_append_only before update or delete on shared.rate for each row execute function shared.never_change();
create trigger rate_no_truncate before truncate on shared.rate for each statement execute function shared.never_change();

-- Claims.
alter table shared.claim enable row level security;
alter table shared.claim force row level security;
create policy claim_functions on shared.claim to redress_owner using (true) with check (true);
create policy claim_seen on shared.claim for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents using (shared.may_see(claim_id));
create policy claim_opened on shared.claim for insert to redress_intake
  with check (stage = 'draft' and advocate_id = (select shared.actor_id()) and (select shared.actor_has('advocate')));
call shared.audit_writes('shared.claim', 'insert or update');
grant select on shared.claim to redress_intake, redress_eligibility, redress_ledger, redress_documents;
grant insert on shared.claim to redress_intake;

alter table shared.involvement enable row level security;
alter table shared.involvement force row level security;
create policy involvement_functions on shared.involvement to redress_owner using (true) with check (true);
create policy involvement_seen on shared.involvement for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents using (shared.may_see(claim_id));
call shared.audit_writes('shared.involvement', 'insert or update');
grant select on shared.involvement to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Events.
alter table shared.event enable row level security;
alter table shared.event force row level security;
create policy event_functions on shared.event to redress_owner using (true) with check (true);
create policy event_said on shared.event for insert
  to redress_intake, redress_eligibility, redress_ledger, redress_documents with check (actor_id = (select shared.actor_id()));
create policy event_heard on shared.event for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  -- A work on the books as a whole reads no events.
  using (claim_id is not null and (select shared.acting()) not like '%|*' and shared.may_see(claim_id));
create trigger event_append_only before update or delete on shared.event for each row execute function shared.never_change();
create trigger event_no_truncate before truncate on shared.event for each statement execute function shared.never_change();
grant select, insert on shared.event to redress_intake, redress_eligibility, redress_ledger, redress_documents;

alter table shared.cursor enable row level security;
alter table shared.cursor force row level security;
create policy cursor_functions on shared.cursor to redress_owner using (true) with check (true);
create policy cursor_own on shared.cursor
  to redress_intake, redress_eligibility, redress_ledger, redress_documents
  using (consumer = session_user) with check (consumer = session_user);
grant select, update on shared.cursor to redress_intake, redress_eligibility, redress_ledger, redress_documents;
grant select, insert on shared.parked to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Audit.
alter table shared.audit enable row level security;
alter table shared.audit force row level security;
create policy audit_functions on shared.audit for select to redress_owner using (true);
create policy audit_written on shared.audit for insert
  to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents
  -- Who and in which roles with one look at the proof: every act pays for it.
  with check (starts_with((select shared.acting()), concat(actor_id, '|', roles, '|'))
    and service = session_user and xid = pg_current_xact_id());
create policy audit_read on shared.audit for select
  to redress_intake, redress_eligibility, redress_ledger, redress_documents using ((select shared.actor_has('auditor')));
create trigger audit_append_only before update or delete on shared.audit for each row execute function shared.never_change();
create trigger audit_no_truncate before truncate on shared.audit for each statement execute function shared.never_change();
grant insert on shared.audit to redress_sign_in;
grant select, insert on shared.audit to redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- Which definitions the database has: a program looks before it starts.
grant select on shared.definitions to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;
