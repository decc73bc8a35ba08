//! Intake: advocates and survivors file claims; what names a person is sealed.
//! Belongs here: the service's wiring. Never here: rules (domain), SQL (store), HTTP (api, pages).

pub mod domain;
