//! Craft room: ISO 20022 bank messages to and from our types.
//! Belongs here: bytes to values and back, checked, with the place of every error.
//! Never here: files, network, SQL, the journal. Nothing in here opens, sends or stores anything.

#![warn(missing_docs)]

pub mod camt053;
pub mod neutral;
pub mod pain001;
pub mod pain002;
pub mod party;
pub mod sim;
pub mod text;
pub mod tree;
mod write;

#[cfg(test)]
mod peer;

pub use tree::{Problem, ReadError};

/// Which message a file from the bank is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// camt.053: statements.
    Statement,
    /// pain.002: a status report.
    StatusReport,
}

/// What the root of a file says it is; its content is not read yet.
pub fn message(bytes: &[u8]) -> Result<Message, ReadError> {
    let root = tree::parse(bytes)?;
    if root.find("CstmrPmtStsRpt").is_some() {
        Ok(Message::StatusReport)
    } else if root.find("BkToCstmrStmt").is_some() {
        Ok(Message::Statement)
    } else {
        Err(root.fail(Problem::OtherMessage))
    }
}
