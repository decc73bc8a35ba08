//! Look at bank statements: matched lines and exceptions.

use crate::bank::store::shown;
use crate::bank::store::{line, statement};
use crate::books::store::journal;
use crate::cash::domain::AccountState;
use crate::cash::store::bank_account;
use crate::desk::refusal::impossible;
use redress_iso20022::party::Account;
use redress_kernel::{
    Action, Actor, Currency, Money, Outcome, Paged, StatementId, Stop, Wanted, action,
};
use redress_runtime::config::Bank;
use redress_runtime::{Ctx, Tx};
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::bank::store::line::Explained;
pub use crate::bank::store::statement::Statement;

/// Finance staff and auditors see statements.
pub const NAME: Action = action!("ledger.read_bank", [FinanceOfficer, FinanceApprover, Auditor]);

/// Statements, the newest first.
pub async fn list_statements(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<i64>,
) -> Outcome<Paged<Statement, i64>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = statement::list(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| last.seq))
    })
    .await
}

/// The books of an account against the bank, at its last statement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Comparison {
    /// Code of the account; nothing for the general one.
    pub bank_account: Option<String>,
    /// What the bank's last statement closed with; nothing before the first.
    pub bank: Option<Money>,
    /// Cash of the account in the books.
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

/// The books against the bank.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reconciliation {
    /// The general account.
    #[serde(flatten)]
    pub general: Comparison,
    /// The others that are open, each in its currency.
    pub others: Vec<Comparison>,
}

/// Compares the books with the bank, account by account: what differs is explained line by line, or
/// shown as unexplained.
/// An account's balance before its first statement counts as unexplained until it is a
/// contribution.
pub async fn reconcile(ctx: &Ctx, bank: &Bank, actor: &Actor) -> Outcome<Reconciliation> {
    ctx.read(actor, NAME, async |tx| {
        let account = Account::from_typed(&bank.debtor_account).number().to_owned();
        let balances = journal::balances(tx.conn(), journal::Basis::default()).await?;
        let cash = balances.iter().find(|row| {
            row.account == "fund_cash"
                && row.debit.currency() == Currency::USD
                && row.holder.is_empty()
        });
        let books = match cash {
            Some(row) => row.debit.checked_sub(row.credit).map_err(impossible)?,
            None => Money::zero(Currency::USD),
        };
        let general = compare(tx, &account, None, books).await?;
        let mut others = Vec::new();
        for one in bank_account::list(tx.conn(), None).await? {
            if one.state == AccountState::Open {
                others.push(compare(tx, "", Some(&one.code), one.balance).await?);
            }
        }
        Ok(Reconciliation { general, others })
    })
    .await
}

async fn compare(
    tx: &mut Tx,
    account: &str,
    code: Option<&str>,
    books: Money,
) -> Outcome<Comparison> {
    let bank = statement::last_closing(tx.conn(), account, code).await?;
    let seen = shown::differences(tx.conn(), code, books.currency()).await?;
    let left = |bank: Money| {
        let expected = books.checked_sub(seen.contributions)?.checked_sub(seen.exchanges)?;
        bank.checked_sub(expected.checked_add(seen.exceptions)?)
    };
    Ok(Comparison {
        bank_account: code.map(str::to_owned),
        bank,
        books,
        unseen_contributions: seen.contributions,
        unseen_transfers: seen.exchanges,
        exceptions: seen.exceptions,
        unexplained: bank.map(left).transpose().map_err(impossible)?,
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
    /// Where the next lines begin, when there are more.
    #[serde(skip)]
    pub next: Option<(i32, i32)>,
}

/// One statement.
pub async fn show_statement(
    ctx: &Ctx,
    actor: &Actor,
    id: StatementId,
    wanted: &Wanted<(i32, i32)>,
) -> Outcome<StatementDetail> {
    ctx.read(actor, NAME, async |tx| {
        let found = statement::list(tx.conn(), Some(id), &Wanted::default())
            .await?
            .pop()
            .ok_or(Stop::Missing)?;
        let rows = line::list(tx.conn(), id, wanted).await?;
        let Paged { rows, next } =
            wanted.page(rows, |last| (last.line.entry_number, last.line.part));
        Ok(StatementDetail { statement: found, rows, next })
    })
    .await
}
