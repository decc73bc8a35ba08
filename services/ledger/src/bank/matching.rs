//! What each new line of a statement is to be booked as: a payment that was made or sent back, a fee, money or an
//! exchange that the books have already, or nothing that is known.
//! Never here: booking; nothing is written.

use super::domain::line::Flow;
use super::domain::{CONTRIBUTION_DAYS, Match, NEAR_DAYS, Reason, match_lines, only_one};
use super::store::{line::StatementLine, shown};
use crate::books::domain::cash::FundAccount;
use crate::cash::movement as cashing;
use crate::desk::ids::ContributionId;
use crate::payment::store::outcome::{self, Released};
use redress_iso20022::camt053;
use redress_kernel::{Decimal, EntryId, Money, Outcome};
use redress_runtime::Tx;
use std::collections::{BTreeMap, BTreeSet};

/// A line that no earlier statement had.
pub(crate) struct NewLine {
    pub row: StatementLine,
    pub read: camt053::Line,
}

/// A line with what it is to be booked as.
pub(crate) struct Matched {
    pub line: StatementLine,
    pub to_book: ToBook,
}

/// What a line is to be booked as.
pub(crate) enum ToBook {
    /// A payment was made.
    Settlement {
        /// Which.
        payment: Released,
        /// What left the account, charges included.
        moved: Money,
        /// Charges within.
        charges: Option<Money>,
    },
    /// A payment came back.
    Return {
        /// Which.
        payment: Released,
        /// What came to the account.
        moved: Money,
        /// The bank's reason.
        reason: String,
    },
    /// A fee of the bank.
    Fee(Money),
    /// A contribution that the books have.
    Contribution(ContributionId),
    /// A confirmed exchange that the books have.
    Transfer(EntryId),
    /// Nothing that is known: a person must look.
    Nothing(Reason),
}

/// Every new line of a statement with what it is to be booked as, in the order of booking: a payment may leave and come
/// back on one statement, so what comes back is last.
pub(crate) async fn matched(
    tx: &mut Tx,
    place: &FundAccount,
    lines: Vec<NewLine>,
) -> Outcome<Vec<Matched>> {
    // Payments leave the general account alone.
    let reference = |line: &NewLine| line.row.end_to_end_id.clone();
    let references: Vec<String> = match place.code() {
        None => lines.iter().filter_map(reference).collect(),
        Some(_) => Vec::new(),
    };
    let known = outcome::released(tx.conn(), &references, None).await?;
    let mut instructed =
        known.iter().map(|r| (r.end_to_end_id.clone(), r.instructed.clone())).collect();
    let (rows, read): (Vec<_>, Vec<_>) =
        lines.into_iter().map(|line| (line.row, line.read)).unzip();
    let matches = match_lines(&read, &mut instructed);
    let by_item: BTreeMap<_, _> = known.into_iter().map(|r| (r.instructed.item, r)).collect();
    let mut looking = Looking::at(tx, place).await?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for (line, found) in rows.into_iter().zip(matches) {
        let to_book = match found {
            Match::Settles { item, moved, charges } => {
                ToBook::Settlement { payment: by_item[&item].clone(), moved, charges }
            }
            Match::Returns { item, moved, reason } => {
                let payment = by_item[&item].clone();
                last.push(Matched { line, to_book: ToBook::Return { payment, moved, reason } });
                continue;
            }
            Match::Charge { moved } if looking.pays(moved) => ToBook::Fee(moved),
            Match::Charge { .. } => looking.in_books(tx, &line, Reason::NoReference).await?,
            Match::Unmatched(reason) => looking.in_books(tx, &line, reason).await?,
        };
        first.push(Matched { line, to_book });
    }
    first.append(&mut last);
    Ok(first)
}

/// What was found so far: nothing in the books is shown by two lines, and no fee is booked that the books have no cash
/// for.
struct Looking<'a> {
    place: &'a FundAccount,
    /// Cash of an account in another currency that no fee has taken yet.
    cash: Option<Money>,
    contributions: BTreeSet<ContributionId>,
    exchanges: BTreeSet<EntryId>,
}

impl<'a> Looking<'a> {
    async fn at(tx: &mut Tx, place: &'a FundAccount) -> Outcome<Self> {
        let cash = cashing::held(tx, place).await?.map(|held| held.holding.cash);
        Ok(Self { place, cash, contributions: BTreeSet::new(), exchanges: BTreeSet::new() })
    }

    /// Takes a fee from the cash. Where the books have less than the bank took, an exchange or a contribution is
    /// missing: a person must look.
    fn pays(&mut self, fee: Money) -> bool {
        let Some(cash) = self.cash else { return true };
        match cash.checked_sub(fee) {
            Ok(left) if left.amount() >= Decimal::ZERO => {
                self.cash = Some(left);
                true
            }
            _ => false,
        }
    }

    /// A line that is about no payment shows what the books have already, or waits for a person.
    async fn in_books(
        &mut self,
        tx: &mut Tx,
        line: &StatementLine,
        reason: Reason,
    ) -> Outcome<ToBook> {
        if !reason.code().is_of_payment() {
            if let Some(contribution) = self.contribution(tx, line).await? {
                self.contributions.insert(contribution);
                return Ok(ToBook::Contribution(contribution));
            }
            if let Some(exchange) = self.exchange(tx, line).await? {
                self.exchanges.insert(exchange);
                return Ok(ToBook::Transfer(exchange));
            }
        }
        Ok(ToBook::Nothing(reason))
    }

    /// The recorded contribution that a credit shows: of its account and amount about that day.
    async fn contribution(
        &self,
        tx: &mut Tx,
        line: &StatementLine,
    ) -> Outcome<Option<ContributionId>> {
        if line.direction != Flow::Came {
            return Ok(None);
        }
        let within = if self.place.code().is_none() { CONTRIBUTION_DAYS } else { NEAR_DAYS };
        let mut alike = shown::contributions_like(tx.conn(), &self.sought(line, within)).await?;
        alike.retain(|(contribution, _)| !self.contributions.contains(contribution));
        Ok(only_one(&alike, &references(line)))
    }

    /// The confirmed exchange that a line shows: one of its account, direction and amount about that day.
    async fn exchange(&self, tx: &mut Tx, line: &StatementLine) -> Outcome<Option<EntryId>> {
        let mut alike = shown::exchanges_like(tx.conn(), &self.sought(line, NEAR_DAYS)).await?;
        alike.retain(|(exchange, _)| !self.exchanges.contains(exchange));
        Ok(only_one(&alike, &references(line)))
    }

    fn sought<'b>(&'b self, line: &'b StatementLine, within: i32) -> shown::Sought<'b> {
        shown::Sought {
            account: self.place.code(),
            direction: line.direction,
            amount: line.amount,
            on: line.booked_on,
            within,
        }
    }
}

fn references(line: &StatementLine) -> [Option<&str>; 2] {
    [line.reference.as_deref(), line.end_to_end_id.as_deref()]
}
