//! The SQL of this topic, one file a noun: rows in, values out. Never here: decisions, transactions.

pub mod bank_account;
pub mod revaluation;
