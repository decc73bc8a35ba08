//! Months: their checklist, closing and reopening.

pub mod actions;
pub mod api;
pub mod domain;
pub mod pages;
pub mod store;
