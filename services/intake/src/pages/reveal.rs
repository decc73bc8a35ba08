//! Name and contact, shown once on request. Asked for by a form, so that no link or prefetch opens
//! it.

use super::OfClaim;
use crate::App;
use crate::actions::reveal_contact::{self, Revealed, reveal_contact};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::ClaimId;
use redress_web::{Failure, Form, Page, render};

#[derive(Template)]
#[template(path = "reveal.html")]
struct RevealPage {
    page: Page,
    claim_id: ClaimId,
    /// Label and value; what was not given is left out.
    lines: Vec<(String, String)>,
}

fn lines(page: &Page, revealed: &Revealed) -> Vec<(String, String)> {
    let (identity, plan) = (revealed.identity.expose(), revealed.plan.expose());
    let yes_no = |answer: bool| page.t(if answer { "yes" } else { "no" });
    let hours: Vec<String> =
        plan.hours.iter().map(|each| page.t(&format!("hours-{}", each.as_str()))).collect();
    let lines = [
        ("name", identity.name.clone()),
        ("birth-year", identity.birth_year.map(|year| year.to_string())),
        ("channel", plan.channel.map(|each| page.t(&format!("channel-{}", each.as_str())))),
        ("number", plan.number.clone()),
        ("hours", (!hours.is_empty()).then(|| hours.join(", "))),
        ("may-answer", plan.may_answer.map(|who| page.t(&format!("may-answer-{}", who.as_str())))),
        ("code-word", plan.code_word.clone()),
        ("voicemail", plan.voicemail.map(yes_no)),
        ("writing", plan.may_write.map(yes_no)),
        ("payee", revealed.last_four.as_ref().map(|last| format!("•••• {last}"))),
    ];
    lines
        .into_iter()
        .filter_map(|(name, value)| Some((page.t(&format!("reveal-{name}")), value?)))
        .collect()
}

/// Shows them.
pub async fn show(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let revealed = form.does(reveal_contact::ACTION, Form::nothing, async |(), _| {
        reveal_contact(&app.desk, form.actor(), of.claim_id).await
    });
    let revealed = revealed.await?;
    let page = form.person.page("title-details");
    let template = RevealPage { claim_id: of.claim_id, lines: lines(&page, &revealed), page };
    Ok(render(&template, &template.page))
}
