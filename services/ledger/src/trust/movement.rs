//! What happens by itself to money that is held for children: deposits, interest; and how it leaves
//!

use super::domain as rules;
use super::store::trust;
use super::store::trust::{Interest, OpenMonth};
use super::store::trust_out;
use super::store::trust_out::{For, Out};
use crate::books::domain::entry_kind::EntryKind;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use redress_kernel::{ClaimId, Date, Outcome, Stop, Usd};
use redress_runtime::Tx;

/// Months of interest that are booked in one transaction.
const MONTHS_MAX: i64 = 2_000;

/// Books interest of the months that have ended, of all claims or of one, each once. Whoever calls holds
/// the fund. Returns how many.
pub(crate) async fn book_interest(tx: &mut Tx, claim: Option<ClaimId>) -> Outcome<usize> {
    let this_month = day_of(tx.now()).replace_day(1).map_err(impossible)?;
    let open = trust::open_months(tx.conn(), this_month, claim, MONTHS_MAX).await?;
    for month in &open {
        bear(tx, month, rules::month_end(month.month)).await?;
    }
    Ok(open.len())
}

/// Books interest up to a day of a month, on that day. Where the books of the month are closed the entry
/// has today's date; it counts as balance from the same day all the same.
async fn bear(tx: &mut Tx, of: &OpenMonth, through: Date) -> Outcome<()> {
    let moves = trust::moves(tx.conn(), of.claim_id).await?;
    let moves: Vec<rules::Move> = moves.into_iter().map(|moved| moved.moves).collect();
    let amount =
        rules::interest(&moves, (of.month, through), of.annual_rate).map_err(impossible)?;
    let now = tx.now();
    let mut entry_id = None;
    if !amount.amount().is_zero() {
        let on = if of.is_closed { day_of(now) } else { through };
        let entry =
            posting::interest(tx.fresh(), on, of.claim_id, amount.into()).map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        entry_id = Some(entry.entry_id());
    }
    let (claim, month, terms_id) = (of.claim_id, of.month, of.terms_id);
    let borne = Interest { claim, month, through, terms_id, amount, entry_id };
    trust::save_interest(tx.conn(), &borne, now).await
}

/// Books interest up to the day before today: to the last full month, and the days since.
pub(super) async fn bear_to_yesterday(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    book_interest(tx, Some(claim)).await?;
    let today = day_of(tx.now());
    let (month, yesterday) = (today.replace_day(1).map_err(impossible)?, today.previous_day());
    let Some(terms) = trust::terms_on(tx.conn(), month).await? else { return Ok(()) };
    match yesterday {
        Some(through) if through >= month => {
            let of = OpenMonth {
                claim_id: claim,
                month,
                terms_id: terms.terms_id,
                annual_rate: terms.annual_rate,
                is_closed: false,
            };
            bear(tx, &of, through).await
        }
        _ => Ok(()),
    }
}

/// The child's file; [`Stop::Missing`] for a stranger or where nothing is held for the claim.
pub(crate) async fn file(tx: &mut Tx, claim: ClaimId) -> Outcome<trust::File> {
    tx.about(claim);
    trust::files(tx.conn(), Some(claim)).await?.pop().ok_or(Stop::Missing)
}

/// Books what leaves the trust as payable: interest first, then capital.
pub(super) async fn take_out(
    tx: &mut Tx,
    held: &trust::File,
    amount: Usd,
    reason: For,
) -> Outcome<()> {
    if amount <= Usd::ZERO {
        return Ok(());
    }
    let interest = amount.min(held.interest);
    let capital = amount.checked_sub(interest).map_err(impossible)?;
    let now = tx.now();
    let (id, claim) = (tx.fresh(), held.claim_id);
    let kind = match reason {
        For::Request(_) => EntryKind::TrustRelease,
        For::HandOver(_) => EntryKind::HandOver,
    };
    let parts = (capital.into(), interest.into());
    let entry = posting::out_of_trust(id, kind, day_of(now), claim, parts).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    let out = Out { funding_id: tx.fresh(), claim, reason, capital, interest, entry_id: id };
    trust_out::save(tx.conn(), &out, now).await
}
