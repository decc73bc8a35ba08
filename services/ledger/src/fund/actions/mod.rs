//! What people and the service can do here: one verb a file; permission, transaction, load, domain, save, events
//! and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod cancel_pledge;
pub mod decide_factor;
pub mod end_hold;
pub mod give_up_recourse;
pub mod place_hold;
pub mod propose_factor;
pub mod read_fund;
pub mod record_contribution;
pub mod record_funder;
pub mod record_pledge;
pub mod record_recourse;
