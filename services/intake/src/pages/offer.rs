//! The offer: explained, understood, then accepted or declined.

use super::{OfClaim, Shown, languages, refused};
use crate::App;
use crate::actions::accept_offer::{AnswerOffer, accept_offer};
use crate::actions::decline_offer::decline_offer;
use crate::actions::read_offer::{self, Offer, read_offer};
use crate::domain::acceptance::Understanding;
use crate::domain::typed::Typed;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_contract::claim::Standing;
use redress_kernel::{ClaimId, Refusal, Stage, Stop};
use redress_web::{Failure, Form, Page, Person, redirect, render};

/// The points of the understanding check, as form fields.
const POINTS: [&str; 3] = ["understood-amount", "understood-no-waiver", "understood-review"];

#[derive(Template)]
#[template(path = "offer.html")]
struct OfferPage {
    page: Page,
    claim_id: ClaimId,
    code: String,
    net: Option<String>,
    until: Option<String>,
    is_open: bool,
    has_letter: bool,
    stands: String,
    points: Vec<Shown>,
    languages: Vec<Shown>,
}

fn offer_page(page: Page, standing: &Standing, offer: &Offer, typed: &Typed) -> OfferPage {
    let point = |name: &str| Shown {
        value: name.to_owned(),
        text: page.t(&format!("offer-{name}")),
        checked: typed.has(name, "yes"),
        lang: "",
    };
    OfferPage {
        claim_id: standing.claim_id,
        code: standing.claim_code.to_string(),
        net: offer.net.filter(|_| offer.is_award).map(|net| page.money(&net)),
        until: offer.open_until.map(|day| page.day(&day)),
        is_open: standing.stage == Stage::Offered,
        has_letter: offer.has_letter,
        stands: page.t(&format!("stage-{}", standing.stage)),
        points: POINTS.iter().map(|name| point(name)).collect(),
        languages: languages(|tag| typed.has("language", tag)),
        page,
    }
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let (standing, offer) = read_offer(&app.desk, &person.actor, of.claim_id).await?;
    let typed = Typed::of([("language", standing.language.clone())]);
    let template = offer_page(person.page("title-details"), &standing, &offer, &typed);
    Ok(render(&template, &template.page))
}

/// Records the answer.
pub async fn answer(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let (actor, typed) = (form.actor(), super::typed(&form));
    let names = [POINTS[0], POINTS[1], POINTS[2], "language", "answer"];
    let read = |form: &Form| form.fields.only(&names).map(|()| understanding(&typed));
    let answered = form.does(read_offer::ACTION, read, async |understanding, once| {
        let cmd = AnswerOffer { claim_id: of.claim_id, understanding };
        match typed.one("answer") {
            "accept" => accept_offer(&app.desk, actor, &cmd, once).await,
            "decline" => decline_offer(&app.desk, actor, &cmd, once).await,
            _ => Err(Refusal::field("answer", "field-required").into()),
        }
    });
    match answered.await {
        Ok(_) => Ok(redirect(&format!("/claims/{}", of.claim_id))),
        Err(Stop::Refused(refusals)) => {
            let (standing, offer) = match read_offer(&app.desk, actor, of.claim_id).await {
                Ok(found) => found,
                Err(Stop::Missing) => return Err(Stop::Refused(refusals).into()),
                Err(stop) => return Err(stop.into()),
            };
            let page = form.person.page("title-details").with_errors(&refusals);
            Ok(refused(&offer_page(page, &standing, &offer, &typed), &refusals))
        }
        Err(stop) => Err(stop.into()),
    }
}

fn understanding(typed: &Typed) -> Understanding {
    let ticked = |name: &str| typed.has(name, "yes");
    let language = typed.one("language");
    Understanding {
        amount: ticked(POINTS[0]),
        no_waiver: ticked(POINTS[1]),
        review: ticked(POINTS[2]),
        language: (!language.is_empty()).then(|| language.to_owned()),
    }
}
