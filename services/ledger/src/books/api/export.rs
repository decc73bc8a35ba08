//! The journal for other accounting programs.

use crate::books::actions::export_journal as action;
use crate::books::actions::export_journal::ExportJournal;
use crate::books::journal_text::Format;
use crate::desk::App;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{Date, Timestamp};
use redress_web::{Caller, Failure, Query};
use serde::Deserialize;
use utoipa::IntoParams;

/// What is exported.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// For which program.
    #[param(inline)]
    format: Format,
    /// First effective day; everything before becomes opening balances.
    from: Option<Date>,
    /// Last effective day.
    to: Option<Date>,
    /// As the books were known at this moment; now when left out.
    #[serde(default, with = "time::serde::rfc3339::option")]
    #[param(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
}

/// The journal as text that hledger or Beancount read, or as lines of values. It ends with the balance of every account;
/// one without was cut off.
#[utoipa::path(get, path = "/api/ledger/journal", operation_id = "ledger.export_journal",
    params(Asked),
    responses((status = 200, description = "The journal", content((String = "text/plain"), (String = "text/csv"))),
        (status = 409, description = "Too many exports at once"),
        (status = 422, description = "A range that can't be")))]
pub(crate) async fn export_journal(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let cmd = ExportJournal {
        format: asked.format,
        from: asked.from,
        to: asked.to,
        known_at: asked.known_at,
    };
    let permit = crate::books::sending::permit(&app)?;
    let export = action::export_journal(&app.ctx, &caller.actor, cmd).await?;
    Ok(crate::books::sending::sent(export, cmd.format, permit))
}
