//! Where everything of the ledger is found: the addresses of its pages and of its JSON API.
//! Never here: what answers them; that stands in the topics.

pub mod api;
pub mod pages;

/// Bytes of a file from the bank at most: as its reader allows.
pub(crate) const FILE_MAX: usize = redress_iso20022::tree::LIMITS.bytes;
