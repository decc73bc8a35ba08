//! Withdrawing: one question, no reason asked.

use super::{OfClaim, refused};
use crate::App;
use crate::actions::read_claim::read_claim;
use crate::actions::withdraw_claim::withdraw_claim;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{ClaimId, Refusal, Stop};
use redress_web::{Failure, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "withdraw.html")]
struct WithdrawPage {
    page: Page,
    claim_id: ClaimId,
}

/// Asks once more.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    read_claim(&app.desk, &person.actor, of.claim_id).await?;
    let template = WithdrawPage { page: person.page("title-form"), claim_id: of.claim_id };
    Ok(render(&template, &template.page))
}

/// Withdraws the claim.
pub async fn send(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    form.fields.only(&["confirm"])?;
    let outcome = if form.fields.has("confirm", "yes") {
        withdraw_claim(&app.desk, form.actor(), of.claim_id, form.once().as_ref()).await
    } else {
        Err(Refusal::field("confirm", "field-required").into())
    };
    match outcome {
        Ok(_) => Ok(redirect(&format!("/claims/{}", of.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-form").with_errors(&refusals);
            Ok(refused(&WithdrawPage { page, claim_id: of.claim_id }, &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}
