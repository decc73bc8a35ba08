//! The SQL of this topic, one file a noun: rows in, values out. Never here: decisions, transactions.

pub mod booking;
pub mod line;
pub mod shown;
pub mod statement;
pub mod status_report;
