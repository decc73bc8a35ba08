//! Craft room: ISO 20022 bank messages to and from our types.
//! Belongs here: bytes to values and back, checked, with the place of every error.
//! Never here: files, network, SQL, the journal. Nothing in here opens, sends or stores anything.

pub mod camt053;
mod camt053_write;
pub mod neutral;
pub mod pain001;
mod pain001_read;
pub mod pain002;
pub mod party;
pub mod sim;
pub mod text;
pub mod tree;
mod write;

#[cfg(test)]
mod peer;

pub use tree::{Problem, ReadError};
