//! One verb a file.

pub mod audit_log;
pub mod export_log;
pub mod read_log;
pub mod seal_log;
pub mod show_checkpoint;

/// Checkpoints read at once.
const PAGE: i32 = 100;
