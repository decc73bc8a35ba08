//! What people and this service itself do with papers; one verb a file.
//! Belongs here: who may, in what order, in one transaction. Never here: SQL, wording, HTTP.

pub mod list_papers;
pub mod read_paper;
pub mod read_proof;
pub mod render_paper;
