//! Pure rules of the ledger: what an entry is, how a debt is split, converted and matched.
//! Belongs here: values in, values out. Never here: SQL, HTTP, clock, chance, bank syntax.

pub mod convert;
pub mod exchange;
pub mod fund;
pub mod journal;
pub mod matching;
pub mod payee;
pub mod period;
pub mod plan;
pub mod posting;
pub mod rates;
pub mod rates_file;
pub mod report;
pub mod trust;
