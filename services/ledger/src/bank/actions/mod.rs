//! What people and the service can do here: one verb a file; permission, transaction, load, domain, save, events
//! and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod answer_booking;
pub mod ask_booking;
pub mod book_line;
pub mod import_statement;
pub mod import_status_report;
pub mod read_bank;
pub mod read_bookings;
