//! The award: P1 to P12 over facts that passed the gate, in the order of the steps.
//! Belongs here: which steps there are and which heads a claim can have. Never here: a sum of a
//! schedule, what is covered, a rounding that no line names.

mod caps;
mod care;
mod exact;
mod extra;
mod head;
pub mod line;
mod losses;
mod moral;
mod net;
mod payment;
mod sheet;
#[cfg(test)]
mod tests;

use crate::Mechanism;
use crate::facts::{Facts, Standing, Successor};
use crate::trace::{Stopped, Trace};
pub use head::Head;
pub(crate) use payment::of_age_on;
use redress_kernel::Date;
use sheet::Sheet;

/// What kind of file it is, and so which heads it can have (award, section 1; ).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    /// The survivor's: H1 to H5. It goes on after her death.
    Survivor,
    /// The own file of a child born of it: H3, H5, H6.
    Child,
    /// Of those she left, when she died before filing: past care (H2, H3) and H8.
    Kin,
    /// Of who paid the funeral: the funeral of H8 alone.
    Funeral,
}

impl File {
    fn of(facts: &Facts) -> Self {
        let standing = facts.claimant.standing;
        if standing == Some(Standing::FuneralPayer) {
            Self::Funeral
        } else if facts.death.is_some_and(|death| death.died_on < facts.filed_on) {
            Self::Kin
        } else if facts.child.is_some() || standing == Some(Standing::ChildBorn) {
            Self::Child
        } else {
            Self::Survivor
        }
    }

    /// Whether a head can be in it. Costs of the claim (H7) can be in every file.
    fn has(self, head: Head) -> bool {
        match head {
            Head::H1 | Head::H2f | Head::H4 => self == Self::Survivor,
            Head::H2p => matches!(self, Self::Survivor | Self::Kin),
            Head::H3p => self != Self::Funeral,
            Head::H3f | Head::H5 => matches!(self, Self::Survivor | Self::Child),
            Head::H6 => self == Self::Child,
            Head::H7 => true,
            Head::H8 => matches!(self, Self::Kin | Self::Funeral),
        }
    }
}

/// The day of death of someone whose claim was filed before. Of one day nobody knows which
/// came first; the doubt goes to the claimant.
fn died_since(facts: &Facts) -> Option<Date> {
    facts.death.map(|death| death.died_on).filter(|died_on| *died_on >= facts.filed_on)
}

/// Whether nobody may be paid in her place. Who paid the funeral is paid as such.
fn without_successor(file: File, facts: &Facts) -> bool {
    let nobody = [Some(Successor::Perpetrator), Some(Successor::Nobody)];
    file != File::Funeral && facts.death.is_some_and(|death| nobody.contains(&death.successor))
}

/// Computes the award of the acts that enter, P1 to P12. A line that can't be computed is named
/// among the stops and the others still are. Facts have passed their check; others may yield a
/// senseless award, never a panic.
pub(crate) fn assess(mechanism: &Mechanism, facts: &Facts, trace: &mut Trace) {
    let Trace { pairs, lines, award, assessed, .. } = trace;
    if !pairs.iter().any(|pair| pair.enters) {
        return;
    }
    *assessed = true;
    let mut sheet = Sheet::new(mechanism, facts, pairs, lines, award);
    if let Err(why) = steps(&mut sheet) {
        sheet.stop(None, why);
    }
}

fn steps(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    if sheet.file.has(Head::H1)
        && let Err(why) = moral::moral(sheet)
    {
        sheet.stop(Some(Head::H1), why);
    }
    care::care(sheet);
    losses::losses(sheet);
    caps::caps(sheet)?;
    extra::maintenance(sheet);
    extra::funeral(sheet);
    extra::helpers(sheet);
    let due = net::due(sheet)?;
    let payable_now = net::payable_now(sheet, due)?;
    payment::pay(sheet, payable_now)
}
