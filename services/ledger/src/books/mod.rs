//! The journal: entries, accounts, seals, audits, and the books as text for other programs.
//! Never here: why something is booked; the topics that book say that.

pub mod actions;
pub mod api;
pub mod domain;
pub mod journal_text;
pub mod pages;
pub mod sending;
pub mod store;
pub mod times;
