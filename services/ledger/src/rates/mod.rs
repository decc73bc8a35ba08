//! Exchange rates: one by one or from a file, in force from a day on.
//! Never here: what is converted with them.

pub mod actions;
pub mod api;
pub mod domain;
pub mod pages;
pub mod store;
