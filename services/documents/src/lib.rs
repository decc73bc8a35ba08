//! Generated papers: receipts, decision letters, remittance slips.
//! Belongs here: wiring of this service. Never here: rules, SQL, wording.

pub mod domain;
pub mod papers;
pub mod typeset;
