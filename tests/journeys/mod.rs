//! Whole stories over all four services on one database, in both shapes.

mod aborted;
mod killed;
mod path;
mod shape;
mod story;
mod two_claims;
