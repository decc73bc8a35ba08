//! A form with a file in it: who sent it is checked, nothing that the page does not have is taken.

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::http::HeaderMap;
use redress_kernel::{Action, Refusal};
use redress_runtime::Once;
use redress_web::keys::sha256;
use redress_web::{Failure, Fields, Person};

/// The parts of the form.
#[derive(Default)]
pub(crate) struct Upload {
    csrf: String,
    once_key: String,
    pub file: Bytes,
    pub fields: Fields,
}

impl Upload {
    /// Reads a form that this person sent from a page of ours, once the person may do what it asks;
    /// `known` are its fields beside the file.
    pub(crate) async fn read(
        person: &Person,
        headers: &HeaderMap,
        mut form: Multipart,
        action: Action,
        known: &[&str],
    ) -> Result<Self, Failure> {
        person.actor.may(action)?;
        let broken = || Failure::from(Refusal::status(400, "body-malformed"));
        let too_long = |_| Failure::from(Refusal::status(413, "body-too-long"));
        let mut upload = Self::default();
        while let Some(part) = form.next_field().await.map_err(|_| broken())? {
            match part.name().map(str::to_owned).as_deref() {
                Some("_csrf") => upload.csrf = part.text().await.map_err(|_| broken())?,
                Some("_once") => upload.once_key = part.text().await.map_err(|_| broken())?,
                Some("file") => upload.file = part.bytes().await.map_err(too_long)?,
                Some(name) if known.contains(&name) => {
                    let value = part.text().await.map_err(|_| broken())?;
                    upload.fields.0.push((name.to_owned(), value));
                }
                Some(other) => {
                    let refusal = Refusal::field(other.to_owned(), "unknown-field");
                    return Err(refusal.with("field", other).into());
                }
                None => return Err(broken()),
            }
        }
        redress_web::form::check(person, headers, &upload.csrf)?;
        Ok(upload)
    }

    /// The key by which sending the same form twice has one effect.
    pub(crate) fn once(&self, person: &Person) -> Option<Once> {
        let is_key = (1..=200).contains(&self.once_key.len());
        let key = format!("page:{}", self.once_key);
        let mut asked = self.file.to_vec();
        for (name, value) in &self.fields.0 {
            asked.extend(format!("\n{}:{name}={value}", value.len()).into_bytes());
        }
        is_key.then(|| Once { key, body_hash: person.visitor.web.page_key.digest(&asked) })
    }
}

/// The key of a command whose body is a file: the same key with another file is refused.
pub(crate) fn with_file(mut once: Once, file: &[u8]) -> Once {
    once.body_hash = sha256(&[&once.body_hash[..], file].concat());
    once
}
