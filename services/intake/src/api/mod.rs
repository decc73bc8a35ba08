//! The JSON API of intake: the same actions as the pages.
//! Belongs here: request and answer types, their descriptions. Never here: rules, SQL.

pub mod answers;
pub mod claims;
pub mod consents;
pub mod contact;
pub mod looks;
pub mod offers;
pub mod triage;

use crate::App;
use crate::domain::questions::LANGUAGES;
use redress_web::Api;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::routes;

/// What the API is about.
pub const ABOUT: &str = "Claims from the first consent to the answer to an offer.";

/// The routes with their descriptions.
pub fn routes() -> Api<App> {
    Api::default()
        .routes(routes!(claims::list, claims::open))
        .routes(routes!(claims::read))
        .routes(routes!(claims::submit))
        .routes(routes!(claims::hand_back))
        .routes(routes!(claims::withdraw))
        .routes(routes!(consents::record))
        .routes(routes!(answers::questions))
        .routes(routes!(answers::save))
        .routes(routes!(contact::reveal))
        .routes(routes!(looks::read))
        .routes(routes!(triage::read, triage::triage))
        .routes(routes!(triage::judge))
        .routes(routes!(offers::read))
        .routes(routes!(offers::accept))
        .routes(routes!(offers::decline))
}

/// An answer that names the claim alone.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Done {
    /// The claim.
    pub claim_id: redress_kernel::ClaimId,
}

/// Stands for the tag of a language in which things are explained.
pub(crate) struct LanguageTag;

impl PartialSchema for LanguageTag {
    fn schema() -> RefOr<Schema> {
        let tags = LANGUAGES.iter().map(|(tag, _)| *tag);
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(tags)).into()
    }
}

impl ToSchema for LanguageTag {}
