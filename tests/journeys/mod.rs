//! Whole stories over all four services on one database, in both shapes.

mod shape;
mod story;
