mod ask_trust_release;
pub mod children;
mod decide_hand_over;
mod decide_trust_release;
mod decide_trust_terms;
mod propose_trust_terms;
mod read_trust;
mod start_hand_over;
