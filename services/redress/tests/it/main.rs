//! Commands of the all-in-one program on a database of their own.

mod seed;
