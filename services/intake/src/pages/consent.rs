//! The consent page: each purpose by itself; opens a claim, or changes what was agreed to.

use super::{OfClaim, Shown, languages, named, refused};
use crate::App;
use crate::actions::open_claim::{self, open_claim};
use crate::actions::read_claim::read_claim;
use crate::actions::record_consent::{self, record_consent};
use crate::domain::consent::{self, Asked, Assent, GivenBy, Manner};
use crate::domain::questions::LANGUAGES;
use crate::domain::typed::Typed;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{ClaimId, Outcome, Refusal, Stop};
use redress_web::{Failure, Form, Page, Person, redirect, render};

const FIELDS: [&str; 5] = ["by", "assent", "language", "how", "purposes"];

#[derive(Template)]
#[template(path = "consent.html")]
struct ConsentPage {
    page: Page,
    claim_id: Option<ClaimId>,
    purposes: Vec<Shown>,
    by: Vec<Shown>,
    assent: Vec<Shown>,
    languages: Vec<Shown>,
    how: Vec<Shown>,
}

/// The page with what is typed, or with what lives for a first look.
fn consent_page(page: Page, claim_id: Option<ClaimId>, typed: &Typed) -> ConsentPage {
    let purpose = |purpose: &ConsentPurpose| Shown {
        value: purpose.as_str().to_owned(),
        text: format!("{}. {}", &purpose.as_str()[1..], page.code("consent", purpose)),
        checked: typed.has("purposes", purpose.as_str()),
        lang: "",
    };
    let by = GivenBy::ALL.iter().map(|by| by.as_str());
    let assent = Assent::ALL.iter().map(|assent| assent.as_str());
    let how = Manner::ALL.iter().map(|manner| manner.as_str());
    ConsentPage {
        claim_id,
        purposes: ConsentPurpose::ALL.iter().map(purpose).collect(),
        by: named(&page, "consent-by", by, |value| typed.has("by", value)),
        assent: named(&page, "consent-assent", assent, |value| typed.has("assent", value)),
        languages: languages(|tag| typed.has("language", tag)),
        how: named(&page, "consent-how", how, |value| typed.has("how", value)),
        page,
    }
}

/// What a sent form says was asked.
fn read(form: &Form) -> Outcome<Asked> {
    form.fields.only(&FIELDS)?;
    asked(&super::typed(form))
}

/// What was typed says was asked; every purpose was on the page.
pub(crate) fn asked(typed: &Typed) -> Outcome<Asked> {
    let mut refusals = Vec::new();
    let by = required(typed.code::<GivenBy>("by"), "by", &mut refusals);
    let manner = required(typed.code::<Manner>("how"), "how", &mut refusals);
    let language = typed.one("language");
    if !LANGUAGES.iter().any(|(tag, _)| *tag == language) {
        refusals.push(Refusal::field("language", "choice-unknown"));
    }
    let assent = typed.code::<Assent>("assent").unwrap_or_else(|refusal| {
        refusals.push(refusal);
        None
    });
    let agreed = typed.codes::<ConsentPurpose>("purposes").unwrap_or_else(|refusal| {
        refusals.push(refusal);
        Vec::new()
    });
    match (by, manner) {
        (Some(by), Some(manner)) if refusals.is_empty() => Ok(Asked {
            by,
            assent,
            language: language.to_owned(),
            manner,
            agreed,
            asked: ConsentPurpose::ALL.to_vec(),
        }),
        _ => Err(Stop::Refused(refusals)),
    }
}

fn required<T>(
    read: Result<Option<T>, Refusal>,
    field: &'static str,
    refusals: &mut Vec<Refusal>,
) -> Option<T> {
    match read {
        Ok(Some(value)) => return Some(value),
        Ok(None) => refusals.push(Refusal::field(field, "field-required")),
        Err(refusal) => refusals.push(refusal),
    }
    None
}

/// Shows the page that opens a claim.
pub async fn show_new(person: Person) -> Response {
    let typed = Typed::of([("by", "survivor".to_owned()), ("how", "spoken".to_owned())]);
    let template = consent_page(person.page("title-form"), None, &typed);
    render(&template, &template.page)
}

/// Opens a claim.
pub async fn open(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let opened = form.does(open_claim::ACTION, read, async |asked, once| {
        open_claim(&app.desk, form.actor(), &asked, once).await
    });
    match opened.await {
        Ok(opened) => Ok(redirect(&format!("/claims/{}", opened.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let refusals = at_boxes(refusals);
            let page = form.person.page("title-form").with_errors(&refusals);
            Ok(refused(&consent_page(page, None, &super::typed(&form)), &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// A missing consent is told beside the boxes.
fn at_boxes(refusals: Vec<Refusal>) -> Vec<Refusal> {
    let placed = |refusal: Refusal| match refusal.code {
        "consent-missing" => Refusal { field: Some("purposes".into()), ..refusal },
        _ => refusal,
    };
    refusals.into_iter().map(placed).collect()
}

/// Shows what was agreed to.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let shown = read_claim(&app.desk, &person.actor, of.claim_id).await?;
    let living = consent::living(&shown.consents);
    let mut fields: Vec<(&str, String)> =
        living.iter().map(|purpose| ("purposes", purpose.to_string())).collect();
    if let Some(last) = shown.consents.last() {
        fields.push(("by", last.given_by.as_str().to_owned()));
        fields.push(("how", last.manner.as_str().to_owned()));
        fields.push(("language", last.language.clone()));
        fields.push(("assent", last.assent.map(Assent::as_str).unwrap_or_default().to_owned()));
    }
    let page = person.page("title-form");
    let template = consent_page(page, Some(of.claim_id), &Typed::of(fields));
    Ok(render(&template, &template.page))
}

/// Saves what is agreed to now.
pub async fn save(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let recorded = form.does(record_consent::ACTION, read, async |asked, once| {
        record_consent(&app.desk, form.actor(), of.claim_id, &asked, once).await
    });
    match recorded.await {
        Ok(_) => Ok(redirect(&format!("/claims/{}", of.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-form").with_errors(&refusals);
            let typed = super::typed(&form);
            Ok(refused(&consent_page(page, Some(of.claim_id), &typed), &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}
