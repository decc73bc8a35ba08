//! One question a page: the same template for every question of the list.

use super::{OfClaim, Shown, label, refused, shown};
use crate::App;
use crate::actions::read_claim::{self, read_claim};
use crate::actions::save_answer::{SaveAnswer, save_answer};
use crate::domain::claim::is_open;
use crate::domain::questions::{self, Field, Kind, Mark, Question, Slot};
use crate::domain::typed::Typed;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{ClaimId, Stop};
use redress_web::{Failure, Form, Page, Person, redirect, render};

/// One field as it is shown.
struct FieldView {
    name: &'static str,
    kind: &'static str,
    /// Label and hint; empty where the page has this one field and its title says it.
    label: String,
    hint: String,
    value: String,
    choices: Vec<Shown>,
    /// Year, month and day of a date: name, label, value.
    parts: Vec<(String, String, String)>,
    unknown: bool,
}

impl FieldView {
    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// Whether it is filled in otherwise than by one line of text.
    fn choices_or_parts(&self) -> bool {
        ["radio", "checkbox", "date", "money"].contains(&self.kind)
    }
}

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage {
    page: Page,
    claim_id: ClaimId,
    section: String,
    title: String,
    hint: String,
    why: String,
    fields: Vec<FieldView>,
    optional: bool,
    sealed: bool,
    revision: i32,
    back: String,
    return_to: String,
}

impl QuestionPage {
    /// Whether the question has one field, so that its title is the field's label.
    fn single(&self) -> bool {
        self.fields.len() == 1
    }

    /// Whether the title is the label of the one line to fill in.
    fn labels(&self) -> bool {
        self.single() && self.fields.iter().all(|field| !field.choices_or_parts())
    }

    /// Whether the title stands in the legend of a group of choices.
    fn in_legend(&self) -> bool {
        self.single() && self.fields.iter().all(|field| field.is("radio") || field.is("checkbox"))
    }
}

/// Where a save leads: back to the check page where "change" was pressed there.
fn leads_to(claim_id: ClaimId, return_to: &str, next: Option<&str>) -> String {
    match (return_to, next) {
        ("check", _) => format!("/claims/{claim_id}/check"),
        ("", Some(key)) => format!("/claims/{claim_id}/q/{key}"),
        _ => format!("/claims/{claim_id}"),
    }
}

fn question_page(
    page: Page,
    shown: &read_claim::Shown,
    question: &Question,
    typed: &Typed,
    return_to: &str,
) -> QuestionPage {
    let (slot, claim) = (question.slot, &shown.filed.claim);
    let draft = &claim.draft;
    let act = question.act.map(|act| page.code("act", act)).unwrap_or_default();
    let text = |suffix: &str| page.t1(&format!("question-{}{suffix}", slot.name()), "act", &act);
    let several = question.fields.len() > 1;
    let back = match questions::preceding(slot, draft) {
        Some(before) if return_to.is_empty() => {
            format!("/claims/{}/q/{}", claim.claim_id, before.key())
        }
        _ => leads_to(claim.claim_id, return_to, None),
    };
    QuestionPage {
        claim_id: claim.claim_id,
        section: page.t(&format!("section-{}", slot.section().as_str())),
        title: text(""),
        hint: text("-hint"),
        why: text("-why"),
        fields: question.fields.iter().map(|each| view(&page, each, several, typed)).collect(),
        optional: slot.is_optional(),
        sealed: slot.home().is_sealed() && draft.progress.get(&slot.key()) == Some(&Mark::Given),
        revision: claim.revision,
        back,
        return_to: return_to.to_owned(),
        page,
    }
}

