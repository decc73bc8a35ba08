//! The SQL of this topic, one file a noun: rows in, values out. Never here: decisions, transactions.

pub mod award;
pub mod deposit;
pub mod factor;
pub mod fund;
pub mod hold;
pub mod pledge;
pub mod recourse;
pub mod upkeep;
