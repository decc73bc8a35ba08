//! The eligibility service: review panels, their worksheets, awards and decisions.
//! Belongs here: the list of its rooms. Never here: code of any room.

pub mod actions;
pub mod award;
pub mod domain;
pub mod reactions;
pub mod rules;
pub mod store;
