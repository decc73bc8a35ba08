//! Book a statement line that matched nothing: a fee of the bank, a contribution nobody had
//! recorded, or a transfer between our accounts that is in the books already. What more may come of
//! a line needs two people: `ask_booking`. What concerns a payment is never booked by hand: the
//! bank must put it right on another line.

use crate::bank::domain::PERSON_DAYS;
use crate::bank::domain::line::{BookedAs, Flow};
use crate::bank::store::{line, shown};
use crate::books::domain::cash::FundAccount;
use crate::books::domain::journal::Side;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::cash::movement as cashing;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_bank;
use crate::desk::store::lock_fund;
use crate::fund::domain::codes::IncomeKind;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::fund;
use redress_kernel::{
    Action, Actor, Date, Decimal, EntryId, Outcome, Refusal, StatementId, StatementLineId, Stop,
    action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers book what a line says.
pub const NAME: Action = action!("ledger.book_line", [FinanceOfficer]);

/// Largest fee that is booked by one person, US dollars; the same in the database.
pub const CHARGE_MAX: i64 = 500;

/// As what to book a line.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookLine {
    /// `charge` for money that left, `contribution` for money that came, `transfer` for what a
    /// confirmed exchange moved.
    #[schema(value_type = String, pattern = "^(charge|contribution|transfer)$")]
    pub kind: BookedAs,
}

/// The line that was booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineBooked {
    /// The line.
    pub line_id: StatementLineId,
    /// Its statement.
    pub statement_id: StatementId,
}

/// Books a line.
#[tracing::instrument(name = "ledger.book_line", skip_all)]
pub async fn book_line(
    ctx: &Ctx,
    actor: &Actor,
    line_id: StatementLineId,
    cmd: BookLine,
    once: Option<&Once>,
) -> Outcome<LineBooked> {
    ctx.once(actor, NAME, once, async |tx| {
        lock_bank(tx.conn()).await?;
        let line = line::exception(tx.conn(), line_id).await?.ok_or(Stop::Missing)?;
        if line.reason.is_of_payment() || line.amount.amount().is_zero() {
            return Err(Refusal::field("kind", "line-not-bookable").into());
        }
        let entry = match (cmd.kind, line.direction) {
            (BookedAs::Transfer, Flow::Came | Flow::Left) => transfer(tx, &line).await?,
            (BookedAs::Charge, Flow::Left) => charge(tx, &line).await?,
            (BookedAs::Contribution, Flow::Came) => contribution(tx, (line_id, &line)).await?,
            (BookedAs::Charge, Flow::Came)
            | (BookedAs::Contribution, Flow::Left)
            | (BookedAs::ClaimCost | BookedAs::OwnError, _) => {
                return Err(Refusal::field("kind", "line-not-bookable").into());
            }
        };
        let now = tx.now();
        line::resolve(tx.conn(), line_id, cmd.kind, entry, None, now).await?;
        if cmd.kind != BookedAs::Transfer {
            set_money_aside(tx).await?;
        }
        tx.subject(format!("statement line {line_id}"));
        Ok(LineBooked { line_id, statement_id: line.statement_id })
    })
    .await
}

/// The exchange that a line shows. Nothing is posted: the books have it.
async fn transfer(tx: &mut Tx, line: &line::Exception) -> Outcome<EntryId> {
    let sought = shown::Sought {
        account: line.bank_account.as_deref(),
        direction: line.direction,
        amount: line.amount,
        on: line.booked_on,
        within: PERSON_DAYS,
    };
    let nearest = shown::exchanges_like(tx.conn(), &sought).await?.into_iter().next();
    let (entry, _) = nearest.ok_or_else(|| Refusal::field("kind", "transfer-unknown"))?;
    Ok(entry)
}

/// The account of a line, and the day on which it is booked. The fund is locked before the entry: whoever waits for the
/// lock must see this money too.
async fn place_and_day(tx: &mut Tx, line: &line::Exception) -> Outcome<(FundAccount, Date)> {
    let place = cashing::account(tx, line.bank_account.as_deref()).await?;
    let day = cashing::day(tx, &place, line.booked_on).await?;
    lock_fund(tx.conn()).await?;
    Ok((place, day))
}

/// Books a fee; on an account in another currency at what it cost.
async fn charge(tx: &mut Tx, line: &line::Exception) -> Outcome<EntryId> {
    let (place, day) = place_and_day(tx, line).await?;
    let gone = cashing::goes(tx, place, line.amount).await?;
    if gone.cash.dollars.amount() > Decimal::from(CHARGE_MAX) {
        return Err(Refusal::field("kind", "charge-too-large").with("max", CHARGE_MAX).into());
    }
    let id = tx.fresh();
    let entry = posting::charge(id, day, &gone.cash).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    cashing::keep_movement(tx, &gone, Side::Credit, id, day).await?;
    Ok(id)
}

/// Books money that nobody had recorded, without a named funder.
async fn contribution(
    tx: &mut Tx,
    (line_id, line): (StatementLineId, &line::Exception),
) -> Outcome<EntryId> {
    let (place, day) = place_and_day(tx, line).await?;
    let came = cashing::comes(tx, place, line.amount, day).await?;
    let id = tx.fresh();
    let entry = posting::contribution(id, day, "", &came.cash, None).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    cashing::keep_movement(tx, &came, Side::Debit, id, day).await?;
    let contribution = fund::Contribution {
        contribution_id: tx.fresh(),
        kind: IncomeKind::Voluntary,
        amount: came.cash.dollars.into(),
        received_on: day,
        reference: line.reference.clone().unwrap_or_else(|| line_id.to_string()),
        source: String::new(),
        pledge_id: None,
        recourse_id: None,
        entry_id: id,
        came: came.cash.place.is_foreign().then_some(line.amount),
        bank_account: line.bank_account.clone(),
        rate_id: came.rate_id,
    };
    let now = tx.now();
    fund::save(tx.conn(), &contribution, now).await?;
    Ok(id)
}
