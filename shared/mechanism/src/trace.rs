//! What an assessment yields, in a form that costs no allocation once its memory is there: codes,
//! numbers and references into the facts. [`crate::explain`] turns it into texts and JSON.

use crate::award::Head;
use crate::award::line::Line;
use crate::data::ReferTo;
use crate::rules::fact::{FactName, FactSet};
use crate::rules::{Ask, Rule};
use redress_kernel::code::{ActCode, RuleOutcome};
use redress_kernel::{Currency, Date, Decimal, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// What the gate proposes; a person confirms it.
    Gate {
        /// Every rule is met.
        Eligible = "eligible",
        /// A rule is not met: not covered, referred, and help continues.
        Referred = "referred",
        /// Something is missing: asked.
        Info = "info",
    }
}

impl From<RuleOutcome> for Gate {
    fn from(outcome: RuleOutcome) -> Self {
        match outcome {
            RuleOutcome::Met => Gate::Eligible,
            RuleOutcome::NotMet => Gate::Referred,
            RuleOutcome::Undetermined => Gate::Info,
        }
    }
}

/// An act with one who did it, by their places in the facts. A claim without an act or without a
/// perpetrator still has one pair, with nothing in that place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Place in [`crate::Facts::acts`].
    pub act: Option<u16>,
    /// Place in [`crate::Facts::perpetrators`].
    pub perpetrator: Option<u16>,
    /// What the act counts as, which is graver where she was under 18.
    pub counts_as: Option<ActCode>,
    /// together.
    pub outcome: RuleOutcome,
    /// Whether the act enters the award with this perpetrator: the pair passes, or it is open and
    /// the panel decides on the file.
    pub enters: bool,
}

/// A value in a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A day.
    Day(Date),
    /// A count.
    Count(u32),
    /// A sum in US dollars.
    Usd(Decimal),
    /// A code or other fixed word.
    Code(&'static str),
    /// A fact as it stands.
    Fact(FactName),
    /// Ground of a ruling, by place in [`crate::Facts::rulings`].
    Ground(u16),
}

/// Why: a message key and up to two named values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// Message key.
    pub key: &'static str,
    /// Values by name.
    pub args: [Option<(&'static str, Value)>; 2],
}

/// What one rule answers, for the claim or for one pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The pair, by place in [`Trace::pairs`]; nothing for a rule about the whole claim.
    pub pair: Option<u16>,
    /// Met, not met, undetermined.
    pub outcome: RuleOutcome,
    /// Whether the facts raise the rule at all; one that they don't raise has its harmless outcome.
    pub engaged: bool,
    /// Why.
    pub reason: Reason,
    /// Facts that were read.
    pub facts: FactSet,
    /// What has to be asked; only where undetermined.
    pub ask: Option<Ask>,
    /// Where the claim is referred; only where not met.
    pub refer_to: Option<ReferTo>,
}

/// Why a line of the award could not be computed. It is never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Stopped {
    /// No rate for the currency on the day.
    RateMissing {
        /// The currency.
        currency: Currency,
        /// The day.
        #[schema(value_type = String, format = Date)]
        day: Date,
    },
    /// No wage was proved and the schedule has none for the place.
    WageMissing,
    /// A share of causation that the schedule doesn't have.
    CausationUnknown,
    /// A sum beyond what is computed exactly.
    TooLarge,
}

/// A line that stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The head that it was for; nothing for payment.
    pub head: Option<Head>,
    /// Why.
    pub why: Stopped,
}

codes! {
    /// What a person should look at before deciding (`flag-<code>`).
    Flag {
        /// Costs with papers alone exceed the cap of P5; they are paid.
        PecuniaryOverMost = "pecuniary_over_most",
        /// Heads that are never cut exceed the cap of P6; they are paid.
        TotalOverMost = "total_over_most",
        /// Instalments below the least sum, or beyond the most of them, were merged.
        InstalmentsMerged = "instalments_merged",
        /// A review would have come to less; the earlier sum stands.
        EarlierSumStands = "earlier_sum_stands",
    }
}

/// A later payment of maintenance (H6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// Day on which it falls due.
    pub due_on: Date,
    /// US dollars.
    pub amount: Decimal,
}

/// One instalment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// US dollars.
    pub usd: Decimal,
    /// Day of instruction.
    pub day: Date,
    /// What that is in the currency of payment; nothing where the rate is missing.
    pub local: Option<Decimal>,
}

/// The sums of an award, US dollars.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Award {
    /// What each head comes to after caps and offsets, by `Head as usize`; nothing where not claimed.
    pub heads: [Option<Decimal>; Head::ALL.len()],
    /// Sum of the heads before offsets.
    pub gross: Decimal,
    /// What is due after offsets and interim payments.
    pub net: Decimal,
    /// Interim payments beyond the award, never recovered.
    pub absorbed: Decimal,
    /// What the fund can pay now, beside what was paid of this award before.
    pub payable_now: Decimal,
    /// What stays a recorded debt: net less what was paid before and what can be paid now.
    pub outstanding: Decimal,
    /// Costs paid to helpers (H7), outside all sums above.
    pub helpers: Decimal,
    /// For a child: paid out at once, maintenance and a share of the rest.
    pub released: Option<Decimal>,
    /// For a child: held in trust; with what is paid out at once all that can be paid now.
    pub in_trust: Option<Decimal>,
    /// Maintenance that falls due later (H6), outside all sums above.
    pub later: Vec<Later>,
    /// Instalments of what is payable now (for a child: of what is released), or the heirs' shares.
    pub instalments: Vec<Instalment>,
    /// Currency of payment.
    pub currency: Option<Currency>,
    /// Lines that could not be computed; while there are any, the sums are incomplete.
    pub stops: Vec<Stop>,
    /// What a person should look at.
    pub flags: Vec<Flag>,
}

/// A whole assessment.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// What the gate proposes.
    pub gate: Option<Gate>,
    /// Pairs, best first; the claim stands on the first.
    pub pairs: Vec<Pair>,
    /// What each rule answers: those of pairs in the order of `pairs`, then the others by number.
    pub findings: Vec<Finding>,
    /// Questions, most useful first, by situation.
    pub asks: Vec<Ask>,
    /// Whether the panel may decide on the file now: asked often enough or long enough ago.
    pub may_decide_on_file: bool,
    /// Whether the panel does decide on the file: doubt goes to the claimant.
    pub decided_on_file: bool,
    /// Whether an award was computed.
    pub assessed: bool,
    /// Its sums.
    pub award: Award,
    /// Its lines, in order.
    pub lines: Vec<Line>,
}

impl Trace {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.gate = None;
        self.pairs.clear();
        self.findings.clear();
        self.asks.clear();
        self.may_decide_on_file = false;
        self.decided_on_file = false;
        self.assessed = false;
        self.lines.clear();
        let award = &mut self.award;
        award.heads = [None; Head::ALL.len()];
        for sum in [
            &mut award.gross,
            &mut award.net,
            &mut award.absorbed,
            &mut award.payable_now,
            &mut award.outstanding,
            &mut award.helpers,
        ] {
            *sum = Decimal::ZERO;
        }
        (award.released, award.in_trust, award.currency) = (None, None, None);
        award.later.clear();
        award.instalments.clear();
        award.stops.clear();
        award.flags.clear();
    }

    /// Whether the award is computed: every gate rule is met, or the panel decides on the file.
    pub fn enters_award(&self) -> bool {
        match self.gate {
            Some(Gate::Eligible) => true,
            // Open, yet acts enter only when the panel decides on the file.
            Some(Gate::Info) => self.decided_on_file,
            Some(Gate::Referred) | None => false,
        }
    }
}
