//! The axum parts that all services share: sign-in, sessions, forms, pages, problem details, API reference.
//! Belongs here: what a person meets before and around a service's own pages. Never here: a claim's content.
//! The only crate that speaks to another host: the OpenID Connect provider, and the program of signing in that asks it.

#![warn(missing_docs)]

pub mod api;
pub mod chart;
pub mod common;
pub mod exchange;
pub mod failure;
pub mod form;
pub mod keyed;
pub mod keys;
pub mod layers;
pub mod openapi;
pub mod page;
pub mod paging;
pub mod reference;
pub mod session;
pub mod sign_in;
pub mod state;
mod turns;
pub mod typed;
pub mod visitor;
pub mod way_back;

pub use api::{Body, Caller, IdempotencyKey, IfMatch, Query, Tagged};
pub use failure::Failure;
pub use form::{Fields, Form};
pub use keyed::Keyed;
pub use openapi::Api;
pub use page::{Page, redirect, render};
pub use paging::{Asked, Linked};
pub use state::Web;
pub use typed::Typed;
pub use visitor::{Person, Visitor};

use redress_texts::{Files, texts};

/// The texts of the frame around pages, of sign-in and of problems.
pub const TEXTS: Files = texts!("web");
