//! The fund's bank accounts, the cash on them at its cost, and what it is worth at the end of a month.

pub mod actions;
pub mod api;
pub mod domain;
pub mod movement;
pub mod pages;
pub mod store;
