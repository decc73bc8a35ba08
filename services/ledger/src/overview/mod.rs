//! What waits for finance staff, on one page.

pub mod api;
pub mod page;
pub mod read;
pub mod store;
