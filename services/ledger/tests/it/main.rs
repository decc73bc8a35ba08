//! By topic, one file per action: through HTTP and SQL, under the role of the service.

mod another_decides;
mod api;
mod bank;
mod books;
mod cash;
mod desk;
mod exchange;
mod forbidden;
mod fund;
mod keep;
mod lists;
mod log;
mod payment;
mod period;
mod promises;
mod rates;
mod report;
mod signed_in;
mod texts;
mod trust;
