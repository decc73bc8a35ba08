//! One verb a file.

pub mod audit_log;
pub mod seal_log;
