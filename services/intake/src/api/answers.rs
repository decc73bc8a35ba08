//! Questions and answers over the API.

use crate::App;
use crate::actions::read_claim::read_claim;
use crate::actions::save_answer::{SaveAnswer, Saved, save_answer};
use crate::domain::questions::{self, Kind, Mark, Slot};
use crate::domain::typed::Typed;
use axum::extract::{Path, State};
use redress_kernel::typed::Writing;
use redress_kernel::{ClaimId, Stop};
use redress_web::{Body, Caller, Failure, IfMatch, Tagged};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One field of a question.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldBody {
    /// Name to send; a date is sent as `<name>-year`, `-month`, `-day` or `-unknown` = `yes`, a sum
    /// with
    /// `<name>-currency`.
    name: &'static str,
    /// `radio`, `checkbox`, `date`, `text`, `number`, `phone` or `money`.
    kind: &'static str,
    /// Values that can be sent; empty where anything can be typed.
    choices: Vec<String>,
}

/// One question that applies to the claim.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionBody {
    /// Its key.
    key: String,
    /// Whether it may stay open.
    optional: bool,
    /// Whether the answer is sealed and never read back.
    sealed: bool,
    /// How it was saved, if it was.
    saved: Option<Mark>,
    /// Its fields.
    fields: Vec<FieldBody>,
}

/// Values by field; a field may have several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// Values by field. Numbers are digits, with a point before decimals: nothing else is read.
    fields: BTreeMap<String, Vec<String>>,
}

/// The questions that apply to a claim, in order
#[utoipa::path(
    get, path = "/api/intake/claims/{claim_id}/questions", operation_id = "intake.list_questions",
    responses(
        (status = 200, description = "The questions; the revision is the ETag", body = Vec<QuestionBody>),
        (status = 404, description = "No such claim, or not yours"))
)]
pub async fn questions(
    State(app): State<App>,
    caller: Caller,
    Path(claim_id): Path<ClaimId>,
) -> Result<Tagged<Vec<QuestionBody>>, Failure> {
    let shown = read_claim(&app.desk, &caller.actor, claim_id).await?;
    let draft = &shown.filed.claim.draft;
    let asked = questions::applicable(draft)
        .into_iter()
        .filter_map(|slot| questions::question(slot, draft, &shown.operations))
        .map(|question| QuestionBody {
            key: question.slot.key(),
            optional: question.slot.is_optional(),
            sealed: question.slot.home().is_sealed(),
            saved: draft.progress.get(&question.slot.key()).copied(),
            fields: question.fields.iter().map(field).collect(),
        });
    Ok(Tagged(shown.filed.claim.revision, asked.collect()))
}

fn field(field: &questions::Field) -> FieldBody {
    let (kind, choices) = match &field.kind {
        Kind::Radio(choices) => ("radio", choices.as_slice()),
        Kind::Checkbox(choices) => ("checkbox", choices.as_slice()),
        Kind::Money(choices) => ("money", choices.as_slice()),
        Kind::Date => ("date", &[][..]),
        Kind::Text(_) => ("text", &[][..]),
        Kind::Number => ("number", &[][..]),
        Kind::Phone => ("phone", &[][..]),
    };
    let values = choices.iter().map(|choice| choice.value.clone()).collect();
    FieldBody { name: field.name, kind, choices: values }
}

/// Save the answer to a question
#[utoipa::path(
    put, path = "/api/intake/claims/{claim_id}/answers/{question}", operation_id = "intake.save_answer",
    request_body = AnswerBody,
    responses(
        (status = 200, description = "Saved; the new revision is the ETag", body = Saved),
        (status = 404, description = "No such claim or question"),
        (status = 409, description = "Not open, or a consent is missing"),
        (status = 422, description = "The question has no such field, or it can't take such a value"))
)]
pub async fn save(
    State(app): State<App>,
    caller: Caller,
    IfMatch(revision): IfMatch,
    Path((claim_id, question)): Path<(ClaimId, String)>,
    body: Body<AnswerBody>,
) -> Result<Tagged<Saved>, Failure> {
    let slot = Slot::from_key(&question).ok_or(Stop::Missing)?;
    let pairs = body.value.fields.into_iter();
    let typed: Typed = pairs
        .flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)))
        .collect();
    let cmd = SaveAnswer { claim_id, slot, revision, typed: typed.written(Writing::Exact) };
    let saved = save_answer(&app.desk, &caller.actor, &cmd, None).await?;
    Ok(Tagged(saved.revision, saved))
}
