//! What happens to a claim in triage, and what the panel asks for.

mod answer_request;
mod judge_match;
mod read_triage;
mod triage_claim;
