//! The journal as plain text that other accounting programs read and check by themselves.
//! Belongs here: how an account is named and an entry is written in each format. Never here: SQL, files, the
//! clock, or anything about a person: a claim goes by its code.

mod beancount;
mod csv;
mod hledger;
mod name;

pub use name::account_name;

use crate::books::domain::entry_kind::EntryKind;
use redress_kernel::{Currency, Date, Decimal, EntryId, Timestamp, codes};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

codes! {
    /// A program that reads the text.
    Format {
        /// hledger's journal.
        Hledger = "hledger",
        /// Beancount's ledger.
        Beancount = "beancount",
        /// One line a leg, for spreadsheets and databases.
        Csv = "csv",
    }
}

impl Format {
    /// The usual ending of a file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Hledger => "journal",
            Self::Beancount => "beancount",
            Self::Csv => "csv",
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Hledger | Self::Beancount => "text/plain; charset=utf-8",
        }
    }
}

/// Which entries a text holds: an effective range, as known at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// First effective day; none for all from the first on.
    pub from: Option<Date>,
    /// Last effective day; none for all.
    pub to: Option<Date>,
    /// What was recorded later is left out.
    pub known_at: Timestamp,
}

/// An account as it is named, with its net at both ends of the range: debits above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name in every format; see [`account_name`].
    pub name: String,
    pub currency: Currency,
    /// Before the range.
    pub opening: Decimal,
    /// At its end.
    pub closing: Decimal,
}

/// A leg: the place of its account in the list, and what it moves there, debits above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// Place in the list of accounts.
    pub account: usize,
    /// Debit above zero, credit below.
    pub amount: Decimal,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the journal.
    pub seq: i64,
    /// Its identifier.
    pub entry_id: EntryId,
    /// What happened.
    pub kind: EntryKind,
    /// Effective date.
    pub occurred_on: Date,
    /// Recorded time.
    pub made_at: Timestamp,
    /// Code of the claim that it concerns.
    pub claim_code: Option<String>,
    /// The entry that it takes back.
    pub reverses: Option<EntryId>,
    /// Its legs, in order.
    pub legs: Vec<Leg>,
}

/// Writes a journal piece by piece: head, entries in their order, end.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    range: Range,
    accounts: Vec<Account>,
    /// The last effective day that was written: assertions stand on it.
    last_day: Option<Date>,
}

/// The day before which no entry of the ledger can be: accounts are opened on it.
const FIRST_DAY: Date = time::macros::date!(2000 - 01 - 01);

impl Writer {
    /// A writer over these accounts.
    pub fn new(format: Format, range: Range, accounts: Vec<Account>) -> Self {
        Self { format, range, accounts, last_day: None }
    }

    /// What comes first: the time basis, the accounts, what they had before the range.
    pub fn head(&mut self) -> String {
        let mut text = String::new();
        let basis = self.basis();
        match self.format {
            Format::Hledger => hledger::head(&mut text, &basis, &self.accounts),
            Format::Beancount => beancount::head(&mut text, &basis, &self.accounts),
            Format::Csv => csv::head(&mut text, &basis),
        }
        if let Some(day) = self.range.from.and_then(Date::previous_day) {
            let opening: Vec<Leg> =
                self.legs(|account| account.opening).filter(|leg| !leg.amount.is_zero()).collect();
            if !opening.is_empty() {
                self.last_day = Some(day);
                match self.format {
                    Format::Hledger => hledger::opening(&mut text, day, &opening, &self.accounts),
                    Format::Beancount => {
                        beancount::opening(&mut text, day, &opening, &self.accounts);
                    }
                    Format::Csv => csv::sums(&mut text, "opening", day, &opening, &self.accounts),
                }
            }
        }
        text
    }

    /// Adds an entry to a text.
    pub fn entry(&mut self, text: &mut String, entry: &Entry) {
        self.last_day = self.last_day.max(Some(entry.occurred_on));
        match self.format {
            Format::Hledger => hledger::entry(text, entry, &self.accounts),
            Format::Beancount => beancount::entry(text, entry, &self.accounts),
            Format::Csv => csv::entry(text, entry, &self.accounts),
        }
    }

    /// What comes last: the balance of every account, by which a reader sees that all is there.
    pub fn end(&self) -> String {
        let mut text = String::new();
        let Some(day) = self.last_day else { return text };
        let closing: Vec<Leg> = self.legs(|account| account.closing).collect();
        match self.format {
            Format::Hledger => hledger::end(&mut text, day, &closing, &self.accounts),
            Format::Beancount => beancount::end(&mut text, day, &closing, &self.accounts),
            Format::Csv => csv::sums(&mut text, "balance", day, &closing, &self.accounts),
        }
        text
    }

    fn legs(&self, sum: impl Fn(&Account) -> Decimal) -> impl Iterator<Item = Leg> {
        self.accounts
            .iter()
            .enumerate()
            .map(move |(place, account)| Leg { account: place, amount: sum(account) })
    }

    /// The time basis, in lines of a comment.
    fn basis(&self) -> [String; 3] {
        let day = |day: Option<Date>, none: &str| day.map_or_else(|| none.to_owned(), iso);
        [
            "Redress, journal of the ledger".to_owned(),
            format!(
                "Effective days: {} to {}",
                day(self.range.from, "the first"),
                day(self.range.to, "the last")
            ),
            format!("As known at: {}", moment(self.range.known_at)),
        ]
    }
}

/// `2026-11-23`.
fn iso(day: Date) -> String {
    day.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// `2026-11-23T09:00:00.123456Z`.
fn moment(at: Timestamp) -> String {
    at.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

/// An amount with as many decimals as its currency has: exact, nothing is rounded off.
fn amount(of: Decimal, currency: Currency) -> String {
    let mut exact = of.normalize();
    if exact.scale() < currency.exponent() {
        exact.rescale(currency.exponent());
    }
    // Zero has no sign.
    if exact.is_zero() { exact.abs().to_string() } else { exact.to_string() }
}

/// Names of what is known of an entry, with its value.
fn facts(entry: &Entry) -> impl Iterator<Item = (&'static str, String)> {
    let some = |name, value: Option<String>| value.map(|value| (name, value));
    [
        Some(("entry", entry.entry_id.to_string())),
        Some(("recorded", moment(entry.made_at))),
        some("claim", entry.claim_code.clone()),
        some("reverses", entry.reverses.map(|id| id.to_string())),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests;
