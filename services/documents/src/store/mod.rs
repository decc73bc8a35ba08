//! The only SQL of this service. Every statement runs as role `redress_documents`, and shows what
//! the actor of its transaction may see.

pub mod paper;
pub mod source;
