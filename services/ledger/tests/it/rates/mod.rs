mod import_rates;
pub mod preview_rates;
mod read_rates;
mod record_rate;
