//! Which entry each event of the fund makes.
//! Belongs here: one function an event; the books are kept in US dollars, the currency of the debt
//! and of the fund's general account. Never here: permission, SQL, the currency she is paid in.

use super::cash::Cash;
use super::cash::Draw;
use super::entry_kind::EntryKind;
use super::journal::Account::{
    AwardCommitments, AwardsPayable, BankCharges, ClaimCosts, Contributions, ContributionsApplied,
    ContributionsDueLater, ContributionsReceivable, ExchangeDifference, FundBalance, FundCash,
    HeldMoney, MinorsTrust, OwnError, PaymentClearing, RecourseDeferred, RecourseReceivable,
    ReservedAwards, ReturnedPayments, TrustInterest, TrustInterestPaid,
};
use super::journal::{Account, Entry, EntryError, Leg, Side};
use redress_kernel::{ClaimId, Date, Decimal, EntryId, Money};

/// Money came to the fund from a source that had not promised it. What comes of a recourse, as far
/// as it was asked, is no longer asked.
pub fn contribution(
    id: EntryId,
    on: Date,
    source: &str,
    came: &Cash,
    of_recourse: Option<Money>,
) -> Result<Entry, EntryError> {
    let mut legs = came.legs(Side::Debit);
    legs.push(of(leg(Contributions, Side::Credit, came.dollars.into(), None), source));
    if let Some(asked) = of_recourse {
        legs.push(leg(RecourseDeferred, Side::Debit, asked, None));
        legs.push(leg(RecourseReceivable, Side::Credit, asked, None));
    }
    Entry::new(id, EntryKind::Contribution, on, legs)
}

/// Promised money came: `promised` of it. Foreign money may be worth more than was open; the rest is
/// given as well.
pub fn pledge_paid(
    id: EntryId,
    on: Date,
    source: &str,
    came: &Cash,
    promised: Money,
    was_near: bool,
) -> Result<Entry, EntryError> {
    let mut legs = came.legs(Side::Debit);
    legs.push(of(leg(receivable(was_near), Side::Credit, promised, None), source));
    let more =
        Money::from(came.dollars).checked_sub(promised).map_err(|_| EntryError::NotAMagnitude)?;
    if !more.amount().is_zero() {
        legs.push(of(leg(Contributions, Side::Credit, more, None), source));
    }
    Entry::new(id, EntryKind::Contribution, on, legs)
}

/// Money was promised.
pub fn pledge(
    id: EntryId,
    on: Date,
    source: &str,
    amount: Money,
    is_near: bool,
) -> Result<Entry, EntryError> {
    of_source(id, EntryKind::Pledge, on, source, receivable(is_near), Contributions, amount)
}

/// What is open of a pledge comes to count as money near at hand, or ceases to.
pub fn pledge_moves(
    id: EntryId,
    on: Date,
    source: &str,
    amount: Money,
    is_near: bool,
) -> Result<Entry, EntryError> {
    let (to, from) = (receivable(is_near), receivable(!is_near));
    of_source(id, EntryKind::Pledge, on, source, to, from, amount)
}

/// What is open of a pledge will not come.
pub fn pledge_cancelled(
    id: EntryId,
    on: Date,
    source: &str,
    amount: Money,
    was_near: bool,
) -> Result<Entry, EntryError> {
    of_source(id, EntryKind::PledgeEnd, on, source, Contributions, receivable(was_near), amount)
}

/// A liable party is asked for money; it is nobody's to spend before it comes.
pub fn recourse(id: EntryId, on: Date, amount: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::Recourse, on, RecourseReceivable, RecourseDeferred, amount, None)
}

/// What was asked from a liable party is given up.
pub fn recourse_given_up(id: EntryId, on: Date, amount: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::RecourseEnd, on, RecourseDeferred, RecourseReceivable, amount, None)
}

/// An award was accepted: the fund owes it from now on.
pub fn commitment(id: EntryId, on: Date, claim: ClaimId, net: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::Commitment, on, FundBalance, AwardCommitments, net, Some(claim))
}

/// Money is set aside for a part of an award, out of these sources; the database refuses when the
/// fund has not got it.
pub fn payable(
    id: EntryId,
    on: Date,
    claim: ClaimId,
    amount: Money,
    draws: &[Draw],
) -> Result<Entry, EntryError> {
    let of_claim = Some(claim);
    let mut legs = vec![
        leg(AwardCommitments, Side::Debit, amount, of_claim),
        leg(AwardsPayable, Side::Credit, amount, of_claim),
    ];
    legs.extend(used(draws, of_claim));
    Entry::new(id, EntryKind::Payable, on, legs)
}

