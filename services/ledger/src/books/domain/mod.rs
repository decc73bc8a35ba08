//! Pure rules: values in, values out. Never here: SQL, HTTP, clock, chance.

pub mod cash;
pub mod entry_kind;
pub mod journal;
pub mod posting;
pub mod sums;
