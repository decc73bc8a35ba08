//! One file per action, through HTTP and SQL, under the role of the service.

mod api;
mod ask_information;
mod assess_award;
mod bench;
mod confirm_gate;
mod database;
mod declare_conflict;
mod issue_decision;
mod list_cases;
mod reactions;
mod record_finding;
mod record_view;
mod run_lab;
mod seat_panel;
mod show_case;
