//! What a case before a panel is, without SQL, HTTP, clock or chance: one noun a file.

pub mod assemble;
pub mod change;
pub mod clearance;
pub mod decision;
pub mod difference;
pub mod ids;
pub mod panel;
pub mod plain;
pub mod sheet;
pub mod source;
pub mod step;
pub mod verdict;
pub mod version;
