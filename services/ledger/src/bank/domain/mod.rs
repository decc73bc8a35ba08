//! Which instruction a line of a statement settles or sends back, and why a line matches none.
//! Belongs here: the rules of matching; nothing is guessed, every other line is an exception with its
//! reason. Never here: booking.

pub mod line;

use crate::desk::ids::BatchItemId;
use crate::payment::domain::instructed::{Instructed, State};
use line::Unmatched;
use redress_iso20022::camt053::{Direction, Entry, Line};
use redress_kernel::{Decimal, Money};
use std::collections::BTreeMap;

/// How far the cost of a payment may be from its debt, in percent of the debt: beyond it the bank's
/// rate or our instruction is wrong, and a person must look.
pub const COST_TOLERANCE_PERCENT: i64 = 10;

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// The payment was made.
    Settles {
        /// The batch item.
        item: BatchItemId,
        /// What left the account, charges included.
        moved: Money,
        /// Charges within.
        charges: Option<Money>,
    },
    /// The payment came back.
    Returns {
        /// The batch item.
        item: BatchItemId,
        /// What came to the account.
        moved: Money,
        /// The bank's reason; `NARR` when it gave none.
        reason: String,
    },
    /// A fee of the bank.
    Charge {
        /// What left the account.
        moved: Money,
    },
    /// None of these: a person must look.
    Unmatched(Reason),
}

/// Why a line matches nothing. The message key is `unmatched-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The bank gives no reference of ours.
    NoReference,
    /// The reference is of no payment that was released.
    UnknownReference,
    /// The amount is not the one instructed.
    AmountDiffers {
        /// What we instructed.
        instructed: Money,
        /// What the bank says.
        found: Money,
    },
    /// The bank says neither the instructed currency nor amount.
    CurrencyDiffers {
        /// What we instructed.
        instructed: Money,
        /// What the bank says.
        found: Money,
    },
    /// The cost in the fund's currency is too far from the debt.
    CostDiffers {
        /// The debt.
        debt: Money,
        /// The cost.
        cost: Money,
    },
    /// The payment was settled before: the bank may have paid twice.
    AlreadySettled,
    /// The payment came back before.
    AlreadyReturned,
    /// The bank had reported the payment as rejected.
    WasRejected,
    /// It comes back without having been settled: a statement may be missing.
    NotSettledYet,
}

impl Reason {
    /// Its code, without the amounts.
    pub fn code(&self) -> Unmatched {
        match self {
            Reason::NoReference => Unmatched::NoReference,
            Reason::UnknownReference => Unmatched::UnknownReference,
            Reason::AmountDiffers { .. } => Unmatched::AmountDiffers,
            Reason::CurrencyDiffers { .. } => Unmatched::CurrencyDiffers,
            Reason::CostDiffers { .. } => Unmatched::CostDiffers,
            Reason::AlreadySettled => Unmatched::AlreadySettled,
            Reason::AlreadyReturned => Unmatched::AlreadyReturned,
            Reason::WasRejected => Unmatched::WasRejected,
            Reason::NotSettledYet => Unmatched::NotSettledYet,
        }
    }

    /// What was expected and what was found, where the reason is a difference.
    pub fn amounts(&self) -> Option<(Money, Money)> {
        match self {
            Reason::AmountDiffers { instructed, found }
            | Reason::CurrencyDiffers { instructed, found } => Some((*instructed, *found)),
            Reason::CostDiffers { debt, cost } => Some((*debt, *cost)),
            _ => None,
        }
    }
}

/// Days by which a contribution in the books may differ from the bank's on the general account.
pub const CONTRIBUTION_DAYS: i32 = 10;
/// As [`CONTRIBUTION_DAYS`], on another account and for exchanges, where nobody looks at it.
pub const NEAR_DAYS: i32 = 3;
/// As [`NEAR_DAYS`], where a person says that the line shows the exchange.
pub const PERSON_DAYS: i32 = 10;

/// The one of several in the books that a line shows: the only one that bears a reference of the
/// line, else the only one. Two that look alike are left to a person.
pub fn only_one<T: Copy>(alike: &[(T, String)], references: &[Option<&str>]) -> Option<T> {
    let named = |found: &&(T, String)| references.contains(&Some(found.1.as_str()));
    let mut bearing = alike.iter().filter(named);
    match (bearing.next(), bearing.next(), alike) {
        (Some(only), None, _) | (None, _, [only]) => Some(only.0),
        _ => None,
    }
}

