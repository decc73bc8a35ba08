//! A case, from the claim that comes to the decision, one file an action.

mod ask_information;
mod assess_award;
mod better_version;
mod clearance;
mod confirm_gate;
mod declare_conflict;
mod issue_decision;
mod list_cases;
mod reactions;
mod record_fact;
mod record_view;
mod seat_panel;
mod show_case;
mod show_worksheet;
