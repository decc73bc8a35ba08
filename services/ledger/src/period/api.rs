//! Months: which are closed, what is to be done before, closing and reopening.

use super::actions::ask_reopening as asking;
use super::actions::ask_reopening::AskReopening;
use super::actions::close_period as closing;
use super::actions::close_period::{ClosePeriod, PeriodStepped};
use super::actions::read_periods as read;
use super::actions::read_periods::Standing;
use super::actions::reopen_period as reopening;
use super::domain::MonthState;
use crate::desk::App;
use crate::desk::day::Month;
use crate::desk::times::TimesQuery;
use crate::period::actions::read_periods::{KeptCheck, Step};
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::{Money, Stop};
use redress_web::{Body, Caller, Failure, IdempotencyKey, Keyed, Query};
use serde::Serialize;
use utoipa::ToSchema;

/// Where a month stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingBody {
    /// The month, as `2026-10`.
    month: String,
    /// `open`, `closed` or `asked` (closed, and somebody asked to reopen it).
    #[schema(value_type = String)]
    state: MonthState,
}

impl From<Standing> for StandingBody {
    fn from(standing: Standing) -> Self {
        Self { month: standing.month.to_string(), state: standing.state }
    }
}

/// A month with all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeriodBody {
    /// The month and where it stands.
    #[serde(flatten)]
    standing: StandingBody,
    /// The checklist: as it is now, or as it was when the month was closed.
    checks: Vec<KeptCheck>,
    /// All debits up to the last day when it was closed, one a currency; empty for an open month, where they are typed.
    totals: Vec<Money>,
    /// What was done with it, oldest first.
    steps: Vec<Step>,
}

fn month(text: &str) -> Result<Month, Stop> {
    Month::parse(text).ok_or(Stop::Missing)
}

/// Every month from the first entry to today, newest first.
#[utoipa::path(get, path = "/api/ledger/periods", operation_id = "ledger.list_periods",
    responses((status = 200, description = "Months", body = Vec<StandingBody>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<StandingBody>>, Failure> {
    let months = read::list_periods(&app.ctx, &caller.actor).await?;
    Ok(Json(months.into_iter().map(StandingBody::from).collect()))
}

/// One month with its checklist. With `audit=yes` the books are audited however many entries they have.
#[utoipa::path(get, path = "/api/ledger/periods/{month}", operation_id = "ledger.show_period",
    params(("month" = String, Path, description = "As 2026-10"), TimesQuery),
    responses((status = 200, description = "The month", body = PeriodBody),
        (status = 404, description = "No such month yet"),
        (status = 422, description = "A day or moment that can't be")))]
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(text): Path<String>,
    Query(query): Query<TimesQuery>,
) -> Result<Json<PeriodBody>, Failure> {
    let audit = query.audit.is_some();
    let seen = read::show_period(&app.ctx, &caller.actor, month(&text)?, audit).await?;
    let is_open = seen.standing.state == MonthState::Open;
    let now = seen.checks.into_iter().map(|check| KeptCheck {
        item: check.item,
        is_done: check.is_done,
        open: check.open,
        detail: check.detail,
    });
    Ok(Json(PeriodBody {
        standing: seen.standing.into(),
        checks: if is_open { now.collect() } else { seen.kept },
        totals: if is_open { Vec::new() } else { seen.totals },
        steps: seen.steps,
    }))
}

/// Close a month: its checklist done or answered for, its control totals typed.
#[utoipa::path(post, path = "/api/ledger/periods/{month}/close", operation_id = "ledger.close_period",
    params(("month" = String, Path, description = "As 2026-10")),
    request_body = ClosePeriod,
    responses((status = 200, description = "Closed", body = PeriodStepped),
        (status = 409, description = "Something must be done first"),
        (status = 422, description = "A control total differs, or a reason is wanted")))]
pub(crate) async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(text): Path<String>,
    key: IdempotencyKey,
    body: Body<ClosePeriod>,
) -> Result<Json<PeriodStepped>, Failure> {
    let once = body.once(&key);
    let month = month(&text)?;
    let done = closing::close_period(&app.ctx, &caller.actor, month, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Ask to reopen a closed month.
#[utoipa::path(post, path = "/api/ledger/periods/{month}/ask-reopening", operation_id = "ledger.ask_reopening",
    params(("month" = String, Path, description = "As 2026-10")),
    request_body = AskReopening,
    responses((status = 200, description = "Asked", body = PeriodStepped),
        (status = 409, description = "The month is not closed, or a later one is")))]
pub(crate) async fn ask(
    State(app): State<App>,
    caller: Caller,
    Path(text): Path<String>,
    key: IdempotencyKey,
    body: Body<AskReopening>,
) -> Result<Json<PeriodStepped>, Failure> {
    let once = body.once(&key);
    let month = month(&text)?;
    let done = asking::ask_reopening(&app.ctx, &caller.actor, month, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Reopen a month that another person asked to have reopened.
#[utoipa::path(post, path = "/api/ledger/periods/{month}/reopen", operation_id = "ledger.reopen_period",
    params(("month" = String, Path, description = "As 2026-10")),
    responses((status = 200, description = "Reopened", body = PeriodStepped),
        (status = 409, description = "Nobody asked, or you did")))]
pub(crate) async fn reopen(
    State(app): State<App>,
    by: Keyed,
    Path(text): Path<String>,
) -> Result<Json<PeriodStepped>, Failure> {
    let month = month(&text)?;
    Ok(Json(reopening::reopen_period(&app.ctx, &by.actor, month, Some(&by.once)).await?))
}
