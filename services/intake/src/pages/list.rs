//! The list of claims: code, where each stands, what comes next. No names.

use crate::App;
use crate::actions::list_claims::list_claims;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{ClaimId, Role, Stage};
use redress_web::api::Query;
use redress_web::{Failure, Page, Person, render};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage {
    page: Page,
    rows: Vec<Row>,
    next: Option<ClaimId>,
    may_open: bool,
    may_triage: bool,
}

/// One claim of a list.
pub(super) struct Row {
    pub(super) claim_id: ClaimId,
    pub(super) code: String,
    pub(super) stands: String,
    pub(super) next: String,
    pub(super) since: String,
}

/// Where a list begins.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Claims before this one.
    before: Option<ClaimId>,
}

/// Rows of a list in the reader's language.
pub(super) fn rows(page: &Page, listed: &[crate::actions::list_claims::Listed]) -> Vec<Row> {
    let row = |claim: &crate::actions::list_claims::Listed| Row {
        claim_id: claim.claim_id,
        code: claim.code.to_string(),
        stands: page.t(&format!("stage-{}", claim.stage)),
        next: page.t(&format!("stage-{}-next", claim.stage)),
        since: page.day(&claim.stage_since.date()),
    };
    listed.iter().map(row).collect()
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    person: Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let claims = list_claims(&app.desk, &person.actor, None::<Stage>, asked.before).await?;
    let page = person.page("title-list");
    let template = ClaimsPage {
        rows: rows(&page, &claims.listed),
        next: claims.next,
        may_open: person.actor.has(Role::Advocate),
        may_triage: person.actor.has(Role::IntakeOfficer),
        page,
    };
    Ok(render(&template, &template.page))
}
