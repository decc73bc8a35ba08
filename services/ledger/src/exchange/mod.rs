//! Exchanges between the fund's accounts.

pub mod actions;
pub mod api;
pub mod pages;
pub mod store;
