//! Lists of papers, with a search by claim code, and the files to save.

use crate::App;
use crate::actions::list_papers::Listed;
use crate::actions::list_papers::{ListPapers, Papers, claim_of_code, list_papers};
use crate::actions::read_paper::read_paper;
use crate::actions::read_proof::read_proof;
use crate::api::{handed_over, identifier};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use redress_kernel::{ClaimId, DocumentId, Refusal, Role, Stop};
use redress_web::{Failure, Page, Person, redirect, render};

/// Only papers older than this one; a query that names none that can be starts anew.
fn before(parts: &Parts) -> Option<DocumentId> {
    redress_web::api::query(parts).get("before").parse().ok()
}

#[derive(Template)]
#[template(path = "papers.html")]
struct PapersPage {
    page: Page,
    heading: String,
    /// The code as typed.
    code: String,
    /// The claim, when the list is of one.
    claim: Option<ClaimId>,
    /// Address of the claim's own page, where the reader has one.
    claim_page: Option<String>,
    papers: Vec<Listed>,
    /// Address of the next list.
    older: Option<String>,
}

/// All papers that the person may read; with `code`, on to those of that claim.
pub async fn all(
    State(app): State<App>,
    person: Person,
    parts: Parts,
) -> Result<Response, Failure> {
    let mut refused: Vec<Refusal> = Vec::new();
    let code = redress_web::api::query(&parts).get("code").to_owned();
    if !code.is_empty() {
        match claim_of_code(&app.ctx, &person.actor, &code).await {
            Ok(claim) => return Ok(redirect(&format!("/papers/claim/{claim}"))),
            Err(Stop::Refused(refusals)) => refused = refusals,
            Err(stop) => return Err(stop.into()),
        }
    }
    let wanted = ListPapers { claim: None, before: before(&parts) };
    let Papers { papers, next, .. } = list_papers(&app.ctx, &person.actor, &wanted).await?;
    let page = person.page("title-papers").with_errors(&refused);
    let template = PapersPage {
        heading: page.t("papers-latest"),
        code,
        claim: None,
        claim_page: None,
        papers,
        older: next.map(|next| format!("/papers?before={next}")),
        page,
    };
    Ok(render(&template, &template.page))
}

/// The papers of a claim that the person may read.
pub async fn of_claim(
    State(app): State<App>,
    person: Person,
    Path(claim): Path<String>,
    parts: Parts,
) -> Result<Response, Failure> {
    let claim: ClaimId = identifier(&claim)?;
    let wanted = ListPapers { claim: Some(claim), before: before(&parts) };
    let list = list_papers(&app.ctx, &person.actor, &wanted).await?;
    let page = person.page("title-papers");
    let code = list.claim_code.map(|code| code.to_string()).unwrap_or_default();
    let has_page = person.actor.has(Role::Advocate) || person.actor.has(Role::IntakeOfficer);
    let template = PapersPage {
        heading: page.t1("papers-of-claim", "code", &code),
        code,
        claim: Some(claim),
        claim_page: has_page.then(|| format!("{}/claims/{claim}", page.links.intake)),
        papers: list.papers,
        older: list.next.map(|next| format!("/papers/claim/{claim}?before={next}")),
        page,
    };
    Ok(render(&template, &template.page))
}

/// The file of a paper, to save.
pub async fn file(
    State(app): State<App>,
    person: Person,
    Path(document): Path<String>,
) -> Result<Response, Failure> {
    let document = identifier(&document)?;
    Ok(handed_over(read_paper(&app.ctx, &person.actor, document).await?))
}

/// The proof beside a paper, to save.
pub async fn proof(
    State(app): State<App>,
    person: Person,
    Path(document): Path<String>,
) -> Result<Response, Failure> {
    let proof = read_proof(&app.ctx, &person.actor, identifier(&document)?).await?;
    let name = format!("attachment; filename=\"{}\"", proof.name);
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, proof.text).into_response())
}

impl PapersPage {
    /// The kind of a paper in the reader's language.
    fn kind(&self, paper: &Listed) -> String {
        self.page.t(&format!("paper-kind-{}", paper.kind.as_str()))
    }
}
