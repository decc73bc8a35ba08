//! Withdrawing: one question, no reason asked.

use super::{OfClaim, refused};
use crate::App;
use crate::actions::read_claim::read_claim;
use crate::actions::withdraw_claim::{self, withdraw_claim};
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
    let withdrawn = form.does(withdraw_claim::ACTION, confirmed, async |(), once| {
        withdraw_claim(&app.desk, form.actor(), of.claim_id, once).await
    });
    match withdrawn.await {
        Ok(_) => Ok(redirect(&format!("/claims/{}", of.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-form").with_errors(&refusals);
            Ok(refused(&WithdrawPage { page, claim_id: of.claim_id }, &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}

fn confirmed(form: &Form) -> Result<(), Refusal> {
    form.fields.only(&["confirm"])?;
    let is_confirmed = form.fields.has("confirm", "yes");
    is_confirmed.then_some(()).ok_or_else(|| Refusal::field("confirm", "field-required"))
}
