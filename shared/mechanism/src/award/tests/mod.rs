//! The award by the worked cases, at its edges, and what must hold for every award.

mod cases;
mod edges;
mod files;
mod laws;
mod support;
mod texts;
