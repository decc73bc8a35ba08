//! By topic, one file per action: through HTTP and SQL, under the role of the service.

mod api;
mod claim;
mod forbidden;
mod offer;
mod story;
mod texts;
mod triage;
mod views;
