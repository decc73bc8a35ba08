//! The lab: the address calls the action of the same name.

use crate::App;
use crate::actions::{self, RunLab};
use axum::Json;
use axum::extract::State;
use redress_mechanism::lab::Comparison;
use redress_web::{Body, Caller, Failure};

/// Compares a draft with the versions in force over many claims; changes nothing, shows no count under ten
#[utoipa::path(post, path = "/api/eligibility/lab", operation_id = "eligibility.run_lab",
    extensions(("x-repeatable" = json!(true))),
    request_body = RunLab,
    responses((status = 200, body = Comparison),
        (status = 409, description = "Another run is under way"),
        (status = 422, description = "No such change")))]
pub async fn run(
    State(app): State<App>,
    caller: Caller,
    body: Body<RunLab>,
) -> Result<Json<Comparison>, Failure> {
    Ok(Json(actions::run_lab(&app.ctx, &app.lab, &caller.actor, body.value).await?))
}
