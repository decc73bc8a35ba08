//! Commands of the all-in-one program: on a database of their own, or as a program by itself.

mod assess;
mod descriptions;
mod keys;
mod program;
mod sealed;
mod seed;
mod tampering;
mod versions;
mod witness;
