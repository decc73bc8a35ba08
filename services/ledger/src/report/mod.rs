//! Reports on the books as pages, spreadsheets, lists and JSON.

pub mod actions;
pub mod api;
pub mod domain;
pub mod pages;
pub mod sheet;
pub mod store;
