//! Pure rules: values in, values out. Never here: SQL, HTTP, clock, chance.

pub mod codes;
pub mod fund;
pub mod held;
