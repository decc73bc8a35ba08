//! One file per action, through HTTP and SQL, under the role of the service.

mod accept_offer;
mod answer_request;
mod api;
mod award_settled;
mod decline_offer;
mod judge_match;
mod list_claims;
mod open_claim;
mod read_claim;
mod read_triage;
mod record_consent;
mod reveal_contact;
mod save_answer;
mod story;
mod submit_claim;
mod texts;
mod triage_claim;
mod typed_fields;
mod views;
mod withdraw_claim;
