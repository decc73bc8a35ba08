//! Who looked at a claim, for its advocate: neutral words, no names.

use super::OfClaim;
use crate::App;
use crate::actions::read_looks::{Look, read_looks};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::ClaimId;
use redress_web::{Asked, Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "looks.html")]
struct LooksPage {
    page: Page,
    claim_id: ClaimId,
    code: String,
    /// When, in which role, what was opened.
    looks: Vec<(String, String, String)>,
    next: Option<String>,
}

/// Shows them.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
    asked: Asked,
) -> Result<Response, Failure> {
    let (code, paged) = read_looks(&app.desk, &person.actor, of.claim_id, &asked.shown()).await?;
    let page = person.page("title-details");
    let words = |look: &Look| (page.moment(&look.at), who(&page, look), what(&page, look));
    let template = LooksPage {
        claim_id: of.claim_id,
        code: code.to_string(),
        looks: paged.rows.iter().map(words).collect(),
        next: asked.next(paged.next.as_ref()),
        page,
    };
    Ok(render(&template, &template.page))
}

/// In which role: the first that it was done in says enough.
fn who(page: &Page, look: &Look) -> String {
    if look.is_own {
        return page.t("looks-you");
    }
    page.t(match look.roles.split(',').next().unwrap_or_default() {
        "advocate" => "looks-advocate",
        "intake_officer" => "looks-intake",
        "panel_member" | "panel_chair" => "looks-panel",
        "finance_officer" | "finance_approver" => "looks-finance",
        "auditor" => "looks-auditor",
        _ => "looks-other",
    })
}

fn what(page: &Page, look: &Look) -> String {
    page.t(match &*look.action {
        "intake.reveal_contact" => "looks-at-contact",
        "intake.read_triage" => "looks-at-triage",
        "intake.read_offer" => "looks-at-offer",
        "eligibility.show_case" | "eligibility.show_worksheet" => "looks-at-review",
        "documents.list_papers" => "looks-at-papers",
        "documents.read_paper" => "looks-at-paper",
        "ledger.read_trust" => "looks-at-payment",
        "ledger.read_log" => "looks-at-log",
        _ => "looks-at-claim",
    })
}
