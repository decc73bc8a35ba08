//! camt.053.001: what the bank says moved on an account.
//! Belongs here: statements as values, read with their own arithmetic checked.
//! Never here: which payment a line settles (the ledger matches).

use crate::party::Account;
use crate::tree::{Node, Problem, ReadError, parse};
use redress_kernel::{Currency, Date, Money, Uuid};

mod entry;
mod write;

pub use write::write;

pub(crate) const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
const FAMILY: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";

/// Whether money came to the account or left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Came.
    Credit,
    /// Left.
    Debit,
}

impl Direction {
    /// Code in messages.
    pub fn code(self) -> &'static str {
        match self {
            Direction::Credit => "CRDT",
            Direction::Debit => "DBIT",
        }
    }
}

/// One statement of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The bank's name for it.
    pub id: String,
    /// Running number, when the bank gives one.
    pub sequence: Option<u64>,
    /// The account.
    pub account: Account,
    /// Its currency.
    pub currency: Currency,
    /// Balance before the first movement; below zero when overdrawn.
    pub opening: Money,
    /// Day of the opening balance.
    pub opening_on: Date,
    /// Balance after the last.
    pub closing: Money,
    /// Day of the closing balance.
    pub closing_on: Date,
    /// Movements, in the bank's order.
    pub entries: Vec<Entry>,
}

/// One movement on the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The bank's reference of the movement.
    pub servicer_reference: Option<String>,
    /// Magnitude, in the account's currency.
    pub amount: Money,
    /// Which way.
    pub direction: Direction,
    /// Whether it takes back an earlier movement.
    pub reversal: bool,
    /// Booked, as opposed to pending or informative; only booked ones make the balance.
    pub booked: bool,
    /// Day of booking.
    pub booked_on: Date,
    /// Day from which it bears interest.
    pub value_on: Option<Date>,
    /// Bank transaction code as `PMNT/ICDT/ESCT`, or the bank's own.
    pub code: String,
    /// The payments in it; none when the bank says no more.
    pub details: Vec<Detail>,
}

/// One payment within a movement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// Our reference, unless the bank says that none was provided.
    pub end_to_end_id: Option<String>,
    /// Our instruction.
    pub instruction_id: Option<String>,
    /// Unique end-to-end transaction reference.
    pub uetr: Option<Uuid>,
    /// The bank's reference of this payment.
    pub servicer_reference: Option<String>,
    /// What it moved on the account, charges included; the entry's amount when it is the only one.
    pub amount: Option<Money>,
    /// What was instructed, in the currency of the instruction.
    pub instructed: Option<Money>,
    /// Charges contained in `amount`, in the account's currency.
    pub charges: Option<Money>,
    /// Why it came back: the bank's code, or its own words' first 35 letters.
    pub return_reason: Option<String>,
}

/// One line to be matched: an entry, or one payment of an entry that holds several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Place of the entry in its statement, from 1.
    pub entry: u32,
    /// Place within the entry, from 1.
    pub part: u32,
    /// What moved, in the account's currency.
    pub amount: Money,
    /// Which way.
    pub direction: Direction,
    /// Day of booking.
    pub booked_on: Date,
    /// Bank transaction code.
    pub code: String,
    /// The bank's reference: of the payment, else of the entry.
    pub reference: Option<String>,
    /// The payment's own facts; empty when the bank says no more.
    pub detail: Detail,
}

impl Entry {
    /// Whether it is a fee of the bank and no payment: subfamily `CHRG` or family `FEES`/`CHRG`,
    /// or one of the `COMM`, `FEES` subfamilies.
    pub fn is_charge(code: &str) -> bool {
        code.split('/').skip(1).any(|part| matches!(part, "CHRG" | "FEES" | "COMM"))
    }
}

