//! Audits of the books: which were made, what they found, and what to do about it.

use crate::books::actions::audit_books::{self, audit_books};
use crate::books::actions::read_audits;
use crate::books::actions::read_audits::Broken;
use crate::books::actions::read_audits::Run;
use crate::desk::App;
use crate::desk::TEXTS;
use crate::desk::ids::AuditRunId;
use crate::desk::view::{Cell, Table, Way, ways};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{Role, Stop};
use redress_web::{Asked, Failure, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "audits.html")]
struct AuditsPage {
    ways: Vec<Way>,
    heading: String,
    lead: String,
    /// What an audit looked at; empty in the list.
    facts: Vec<(String, String)>,
    can_audit: bool,
    tables: Vec<Table>,
    page: Page,
}

pub(crate) async fn list(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-audits");
    listed(&app, &person, page).await
}

pub(crate) async fn make(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let audited = form.does(audit_books::NAME, Form::nothing, async |(), _| {
        audit_books(&app.ctx, form.actor(), Some(&app.seal_key)).await
    });
    match audited.await {
        Ok(made) => Ok(redirect(&format!("/finance/audits/{}", made.run_id))),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-audits").with_errors(&refusals);
            listed(&app, &form.person, page).await
        }
        Err(stop) => Err(stop.into()),
    }
}

async fn listed(app: &App, person: &Person, page: Page) -> Result<Response, Failure> {
    let asked = Asked::of("/finance/audits", &person.visitor);
    let paged = read_audits::list_audits(&app.ctx, &person.actor, &asked.shown()).await?;
    let (runs, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let rows = runs
        .iter()
        .map(|run| {
            let href = format!("/finance/audits/{}", run.run_id);
            vec![
                Cell::link(page.moment(&run.begun_at), href),
                Cell::tag(page.t(outcome(run))),
                Cell::number(run.findings.to_string()),
                Cell::number(run.checks.to_string()),
                Cell::number(run.seals.to_string()),
                Cell::number(run.entries.to_string()),
                Cell::text(run.incident.clone().unwrap_or_default()),
            ]
        })
        .collect();
    let head = [
        "col-audited",
        "col-outcome",
        "col-findings",
        "col-checks",
        "col-seals",
        "col-entries",
        "col-incident",
    ];
    let template = AuditsPage {
        ways: ways(&page),
        heading: page.t("audits-heading"),
        lead: page.t("audits-lead"),
        facts: Vec::new(),
        can_audit: person.actor.has(Role::Auditor),
        tables: vec![Table::new(&page, "audits-caption", &head, rows).going_on(&page, next)],
        page,
    };
    Ok(render(&template, &template.page))
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(run): Path<AuditRunId>,
) -> Result<Response, Failure> {
    let audit = read_audits::show_audit(&app.ctx, &person.actor, run).await?;
    let page = person.page("title-audits");
    let rows = audit
        .findings
        .iter()
        .map(|found| {
            let (what, advice) = meaning(&page, found);
            vec![Cell::text(what), Cell::text(found.place.clone()), Cell::text(advice)]
        })
        .collect();
    let head = ["col-promise", "col-place", "col-advice"];
    let count = audit.run.findings.to_string();
    let incident = audit.run.incident.clone().unwrap_or_default();
    let lead = if audit.run.findings == 0 {
        page.t("audit-whole-lead")
    } else {
        page.ta("audit-broken-lead", &[("count", &count), ("incident", &incident)])
    };
    let run = &audit.run;
    let facts =
        [("col-checks", run.checks.into()), ("col-seals", run.seals), ("col-entries", run.entries)];
    let template = AuditsPage {
        ways: ways(&page),
        heading: page.t1("audit-heading", "moment", page.moment(&audit.run.begun_at)),
        lead,
        facts: facts.map(|(key, count)| (page.t(key), count.to_string())).to_vec(),
        can_audit: false,
        tables: vec![
            Table::new(&page, "findings-caption", &head, rows).or_empty(&page, "findings-none"),
        ],
        page,
    };
    Ok(render(&template, &template.page))
}

/// How an audit ended, as a key.
pub(crate) fn outcome(run: &Run) -> &'static str {
    if run.findings == 0 { "audit-whole" } else { "audit-broken" }
}

/// What a broken promise means, and what to do. A check that has no text of its own is told by its name.
fn meaning(page: &Page, found: &Broken) -> (String, String) {
    let what = TEXTS
        .find(page.lang, &format!("promise-{}", found.promise), &[])
        .unwrap_or_else(|| page.t1("promise-unnamed", "name", &found.promise));
    let advice = match found.promise.as_str() {
        "seals_are_signed" | "seals_follow" | "entries_are_as_sealed" => "advice-seals",
        "books_equal_claims"
        | "payments_within_awards"
        | "within_claim"
        | "payees_are_of_the_claim" => "advice-claims",
        "contributions_are_booked"
        | "contributions_come_to_accounts"
        | "lines_are_of_their_account"
        | "bank_is_booked" => "advice-bank",
        "rows_are_as_logged"
        | "rows_have_their_audit"
        | "entries_have_their_audit"
        | "audit_is_of_services"
        | "events_are_chained"
        | "papers_are_as_hashed"
        | "log_is_sealed"
        | "log_is_as_sealed"
        | "checkpoints_follow"
        | "checkpoints_are_signed"
        | "checkpoints_are_as_signed" => "advice-log",
        _ => "advice-books",
    };
    (what, page.t(advice))
}
