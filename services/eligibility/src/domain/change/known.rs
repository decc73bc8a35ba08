//! Whether a version of the rules and sums knows the codes of a change. Never here: what it does.

use super::Change;
use redress_kernel::Refusal;
use redress_mechanism::Mechanism;
use redress_mechanism::facts::Offset;

/// Whether every code of a change is one that a version knows.
pub fn known(change: &Change, mechanism: &Mechanism) -> Result<(), Refusal> {
    let (rules, sums) = (&mechanism.rules, &mechanism.schedule.sums);
    let unknown = |field: &'static str| Err(Refusal::field(field, "choice-unknown"));
    match change {
        Change::Ruling(ruling) if !rules.allows_ground(ruling.rule, &ruling.ground) => {
            unknown("ground")
        }
        Change::Relationship { shown_by, .. } => {
            let mut listed = rules.set.standings.iter().flat_map(|row| &row.shown_by);
            let is_known = |code| listed.clone().any(|known| known == code);
            if shown_by.iter().all(is_known) || listed.next().is_none() {
                Ok(())
            } else {
                unknown("shown_by")
            }
        }
        Change::Offsets { offsets, .. } => {
            let kinds = &rules.set.offset_kinds;
            let is_known = |offset: &Offset| kinds.iter().any(|row| row.kind == offset.kind);
            if offsets.iter().all(is_known) { Ok(()) } else { unknown("kind") }
        }
        Change::Earnings { reference, causation, .. } => {
            let places = &sums.earnings.reference_wages;
            if reference.is_some_and(|place| places.iter().all(|wage| wage.place != place)) {
                return unknown("reference");
            }
            let shares = &sums.earnings.causation;
            if causation.is_some_and(|share| shares.iter().all(|known| *known != share)) {
                return unknown("causation");
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
