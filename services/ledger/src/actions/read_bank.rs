//! Look at bank statements: matched lines and exceptions.

use super::ROWS_MAX;
use crate::store::statement::{self, Explained, Statement};
use redress_kernel::{Action, Actor, Outcome, StatementId, Stop, action};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

/// Finance staff and auditors see statements.
pub const NAME: Action = action!("ledger.read_bank", [FinanceOfficer, FinanceApprover, Auditor]);

/// Lines of one statement shown at most.
const LINES_MAX: i64 = 20_000;

/// The newest statements.
pub async fn list_statements(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Statement>> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    Ok(statement::list(tx.conn(), None, ROWS_MAX).await?)
}

/// A statement with its lines.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatementDetail {
    /// The statement.
    #[serde(flatten)]
    pub statement: Statement,
    /// Its lines, in the bank's order.
    pub rows: Vec<Explained>,
}

/// One statement.
pub async fn show_statement(ctx: &Ctx, actor: &Actor, id: StatementId) -> Outcome<StatementDetail> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    let found = statement::list(tx.conn(), Some(id), 1).await?.pop().ok_or(Stop::Missing)?;
    let rows = statement::lines(tx.conn(), id, LINES_MAX).await?;
    Ok(StatementDetail { statement: found, rows })
}
