//! What is counted while claims go by. Counters and sums only: nothing is kept of one claim. The
//! numbers here are exact and stay inside the crate; [`super::publish`] makes of them what may be
//! seen. Adding in another order gives the same, since whole cents are added.

use crate::award::Head;
use crate::facts::Facts;
use crate::rules::Rule;
use crate::trace::{Gate, Trace};
use redress_kernel::Decimal;
use redress_kernel::code::{Category, RuleOutcome};

/// What a claim comes to: an award, a referral, a question.
pub(super) const OUTCOMES: [Gate; 3] = [Gate::Eligible, Gate::Referred, Gate::Info];
/// Outcomes of a rule.
pub(super) const ANSWERS: [RuleOutcome; 3] =
    [RuleOutcome::Met, RuleOutcome::NotMet, RuleOutcome::Undetermined];
/// Groups of claims: every category, and those with persons of several.
pub(super) const GROUPS: usize = Category::ALL.len() + 1;
/// Lower bounds of the bands after the first, which is an award of nothing, US dollars.
pub(super) const BANDS: [u32; 5] = [0, 5_000, 15_000, 35_000, 75_000];
/// Bands and, last, no award.
pub(super) const BAND_COUNT: usize = BANDS.len() + 2;
/// Sums that are compared.
pub(super) const SUMS: usize = Head::ALL.len() + 5;

/// A number before and after: `before * 3 + after`, by place in a list of three.
pub(super) type Moves = [u64; 9];

/// Amounts put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pile {
    /// How many claims are in it.
    pub count: u64,
    /// Their sum.
    pub sum: Decimal,
    /// The largest of them, without its sign.
    pub largest: Decimal,
    /// Their sum without signs.
    pub size: Decimal,
}

impl Pile {
    fn add(&mut self, amount: Decimal) {
        if amount.is_zero() {
            return;
        }
        self.count += 1;
        self.sum = self.sum.saturating_add(amount);
        self.size = self.size.saturating_add(amount.abs());
        self.largest = self.largest.max(amount.abs());
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum = self.sum.saturating_add(other.sum);
        self.size = self.size.saturating_add(other.size);
        self.largest = self.largest.max(other.largest);
    }
}

/// One sum under both versions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// Under the version in force.
    pub before: Pile,
    /// Under the draft.
    pub after: Pile,
    /// The difference, claim by claim.
    pub change: Pile,
}

/// All counters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    /// Claims.
    pub claims: u64,
    /// What became of claims, by group.
    pub groups: [Moves; GROUPS],
    /// What became of each rule's answer.
    pub rules: [Moves; Rule::ALL.len()],
    /// Net awards by band before and after.
    pub bands: [[u64; BAND_COUNT]; BAND_COUNT],
    /// Sums: heads, later maintenance, all heads, net, paid in full, under the fund factor.
    pub sums: [Compared; SUMS],
    /// Awards with a line that stopped: before, after, and where that differs.
    pub stopped: [u64; 3],
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            claims: 0,
            groups: [[0; 9]; GROUPS],
            rules: [[0; 9]; Rule::ALL.len()],
            bands: [[0; BAND_COUNT]; BAND_COUNT],
            sums: [Compared::default(); SUMS],
            stopped: [0; 3],
        }
    }
}

/// What a claim comes to. One that the panel decides on the file gets an award like an eligible one.
fn outcome(trace: &Trace) -> usize {
    match trace.gate {
        _ if trace.enters_award() => 0,
        Some(Gate::Referred) => 1,
        _ => 2,
    }
}

/// The group of a claim: the category of who did it, whatever the rules make of it.
fn group(facts: &Facts) -> usize {
    let mut categories =
        facts.perpetrators.iter().map(|person| person.category.unwrap_or(Category::Unk));
    let first = categories.next().unwrap_or(Category::Unk);
    if categories.all(|category| category == first) { first as usize } else { GROUPS - 1 }
}

/// The answer of each rule that decides: that of the best pair, or the one for the claim.
fn answers(trace: &Trace) -> [Option<RuleOutcome>; Rule::ALL.len()] {
    let mut answers = [None; Rule::ALL.len()];
    // Findings of pairs come best pair first.
    for finding in &trace.findings {
        answers[finding.rule as usize].get_or_insert(finding.outcome);
    }
    answers
}

fn band(trace: &Trace) -> usize {
    if !trace.enters_award() {
        return BAND_COUNT - 1;
    }
    let net = trace.award.net;
    let above = BANDS.iter().filter(|bound| match **bound {
        0 => net > Decimal::ZERO,
        bound => net >= Decimal::from(bound),
    });
    above.count()
}

/// The sums of an award in the order of [`SUMS`].
fn sums(trace: &Trace, first_payment: Decimal) -> [Decimal; SUMS] {
    let mut sums = [Decimal::ZERO; SUMS];
    if !trace.enters_award() {
        return sums;
    }
    let award = &trace.award;
    for (sum, head) in sums.iter_mut().zip(&award.heads) {
        *sum = head.unwrap_or_default();
    }
    sums[Head::H7 as usize] = award.helpers;
    let heads = Head::ALL.len();
    let later = award.later.iter().map(|later| later.amount);
    sums[heads] = later.fold(Decimal::ZERO, Decimal::saturating_add);
    sums[heads + 1] = award.gross;
    sums[heads + 2] = award.net;
    sums[heads + 3] = award.net.min(first_payment);
    sums[heads + 4] = award.net.saturating_sub(sums[heads + 3]);
    sums
}

impl Tally {
    /// Counts one claim, assessed under both versions. `firsts` is what each pays in full (P10).
    pub fn add(&mut self, facts: &Facts, before: &Trace, after: &Trace, firsts: [Decimal; 2]) {
        self.claims += 1;
        self.groups[group(facts)][outcome(before) * 3 + outcome(after)] += 1;
        let (was, is) = (answers(before), answers(after));
        for (rule, moves) in self.rules.iter_mut().enumerate() {
            if let (Some(was), Some(is)) = (was[rule], is[rule]) {
                moves[was as usize * 3 + is as usize] += 1;
            }
        }
        self.bands[band(before)][band(after)] += 1;
        let (was, is) = (sums(before, firsts[0]), sums(after, firsts[1]));
        for ((sum, was), is) in self.sums.iter_mut().zip(was).zip(is) {
            sum.before.add(was);
            sum.after.add(is);
            if was != is {
                sum.change.add(is.saturating_sub(was));
            }
        }
        let (was, is) = (!before.award.stops.is_empty(), !after.award.stops.is_empty());
        for (count, counts) in self.stopped.iter_mut().zip([was, is, was != is]) {
            *count += u64::from(counts);
        }
    }

    /// Adds what another counted.
    pub fn merge(&mut self, other: &Self) {
        self.claims += other.claims;
        let counts = self.groups.iter_mut().chain(&mut self.rules).flatten();
        for (count, more) in counts.zip(other.groups.iter().chain(&other.rules).flatten()) {
            *count += more;
        }
        let bands = self.bands.iter_mut().flatten().chain(&mut self.stopped);
        for (count, more) in bands.zip(other.bands.iter().flatten().chain(&other.stopped)) {
            *count += more;
        }
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            sum.before.merge(&more.before);
            sum.after.merge(&more.after);
            sum.change.merge(&more.change);
        }
    }

    /// What became of all claims.
    pub fn moves(&self) -> Moves {
        let mut all = [0; 9];
        for moves in &self.groups {
            all.iter_mut().zip(moves).for_each(|(sum, count)| *sum += count);
        }
        all
    }
}
