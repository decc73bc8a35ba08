//! The thirty rules, one file each, and how those of the gate combine.
//! Belongs here: what follows from facts under a version of the rules. Never here: sums, words.

pub(crate) mod age;
mod ask;
mod asks;
pub mod fact;
mod found;
mod gate;
#[cfg(test)]
mod gate_laws;
#[cfg(test)]
mod gate_tests;
mod number;
mod pair;
mod process;
mod r01_operation;
mod r02_personnel;
mod r03_act;
mod r04_nexus;
mod r05_standing;
mod r06_consent;
mod r07_proof;
mod r08_unit;
mod r09_time;
mod r10_referral;
mod r11_unknown;
mod r12_conduct;
mod r13_offsets;
mod r14_one_file;
mod r15_interim;
mod r16_children;
mod r17_support;
mod r18_independence;
mod r19_quorum;
mod r20_offer;
mod r21_payment;
mod r22_review;
mod r23_reopening;
mod r24_death;
mod r25_fraud;
mod r26_money;
mod r27_recourse;
mod r28_breach;
mod r29_fees;
#[cfg(test)]
pub(crate) mod testing;

pub use ask::Ask;
pub(crate) use gate::gate;
pub use number::Rule;
pub(crate) use process::process;
