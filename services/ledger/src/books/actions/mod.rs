//! What people and the service can do here: one verb a file; permission, transaction, load, domain, save, events
//! and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod audit_books;
pub mod export_books;
pub mod export_journal;
pub mod read_audits;
pub mod read_books;
pub mod seal_books;
