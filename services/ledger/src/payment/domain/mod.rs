//! Pure rules: values in, values out. Never here: SQL, HTTP, clock, chance.

pub mod convert;
pub mod instructed;
pub mod payee;
pub mod plan;
pub mod step;
