//! What every service's pages and API stand on, through HTTP and SQL, with the real provider.

mod api;
mod bodies;
mod desk;
mod door;
mod forms;
mod frame;
mod logout;
mod providers;
mod roles;
mod sessions;
mod sign_in;
mod tokens;