/// What of a part of a child's award is held until she is of age; the database refuses when cash does
/// not cover it.
pub fn deposit(id: EntryId, on: Date, claim: ClaimId, amount: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::Trust, on, AwardsPayable, MinorsTrust, amount, Some(claim))
}

/// Held money has borne interest.
pub fn interest(id: EntryId, on: Date, claim: ClaimId, amount: Money) -> Result<Entry, EntryError> {
    let (debit, credit) = (TrustInterestPaid, TrustInterest);
    move_between(id, EntryKind::TrustInterest, on, debit, credit, amount, Some(claim))
}

/// Held money is to be paid: a release for a need, or the hand-over once she is of age.
pub fn out_of_trust(
    id: EntryId,
    kind: EntryKind,
    on: Date,
    claim: ClaimId,
    (capital, interest): (Money, Money),
) -> Result<Entry, EntryError> {
    let parts = [(TrustInterest, interest), (MinorsTrust, capital)];
    let parts = parts.into_iter().filter(|(_, part)| !part.amount().is_zero());
    let mut legs: Vec<Leg> =
        parts.map(|(head, part)| leg(head, Side::Debit, part, Some(claim))).collect();
    let all = capital.checked_add(interest).map_err(|_| EntryError::NotAMagnitude)?;
    legs.push(leg(AwardsPayable, Side::Credit, all, Some(claim)));
    Entry::new(id, kind, on, legs)
}

/// Money is kept for an award that was decided, or for what a person named.
pub fn hold(
    id: EntryId,
    on: Date,
    claim: Option<ClaimId>,
    amount: Money,
) -> Result<Entry, EntryError> {
    let account = if claim.is_some() { ReservedAwards } else { HeldMoney };
    move_between(id, EntryKind::Hold, on, FundBalance, account, amount, claim)
}

/// A part of what was kept goes to its use, or the rest of it is free again.
pub fn hold_ends(
    id: EntryId,
    on: Date,
    claim: Option<ClaimId>,
    amount: Money,
    is_part: bool,
) -> Result<Entry, EntryError> {
    let account = if claim.is_some() { ReservedAwards } else { HeldMoney };
    let kind = if is_part { EntryKind::HoldPart } else { EntryKind::HoldEnd };
    move_between(id, kind, on, account, FundBalance, amount, claim)
}

/// An instalment was released to the bank.
pub fn release(id: EntryId, on: Date, claim: ClaimId, debt: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::Release, on, AwardsPayable, PaymentClearing, debt, Some(claim))
}

/// The bank rejected an instalment before paying it.
pub fn rejection(id: EntryId, on: Date, claim: ClaimId, debt: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::Rejection, on, PaymentClearing, ReturnedPayments, debt, Some(claim))
}

/// She has chosen again: what came back is owed again.
pub fn renewal(id: EntryId, on: Date, claim: ClaimId, debt: Money) -> Result<Entry, EntryError> {
    move_between(id, EntryKind::Renewal, on, ReturnedPayments, AwardsPayable, debt, Some(claim))
}

/// A fee of the bank that belongs to no payment.
pub fn charge(id: EntryId, on: Date, gone: &Cash) -> Result<Entry, EntryError> {
    spent(id, EntryKind::Charge, on, BankCharges, None, gone, &[])
}

/// The statement shows a cost of claims paid to a helper (head H7), of one claim or of several; it
/// uses the money of these sources.
pub fn claim_cost(
    id: EntryId,
    on: Date,
    claim: Option<ClaimId>,
    gone: &Cash,
    draws: &[Draw],
) -> Result<Entry, EntryError> {
    spent(id, EntryKind::CostPaid, on, ClaimCosts, claim, gone, draws)
}

/// The statement shows money gone by the fund's own error: a loss, never recovered.
pub fn own_error(
    id: EntryId,
    on: Date,
    claim: Option<ClaimId>,
    gone: &Cash,
) -> Result<Entry, EntryError> {
    spent(id, EntryKind::Loss, on, OwnError, claim, gone, &[])
}

