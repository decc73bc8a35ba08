//! The intake desk: claims that wait for the safety check, and the check of one.

use super::list::{Row, rows};
use super::{OfClaim, Shown, named, refused, shown};
use crate::App;
use crate::actions::judge_match::{self, judge_match};
use crate::actions::list_claims::list_waiting;
use crate::actions::read_triage::{TriageView, read_triage};
use crate::actions::triage_claim::{self, triage_claim};
use crate::domain::questions::{Choice, Label};
use crate::domain::triage::Check;
use crate::domain::typed::Typed;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{ClaimId, Outcome, Role, Stage, Stop};
use redress_web::{Asked, Failure, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "triage_list.html")]
struct QueuePage {
    page: Page,
    rows: Vec<Row>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "triage.html")]
#[expect(clippy::struct_excessive_bools, reason = "each shows a part of the page by itself")]
struct TriagePage {
    page: Page,
    claim_id: ClaimId,
    code: String,
    stands: String,
    permits: Vec<String>,
    possible: Vec<(String, String)>,
    plan_read: bool,
    danger: Vec<Shown>,
    judged: Vec<Shown>,
    is_open: bool,
    is_frozen: bool,
    may_judge: bool,
    outcome: Option<(String, String)>,
}

/// Shows what waits, the longest first.
pub async fn queue(
    State(app): State<App>,
    person: Person,
    asked: Asked,
) -> Result<Response, Failure> {
    if !person.actor.has(Role::IntakeOfficer) {
        return Err(Stop::Forbidden.into());
    }
    let waiting = list_waiting(&app.desk, &person.actor, &asked.shown()).await?;
    let page = person.page("title-list");
    let next = asked.next(waiting.next.as_ref());
    let template = QueuePage { rows: rows(&page, &waiting.rows), next, page };
    Ok(render(&template, &template.page))
}

fn triage_page(page: Page, view: &TriageView, typed: &Typed) -> TriagePage {
    let claim = &view.filed.claim;
    let choice = |answer: &Answer| Choice {
        value: answer.to_string(),
        label: Label::Key(format!("code-answer-{answer}")),
    };
    let dangers: Vec<Choice> = Answer::ALL.iter().map(choice).collect();
    let other = |other: &crate::actions::read_triage::Possible| {
        let since = other.submitted_at.map(|at| page.day(&at.date())).unwrap_or_default();
        (other.code.to_string(), since)
    };
    let judged = ["possible", "distinct", "merged"];
    TriagePage {
        claim_id: claim.claim_id,
        code: claim.code.to_string(),
        stands: page.t(&format!("stage-{}", claim.stage)),
        permits: view.filed.permits.iter().map(|p| super::overview::permit(&page, *p)).collect(),
        possible: view.possible.iter().map(other).collect(),
        plan_read: typed.has("plan_read", "yes"),
        danger: shown(&page, &dangers, |value| typed.has("danger", value)),
        judged: named(&page, "match", judged, |value| typed.has("judged", value)),
        is_open: claim.stage == Stage::Submitted,
        is_frozen: view.filed.is_frozen,
        may_judge: matches!(view.outcome, Some((_, MatchResult::Possible))),
        outcome: view.outcome.map(|(danger, result)| {
            (page.code("answer", danger), page.t(&format!("match-{result}")))
        }),
        page,
    }
}

/// Shows the check of one claim.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let view = read_triage(&app.desk, &person.actor, of.claim_id).await?;
    let template = triage_page(person.page("title-form"), &view, &Typed::default());
    Ok(render(&template, &template.page))
}

/// Finishes it.
pub async fn finish(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let finished = form.does(triage_claim::ACTION, check, async |check, once| {
        triage_claim(&app.desk, form.actor(), of.claim_id, &check, once).await
    });
    match finished.await {
        Ok(_) => Ok(redirect("/claims/triage")),
        Err(Stop::Refused(refusals)) => {
            let view = read_triage(&app.desk, form.actor(), of.claim_id).await?;
            let page = form.person.page("title-form").with_errors(&refusals);
            Ok(refused(&triage_page(page, &view, &super::typed(&form)), &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}

fn check(form: &Form) -> Outcome<Check> {
    form.fields.only(&["plan_read", "danger", "judged"])?;
    let typed = super::typed(form);
    Ok(Check {
        plan_read: typed.has("plan_read", "yes"),
        danger: typed.code("danger")?,
        judged: typed.one("judged").parse().ok(),
    })
}

/// Notes a later look at a match that was not clear.
pub async fn judge(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let names = |form: &Form| form.fields.only(&["judged"]);
    let noted = form.does(judge_match::ACTION, names, async |(), once| {
        let judged = form.fields.get("judged").parse().ok();
        judge_match(&app.desk, form.actor(), of.claim_id, judged, once).await
    });
    match noted.await {
        Ok(_) => Ok(redirect(&format!("/claims/{}/triage", of.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let view = read_triage(&app.desk, form.actor(), of.claim_id).await?;
            let page = form.person.page("title-form").with_errors(&refusals);
            Ok(refused(&triage_page(page, &view, &super::typed(&form)), &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}
