//! What people and the service can do here: one verb a file; permission, transaction, load, domain, save, events
//! and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod approve_batch;
pub mod cancel_batch;
pub mod check_batch;
pub mod download_file;
pub mod plan_payment;
pub mod prepare_batch;
pub mod read_batches;
pub mod read_payments;
pub mod release_batch;
