//! For tests only: a database of its own for each test, services driven by hand, people who are signed in,
//! the real local provider. Nothing here is part of a program.

#![warn(missing_docs)]

mod app;
mod database;
mod provider;
mod world;

pub use app::{App, Reply};
pub use database::Database;
pub use provider::{Provider, authorize, bearer, bearer_of, issuer};
pub use redress_web::keys::token;
pub use world::{TestClock, Who, World};
