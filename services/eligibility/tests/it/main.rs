//! One file per action, through HTTP and SQL, under the role of the service.

mod api;
mod ask_information;
mod assess_award;
mod bench;
mod better_version;
mod check_version;
mod clearance;
mod confirm_gate;
mod database;
mod declare_conflict;
mod draft_version;
mod issue_decision;
mod list_cases;
mod list_versions;
mod reactions;
mod record_fact;
mod record_view;
mod run_lab;
mod seat_panel;
mod show_case;
mod show_version;
mod show_worksheet;
mod sign_version;
mod versions;
