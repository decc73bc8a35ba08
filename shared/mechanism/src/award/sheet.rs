//! The sheet that an award is computed on: the lines so far, what each head stands at, and where a
//! rate is looked up. Never here: what a step computes.

use super::line::{Formula, Line, Places, Rounding, Step, Subject};
use super::{File, Head, died_since};
use crate::Mechanism;
use crate::data::Sums;
use crate::facts::Facts;
use crate::trace::{Award, Flag, Pair, Stop, Stopped};
use redress_kernel::code::ActCode;
use redress_kernel::{Currency, Date, Decimal, Money};

/// A line that was added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Added {
    /// What came out.
    pub amount: Decimal,
    /// The same in cents, to add and compare.
    pub cents: i64,
    /// Its place.
    pub place: u16,
}

impl Added {
    /// No amount has more units than fit: [`redress_kernel::money::AMOUNT_MAX`] has 1e17 of the
    /// smallest that there are.
    fn new(amount: Decimal, place: u16) -> Result<Self, Stopped> {
        let cents = i64::try_from(amount.mantissa()).map_err(|_| Stopped::TooLarge)?;
        Ok(Self { amount, cents, place })
    }
}

/// Everything that the steps read and fill.
pub(super) struct Sheet<'a> {
    pub mechanism: &'a Mechanism,
    pub facts: &'a Facts,
    pub pairs: &'a [Pair],
    pub award: &'a mut Award,
    pub file: File,
    /// The gravest act that enters, as it counts.
    pub gravest: Option<ActCode>,
    /// What each head stands at, with the line that says so.
    pub heads: [Option<Added>; Head::ALL.len()],
    lines: &'a mut Vec<Line>,
}

impl<'a> Sheet<'a> {
    pub fn new(
        mechanism: &'a Mechanism,
        facts: &'a Facts,
        pairs: &'a [Pair],
        lines: &'a mut Vec<Line>,
        award: &'a mut Award,
    ) -> Self {
        let entering = pairs.iter().filter(|pair| pair.enters);
        Self {
            mechanism,
            facts,
            pairs,
            award,
            file: File::of(facts),
            gravest: entering.filter_map(|pair| pair.counts_as).max(),
            heads: [None; Head::ALL.len()],
            lines,
        }
    }

