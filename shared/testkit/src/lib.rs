//! For tests only: a database of its own for each test, services driven by hand, people who are signed in, claims as other
//! services leave them, a reader of pages, the real local provider. Nothing here is part of a program.

#![warn(missing_docs)]

mod acting;
mod app;
mod claim;
mod database;
mod decision;
mod forbidden;
mod page;
mod payment;
mod provider;
mod world;

pub use acting::Acting;
pub use app::{App, Reply, request};
pub use claim::{Claim, Filing};
pub use database::Database;
pub use decision::Decision;
pub use page::{Page, Row};
pub use payment::Released;
pub use provider::{Provider, authorize, bearer, bearer_of, issuer};
pub use redress_web::keys::token;
pub use world::{TestClock, Who, World};
