//! What waits for whom.

use super::read;
use crate::books::actions::read_audits;
use crate::desk::App;
use crate::desk::day::Month;
use crate::desk::view::{Way, is_officer, ways};
use crate::period::actions::read_periods;
use crate::period::domain::MonthState;
use crate::report::domain::Kind;
use crate::trust::actions::read_trust;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_web::{Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    ways: Vec<Way>,
    /// Whom it waits for: what, where it is dealt with, how many.
    groups: Vec<(String, Vec<Wait>)>,
    uncommitted: String,
    /// How the last audit of the books ended, and whether it found anything.
    audit: (String, bool),
    /// Reports that say more: address, name.
    reports: Vec<(String, String)>,
    page: Page,
}

/// One thing that waits.
struct Wait {
    text: String,
    href: &'static str,
    count: i64,
}

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let seen = read::overview(&app.ctx, &person.actor).await?;
    let second = read::second_waits(&app.ctx, &person.actor).await?;
    let trust = read_trust::waits(&app.ctx, &person.actor).await?;
    let last = read_audits::last_audit(&app.ctx, &person.actor).await?;
    let months = read_periods::list_periods(&app.ctx, &person.actor).await?;
    let this = Month::of(seen.today);
    let to_close =
        months.iter().filter(|at| at.state == MonthState::Open && at.month < this).count();
    let to_reopen = months.iter().filter(|at| at.state == MonthState::Asked).count();
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let page = person.page("title-overview");
    let wait = |key: &str, href, count| Wait { text: page.t(key), href, count };
    let prepare = if is_officer(&person) { "/finance/batches/new" } else { "/finance/batches" };
    let groups = vec![
        (
            page.t("waits-for-officers"),
            vec![
                wait("wait-plan", "/finance/payments", seen.to_plan),
                wait("wait-choice", "/finance/payments", seen.came_back),
                wait("wait-prepare", prepare, seen.to_prepare),
                wait("wait-exception", "/finance/statements", seen.exceptions),
                wait("wait-of-age", "/finance/trust", trust.of_age),
            ],
        ),
        (
            page.t("waits-for-approvers"),
            vec![
                wait("wait-approve", "/finance/batches", seen.to_approve),
                wait("wait-release", "/finance/batches", seen.to_release),
                wait("wait-account", "/finance/cash", second.accounts),
                wait("wait-exchange", "/finance/cash/exchanges", second.exchanges),
                wait("wait-booking", "/finance/bookings", second.bookings),
                wait("wait-factor", "/finance/fund/factor", trust.factors),
                wait("wait-terms", "/finance/trust", trust.terms),
                wait("wait-trust-release", "/finance/trust", trust.requests),
                wait("wait-hand-over", "/finance/trust", trust.hand_overs),
                wait("wait-close", "/finance/periods", count(to_close)),
                wait("wait-reopen", "/finance/periods", count(to_reopen)),
            ],
        ),
        (
            page.t("waits-for-others"),
            vec![
                wait("wait-money", "/finance/fund", seen.waiting_for_money),
                wait("wait-bank", "/finance/batches", seen.at_bank),
            ],
        ),
    ];
    let uncommitted = page.money(&seen.uncommitted);
    let audit = match last {
        None => (page.t("overview-audit-none"), false),
        Some(run) => {
            let (moment, count) = (page.moment(&run.begun_at), run.findings.to_string());
            let key =
                if run.findings == 0 { "overview-audit-whole" } else { "overview-audit-broken" };
            (page.ta(key, &[("moment", &moment), ("count", &count)]), run.findings > 0)
        }
    };
    let reports = Kind::ALL.iter();
    let reports = reports
        .map(|name| (format!("/finance/reports/{name}"), page.t(&format!("report-{name}"))))
        .collect();
    let template = Overview { ways: ways(&page), groups, uncommitted, audit, reports, page };
    Ok(render(&template, &template.page))
}
