//! The queue of the panel.

use crate::App;
use crate::actions;
use crate::actions::list_cases::Queued;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_web::{Asked, Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    page: Page,
    queue: Vec<Queued>,
    /// Whether it shows the cases that are over.
    is_over: bool,
    next: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    asked: Asked,
) -> Result<Response, Failure> {
    let is_over = asked.get("over") == "true";
    let paged = actions::list_cases(&app.ctx, &person.actor, is_over, &asked.shown()).await?;
    let next = asked.next(paged.next.as_ref());
    let page = person.page("title-queue");
    let template = QueuePage { page, queue: paged.rows, is_over, next };
    Ok(render(&template, &template.page))
}

impl QueuePage {
    fn word(&self, list: &str, code: impl std::fmt::Display) -> String {
        self.page.t(&format!("{list}-{code}"))
    }

    /// What the reader is to the case, in words.
    fn part(&self, queued: &Queued) -> String {
        match (queued.seat, queued.declaration) {
            (None, _) if queued.chair.is_none() => self.page.t("queue-free"),
            (None, _) => String::new(),
            (Some(_), None) => self.page.t("queue-declare"),
            (Some(seat), Some(_)) => self.page.t(&format!("seat-{}", seat.as_str())),
        }
    }
}
