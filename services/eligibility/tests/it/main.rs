//! By topic, one file per action: through HTTP and SQL, under the role of the service.

mod api;
mod bench;
mod case;
mod database;
mod forbidden;
mod version;
mod versions;
