//! The SQL of this topic, one file a noun: rows in, values out. Never here: decisions, transactions.

pub mod trust;
pub mod trust_out;
