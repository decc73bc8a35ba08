//! The all-in-one program and its command line: the four services under one listener, with four pools in four
//! roles, and what an administrator needs around them.
//! Never here: what a service does.

pub mod assess;
pub mod bank_sim;
pub mod books;
pub mod cli;
pub mod doctor;
mod explain;
pub mod journal;
pub mod keys;
pub mod lab;
pub mod log;
pub mod output;
pub mod rules_check;
pub mod seed;
pub mod serve;
pub mod versions;
pub mod witness;