    /// The schedule as it is written.
    pub fn sums(&self) -> &'a Sums {
        &self.mechanism.schedule.sums
    }

    /// Lines so far.
    pub fn lines(&self) -> &[Line] {
        self.lines
    }

    /// The lines from a place on, to rank them.
    pub fn lines_from(&mut self, first: u16) -> &mut [Line] {
        self.lines.get_mut(usize::from(first)..).unwrap_or_default()
    }

    /// Place of the next line.
    pub fn next(&self) -> Result<u16, Stopped> {
        u16::try_from(self.lines.len()).map_err(|_| Stopped::TooLarge)
    }

    /// Adds a line with what its formula yields.
    pub fn add(&mut self, mut line: Line) -> Result<Added, Stopped> {
        let place = self.next()?;
        line.amount = line.recomputed(self.lines).ok_or(Stopped::TooLarge)?;
        let amount = line.amount;
        self.lines.push(line);
        Added::new(amount, place)
    }

    /// Adds up consecutive lines of a head from `first` on; one alone stands for itself.
    pub fn add_up(
        &mut self,
        step: Step,
        head: Head,
        label: &'static str,
        first: u16,
    ) -> Result<Option<Added>, Stopped> {
        let count = self.next()? - first;
        let alone = self.lines.get(usize::from(first)).filter(|_| count == 1);
        if let Some(line) = alone {
            return Added::new(line.amount, first).map(Some);
        }
        if count == 0 {
            return Ok(None);
        }
        let sum = Formula::SumOf(Places::run(first, count));
        self.add(Line::new(step, Some(head), label, sum)).map(Some)
    }

    /// What a head stands at; zero where it is not claimed.
    pub fn at(&self, head: Head) -> Decimal {
        self.heads[head as usize].map_or(Decimal::ZERO, |added| added.amount)
    }

    /// What some heads stand at together, in cents.
    pub fn cents(&self, heads: &[Head]) -> Result<i64, Stopped> {
        let mut sum = 0_i64;
        for added in heads.iter().filter_map(|head| self.heads[*head as usize]) {
            sum = sum.checked_add(added.cents).ok_or(Stopped::TooLarge)?;
        }
        Ok(sum)
    }

    /// Lines that some heads stand on.
    pub fn places(&self, heads: &[Head]) -> Places {
        let lines = heads.iter().filter_map(|head| self.heads[*head as usize]);
        Places::each(lines.map(|added| added.place))
    }

    /// A head that comes to nothing, with a line that says why.
    pub fn nothing(&mut self, step: Step, head: Head, label: &'static str) -> Result<(), Stopped> {
        let formula = Formula::Given(Decimal::ZERO);
        self.heads[head as usize] = Some(self.add(Line::new(step, Some(head), label, formula))?);
        Ok(())
    }

    /// Why a head that is claimed can't be awarded at all, as the label of its line: it is no part of
    /// this kind of file, or it is care to come of someone who died since.
    pub fn barred(&self, head: Head) -> Option<&'static str> {
        if !self.file.has(head) {
            Some("line-not-in-claim")
        } else if matches!(head, Head::H2f | Head::H3f) && died_since(self.facts).is_some() {
            Some("line-lapsed")
        } else {
            None
        }
    }

    /// The line that turns `stated` into US dollars by the rate of `day`. US dollars stand as they are.
    pub fn in_usd(
        &self,
        step: Step,
        head: Head,
        label: &'static str,
        (stated, day): (Money, Date),
        rounding: Rounding,
    ) -> Result<Line, Stopped> {
        let local = stated.amount();
        let Some((place, rate)) = self.rate(stated.currency(), day)? else {
            return Ok(Line::new(step, Some(head), label, Formula::Given(local)));
        };
        let line = Line::new(step, Some(head), label, Formula::Converted { local, rate });
        Ok(Line { rounding: Some(rounding), ..line.at(Some(place)) })
    }

    /// The latest rate that is effective on or before a day, with its place; nothing for US dollars.
    pub fn rate(&self, currency: Currency, day: Date) -> Result<Option<(u16, Decimal)>, Stopped> {
        if currency == Currency::USD {
            return Ok(None);
        }
        let rates = &self.facts.rates;
        let mut found: Option<usize> = None;
        for (place, rate) in rates.iter().enumerate() {
            // Of two for one day, which the check of facts refuses, the order must not decide.
            let later = found.is_none_or(|best| {
                let best = &rates[best];
                let days = rate.effective_on.cmp(&best.effective_on);
                days.then_with(|| rate.rate_id.cmp(&best.rate_id)).is_gt()
            });
            if rate.effective_on <= day && later && rate.currency == currency {
                found = Some(place);
            }
        }
        let place = found.ok_or(Stopped::RateMissing { currency, day })?;
        let named = u16::try_from(place).map_err(|_| Stopped::TooLarge)?;
        Ok(Some((named, rates[place].units_per_usd)))
    }

    /// Notes that something could not be computed; the same only once.
    pub fn stop(&mut self, head: Option<Head>, why: Stopped) {
        let stop = Stop { head, why };
        if !self.award.stops.contains(&stop) {
            self.award.stops.push(stop);
        }
    }

    /// Notes what a person should look at.
    pub fn flag(&mut self, flag: Flag) {
        if !self.award.flags.contains(&flag) {
            self.award.flags.push(flag);
        }
    }
}

/// A voucher, an offset, an instalment, by its place.
pub(super) fn item(place: usize) -> Result<Subject, Stopped> {
    u16::try_from(place).map(Subject::Item).map_err(|_| Stopped::TooLarge)
}
