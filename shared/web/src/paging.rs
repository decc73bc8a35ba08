//! Long lists page by page: `?after=<place>&limit=<rows>` in addresses of pages and of the API. A place says
//! nothing but where to go on: who sees which rows is the database's to say on every page.

use crate::form::Fields;
use crate::keys::{hex, unhex};
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use redress_kernel::listing::{PAGE, PAGE_MAX};
use redress_kernel::{Paged, Refusal, Wanted};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use url::form_urlencoded::{Serializer, parse};

/// The address of a list, with its filters and the page that is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    path: String,
    fields: Fields,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { path: parts.uri.path().to_owned(), fields: crate::api::query(parts) })
    }
}

impl Asked {
    /// The first page of an address without filters.
    pub fn at(path: impl Into<String>) -> Self {
        Self { path: path.into(), fields: Fields::default() }
    }

    /// The page of the list at `path` that a visitor looks at; the first one where what was asked for is another
    /// address, such as that of a form which shows the list again.
    pub fn of(path: &str, visitor: &Visitor) -> Self {
        match visitor.path.split_once('?') {
            Some((asked, query)) if asked == path => Self {
                path: path.to_owned(),
                fields: Fields(parse(query.as_bytes()).into_owned().collect()),
            },
            _ => Self::at(path),
        }
    }

    /// The value of a filter; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// The value of a filter that was sent, even an empty one.
    pub fn sent<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.fields.all(name).next()
    }

    /// The page that is asked for; what can't be one is refused.
    pub fn wanted<K: DeserializeOwned>(&self) -> Result<Wanted<K>, Refusal> {
        let malformed = |field: &'static str, reason: &str| {
            Refusal::field(field, "field-malformed").with("reason", reason)
        };
        let after = match self.sent("after") {
            None => None,
            Some(text) => {
                Some(place(text).ok_or_else(|| malformed("after", "no place of this list"))?)
            }
        };
        let limit = match self.sent("limit") {
            None => PAGE,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=PAGE_MAX).contains(limit))
                .ok_or_else(|| malformed("limit", &format!("1 to {PAGE_MAX}")))?,
        };
        Ok(Wanted { after, limit })
    }

    /// The same for a page that people look at: what can't be a place starts anew.
    pub fn shown<K: DeserializeOwned>(&self) -> Wanted<K> {
        Wanted { after: place(self.get("after")), limit: PAGE }
    }

    /// A page over the API, with the address of the next one.
    pub fn linked<T, K: Serialize>(&self, paged: Paged<T, K>) -> Linked<Vec<T>> {
        Linked(paged.rows, self.next(paged.next.as_ref()))
    }

    /// The address of the next page, with the filters of this one.
    pub fn next<K: Serialize>(&self, next: Option<&K>) -> Option<String> {
        // A place is made of what a row is sorted by, which always becomes JSON.
        let after = hex(&serde_json::to_vec(next?).ok()?);
        let kept =
            self.fields.0.iter().filter(|(name, value)| name != "after" && !value.is_empty());
        let mut query = Serializer::new(String::new());
        query.extend_pairs(kept).append_pair("after", &after);
        Some(format!("{}?{}", self.path, query.finish()))
    }
}

/// A place from an address: JSON in hexadecimal digits.
fn place<K: DeserializeOwned>(text: &str) -> Option<K> {
    serde_json::from_slice(&unhex(text)?).ok()
}

/// How the API asks for a page, for descriptions: [`Asked`] reads it.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// Rows after this place: as the `Link` header of the page before says.
    #[param(pattern = "^([0-9a-f]{2})+$")]
    pub after: Option<String>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<usize>,
}

/// A body as JSON, and the address of the next page of its list in a `Link` header (RFC 8288).
#[derive(Debug)]
pub struct Linked<T>(pub T, pub Option<String>);

impl<T: Serialize> IntoResponse for Linked<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.0).into_response();
        let link =
            self.1.map(|address| HeaderValue::from_str(&format!("<{address}>; rel=\"next\"")));
        if let Some(Ok(link)) = link {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Timestamp;

    fn asked(query: &str) -> Asked {
        let request = axum::http::Request::get(format!("/rows?{query}")).body(());
        let (parts, ()) = request.expect("a request").into_parts();
        Asked { path: parts.uri.path().to_owned(), fields: crate::api::query(&parts) }
    }

    #[test]
    fn a_place_comes_back_as_it_was_and_filters_go_along() {
        let place = (Timestamp::UNIX_EPOCH + time::Duration::microseconds(7), 42_u64);
        let next = asked("stage=closed&limit=2&after=").next(Some(&place)).expect("a next page");
        assert!(next.starts_with("/rows?stage=closed&limit=2&after="), "{next}");
        let again = asked(next.split_once('?').expect("a query").1);
        assert_eq!(again.wanted().expect("a page"), Wanted { after: Some(place), limit: 2 });
        assert_eq!(asked("stage=closed").next::<u64>(None), None);
    }

    #[test]
    fn what_is_no_page_is_refused_by_its_name() {
        let refused = |query: &str| asked(query).wanted::<u64>().expect_err("refused").field;
        assert_eq!(refused("after=zz").as_deref(), Some("after"));
        assert_eq!(refused("after=2230").as_deref(), Some("after"));
        for limit in ["0", "201", "many"] {
            assert_eq!(refused(&format!("limit={limit}")).as_deref(), Some("limit"), "{limit}");
        }
        assert_eq!(asked("after=zz").shown::<u64>().after, None);
    }
}