/// Every line of a statement against the released payments, by `EndToEndId`. Debits are taken before
/// credits, so that a payment that left and came back on one statement is both. The answers are in the
/// order of the lines; the states of `released` move along.
pub fn match_lines(lines: &[Line], released: &mut BTreeMap<String, Instructed>) -> Vec<Match> {
    let mut matches: Vec<Option<Match>> = vec![None; lines.len()];
    for direction in [Direction::Debit, Direction::Credit] {
        for (line, slot) in lines.iter().zip(&mut matches).filter(|(l, _)| l.direction == direction)
        {
            *slot = Some(match_line(line, released));
        }
    }
    matches.into_iter().flatten().collect()
}

fn match_line(line: &Line, released: &mut BTreeMap<String, Instructed>) -> Match {
    let Some(id) = &line.detail.end_to_end_id else {
        let is_fee = line.direction == Direction::Debit && Entry::is_charge(&line.code);
        return if is_fee && !line.amount.amount().is_zero() {
            Match::Charge { moved: line.amount }
        } else {
            Match::Unmatched(Reason::NoReference)
        };
    };
    let Some(payment) = released.get_mut(id) else {
        return Match::Unmatched(Reason::UnknownReference);
    };
    // A fee that the bank books by itself and names after the payment.
    let is_fee = line.direction == Direction::Debit && Entry::is_charge(&line.code);
    if is_fee && !line.amount.amount().is_zero() {
        return Match::Charge { moved: line.amount };
    }
    let verdict = match line.direction {
        Direction::Debit => settle(line, payment),
        Direction::Credit => send_back(line, payment),
    };
    match verdict {
        Ok((state, found)) => {
            payment.state = state;
            found
        }
        Err(reason) => Match::Unmatched(reason),
    }
}

fn settle(line: &Line, payment: &Instructed) -> Result<(State, Match), Reason> {
    match payment.state {
        State::Live => {}
        State::Settled => return Err(Reason::AlreadySettled),
        State::Returned => return Err(Reason::AlreadyReturned),
        State::Rejected => return Err(Reason::WasRejected),
    }
    let charges =
        line.detail.charges.filter(|charges| charges.currency() == line.amount.currency());
    let cost =
        charges.map_or(Ok(line.amount), |c| line.amount.checked_sub(c)).unwrap_or(line.amount);
    same_amount(line.detail.instructed.unwrap_or(cost), payment.amount)?;
    near(cost, payment.debt)?;
    let found = Match::Settles { item: payment.item, moved: line.amount, charges };
    Ok((State::Settled, found))
}

fn send_back(line: &Line, payment: &Instructed) -> Result<(State, Match), Reason> {
    match payment.state {
        State::Settled => {}
        State::Live => return Err(Reason::NotSettledYet),
        State::Returned => return Err(Reason::AlreadyReturned),
        State::Rejected => return Err(Reason::WasRejected),
    }
    match line.detail.instructed {
        Some(instructed) => same_amount(instructed, payment.amount)?,
        // Without the instructed amount, what comes back may be short by the bank's rate or fees.
        None if payment.amount.currency() == line.amount.currency() => {
            near(line.amount, payment.amount)?;
        }
        None => {}
    }
    near(line.amount, payment.debt)?;
    let reason = line.detail.return_reason.clone().filter(|reason| !reason.is_empty());
    let reason = reason.unwrap_or_else(|| "NARR".to_owned());
    Ok((State::Returned, Match::Returns { item: payment.item, moved: line.amount, reason }))
}

fn same_amount(found: Money, instructed: Money) -> Result<(), Reason> {
    if found.currency() != instructed.currency() {
        return Err(Reason::CurrencyDiffers { instructed, found });
    }
    if found == instructed { Ok(()) } else { Err(Reason::AmountDiffers { instructed, found }) }
}

