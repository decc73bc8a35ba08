//! The check page before sending, the sending, and the confirmation.

use super::{OfClaim, refused};
use crate::App;
use crate::actions::read_claim::{self, read_claim};
use crate::actions::submit_claim::{self, submit_claim};
use crate::domain::claim::{Missing, is_open, is_payment_open};
use crate::domain::questions::{self, Section};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{ClaimId, Refusal, Role, Stage, Stop};
use redress_web::{Failure, Form, Page, Person, redirect, render};

/// One question with its answer.
struct Line {
    key: String,
    question: String,
    answers: Vec<String>,
    may_change: bool,
}

/// One section with its questions.
struct Group {
    title: String,
    lines: Vec<Line>,
}

/// Something that is still needed, and where it is given.
struct Lack {
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    page: Page,
    claim_id: ClaimId,
    groups: Vec<Group>,
    missing: Vec<Lack>,
    is_draft: bool,
}

#[derive(Template)]
#[template(path = "sent.html")]
struct SentPage {
    page: Page,
    claim_id: ClaimId,
    code: String,
    next: String,
}

fn check_page(page: Page, shown: &read_claim::Shown, is_advocate: bool) -> CheckPage {
    let claim = &shown.filed.claim;
    let may_change = |section: Section| {
        let payment = section == Section::Payment && is_payment_open(claim.stage);
        is_advocate && (is_open(claim.stage) || payment)
    };
    let slots = questions::applicable(&claim.draft);
    let asked: Vec<_> = slots
        .into_iter()
        .filter_map(|slot| questions::question(slot, &claim.draft, &shown.operations))
        .collect();
    let group = |section: Section| Group {
        title: page.t(&format!("section-{}", section.as_str())),
        lines: asked
            .iter()
            .filter(|question| question.slot.section() == section)
            .map(|question| Line {
                key: question.slot.key(),
                question: title(&page, question),
                answers: super::question::answer_text(&page, question, shown),
                may_change: may_change(section),
            })
            .collect(),
    };
    CheckPage {
        claim_id: claim.claim_id,
        groups: Section::ALL.map(group).into(),
        missing: shown.missing.iter().map(|each| lack(&page, claim.claim_id, *each)).collect(),
        is_draft: is_advocate && claim.stage == Stage::Draft,
        page,
    }
}

/// The question in words; for the page of an act, the act.
pub(super) fn title(page: &Page, question: &questions::Question) -> String {
    let act = question.act.map(|act| page.code("act", act)).unwrap_or_default();
    page.t1(&format!("question-{}", question.slot.name()), "act", act)
}

fn lack(page: &Page, claim_id: ClaimId, missing: Missing) -> Lack {
    match missing {
        Missing::Question(slot) => Lack {
            text: page.t(&format!("question-{}", slot.name())),
            href: format!("/claims/{claim_id}/q/{}?from=check", slot.key()),
        },
        Missing::Consent(purpose) => {
            let purpose = page.code("consent", purpose);
            Lack {
                text: page.t1("claim-missing-consent", "purpose", purpose),
                href: format!("/claims/{claim_id}/consent"),
            }
        }
    }
}

/// Shows every answer with its way to change it.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let shown = read_claim(&app.desk, &person.actor, of.claim_id).await?;
    let template = check_page(person.page("title-form"), &shown, person.actor.has(Role::Advocate));
    Ok(render(&template, &template.page))
}

/// Sends the claim.
pub async fn submit(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let sent = form.does(submit_claim::ACTION, Form::nothing, async |(), once| {
        submit_claim(&app.desk, form.actor(), of.claim_id, once).await
    });
    match sent.await {
        Ok(_) => Ok(redirect(&format!("/claims/{}/sent", of.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let shown = read_claim(&app.desk, form.actor(), of.claim_id).await?;
            // What is missing stands on the page with a link each: the summary says so once.
            let summary: Vec<Refusal> = match refusals.first() {
                Some(first) if first.field.is_some() => {
                    vec![Refusal { field: Some("missing".into()), ..first.clone() }]
                }
                _ => refusals.clone(),
            };
            let page = form.person.page("title-form").with_errors(&summary);
            Ok(refused(&check_page(page, &shown, true), &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// The confirmation; it can be kept as a bookmark.
pub async fn sent(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let shown = read_claim(&app.desk, &person.actor, of.claim_id).await?;
    let claim = &shown.filed.claim;
    if shown.filed.submitted_at.is_none() {
        return Ok(redirect(&format!("/claims/{}", of.claim_id)));
    }
    let page = person.page("title-details");
    let template = SentPage {
        claim_id: claim.claim_id,
        code: claim.code.to_string(),
        next: page.t(&format!("stage-{}-next", claim.stage)),
        page,
    };
    Ok(render(&template, &template.page))
}
