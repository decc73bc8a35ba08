//! The SQL of this topic, one file a noun: rows in, values out. Never here: decisions, transactions.

pub mod account;
pub mod audit;
pub mod export;
pub mod journal;
pub mod seal;
