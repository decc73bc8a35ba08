//! Whole stories over all four services on one database, in both shapes.

mod aborted;
mod path;
mod shape;
mod story;
