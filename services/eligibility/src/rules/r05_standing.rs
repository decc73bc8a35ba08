//! R-05, standing: the victim, a child born of it, a guardian, or a dependant. Relationship can be
//! shown by any reasonable means; that showing is a finding of the panel.

use super::check::{Asked, Found};
use redress_kernel::code::ClaimantType;

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let claimant = asked.filing.facts.claimant;
    let found = match claimant {
        Some(ClaimantType::Victim) => Found::met("reason-r05-victim"),
        Some(ClaimantType::ChildBorn) => {
            Found::open("reason-r05-child-born", &["relationship", "dna"])
        }
        Some(ClaimantType::Guardian) => Found::open("reason-r05-guardian", &["relationship"]),
        Some(ClaimantType::Dependant) => Found::open("reason-r05-dependant", &["relationship"]),
        None => Found::open("reason-r05-unknown", &["relationship"]),
    };
    found.fact("claimant", claimant)
}
