//! Look at bank statements: matched lines and exceptions.

use super::{ROWS_MAX, ours};
use crate::bank::party::Account;
use crate::store::statement::{self, Explained, Statement};
use crate::store::{exchange, journal};
use redress_kernel::{Action, Actor, Currency, Money, Outcome, StatementId, Stop, action};
use redress_runtime::Ctx;
use redress_runtime::config::Bank;
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

/// The books against the bank, at the last statement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reconciliation {
    /// What the bank's last statement closed with; nothing before the first.
    pub bank: Option<Money>,
    /// Fund cash in the books.
    pub books: Money,
    /// Contributions in the books that no statement has shown yet.
    pub unseen_contributions: Money,
    /// Exchanges with our other accounts that no statement has shown yet: what came less what left.
    pub unseen_transfers: Money,
    /// Open exceptions, credits less debits.
    pub exceptions: Money,
    /// What remains unexplained; not zero, a statement or an entry is missing.
    pub unexplained: Option<Money>,
}

/// Compares the books with the bank: what differs is explained line by line, or shown as
/// unexplained.
/// The account's balance before its first statement counts as unexplained until it is a
/// contribution.
pub async fn reconcile(ctx: &Ctx, bank: &Bank, actor: &Actor) -> Outcome<Reconciliation> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    let account = Account::from_typed(&bank.debtor_account).number().to_owned();
    let closing = statement::last_closing(tx.conn(), &account).await?;
    let accounts = journal::balances(tx.conn(), journal::Basis::default()).await?;
    let cash = accounts.iter().find(|row| {
        row.account == "fund_cash" && row.debit.currency() == Currency::USD && row.holder.is_empty()
    });
    let books = match cash {
        Some(row) => row.debit.checked_sub(row.credit).map_err(ours)?,
        None => Money::zero(Currency::USD),
    };
    let unseen = statement::unseen_contributions(tx.conn()).await?;
    let transfers = exchange::unseen(tx.conn()).await?;
    let exceptions = statement::exceptions(tx.conn()).await?.1;
    let left = |bank: Money| {
        let expected =
            books.checked_sub(unseen)?.checked_sub(transfers)?.checked_add(exceptions)?;
        bank.checked_sub(expected)
    };
    Ok(Reconciliation {
        bank: closing,
        books,
        unseen_contributions: unseen,
        unseen_transfers: transfers,
        exceptions,
        unexplained: closing.map(left).transpose().map_err(ours)?,
    })
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