/// Money left one of the fund's accounts, at what it cost.
fn spent(
    id: EntryId,
    kind: EntryKind,
    on: Date,
    head: Account,
    claim: Option<ClaimId>,
    gone: &Cash,
    draws: &[Draw],
) -> Result<Entry, EntryError> {
    let mut legs = Vec::new();
    // A little of a currency may have cost nothing.
    if !gone.dollars.amount().is_zero() {
        legs.push(leg(head, Side::Debit, gone.dollars.into(), claim));
    }
    legs.extend(gone.legs(Side::Credit).into_iter().map(|leg| Leg { claim, ..leg }));
    legs.extend(used(draws, claim));
    Entry::new(id, kind, on, legs)
}

/// Money of sources is used.
fn used(draws: &[Draw], claim: Option<ClaimId>) -> impl Iterator<Item = Leg> {
    draws.iter().flat_map(move |draw| {
        [(Contributions, Side::Debit), (ContributionsApplied, Side::Credit)]
            .map(|(head, side)| of(leg(head, side, draw.amount, claim), &draw.source))
    })
}

/// The statement shows an instalment paid: `moved` left the account, `charges` of it are fees, and the rest against `debt`
/// is exchange difference.
pub fn settlement(
    id: EntryId,
    on: Date,
    claim: ClaimId,
    debt: Money,
    moved: Money,
    charges: Option<Money>,
) -> Result<Entry, EntryError> {
    let fee = charges.map_or(Decimal::ZERO, Money::amount);
    let mut legs = vec![leg(PaymentClearing, Side::Debit, debt, Some(claim))];
    if let Some(charges) = charges.filter(|charges| !charges.amount().is_zero()) {
        legs.push(leg(BankCharges, Side::Debit, charges, Some(claim)));
    }
    legs.extend(difference(moved.amount() - fee - debt.amount(), debt, claim)?);
    legs.push(leg(FundCash, Side::Credit, moved, Some(claim)));
    Entry::new(id, EntryKind::Settlement, on, legs)
}

/// The statement shows an instalment sent back: `moved` came to the account; what is missing against `debt` is exchange
/// difference.
pub fn bank_return(
    id: EntryId,
    on: Date,
    claim: ClaimId,
    debt: Money,
    moved: Money,
) -> Result<Entry, EntryError> {
    let mut legs = vec![leg(FundCash, Side::Debit, moved, Some(claim))];
    legs.extend(difference(debt.amount() - moved.amount(), debt, claim)?);
    legs.push(leg(ReturnedPayments, Side::Credit, debt, Some(claim)));
    Entry::new(id, EntryKind::Return, on, legs)
}

/// A leg for a loss (above zero) or a gain (below); none for nothing.
fn difference(loss: Decimal, like: Money, claim: ClaimId) -> Result<Option<Leg>, EntryError> {
    if loss.is_zero() {
        return Ok(None);
    }
    let side = if loss > Decimal::ZERO { Side::Debit } else { Side::Credit };
    let amount = Money::new(loss.abs(), like.currency()).map_err(|_| EntryError::NotAMagnitude)?;
    Ok(Some(leg(ExchangeDifference, side, amount, Some(claim))))
}

fn leg(account: Account, side: Side, amount: Money, claim: Option<ClaimId>) -> Leg {
    Leg { account, holder: String::new(), side, amount, claim }
}

/// A leg on the account of a holder.
fn of(leg: Leg, holder: &str) -> Leg {
    Leg { holder: holder.to_owned(), ..leg }
}

/// Where a pledge is booked: what is expected within ninety days by itself.
fn receivable(is_near: bool) -> Account {
    if is_near { ContributionsReceivable } else { ContributionsDueLater }
}

/// An entry between two accounts of one source.
fn of_source(
    id: EntryId,
    kind: EntryKind,
    on: Date,
    source: &str,
    debit: Account,
    credit: Account,
    amount: Money,
) -> Result<Entry, EntryError> {
    let legs = vec![
        of(leg(debit, Side::Debit, amount, None), source),
        of(leg(credit, Side::Credit, amount, None), source),
    ];
    Entry::new(id, kind, on, legs)
}

fn move_between(
    id: EntryId,
    kind: EntryKind,
    on: Date,
    debit: Account,
    credit: Account,
    amount: Money,
    claim: Option<ClaimId>,
) -> Result<Entry, EntryError> {
    let legs =
        vec![leg(debit, Side::Debit, amount, claim), leg(credit, Side::Credit, amount, claim)];
    Entry::new(id, kind, on, legs)
}

#[cfg(test)]
mod tests;
