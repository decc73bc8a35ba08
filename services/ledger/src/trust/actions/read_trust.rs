//! Look at what is held for children, by claim code: the balances of all, and the statement of one.
//! Of a day of age nothing is told but month and year, and whether it has come.

use crate::books::domain::entry_kind::EntryKind;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::trust::store::trust;
use crate::trust::store::trust::{File, Moved, Waits};
use crate::trust::store::trust_out;
use crate::trust::store::trust_out::Which;
use redress_kernel::{
    Action, Actor, ClaimCode, ClaimId, Currency, Date, Decimal, EntryId, Money, Outcome, Refusal,
    Role, Stop, Timestamp, Usd, Wanted, action,
};
use redress_runtime::{Ctx, Tx};
use serde::Serialize;
use std::collections::BTreeMap;
use time::macros::format_description;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::trust::store::trust::Terms;
pub use crate::trust::store::trust_out::{HandOver, Request};

/// Finance staff and auditors see all; a liaison the statement of a claim that she names.
pub const NAME: Action =
    action!("ledger.read_trust", [FinanceOfficer, FinanceApprover, Auditor, Liaison]);

/// What is held for one child.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Held {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its code.
    pub claim_code: String,
    /// Year and month in which she comes of age, such as `2031-05`.
    pub of_age_month: String,
    /// Whether the day has come: what is held is to be handed over.
    pub is_of_age: bool,
    /// Whether all was handed over.
    pub has_ended: bool,
    /// Held now, of the award and of what it bore.
    pub balance: Money,
    /// What of it is of the award.
    pub capital: Money,
    /// What of it is interest.
    pub interest: Money,
    /// Parts of the award that will be held once there is cash.
    pub waiting: Money,
}

impl Held {
    fn of(file: File, today: Date) -> Outcome<Self> {
        let month = file.of_age_on.format(format_description!("[year]-[month]"));
        Ok(Self {
            claim_id: file.claim_id,
            claim_code: file.claim_code,
            of_age_month: month.map_err(impossible)?,
            is_of_age: file.of_age_on <= today,
            has_ended: file.has_ended,
            balance: file.capital.checked_add(file.interest).map_err(impossible)?.into(),
            capital: file.capital.into(),
            interest: file.interest.into(),
            waiting: file.waiting.into(),
        })
    }
}

/// All that is held for children.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Trusts {
    /// As known at this moment, every day that was booked.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub known_at: Timestamp,
    /// By claim code.
    pub held: Vec<Held>,
    /// Sum of the balances.
    pub total: Money,
    /// Terms of interest, newest month first.
    pub terms: Vec<Terms>,
    /// What liaisons have asked for and nobody has decided.
    pub asked: Vec<Request>,
}

/// What is held for children. No list for liaisons.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Outcome<Trusts> {
    ctx.read(actor, NAME, async |tx| {
        let staff = [Role::FinanceOfficer, Role::FinanceApprover, Role::Auditor];
        if !staff.iter().any(|role| actor.has(*role)) {
            return Err(Stop::Forbidden);
        }
        let now = tx.now();
        let files = trust::files(tx.conn(), None).await?;
        let held: Vec<Held> =
            files.into_iter().map(|file| Held::of(file, day_of(now))).collect::<Outcome<_>>()?;
        let total =
            Money::sum(held.iter().map(|one| one.balance), Currency::USD).map_err(impossible)?;
        let mut terms = trust::terms(tx.conn(), None, &Wanted::all()).await?;
        for one in &mut terms {
            // As people write it, not with the digits of its column.
            one.annual_rate = one.annual_rate.normalize();
        }
        let asked = trust_out::requests(tx.conn(), Which::Waiting, &Wanted::all()).await?;
        Ok(Trusts { known_at: now, held, total, terms, asked })
    })
    .await
}

/// Counts what waits for officers and approvers.
pub async fn waits(ctx: &Ctx, actor: &Actor) -> Outcome<Waits> {
    ctx.read(actor, NAME, async |tx| {
        let today = day_of(tx.now());
        Ok(trust::waits(tx.conn(), today).await?)
    })
    .await
}

/// The claim of a code, where something is held for it; refused otherwise.
pub async fn find(ctx: &Ctx, actor: &Actor, code: &str) -> Outcome<ClaimId> {
    ctx.read(actor, NAME, async |tx| {
        let code: Option<ClaimCode> = code.trim().parse().ok();
        let claim = match code {
            Some(code) => trust::claim(tx.conn(), code.as_str()).await?,
            None => None,
        };
        claim.ok_or_else(|| Refusal::field("code", "trust-code-unknown").into())
    })
    .await
}

