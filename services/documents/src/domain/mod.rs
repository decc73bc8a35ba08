//! What a paper is to this service: its kind, its code, how its making goes. Pure.
//! Never here: wording, layout, SQL.

mod document_code;
mod kind;
pub mod rendition;

pub use document_code::DocumentCode;
pub use kind::{Kind, Subject};
