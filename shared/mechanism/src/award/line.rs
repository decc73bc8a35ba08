//! One step of the computation: what went in, how it was rounded, what came out. A line's amount is
//! always what its formula yields, so the explanation can't differ from the computation.

use super::Head;
use redress_kernel::money::{round_to, trunc_to};
use redress_kernel::{Currency, Decimal, codes};

codes! {
    /// A step of the order of computation (award, section 3).
    Step {
        /// Value of an act.
        P1 = "P1",
        /// Rank and weight.
        P2 = "P2",
        /// Moral harm between floor and cap.
        P3 = "P3",
        /// Losses, in US dollars.
        P4 = "P4",
        /// Cap over losses.
        P5 = "P5",
        /// Cap over all.
        P6 = "P6",
        /// Maintenance, funeral, sum.
        P7 = "P7",
        /// What was already paid.
        P8 = "P8",
        /// Interim payments.
        P9 = "P9",
        /// Fund factor.
        P10 = "P10",
        /// Instalments, trust, shares.
        P11 = "P11",
        /// Currency of payment.
        P12 = "P12",
    }
}

codes! {
    /// How a line's result was rounded; a line without one is exact.
    Rounding {
        /// Half away from zero, at the decimals of the currency.
        Nearest = "round2",
        /// Toward zero, at the decimals of the currency.
        Down = "trunc2",
    }
}

/// What a line is about, beside its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Nothing more.
    Claim,
    /// An act, by place in the facts.
    Act(u16),
    /// A voucher, an offset, an instalment, by place.
    Item(u16),
}

/// How a line's amount comes about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Formula {
    /// A sum of the schedule as it stands.
    Given(Decimal),
    /// base x (1 + min(share, most)).
    Aggravated {
        /// Sum of the act.
        base: Decimal,
        /// Shares added up.
        share: Decimal,
        /// The most that counts of them.
        most: Decimal,
    },
    /// One number times another.
    Product(Decimal, Decimal),
    /// a x b + c.
    ProductPlus(Decimal, Decimal, Decimal),
    /// Divided by a rate.
    Converted {
        /// Amount in local currency.
        local: Decimal,
        /// Units for one US dollar.
        rate: Decimal,
    },
    /// months x wage x causation / rate.
    Earnings {
        /// Months that count.
        months: Decimal,
        /// Wage of a month, local.
        wage: Decimal,
        /// Share of causation.
        causation: Decimal,
        /// Units for one US dollar; 1 for US dollars themselves.
        rate: Decimal,
    },
    /// Amounts of earlier lines added up: a set of bits by line place.
    SumOf(u128),
    /// The larger of two.
    AtLeast(Decimal, Decimal),
    /// The smaller of two.
    AtMost(Decimal, Decimal),
    /// One less another.
    Less(Decimal, Decimal),
    /// The larger of nothing and one less another.
    LessDownToZero(Decimal, Decimal),
    /// first + rest x factor, the product alone rounded.
    Payable {
        /// Paid in full.
        first: Decimal,
        /// What comes under the factor.
        rest: Decimal,
        /// Fund factor.
        factor: Decimal,
    },
    /// One of equal parts: whole / parts, and a left-over cent for the earliest.
    Part {
        /// What is split.
        whole: Decimal,
        /// Into how many.
        parts: u32,
        /// Left-over units that this part got.
        extra: Decimal,
    },
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Its step.
    pub step: Step,
    /// The head; nothing for a step over heads.
    pub head: Option<Head>,
    /// What it is about.
    pub subject: Subject,
    /// Message key of its label.
    pub label: &'static str,
    /// How it came about.
    pub formula: Formula,
    /// How it was rounded.
    pub rounding: Option<Rounding>,
    /// What came out.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// Rate that was used, by place in the facts.
    pub rate: Option<u16>,
}

/// Rounds as a line says, to the decimals of its currency.
pub fn rounded(value: Decimal, rounding: Option<Rounding>, currency: Currency) -> Decimal {
    match rounding {
        None => value,
        Some(Rounding::Nearest) => round_to(value, currency.exponent()),
        Some(Rounding::Down) => trunc_to(value, currency.exponent()),
    }
}
