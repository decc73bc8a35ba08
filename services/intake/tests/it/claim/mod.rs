//! A claim until it is handed in, and after: one file an action.

mod list_claims;
mod open_claim;
mod read_claim;
mod read_looks;
mod record_consent;
mod reveal_contact;
mod save_answer;
mod submit_claim;
mod typed_fields;
mod withdraw_claim;
