//! The only SQL of this service: free functions on a connection, one noun a file.
//! Never here: who may, or what follows; row level security says what an actor can see.

pub mod award;
pub mod case;
pub mod clearance;
pub mod decision;
pub mod fact;
pub mod gate;
pub mod lab;
pub mod panel;
pub mod rate;
pub mod version;
pub mod view;
pub mod worksheet;
