//! Documents through HTTP and SQL, under role `redress_documents`; one file an action.

mod boundary;
mod list_papers;
mod read_paper;
mod render_paper;
mod story;