impl Statement {
    /// Booked entries as lines: one for each payment that the bank details, else one for the entry.
    /// The lines of an entry always sum to the entry (refused on reading otherwise).
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (entry, place) in self.entries.iter().zip(1_u32..).filter(|(entry, _)| entry.booked) {
            let alone = [Detail::default()];
            let details = if entry.details.is_empty() { &alone[..] } else { &entry.details[..] };
            for (detail, part) in details.iter().zip(1_u32..) {
                lines.push(Line {
                    entry: place,
                    part,
                    amount: detail.amount.unwrap_or(entry.amount),
                    direction: entry.direction,
                    booked_on: entry.booked_on,
                    code: entry.code.clone(),
                    reference: detail
                        .servicer_reference
                        .clone()
                        .or_else(|| entry.servicer_reference.clone()),
                    detail: detail.clone(),
                });
            }
        }
        lines
    }

    /// Booked movements, credits less debits.
    fn movement(&self) -> Option<Money> {
        self.entries.iter().filter(|entry| entry.booked).try_fold(
            Money::zero(self.currency),
            |sum, entry| {
                match entry.direction {
                    Direction::Credit => sum.checked_add(entry.amount),
                    Direction::Debit => sum.checked_sub(entry.amount),
                }
                .ok()
            },
        )
    }
}

/// Every statement of a file; refused as a whole when one of them does not add up.
pub fn read(bytes: &[u8]) -> Result<Vec<Statement>, ReadError> {
    let root = parse(bytes)?;
    let body = root.message(FAMILY, "BkToCstmrStmt")?;
    body.need("Stmt")?;
    body.each("Stmt").map(statement).collect()
}

fn statement(node: &Node) -> Result<Statement, ReadError> {
    let account = node.need("Acct")?;
    let opening = balance(node, &["OPBD", "PRCD"])?;
    let closing = balance(node, &["CLBD"])?;
    let currency = opening.0.currency();
    let statement = Statement {
        id: short(node.need("Id")?)?,
        sequence: node
            .find("ElctrncSeqNb")
            .map(|number| number.text().parse().map_err(|_| number.fail(Problem::NotAnIdentifier)))
            .transpose()?,
        account: Account::read(account)?,
        currency,
        opening: opening.0,
        opening_on: opening.1,
        closing: closing.0,
        closing_on: closing.1,
        entries: node
            .each("Ntry")
            .map(|node| entry::read(node, currency))
            .collect::<Result<_, _>>()?,
    };
    if closing.0.currency() != currency
        || account.text_at("Ccy").is_some_and(|code| code != currency.code())
    {
        return Err(account.fail(Problem::CurrencyDiffers));
    }
    let adds_up = statement
        .movement()
        .and_then(|movement| statement.opening.checked_add(movement).ok())
        .is_some_and(|end| end == statement.closing);
    if adds_up { Ok(statement) } else { Err(node.fail(Problem::BalanceDiffers)) }
}

/// A balance with its sign, and its day.
fn balance(node: &Node, codes: &[&str]) -> Result<(Money, Date), ReadError> {
    let found = codes.iter().find_map(|code| {
        node.each("Bal").find(|bal| bal.text_at("Tp/CdOrPrtry/Cd").as_deref() == Some(*code))
    });
    let bal = found.ok_or_else(|| ReadError {
        place: format!("Stmt/Bal {}", codes[0]),
        ..node.fail(Problem::Missing)
    })?;
    let amount = bal.need("Amt")?.money()?;
    let signed = match direction(bal)? {
        Direction::Credit => amount,
        Direction::Debit => Money::zero(amount.currency())
            .checked_sub(amount)
            .map_err(|_| bal.fail(Problem::NotAnAmount))?,
    };
    Ok((signed, bal.need("Dt")?.date()?))
}

fn direction(node: &Node) -> Result<Direction, ReadError> {
    let code = node.need("CdtDbtInd")?;
    match code.text() {
        "CRDT" => Ok(Direction::Credit),
        "DBIT" => Ok(Direction::Debit),
        _ => Err(code.fail(Problem::UnknownCode)),
    }
}

/// An identifier of at most 35 characters.
fn short(node: &Node) -> Result<String, ReadError> {
    let text = node.text();
    if text.is_empty() || text.chars().count() > 35 {
        return Err(node.fail(Problem::NotAnIdentifier));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
pub(crate) mod tests;
