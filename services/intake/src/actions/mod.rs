//! What people can do at intake, one verb a file: permission, transaction, load, domain, save,
//! event, commit.
//! Belongs here: who may, in what order, in one transaction. Never here: rules (domain), SQL
//! (store), HTTP.

pub mod accept_offer;
pub mod answer_request;
pub mod decline_offer;
pub mod judge_match;
pub mod list_claims;
pub mod open_claim;
pub mod read_claim;
pub mod read_looks;
pub mod read_offer;
pub mod read_triage;
pub mod record_consent;
pub mod reveal_contact;
pub mod save_answer;
mod sealed;
pub mod submit_claim;
pub mod triage_claim;
pub mod withdraw_claim;

use redress_kernel::Action;
use redress_runtime::Ctx;
use redress_vault::Vault;
use std::sync::Arc;

/// What the actions of intake work with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk {
    pub ctx: Ctx,
    /// Master keys of the vault.
    pub vault: Arc<Vault>,
}

/// Every action, for the register of permissions.
pub const ALL: [Action; 16] = [
    accept_offer::ACTION,
    answer_request::ACTION,
    decline_offer::ACTION,
    judge_match::ACTION,
    list_claims::ACTION,
    open_claim::ACTION,
    read_claim::ACTION,
    read_looks::ACTION,
    read_offer::ACTION,
    read_triage::ACTION,
    record_consent::ACTION,
    reveal_contact::ACTION,
    save_answer::ACTION,
    submit_claim::ACTION,
    triage_claim::ACTION,
    withdraw_claim::ACTION,
];
