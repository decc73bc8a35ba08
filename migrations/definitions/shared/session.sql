-- Sessions are looked up one at a time, by who presents what only their holder has.
create function shared.session_of(presented bytea)
returns table (actor_id uuid, label text, roles text[], organisation text, csrf text, language text,
  seen_at timestamptz, expires_at timestamptz, is_open boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.actor_id, a.label, coalesce(shared.held_by_both(a.roles, s.roles), a.roles), a.organisation,
    s.csrf, s.language, s.seen_at, s.expires_at, s.ended_at is null and s.valid_until > now()
  from shared.session s join shared.actor a using (actor_id) where s.session_id = sha256(presented);
$$;
comment on function shared.session_of is 'The session that a cookie or bearer token opens, or opened, and whose it is';
grant execute on function shared.session_of(bytea) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.touch_session(presented bytea, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  update shared.session s set seen_at = greatest(s.seen_at, at) where s.session_id = sha256(presented);
$$;
comment on function shared.touch_session is 'Notes that a session is in use';
grant execute on function shared.touch_session(bytea, timestamptz) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

create function shared.end_session(presented bytea, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  update shared.session s set ended_at = at where s.session_id = sha256(presented) and s.ended_at is null;
$$;
comment on function shared.end_session is 'Ends a session for good';
grant execute on function shared.end_session(bytea, timestamptz) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- What somebody typed when her session had ended is kept for her; she reads it after signing in again. Whose it is tells the token of
-- its form, which nobody else was shown: her browser may have forgotten the session with its cookie.
create function shared.hold_form(shown text, holder uuid, held_form uuid, path text, sealed bytea, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  insert into shared.held_form (held_form_id, actor_id, path, sealed, held_at)
  select held_form, s.actor_id, hold_form.path, hold_form.sealed, at from shared.session s
  where s.csrf = shown and s.actor_id = coalesce(holder, s.actor_id);
  return found;
end $$;
comment on function shared.hold_form is 'Keeps a form for the person whom its page was shown to, if a holder is named for nobody else; false where no session tells who that is';
grant execute on function shared.hold_form(text, uuid, uuid, text, bytea, timestamptz) to redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents;

-- A session that is over tells for a day longer for whom to keep a form that is sent late; a form waits a month for her.
create function shared.forget_sessions() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare forms bigint; sessions bigint;
begin
  delete from shared.held_form f where f.held_at < now() - interval '30 days';
  get diagnostics forms = row_count;
  delete from shared.session s where s.valid_until < now() - interval '2 days';
  get diagnostics sessions = row_count;
  -- None counts any more by then, by whichever clock.
  delete from shared.logout_token t where t.until < now() - interval '1 day';
  return forms + sessions;
end $$;
comment on function shared.forget_sessions is 'Deletes sessions that ended two days ago and forms that nobody fetched in thirty; returns how many there were';
grant execute on function shared.forget_sessions() to redress_sign_in;
