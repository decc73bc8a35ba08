//! The eligibility service: review panels, their worksheets, awards and decisions.
//! Belongs here: the list of its rooms. Never here: code of any room.

pub mod award;
pub mod rules;
