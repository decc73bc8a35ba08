//! What people and the service can do here: one verb a file; permission, transaction, load, domain, save, events
//! and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod ask_trust_release;
pub mod decide_hand_over;
pub mod decide_trust_release;
pub mod decide_trust_terms;
pub mod propose_trust_terms;
pub mod read_trust;
pub mod start_hand_over;
