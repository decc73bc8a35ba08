//! R-06, consent: a live consent to file exists. A withdrawn claim never comes here; a consent that
//! is missing is therefore asked for, through the safe channel, and never held against her.

use super::check::{Asked, Found};
use redress_kernel::code::ConsentPurpose;

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let live = asked.filing.consents.contains(&ConsentPurpose::P1);
    let found = if live {
        Found::met("reason-r06-met")
    } else {
        Found::open("reason-r06-ask", &["consent"])
    };
    found.fact("consent_to_file", Some(if live { "yes" } else { "no" }))
}
