//! Money that is held for children until they are of age.

pub mod actions;
pub mod api;
pub mod domain;
pub mod movement;
pub mod pages;
pub mod store;