/// Within the tolerance of the debt, and in its currency.
fn near(cost: Money, debt: Money) -> Result<(), Reason> {
    if cost.currency() != debt.currency() {
        return Err(Reason::CurrencyDiffers { instructed: debt, found: cost });
    }
    let off = (cost.amount() - debt.amount()).abs() * Decimal::ONE_HUNDRED;
    if off <= debt.amount() * Decimal::from(COST_TOLERANCE_PERCENT) {
        Ok(())
    } else {
        Err(Reason::CostDiffers { debt, cost })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_iso20022::camt053::Detail;
    use redress_kernel::Uuid;
    use rust_decimal_macros::dec;
    use time::macros::date;

    fn usd(amount: Decimal) -> Money {
        Money::usd(amount).expect("an amount")
    }

    fn xaf(amount: Decimal) -> Money {
        Money::new(amount, "XAF".parse().expect("listed")).expect("an amount")
    }

    fn line(id: Option<&str>, direction: Direction, amount: Decimal) -> Line {
        Line {
            entry: 1,
            part: 1,
            amount: usd(amount),
            direction,
            booked_on: date!(2026 - 11 - 24),
            code: "PMNT/ICDT/XBCT".to_owned(),
            reference: None,
            detail: Detail { end_to_end_id: id.map(str::to_owned), ..Detail::default() },
        }
    }

    fn released() -> BTreeMap<String, Instructed> {
        let payment = |n: u128, amount, debt, state| Instructed {
            item: BatchItemId(Uuid::from_u128(n)),
            amount,
            debt: usd(debt),
            state,
        };
        BTreeMap::from([
            ("A-1".to_owned(), payment(1, usd(dec!(100)), dec!(100), State::Live)),
            ("B-1".to_owned(), payment(2, xaf(dec!(60525)), dec!(100), State::Live)),
            ("C-1".to_owned(), payment(3, usd(dec!(50)), dec!(50), State::Rejected)),
        ])
    }

    fn reasons(lines: &[Line]) -> Vec<&'static str> {
        let matches = match_lines(lines, &mut released());
        matches
            .iter()
            .map(|found| match found {
                Match::Settles { .. } => "settles",
                Match::Returns { .. } => "returns",
                Match::Charge { .. } => "charge",
                Match::Unmatched(reason) => reason.code().as_str(),
            })
            .collect()
    }

    #[test]
    fn a_payment_settles_once_and_comes_back_once() {
        let debit = line(Some("A-1"), Direction::Debit, dec!(100));
        let mut credit = line(Some("A-1"), Direction::Credit, dec!(98));
        credit.detail.return_reason = Some("AC04".to_owned());
        let lines = [credit.clone(), debit.clone(), debit, credit];
        assert_eq!(reasons(&lines), ["returns", "settles", "already_settled", "already_returned"]);
    }

    #[test]
    fn every_other_line_tells_why_not() {
        let mut fee = line(None, Direction::Debit, dec!(7.5));
        fee.code = "ACMT/MDOP/CHRG".to_owned();
        let lines = [
            line(None, Direction::Debit, dec!(100)),
            line(Some("Z-1"), Direction::Debit, dec!(100)),
            line(Some("A-1"), Direction::Debit, dec!(100.01)),
            line(Some("B-1"), Direction::Debit, dec!(100)),
            line(Some("B-1"), Direction::Credit, dec!(100)),
            line(Some("C-1"), Direction::Debit, dec!(50)),
            fee,
        ];
        assert_eq!(
            reasons(&lines),
            [
                "no_reference",
                "unknown_reference",
                "amount_differs",
                "currency_differs",
                "not_settled_yet",
                "was_rejected",
                "charge",
            ]
        );
    }

    #[test]
    fn another_currency_is_matched_by_what_was_instructed() {
        let mut foreign = line(Some("B-1"), Direction::Debit, dec!(118));
        foreign.detail.instructed = Some(xaf(dec!(60525)));
        foreign.detail.charges = Some(usd(dec!(15)));
        let found = match_lines(&[foreign.clone()], &mut released());
        let item = BatchItemId(Uuid::from_u128(2));
        let charges = Some(usd(dec!(15)));
        assert_eq!(found, [Match::Settles { item, moved: usd(dec!(118)), charges }]);
        foreign.detail.charges = None;
        assert_eq!(reasons(&[foreign]), ["cost_differs"], "118 for a debt of 100 is no rate");
    }

    #[test]
    fn a_reference_tells_which_of_those_that_look_alike() {
        let alike = |names: &[&str]| -> Vec<(usize, String)> {
            names.iter().enumerate().map(|(n, name)| (n, (*name).to_owned())).collect()
        };
        let line = [Some("FX 7"), None];
        assert_eq!(only_one(&alike(&["FX 1"]), &line), Some(0), "the only one");
        assert_eq!(only_one(&alike(&["FX 1", "FX 7"]), &line), Some(1));
        assert_eq!(only_one(&alike(&["FX 7", "FX 7"]), &line), None);
        assert_eq!(only_one(&alike(&["FX 1", "FX 2"]), &line), None);
        assert_eq!(only_one(&alike(&[]), &line), None);
    }

    #[test]
    fn an_exception_leaves_the_payment_as_it_was() {
        let mut payments = released();
        let wrong = line(Some("A-1"), Direction::Debit, dec!(100.01));
        let right = line(Some("A-1"), Direction::Debit, dec!(100));
        let found = match_lines(&[wrong, right], &mut payments);
        assert!(matches!(found[1], Match::Settles { .. }));
        assert_eq!(payments["A-1"].state, State::Settled);
    }
}
