//! What the bank answers: status reports and statements, matched line by line, and what two people book of the rest.

pub mod actions;
pub mod api;
pub mod domain;
pub mod matching;
pub mod pages;
pub mod store;
