//! The log for auditors: who did or looked at what, by claim, person, action and day.

use crate::desk::App;
use crate::desk::view::{Cell, Table, Way, clock, ways};
use crate::log::actions::read_log::{ReadLog, Row, read_log};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{Paged, Stop};
use redress_web::{Asked, Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    ways: Vec<Way>,
    /// Name, label, hint, what was typed.
    fields: Vec<(&'static str, String, String, String)>,
    tables: Vec<Table>,
    page: Page,
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    asked: Asked,
) -> Result<Response, Failure> {
    let filter = ReadLog {
        code: asked.get("code").to_owned(),
        person: asked.get("person").to_owned(),
        action: asked.get("action").to_owned(),
        day: asked.get("day").to_owned(),
    };
    let page = person.page("title-log");
    let (paged, page) = match read_log(&app.ctx, &person.actor, &filter, &asked.shown()).await {
        Ok(paged) => (paged, page),
        Err(Stop::Refused(refusals)) => {
            (Paged { rows: Vec::new(), next: None }, page.with_errors(&refusals))
        }
        Err(stop) => return Err(stop.into()),
    };
    let rows = paged.rows.iter().map(cells).collect();
    let head = ["col-when", "col-person", "col-roles", "col-action", "col-claim", "col-subject"];
    let next = asked.next(paged.next.as_ref());
    let field = |name: &'static str, value: String| {
        (name, page.t(&format!("log-{name}")), page.t(&format!("log-{name}-hint")), value)
    };
    let template = LogPage {
        ways: ways(&page),
        fields: vec![
            field("code", filter.code),
            field("person", filter.person),
            field("action", filter.action),
            field("day", filter.day),
        ],
        tables: vec![
            Table::new(&page, "log-caption", &head, rows)
                .going_on(&page, next)
                .or_empty(&page, "log-none"),
        ],
        page,
    };
    Ok(render(&template, &template.page))
}

fn cells(row: &Row) -> Vec<Cell> {
    // A service by itself has no name of a person.
    let who = row.label.clone().unwrap_or_else(|| row.service.replace("redress_", ""));
    let code = row.claim_code.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        Cell { text: clock(row.recorded_at), href: String::new(), class: "tight" },
        Cell::text(who),
        Cell::text(row.roles.replace(',', ", ")),
        Cell { text: row.action.clone(), href: String::new(), class: "code" },
        Cell { text: code, href: String::new(), class: "code" },
        Cell::text(row.subject.clone().unwrap_or_default()),
    ]
}
