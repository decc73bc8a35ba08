//! The mechanism: thirty rules, the award and the versions of both, as pure functions over facts.
//! Belongs here: what follows from facts under a version of the rules, how it is explained, and what
//! another version would make of it. Never here: SQL, HTTP, a clock, words in a language, anything
//! that names a person. This crate makes no calls of any kind.

#![warn(missing_docs)]

pub mod award;
pub mod data;
mod days;
pub mod explain;
pub mod facts;
pub mod lab;
pub mod label;
pub mod rules;
pub mod schema;
pub mod trace;
pub mod versions;

pub use explain::Explained;
pub use facts::Facts;
pub use label::Label;
pub use trace::Trace;

use data::{Rules, Schedule};

/// One version of the rules and one of the sums, ready for use.
#[derive(Debug, Clone)]
pub struct Mechanism {
    /// The rules.
    pub rules: Rules,
    /// The sums.
    pub schedule: Schedule,
}

impl Mechanism {
    /// The versions that this program ships with.
    pub fn shipped() -> Self {
        Self { rules: Rules::shipped(), schedule: Schedule::shipped() }
    }

    /// The first day on which the claimant is surely of age, by the latest birth that the facts
    /// allow: until then an award of a child is held in trust. Nothing where no birth is known.
    pub fn of_age_on(&self, facts: &Facts) -> Option<redress_kernel::Date> {
        award::of_age_on(&self.rules, facts)
    }

    /// Evaluates all rules and the award. What `trace` held before is cleared; its memory is used
    /// again, so that many claims in a row need no new memory. Same facts, same trace.
    pub fn assess(&self, facts: &Facts, trace: &mut Trace) {
        trace.clear();
        rules::gate(&self.rules, facts, trace);
        if trace.enters_award() {
            award::assess(self, facts, trace);
        }
        rules::process(self, facts, trace);
    }
}
