//! Pure rules: values in, values out. Never here: SQL, HTTP, clock, chance.

pub mod rates;
pub mod rates_file;
