//! Who gives money, for what, what is set aside for whom, and what waits.

pub mod actions;
pub mod api;
pub mod deposit;
pub mod domain;
pub mod pages;
pub mod reactions;
pub mod reserve;
pub mod set_aside;
pub mod store;
