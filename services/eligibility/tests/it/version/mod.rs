//! Versions of rules and sums, and the lab where they are tried, one file an action.

mod check_version;
mod draft_version;
mod list_versions;
mod run_lab;
mod show_version;
mod sign_version;
