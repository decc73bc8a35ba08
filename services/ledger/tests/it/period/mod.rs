mod ask_reopening;
pub mod close_period;
mod read_periods;
mod reopen_period;
