//! One step of the computation: what went in, how it was rounded, what came out. A line's amount is
//! always what its formula yields, so the explanation can't differ from the computation.

use super::Head;
use super::exact::{Exact, Width, order};
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

/// How many runs of lines [`Places`] holds: one for each head that can be part of a sum.
const RUNS: usize = Head::ALL.len();

/// Lines of the assessment, by their place: some runs of consecutive ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// First place and how many; none of those that aren't used.
    runs: [(u16, u16); RUNS],
}

impl Places {
    /// Consecutive lines.
    pub fn run(first: u16, count: u16) -> Self {
        let mut places = Self::default();
        places.runs[0] = (first, count);
        places
    }

    /// A line for each of up to [`Head::ALL`] heads. What comes beyond that many is left out.
    pub fn each(lines: impl IntoIterator<Item = u16>) -> Self {
        let mut places = Self::default();
        for (run, line) in places.runs.iter_mut().zip(lines) {
            *run = (line, 1);
        }
        places
    }

    /// Every place, in order of the runs.
    pub fn iter(&self) -> impl Iterator<Item = u16> {
        self.runs.into_iter().flat_map(|(first, count)| first..first.saturating_add(count))
    }
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
    /// Amounts of earlier lines added up.
    SumOf(Places),
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

/// The smaller of two.
pub(super) fn smaller(a: Decimal, b: Decimal) -> Decimal {
    if order(a, b).is_le() { a } else { b }
}

/// The larger of two.
pub(super) fn larger(a: Decimal, b: Decimal) -> Decimal {
    if order(a, b).is_ge() { a } else { b }
}

impl Formula {
    /// What it yields, to the smallest unit of `currency`: the one place where an amount of an award
    /// is computed. `lines` are the lines before it. Nothing where that would be beyond
    /// [`redress_kernel::money::AMOUNT_MAX`], or would have to be rounded without a named rounding.
    pub fn amount(
        &self,
        rounding: Option<Rounding>,
        currency: Currency,
        lines: &[Line],
    ) -> Option<Decimal> {
        let decimals = currency.exponent();
        self.exactly::<i64>(rounding, decimals, lines)
            .or_else(|| self.widely(rounding, decimals, lines))
    }

    /// Kept apart, so that the usual way stays short.
    #[cold]
    #[inline(never)]
    fn widely(&self, rounding: Option<Rounding>, decimals: u32, lines: &[Line]) -> Option<Decimal> {
        self.exactly::<i128>(rounding, decimals, lines)
    }

    /// The same in whole numbers of one width; nothing where one does not fit.
    #[inline]
    fn exactly<W: Width>(
        &self,
        rounding: Option<Rounding>,
        decimals: u32,
        lines: &[Line],
    ) -> Option<Decimal> {
        let of = Exact::<W>::of;
        let units = |exact: Exact<W>| exact.rounded(rounding, decimals);
        match *self {
            Formula::Given(sum) => units(of(sum)?),
            Formula::Aggravated { base, share, most } => {
                let factor = of(smaller(share, most))?.plus(Decimal::ONE)?;
                units(factor.times(base)?)
            }
            Formula::Product(a, b) => units(of(a)?.times(b)?),
            Formula::ProductPlus(a, b, c) => units(of(a)?.times(b)?.plus(c)?),
            Formula::Converted { local, rate } => units(of(local)?.over(rate)?),
            Formula::Earnings { months, wage, causation, rate } => {
                units(of(wage)?.times(months)?.times(causation)?.over(rate)?)
            }
            Formula::SumOf(places) => {
                let mut sum = of(Decimal::ZERO)?;
                for (first, count) in places.runs {
                    if count == 0 {
                        break;
                    }
                    let first = usize::from(first);
                    for line in lines.get(first..first + usize::from(count))? {
                        sum = sum.plus(line.amount)?;
                    }
                }
                units(sum)
            }
            Formula::AtLeast(a, b) => units(of(larger(a, b))?),
            Formula::AtMost(a, b) => units(of(smaller(a, b))?),
            Formula::LessDownToZero(a, b) if order(a, b).is_le() => units(of(Decimal::ZERO)?),
            Formula::Less(a, b) | Formula::LessDownToZero(a, b) => units(of(a)?.plus(-b)?),
            Formula::Payable { first, rest, factor } => {
                let part = units(of(rest)?.times(factor)?)?;
                of(first)?.plus(part)?.rounded(None, decimals)
            }
            Formula::Part { whole, parts, extra } => {
                let part = units(of(whole)?.over(Decimal::from(parts))?)?;
                of(part)?.plus(extra)?.rounded(None, decimals)
            }
        }
    }
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

impl Line {
    /// A line about the whole claim in US dollars, exact, without an amount yet.
    #[inline]
    pub(super) fn new(
        step: Step,
        head: Option<Head>,
        label: &'static str,
        formula: Formula,
    ) -> Self {
        Self {
            step,
            head,
            subject: Subject::Claim,
            label,
            formula,
            rounding: None,
            amount: Decimal::ZERO,
            currency: Currency::USD,
            rate: None,
        }
    }

    /// The same about an act, a voucher, an instalment.
    #[inline]
    pub(super) fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// The same, rounded half away from zero (entitlements).
    #[inline]
    pub(super) fn nearest(mut self) -> Self {
        self.rounding = Some(Rounding::Nearest);
        self
    }

    /// The same, cut toward zero (deductions, fund factor, splits).
    #[inline]
    pub(super) fn down(mut self) -> Self {
        self.rounding = Some(Rounding::Down);
        self
    }

    /// The same, with the rate that was used.
    #[inline]
    pub(super) fn at(mut self, rate: Option<u16>) -> Self {
        self.rate = rate;
        self
    }

    /// What its formula yields; `lines` are the lines before it.
    pub fn recomputed(&self, lines: &[Line]) -> Option<Decimal> {
        self.formula.amount(self.rounding, self.currency, lines)
    }
}
