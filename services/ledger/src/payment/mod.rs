//! Instalments, batches and the files that the bank gets.

pub mod actions;
pub mod api;
pub mod attachment;
pub mod clearance;
pub mod domain;
pub mod file;
pub mod pages;
pub mod settlement;
pub mod store;
