//! What waits for whom.

use super::view::{Way, ways};
use crate::App;
use crate::actions::read_payments;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_web::{Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    ways: Vec<Way>,
    waits: Vec<(String, &'static str, String)>,
    uncommitted: String,
    page: Page,
}

pub(super) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let seen = read_payments::overview(&app.ctx, &person.actor).await?;
    let page = person.page("title-overview");
    let count = |number: i64| number.to_string();
    let waits = [
        ("wait-money", "/finance/fund", count(seen.waiting_for_money)),
        ("wait-plan", "/finance/payments", count(seen.to_plan)),
        ("wait-choice", "/finance/payments", count(seen.came_back)),
        ("wait-prepare", "/finance/batches/new", count(seen.to_prepare)),
        ("wait-approve", "/finance/batches", count(seen.to_approve)),
        ("wait-release", "/finance/batches", count(seen.to_release)),
        ("wait-bank", "/finance/batches", count(seen.at_bank)),
        ("wait-exception", "/finance/statements", count(seen.exceptions)),
    ];
    let waits = waits.into_iter().map(|(key, href, n)| (page.t(key), href, n)).collect();
    let uncommitted = page.money(&seen.uncommitted);
    let template = Overview { ways: ways(&page), waits, uncommitted, page };
    Ok(render(&template, &template.page))
}
