//! The SQL of this topic, one file a noun: rows in, values out. Never here: decisions, transactions.

pub mod batch;
pub mod clearance;
pub mod outcome;
pub mod payee;
pub mod plan;
