//! A person's sessions, which she can end, and for administrators everybody's.

use super::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::page::{Page, redirect, render};
use crate::visitor::Person;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{Action, ActorId, Outcome, Role, Stop, Timestamp, Uuid, action};
use std::sync::Arc;

/// Everybody sees her own sessions,
const READ: Action = Action { name: "sign_in.read_sessions", roles: &Role::ALL };
/// and ends those that she doesn't use.
const END_OTHERS: Action = Action { name: "sign_in.end_other_sessions", roles: &Role::ALL };
/// Who is signed in.
const READ_ALL: Action = action!("sign_in.read_all_sessions", [Administrator]);
/// A device was lost, or somebody has left.
const END_ALL: Action = action!("sign_in.end_all_sessions", [Administrator]);

/// One session of the person who looks.
#[derive(Debug)]
struct Own {
    since: Timestamp,
    last_used: Timestamp,
    program: Option<String>,
    system: Option<String>,
    is_this: bool,
}

/// A person with open sessions.
#[derive(Debug)]
struct SignedIn {
    actor_id: ActorId,
    label: String,
    sessions: i64,
    last_used: Timestamp,
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct OwnPage {
    page: Page,
    sessions: Vec<Own>,
    is_administrator: bool,
}

#[derive(Template)]
#[template(path = "sessions_of_people.html")]
struct PeoplePage {
    page: Page,
    people: Vec<SignedIn>,
}

impl Own {
    /// What it is used with.
    fn used_with(&self, page: &Page) -> String {
        match (self.program.as_deref(), self.system.as_deref()) {
            (Some(name), Some(system)) => {
                page.ta("sessions-program-on", &[("program", name), ("system", system)])
            }
            (Some(name), None) => name.to_owned(),
            _ => page.t("sessions-program-unknown"),
        }
    }
}

/// Her sessions.
pub(super) async fn show(
    State(desk): State<Arc<Desk>>,
    person: Person,
) -> Result<Response, Failure> {
    let ctx = &desk.accounts.ctx;
    let used_since = ctx.clock.now() - person.visitor.web.idle;
    let sessions = ctx.read(&person.actor, READ, async |tx| {
        let now = tx.now();
        let rows = sqlx::query!(
            r#"-- web::sign_in::own_sessions
            select s.created_at, s.seen_at, s.program, s.system, s.session_id = sha256($1) as "is_this!"
            from shared.session s
            where s.actor_id = (select shared.actor_id()) and s.ended_at is null and s.valid_until > now()
              and s.expires_at > $2 and s.seen_at > $3
            order by 5 desc, s.seen_at desc"#,
            &person.session.presented[..],
            now,
            used_since
        )
        .fetch_all(tx.conn())
        .await?;
        let own = rows.into_iter().map(|row| Own {
            since: row.created_at,
            last_used: row.seen_at,
            program: row.program,
            system: row.system,
            is_this: row.is_this,
        });
        Ok(own.collect())
    });
    let template = OwnPage {
        sessions: sessions.await?,
        is_administrator: person.actor.has(Role::Administrator),
        page: person.page("title-sessions"),
    };
    Ok(render(&template, &template.page))
}

/// Ends all her sessions but this one.
pub(super) async fn end_others(
    State(desk): State<Arc<Desk>>,
    form: Form,
) -> Result<Response, Failure> {
    let ctx = &desk.accounts.ctx;
    let this = form.person.session.presented;
    let done = form.does(END_OTHERS, Form::nothing, async |(), _| {
        ctx.act(form.actor(), END_OTHERS, async |tx| {
            let now = tx.now();
            sqlx::query!(
                "-- web::sign_in::end_other_sessions
                update shared.session s set ended_at = $2
                where s.actor_id = (select shared.actor_id()) and s.session_id <> sha256($1) and s.ended_at is null
                returning s.actor_id",
                &this[..],
                now
            )
            .fetch_all(tx.conn())
            .await?;
            Ok(())
        })
        .await
    });
    done.await?;
    Ok(redirect("/sessions"))
}

/// Everybody with a session that may still be in use.
pub(super) async fn people(
    State(desk): State<Arc<Desk>>,
    person: Person,
) -> Result<Response, Failure> {
    let ctx = &desk.accounts.ctx;
    let used_since = ctx.clock.now() - person.visitor.web.idle;
    let people = ctx.read(&person.actor, READ_ALL, async |tx| {
        let now = tx.now();
        let rows = sqlx::query!(
            r#"-- web::sign_in::people
            select a.actor_id, a.label, count(*) as "sessions!", max(s.seen_at) as "last_used!"
            from shared.session s join shared.actor a using (actor_id)
            where s.ended_at is null and s.valid_until > now() and s.expires_at > $1 and s.seen_at > $2
            group by a.actor_id order by a.label, a.actor_id"#,
            now,
            used_since
        )
        .fetch_all(tx.conn())
        .await?;
        let people = rows.into_iter().map(|row| SignedIn {
            actor_id: ActorId(row.actor_id),
            label: row.label,
            sessions: row.sessions,
            last_used: row.last_used,
        });
        Ok(people.collect())
    });
    let template = PeoplePage { people: people.await?, page: person.page("title-sessions") };
    Ok(render(&template, &template.page))
}

/// An administrator ends all sessions of somebody, wherever she is signed in.
pub(super) async fn end_of(
    State(desk): State<Arc<Desk>>,
    Path(of): Path<Uuid>,
    form: Form,
) -> Result<Response, Failure> {
    let ctx = &desk.accounts.ctx;
    let done = form.does(END_ALL, Form::nothing, async |(), _| -> Outcome<()> {
        ctx.act(form.actor(), END_ALL, async |tx| {
            tx.subject(format!("person {of}"));
            let now = tx.now();
            let ended = sqlx::query!(
                "-- web::sign_in::end_all_sessions
                update shared.session s set ended_at = $2
                where s.actor_id = $1 and s.ended_at is null and shared.actor_has('administrator')
                returning s.actor_id",
                of,
                now
            )
            .fetch_all(tx.conn())
            .await?;
            if ended.is_empty() { Err(Stop::Missing) } else { Ok(()) }
        })
        .await
    });
    done.await?;
    Ok(redirect("/sessions/people"))
}
