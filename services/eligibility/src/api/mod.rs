//! JSON twins of the pages: request and answer types, the address of each action.
//! Never here: what an action does.

mod case;
mod lab;
mod shown;
mod version;

use crate::App;
use redress_web::Api;
use utoipa_axum::routes;

/// What the API is about.
pub const ABOUT: &str = "Cases before a panel: facts, awards and decisions; versions of the rules.";

/// Every address of the API with its description.
pub fn routes() -> Api<App> {
    Api::default()
        .routes(routes!(case::list))
        .routes(routes!(case::show))
        .routes(routes!(case::seat))
        .routes(routes!(case::declare))
        .routes(routes!(case::worksheet))
        .routes(routes!(case::record))
        .routes(routes!(case::ask))
        .routes(routes!(case::confirm))
        .routes(routes!(case::assess))
        .routes(routes!(case::view))
        .routes(routes!(case::decide))
        .routes(routes!(lab::run))
        .routes(routes!(version::list, version::draft))
        .routes(routes!(version::check))
        .routes(routes!(version::show))
        .routes(routes!(version::sign))
}