/// An entry of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrustLine {
    /// Its date.
    pub occurred_on: Date,
    /// `trust`, `trust_interest`, `trust_release`, `hand_over` or `reversal`.
    #[schema(value_type = String)]
    pub kind: EntryKind,
    /// Above zero what came, below what left.
    pub amount: Money,
    /// What is held after it.
    pub balance: Money,
    /// Rate of a year by which interest was computed.
    pub annual_rate: Option<Decimal>,
    /// Where that rate comes from.
    pub method: Option<String>,
}

/// A year of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Year {
    /// Which one, by the dates of the entries.
    pub year: i32,
    /// Held at its beginning.
    pub opening: Money,
    /// What came of the award.
    pub deposits: Money,
    /// What it bore.
    pub interest: Money,
    /// What was released or handed over.
    pub released: Money,
    /// Held at its end, or now.
    pub closing: Money,
}

/// The trust statement of a claim.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TrustStatement {
    /// Up to this effective day.
    pub on_day: Date,
    /// As known at this moment.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub known_at: Timestamp,
    /// What is held.
    pub held: Held,
    /// Rate of a year in force; none while there are no terms.
    pub annual_rate: Option<Decimal>,
    /// Where it comes from.
    pub method: Option<String>,
    /// By year.
    pub years: Vec<Year>,
    /// Every entry.
    pub lines: Vec<TrustLine>,
    /// What was asked for; a liaison sees her own.
    pub requests: Vec<Request>,
    /// Hand-overs.
    pub hand_overs: Vec<HandOver>,
}

/// The statement of a claim; [`Stop::Missing`] for a stranger or where nothing is held for it.
pub async fn statement(ctx: &Ctx, actor: &Actor, claim: ClaimId) -> Outcome<TrustStatement> {
    // Who looked at a child's money is recorded.
    ctx.act(actor, NAME, async |tx| {
        let file = crate::trust::movement::file(tx, claim).await?;
        let now = tx.now();
        let today = day_of(now);
        let month = today.replace_day(1).map_err(impossible)?;
        let in_force = trust::terms_on(tx.conn(), month).await?;
        let moves = trust::moves(tx.conn(), claim).await?;
        let lines = lines(tx, claim, &moves).await?;
        let requests = trust_out::requests(tx.conn(), Which::Of(claim), &Wanted::all()).await?;
        let hand_overs = trust_out::hand_overs(tx.conn(), Some(claim), None).await?;
        let statement = TrustStatement {
            on_day: today,
            known_at: now,
            held: Held::of(file, today)?,
            annual_rate: in_force.as_ref().map(|terms| terms.annual_rate.normalize()),
            method: in_force.map(|terms| terms.method),
            years: years(&moves)?,
            lines,
            requests,
            hand_overs,
        };
        Ok(statement)
    })
    .await
}

async fn lines(tx: &mut Tx, claim: ClaimId, moves: &[Moved]) -> Outcome<Vec<TrustLine>> {
    let borne: BTreeMap<EntryId, trust::Borne> =
        trust::borne(tx.conn(), claim).await?.into_iter().map(|one| (one.entry_id, one)).collect();
    let mut balance = Usd::ZERO;
    moves
        .iter()
        .map(|one| {
            balance = balance.checked_add(one.moves.amount).map_err(impossible)?;
            let how = borne.get(&one.entry_id);
            Ok(TrustLine {
                occurred_on: one.occurred_on,
                kind: one.kind,
                amount: one.moves.amount.into(),
                balance: balance.into(),
                annual_rate: how.map(|how| how.annual_rate.normalize()),
                method: how.map(|how| how.method.clone()),
            })
        })
        .collect()
}

/// Entries by the year of their date, in its order.
fn years(moves: &[Moved]) -> Outcome<Vec<Year>> {
    let mut years: Vec<(i32, [Usd; 3])> = Vec::new();
    for one in moves {
        let year = one.occurred_on.year();
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, [Usd::ZERO; 3]));
        }
        let column = match one.kind {
            EntryKind::TrustInterest => 1,
            EntryKind::TrustRelease | EntryKind::HandOver => 2,
            _ => 0,
        };
        if let Some((_, sums)) = years.last_mut() {
            sums[column] = sums[column].checked_add(one.moves.amount).map_err(impossible)?;
        }
    }
    let mut opening = Usd::ZERO;
    years
        .into_iter()
        .map(|(year, [deposits, interest, released])| {
            let closing = Usd::sum([opening, deposits, interest, released]).map_err(impossible)?;
            let row = Year {
                year,
                opening: opening.into(),
                deposits: deposits.into(),
                interest: interest.into(),
                released: (-released).into(),
                closing: closing.into(),
            };
            opening = closing;
            Ok(row)
        })
        .collect()
}