fn view(page: &Page, field: &Field, several: bool, typed: &Typed) -> FieldView {
    let name = field.name;
    let text = |suffix: &str| {
        if several { page.t(&format!("field-{name}{suffix}")) } else { String::new() }
    };
    let mut view = FieldView {
        name,
        kind: "text",
        label: text(""),
        hint: String::new(),
        value: typed.one(name).to_owned(),
        choices: Vec::new(),
        parts: Vec::new(),
        unknown: typed.has(&format!("{name}-unknown"), "yes"),
    };
    match &field.kind {
        Kind::Radio(choices) | Kind::Checkbox(choices) => {
            let is_radio = matches!(field.kind, Kind::Radio(_));
            view.kind = if is_radio { "radio" } else { "checkbox" };
            view.choices = shown(page, choices, |value| typed.has(name, value));
            if several {
                view.hint = text("-hint");
            }
        }
        Kind::Date => {
            view.kind = "date";
            view.hint = page.t("field-date-hint");
            let part = |part: &str| {
                let name = format!("{name}-{part}");
                let value = typed.one(&name).to_owned();
                (name, page.t(&format!("field-{part}")), value)
            };
            view.parts = ["day", "month", "year"].map(part).into();
        }
        Kind::Money(currencies) => {
            view.kind = "money";
            let currency = format!("{name}-currency");
            view.choices = shown(page, currencies, |value| typed.has(&currency, value));
        }
        Kind::Number => view.kind = "number",
        Kind::Phone => view.kind = "phone",
        Kind::Text(_) if several => view.hint = text("-hint"),
        Kind::Text(_) => {}
    }
    view
}

async fn look_up(
    app: &App,
    person: &Person,
    of: &OfClaim,
) -> Result<(read_claim::Shown, Question), Stop> {
    let slot = Slot::from_key(&of.key).ok_or(Stop::Missing)?;
    let shown = read_claim(&app.desk, &person.actor, of.claim_id).await?;
    let question = questions::question(slot, &shown.filed.claim.draft, &shown.operations);
    Ok((shown, question.ok_or(Stop::Missing)?))
}

/// Shows it, filled in with what was saved; sealed answers stay locked away.
pub async fn show(
    State(app): State<App>,
    person: Person,
    of: OfClaim,
) -> Result<Response, Failure> {
    let (shown, question) = look_up(&app, &person, &of).await?;
    let claim = &shown.filed.claim;
    let typed = questions::show(question.slot, &claim.draft);
    let return_to = match person.visitor.path.rsplit_once("?from=") {
        Some((_, "check")) => "check",
        Some((_, "claim")) => "claim",
        _ if !is_open(claim.stage) => "claim",
        _ => "",
    };
    let page = person.page("title-form");
    let template = question_page(page, &shown, &question, &typed, return_to);
    Ok(render(&template, &template.page))
}

/// Saves it, and goes on to the next question.
pub async fn save(State(app): State<App>, of: OfClaim, form: Form) -> Result<Response, Failure> {
    let slot = Slot::from_key(&of.key).ok_or(Stop::Missing)?;
    let typed = super::typed(&form);
    let return_to = form.fields.get("_return").to_owned();
    let (cmd, once) = (command(&of, slot, &form, &typed), form.once());
    let refusals = match save_answer(&app.desk, form.actor(), &cmd, once.as_ref()).await {
        Ok(saved) => {
            let to = leads_to(of.claim_id, &return_to, saved.next.as_deref());
            return Ok(redirect(&to));
        }
        Err(Stop::Refused(refusals)) => refusals,
        Err(stop) => return Err(stop.into()),
    };
    // A consent is given on its own page.
    if refusals.iter().any(|refusal| refusal.code == "question-gone") {
        return Err(Stop::Refused(refusals).into());
    }
    let (shown, question) = look_up(&app, &form.person, &of).await?;
    let page = form.person.page("title-form").with_errors(&refusals);
    let template = question_page(page, &shown, &question, &typed, &return_to);
    Ok(refused(&template, &refusals))
}

fn command(of: &OfClaim, slot: Slot, form: &Form, typed: &Typed) -> SaveAnswer {
    SaveAnswer { claim_id: of.claim_id, slot, revision: form.revision(), typed: typed.clone() }
}

/// The answer of a question in words, for the check page.
pub(super) fn answer_text(
    page: &Page,
    question: &Question,
    shown: &read_claim::Shown,
) -> Vec<String> {
    let draft = &shown.filed.claim.draft;
    let labels = questions::answers(question, draft);
    let mut texts: Vec<String> = labels.iter().map(|each| label(page, each)).collect();
    if question.slot == Slot::Payee
        && let Some(last) = &shown.last_four
    {
        texts.push(format!("•••• {last}"));
    }
    texts
}
