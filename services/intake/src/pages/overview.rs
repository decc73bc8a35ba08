//! One claim: the task list while it is a draft or something is asked, else where it stands and
//! what comes next.

use super::OfClaim;
use crate::App;
use crate::actions::answer_request::{self, answer_request};
use crate::actions::read_claim::{self, read_claim};
use crate::domain::claim::{Status, is_open, is_payment_open, status};
use crate::domain::consent;
use crate::domain::questions::{self, Draft, Section, Slot};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{ClaimId, Role, Stage};
use redress_web::{Failure, Form, Page, Person, redirect, render};

/// One row of the task list.
struct Task {
    text: String,
    href: String,
    status: String,
}

/// One thing that the review would like to know, and where it is answered.
struct Wanted {
    text: String,
    href: Option<String>,
}

/// One consent with its answer.
struct Consented {
    text: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "claim.html")]
#[expect(clippy::struct_excessive_bools, reason = "each shows or hides one part of the page")]
struct ClaimPage {
    page: Page,
    claim_id: ClaimId,
    code: String,
    stands: String,
    next: String,
    since: String,
    tasks: Vec<Task>,
    wanted: Vec<Wanted>,
    consents: Vec<Consented>,
    permits: Vec<String>,
    steps: Vec<(String, String)>,
    is_advocate: bool,
    is_draft: bool,
    is_asked: bool,
    has_offer: bool,
    may_pay: bool,
    may_withdraw: bool,
    may_triage: bool,
    is_sent: bool,
    is_frozen: bool,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let shown = read_claim(&app.desk, &person.actor, of.claim_id).await?;
    let template = claim_page(person.page("title-details"), &shown, &person);
    Ok(render(&template, &template.page))
}

fn claim_page(page: Page, shown: &read_claim::Shown, person: &Person) -> ClaimPage {
    let (filed, claim) = (&shown.filed, &shown.filed.claim);
    let is_advocate = person.actor.has(Role::Advocate);
    let stage = claim.stage;
    let offered = [Stage::Offered, Stage::Accepted, Stage::Declined];
    let settled = [
        Stage::Accepted,
        Stage::Declined,
        Stage::Scheduled,
        Stage::Approved,
        Stage::Instructed,
        Stage::Returned,
        Stage::Settled,
        Stage::Closed,
        Stage::Withdrawn,
        Stage::Decided,
        Stage::Referred,
    ];
    ClaimPage {
        claim_id: claim.claim_id,
        code: claim.code.to_string(),
        stands: page.t(&format!("stage-{stage}")),
        next: page.t(&format!("stage-{stage}-next")),
        since: page.day(&filed.stage_since.date()),
        tasks: if is_advocate && is_open(stage) { tasks(&page, shown) } else { Vec::new() },
        wanted: shown.wanted.iter().map(|code| wanted(&page, claim.claim_id, code)).collect(),
        consents: consents(&page, shown),
        permits: filed.permits.iter().map(|each| permit(&page, *each)).collect(),
        steps: steps(&page, shown),
        is_advocate,
        is_draft: stage == Stage::Draft,
        is_asked: is_advocate && stage == Stage::InfoRequested,
        has_offer: is_advocate && offered.contains(&stage),
        may_pay: is_advocate && !is_open(stage) && is_payment_open(stage),
        may_withdraw: is_advocate && !settled.contains(&stage),
        may_triage: person.actor.has(Role::IntakeOfficer),
        is_sent: filed.submitted_at.is_some(),
        is_frozen: filed.is_frozen,
        page,
    }
}

/// Each thing that happened: what, and when.
fn steps(page: &Page, shown: &read_claim::Shown) -> Vec<(String, String)> {
    let step = |step: &crate::actions::read_claim::Step| {
        (page.t(&format!("history-{}", step.kind)), page.moment(&step.at))
    };
    shown.steps.iter().map(step).collect()
}

/// The text of a way of contact.
pub(super) fn permit(page: &Page, approach: crate::domain::safety::Approach) -> String {
    page.t(&format!("approach-{}", approach.as_str()))
}

fn tasks(page: &Page, shown: &read_claim::Shown) -> Vec<Task> {
    let claim = &shown.filed.claim;
    let pays = consent::lives(&shown.consents, ConsentPurpose::P8);
    let task = |section: Section| {
        let first = first_open(section, &claim.draft)?;
        let waits = section == Section::Payment && first == Slot::Payee && !pays;
        let how_far = if waits { Status::CannotStart } else { status(section, &claim.draft) };
        let href = if waits {
            format!("/claims/{}/consent", claim.claim_id)
        } else {
            format!("/claims/{}/q/{}", claim.claim_id, first.key())
        };
        Some(Task {
            text: page.t(&format!("section-{}", section.as_str())),
            href,
            status: page.t(&format!("status-{}", how_far.as_str())),
        })
    };
    Section::ALL.into_iter().filter_map(task).collect()
}

/// The first page of a section that was not saved yet, else its first.
fn first_open(section: Section, draft: &Draft) -> Option<Slot> {
    let slots: Vec<Slot> =
        questions::applicable(draft).into_iter().filter(|s| s.section() == section).collect();
    let open = slots.iter().find(|slot| !draft.progress.contains_key(&slot.key()));
    open.or(slots.first()).copied()
}

/// Which of our questions answers what the review asks; some are answered in person only.
fn wanted(page: &Page, claim_id: ClaimId, code: &str) -> Wanted {
    let slot = match code {
        "place" | "base" | "year" => Some(Slot::Operation),
        "vehicle" | "uniform" | "employer" | "deployment" => Some(Slot::Category),
        "which_act" | "period" => Some(Slot::Acts),
        "season" | "last_act" => Some(Slot::Act(1)),
        "age" => Some(Slot::Under18),
        "relationship" | "dna" => Some(Slot::Claimant),
        _ => None,
    };
    let href = match (code, slot) {
        ("consent", _) => Some(format!("/claims/{claim_id}/consent")),
        (_, Some(slot)) => Some(format!("/claims/{claim_id}/q/{}?from=claim", slot.key())),
        (_, None) => None,
    };
    Wanted { text: page.t(&format!("wanted-{code}")), href }
}

fn consents(page: &Page, shown: &read_claim::Shown) -> Vec<Consented> {
    let answer = |purpose: &ConsentPurpose| {
        let row = shown.consents.iter().rev().find(|row| row.purpose == *purpose);
        match row {
            None => page.t("consent-never-asked"),
            Some(row) => page.t(&format!("consent-change-{}", row.change.as_str())),
        }
    };
    ConsentPurpose::ALL
        .iter()
        .map(|purpose| Consented { text: page.code("consent", purpose), answer: answer(purpose) })
        .collect()
}

/// Hands the answers back to the review.
pub async fn answered(
    State(app): State<App>,
    of: OfClaim,
    form: Form,
) -> Result<Response, Failure> {
    let answered = form.does(answer_request::ACTION, Form::nothing, async |(), once| {
        answer_request(&app.desk, form.actor(), of.claim_id, once).await
    });
    answered.await?;
    Ok(redirect(&format!("/claims/{}", of.claim_id)))
}
