//! Rule sets and schedules: versioned data, and the form of it that evaluation uses.
//! Belongs here: what a version holds and how it is read. Never here: how a rule uses it.

pub mod check;
mod rules;
mod schedule;

pub use rules::*;
pub use schedule::*;

/// The rule set that this program ships with, as it is written.
pub const SHIPPED_RULES: &str = include_str!("../../data/dmr-1.json");
/// The schedule that this program ships with, as it is written.
pub const SHIPPED_SCHEDULE: &str = include_str!("../../data/s-ill-1.json");

/// Why a document is no usable version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// Not JSON of the right shape.
    #[error("{path}: {why}")]
    Unreadable {
        /// Where.
        path: String,
        /// What is wrong there.
        why: String,
    },
}

/// Reads a document, with the path of the place that is wrong.
pub(crate) fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DataError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        DataError::Unreadable { path: error.path().to_string(), why: error.inner().to_string() }
    })?;
    json.end()
        .map_err(|error| DataError::Unreadable { path: String::new(), why: error.to_string() })?;
    Ok(read)
}
