//! Book a statement line that matched nothing: a fee of the bank, a contribution nobody had
//! recorded, or a transfer between our accounts that is in the books already. What more may come of
//! a line needs two people: `ask_booking`. What concerns a payment is never booked by hand: the
//! bank must put it right on another line.

use crate::bank::domain::PERSON_DAYS;
use crate::bank::store::{shown, statement};
use crate::books::domain::cash::Place;
use crate::books::domain::journal::Side;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::cash::movement as cashing;
use crate::desk::refusal::ours;
use crate::desk::store::lock_bank;
use crate::desk::store::lock_fund;
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
    #[schema(pattern = "^(charge|contribution|transfer)$")]
    pub kind: String,
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
        let line = statement::exception(tx.conn(), line_id).await?.ok_or(Stop::Missing)?;
        check(&cmd, &line)?;
        let (now, by) = (tx.now(), actor.actor_id);
        let booked = LineBooked { line_id, statement_id: line.statement_id };
        if cmd.kind == "transfer" {
            // Nothing is posted: the line shows what the books have.
            let sought = shown::Sought {
                account: line.bank_account.as_deref(),
                direction: &line.direction,
                amount: line.amount,
                on: line.booked_on,
                within: PERSON_DAYS,
            };
            let nearest = shown::exchanges_like(tx.conn(), &sought).await?.into_iter().next();
            let (entry, _) = nearest.ok_or_else(|| Refusal::field("kind", "transfer-unknown"))?;
            statement::resolve(tx.conn(), line_id, &cmd.kind, entry, None, by, now).await?;
            tx.subject(format!("statement line {line_id}"));
            return Ok(booked);
        }
        let place = cashing::account(tx, line.bank_account.as_deref()).await?;
        let day = cashing::day(tx, &place, line.booked_on).await?;
        // Before the entry: whoever waits for the lock must see this money too.
        lock_fund(tx.conn()).await?;
        let entry = if cmd.kind == "charge" {
            charge(tx, place, &line, day).await?
        } else {
            contribution(tx, place, (line_id, &line), day).await?
        };
        statement::resolve(tx.conn(), line_id, &cmd.kind, entry, None, by, now).await?;
        set_money_aside(tx).await?;
        tx.subject(format!("statement line {line_id}"));
        Ok(booked)
    })
    .await
}

/// Books a fee; on an account in another currency at what it cost.
async fn charge(
    tx: &mut Tx,
    place: Place,
    line: &statement::Exception,
    day: Date,
) -> Outcome<EntryId> {
    let gone = cashing::goes(tx, place, line.amount).await?;
    if gone.cash.dollars.amount() > Decimal::from(CHARGE_MAX) {
        return Err(Refusal::field("kind", "charge-too-large").with("max", CHARGE_MAX).into());
    }
    let id = tx.fresh();
    let entry = posting::charge(id, day, &gone.cash).map_err(ours)?;
    journal::save(tx.conn(), &entry).await?;
    cashing::note(tx, &gone, Side::Credit, id, day).await?;
    Ok(id)
}

/// Books money that nobody had recorded, without a named funder.
async fn contribution(
    tx: &mut Tx,
    place: Place,
    (line_id, line): (StatementLineId, &statement::Exception),
    day: Date,
) -> Outcome<EntryId> {
    let came = cashing::comes(tx, place, line.amount, day).await?;
    let id = tx.fresh();
    let entry = posting::contribution(id, day, "", &came.cash, None).map_err(ours)?;
    journal::save(tx.conn(), &entry).await?;
    cashing::note(tx, &came, Side::Debit, id, day).await?;
    let contribution = fund::Contribution {
        contribution_id: tx.fresh(),
        kind: "voluntary".to_owned(),
        amount: came.cash.dollars.into(),
        received_on: day,
        reference: line.reference.clone().unwrap_or_else(|| line_id.to_string()),
        source: String::new(),
        pledge_id: None,
        recourse_id: None,
        entry_id: id,
        came: came.cash.place.is_foreign().then_some(line.amount),
        bank_account: line.bank_account.clone(),
        rate_id: came.rate_id.map(Into::into),
    };
    let (by, now) = (tx.actor().actor_id, tx.now());
    fund::save(tx.conn(), &contribution, by, now).await?;
    Ok(id)
}

fn check(cmd: &BookLine, line: &statement::Exception) -> Outcome<()> {
    let fits = matches!(
        (cmd.kind.as_str(), line.direction.as_str()),
        ("charge", "debit") | ("contribution", "credit") | ("transfer", _)
    );
    // A line with a reference of ours is about a payment.
    let is_payment = !matches!(line.reason.as_str(), "no_reference" | "unknown_reference");
    if !fits || is_payment || line.amount.amount().is_zero() {
        return Err(Refusal::field("kind", "line-not-bookable").into());
    }
    Ok(())
}
