//! How old someone was: as far as a birth known only roughly and a day known only roughly can say.
//! Never here: what follows from it.

use crate::data::Rules;
use crate::days::years_later;
use crate::facts::{Act, Facts, Standing};
use redress_kernel::code::{Aggravation, Answer};
use redress_kernel::{Date, DateSpan};

/// Whether someone was under the age of an adult.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Minor {
    /// Surely.
    Yes,
    /// What is known of birth and day allows both; in doubt someone counts as a child.
    Doubt,
    /// Surely not, or so it was stated.
    No,
    /// Nothing is known that speaks for it.
    Unknown,
}

impl Minor {
    /// Whether someone counts as a child: doubt goes to the child.
    pub(crate) fn counts(self) -> bool {
        matches!(self, Minor::Yes | Minor::Doubt)
    }
}

/// Whether the victim was under the age of an adult at any time of an act. Days decide where they
/// can; where they can't, what was stated does.
pub(crate) fn at_act(rules: &Rules, facts: &Facts, act: &Act) -> Minor {
    if act.aggravations.contains(&Aggravation::G1) {
        return Minor::Yes;
    }
    let by_days = match (victims_birth(facts), act.when) {
        (Some(birth), Some(when)) => during(birth, when, act.period, rules.set.limits.adult_age),
        _ => Minor::Unknown,
    };
    match (by_days, facts.claimant.under_18) {
        (Minor::Yes | Minor::No, _) | (_, Some(Answer::Unknown) | None) => by_days,
        (_, Some(Answer::Yes)) => Minor::Yes,
        (_, Some(Answer::No)) => Minor::No,
    }
}

/// When the victim was born. In the file of a child born of it the birth is the child's.
fn victims_birth(facts: &Facts) -> Option<DateSpan> {
    let is_childs = facts.claimant.standing == Some(Standing::ChildBorn) || facts.child.is_some();
    facts.claimant.birth.filter(|_| !is_childs)
}

/// What went on over a period began on its first day; a single act can have been on any of its days.
fn during(birth: DateSpan, when: DateSpan, period: bool, adult_age: u32) -> Minor {
    let (first, last) = adult_from(birth, adult_age);
    if when.earliest >= last {
        Minor::No
    } else if (if period { when.earliest } else { when.latest }) < first {
        Minor::Yes
    } else {
        Minor::Doubt
    }
}

/// Whether someone has reached an age on a day: yes, no, or nothing where the birth allows both.
pub(super) fn reached(birth: DateSpan, age: u32, day: Date) -> Option<bool> {
    let (first, last) = adult_from(birth, age);
    if day >= last {
        Some(true)
    } else if day < first {
        Some(false)
    } else {
        None
    }
}

/// The first and the last day on which the age can have been reached.
fn adult_from(birth: DateSpan, age: u32) -> (Date, Date) {
    (years_later(birth.earliest, age), years_later(birth.latest, age))
}
