//! An entry as the line that is hashed and exported: one text for one entry.

use redress_kernel::{Currency, Date, Decimal, Timestamp, Uuid};
use serde::{Deserialize, Serialize};

/// An entry. The order of the fields is the order in the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its place in the journal.
    pub seq: i64,
    /// Its identifier.
    pub entry_id: Uuid,
    /// What happened.
    pub kind: String,
    /// Effective date.
    pub occurred_on: Date,
    /// Recorded time.
    #[serde(with = "time::serde::rfc3339")]
    pub made_at: Timestamp,
    /// Who recorded it.
    pub made_by: Uuid,
    /// Whose award it concerns.
    pub claim_id: Option<Uuid>,
    /// The entry that it takes back.
    pub reverses: Option<Uuid>,
    /// Its legs, in order.
    pub legs: Vec<LineLeg>,
}

/// A leg: amount, currency and exponent travel together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineLeg {
    /// Head of the chart.
    pub account: String,
    /// Whose, where a head has several accounts.
    pub holder: String,
    /// `debit` or `credit`.
    pub side: String,
    /// Above zero, with as many decimals as the exponent says.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: Currency,
    /// Its decimals.
    pub exponent: u32,
}
