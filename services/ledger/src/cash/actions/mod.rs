//! What people and the service can do here: one verb a file; permission, transaction, load, domain, save, events
//! and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod close_bank_account;
pub mod confirm_bank_account;
pub mod open_bank_account;
pub mod read_cash;
pub mod revalue_cash;
