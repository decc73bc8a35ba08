//! The file of a case: where it stands, what comes next, and every form of the panel.

use super::rows::{self, LineRow, RuleRow};
use super::{forms, rows::said};
use crate::App;
use crate::actions::{self, CaseFile, Open};
use crate::award::Head;
use crate::domain::panel::Seat;
use crate::rules::{Gate, RuleSet};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::code::{Category, RuleOutcome};
use redress_kernel::{ClaimId, Currency, Outcome, Stage, Stop};
use redress_web::{Failure, Fields, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    page: Page,
    case: CaseFile,
    set: RuleSet,
    currencies: Vec<&'static str>,
    typed: Fields,
}

/// A rule that is open: number, name, and grounds as code and words.
struct OpenRule {
    rule: String,
    name: String,
    grounds: Vec<(String, String)>,
}

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    Path(claim): Path<ClaimId>,
) -> Result<Response, Failure> {
    let file = actions::show_case(&app.ctx, &person.actor, claim).await?;
    Ok(shown(person.page("title-case"), file, Fields::default()))
}

fn shown(page: Page, file: CaseFile, typed: Fields) -> Response {
    let currencies = Currency::all().map(Currency::code).collect();
    let template = CasePage { page, case: file, set: RuleSet::shipped(), currencies, typed };
    render(&template, &template.page)
}

/// On to the file when the step was taken; the file again, with what was typed, when refused.
async fn after<T>(
    app: &App,
    claim: ClaimId,
    form: &Form,
    outcome: Outcome<T>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(_) => Ok(redirect(&format!("/panel/{claim}"))),
        Err(Stop::Refused(refusals)) => {
            // A page for somebody who may not open the file tells the refusal alone.
            match actions::show_case(&app.ctx, form.actor(), claim).await {
                Ok(file) => {
                    let page = form.person.page("title-case").with_errors(&refusals);
                    Ok(shown(page, file, form.fields.clone()))
                }
                Err(_) => Err(Stop::Refused(refusals).into()),
            }
        }
        Err(stop) => Err(stop.into()),
    }
}

/// A handler that reads a form, calls its action and leads on.
macro_rules! step {
    ($name:ident, $read:path, $action:path) => {
        pub(super) async fn $name(
            State(app): State<App>,
            Path(claim): Path<ClaimId>,
            form: Form,
        ) -> Result<Response, Failure> {
            let outcome = match $read(&form.fields) {
                Ok(asked) => $action(&app.ctx, form.actor(), claim, asked, form.once().as_ref())
                    .await
                    .map(|_| ()),
                Err(stop) => Err(stop),
            };
            after(&app, claim, &form, outcome).await
        }
    };
}

step!(seat, forms::seat, actions::seat_panel);
step!(find, forms::find, actions::record_finding);
step!(ask, forms::ask, actions::ask_information);
step!(confirm, forms::confirm, actions::confirm_gate);
step!(assess, forms::assess, actions::assess_award);
step!(view, forms::view, actions::record_view);
step!(decide, forms::decide, actions::issue_decision);

/// Declares; whoever has a conflict is led back to the queue, out of sight of the claim.
pub(super) async fn declare(
    State(app): State<App>,
    Path(claim): Path<ClaimId>,
    form: Form,
) -> Result<Response, Failure> {
    let outcome = match forms::declare(&form.fields) {
        Ok(asked) => {
            actions::declare_conflict(&app.ctx, form.actor(), claim, asked, form.once().as_ref())
                .await
        }
        Err(stop) => Err(stop),
    };
    if outcome.is_ok() && form.fields.get("declaration") == "conflict" {
        return Ok(redirect("/panel"));
    }
    after(&app, claim, &form, outcome).await
}

/// What the template asks of the file, in words.
impl CasePage {
    fn is_at(&self, stage: &str) -> bool {
        self.case.standing.stage.as_str() == stage
    }

    /// The text of a code of this service's own lists.
    fn word(&self, list: &str, code: impl std::fmt::Display) -> String {
        self.page.t(&format!("{list}-{code}"))
    }

    fn is_typed(&self, field: &str, value: impl std::fmt::Display) -> bool {
        self.typed.has(field, &value.to_string())
    }

    fn is_currency(&self, field: &str, code: &str) -> bool {
        match self.typed.get(&format!("{field}_currency")) {
            "" => code == Currency::USD.code(),
            typed => typed == code,
        }
    }

    fn next_text(&self) -> String {
        self.page.t(&format!("next-{}", self.case.next.as_str()))
    }

    fn next_is(&self, name: &str) -> bool {
        self.case.next.as_str() == name
    }

    fn declared(&self, seat: &Seat) -> String {
        let name = seat.declaration.map_or("waiting", |declared| declared.as_str());
        self.page.t(&format!("declaration-{name}"))
    }

    fn facts(&self, open: &Open) -> Vec<(String, String)> {
        rows::facts(&self.page, &open.worksheet.sheet.filing)
    }

    /// Acts of the filing: identifier, words, what the act counts as, whether it enters the award.
    fn acts(&self, open: &Open) -> Vec<(String, String, String, bool)> {
        let sheet = &open.worksheet.sheet;
        let acts = sheet.filing.facts.acts.iter();
        acts.map(|act| {
            let pair = sheet.pairs.iter().find(|pair| pair.act_id == Some(act.act_id));
            let counts = pair.and_then(|pair| pair.counts_as).unwrap_or(act.act);
            let passes = pair.is_some_and(|pair| pair.outcome == RuleOutcome::Met);
            (act.act_id.to_string(), rows::act(&self.page, act), counts.to_string(), passes)
        })
        .collect()
    }

    fn rules(&self, open: &Open) -> Vec<RuleRow> {
        let results = open.worksheet.sheet.results();
        results.map(|result| rows::rule(&self.page, result)).collect()
    }

    /// Rules that are open, with the grounds on which a person may settle them.
    fn open_rules(&self, open: &Open) -> Vec<OpenRule> {
        let results = open.worksheet.sheet.results();
        results
            .filter(|result| result.outcome == RuleOutcome::Undetermined)
            .map(|result| {
                let entry = self.set.entry(&result.rule);
                let grounds = entry.map(|entry| entry.grounds.as_slice()).unwrap_or_default();
                let grounds = grounds
                    .iter()
                    .map(|code| (code.clone(), self.page.t(&format!("ground-{code}"))))
                    .collect();
                let name = self.page.code("rule", &result.rule);
                OpenRule { rule: result.rule.clone(), name, grounds }
            })
            .collect()
    }

    fn is_open_rule(&self, open: &Open, rule: &str) -> bool {
        self.open_rules(open).iter().any(|open| open.rule == rule)
    }

    fn questions(&self, open: &Open) -> Vec<(String, String)> {
        let questions = open.worksheet.sheet.questions();
        questions
            .into_iter()
            .map(|code| (code.to_owned(), self.page.t(&format!("question-{code}"))))
            .collect()
    }

    fn asked(&self, questions: &[String]) -> Vec<String> {
        questions.iter().map(|code| self.page.t(&format!("question-{code}"))).collect()
    }

    fn gate_text(&self, open: &Open) -> String {
        self.page.t(&format!("gate-{}", open.worksheet.sheet.gate.as_str()))
    }

    fn may_ask(&self, open: &Open) -> bool {
        self.case.standing.stage == Stage::InReview
            && open.worksheet.sheet.gate == Gate::Info
            && open.requests.len() < self.set.limits.open_requests as usize
    }

    fn categories(&self) -> Vec<(&'static str, String)> {
        let codes = Category::ALL.iter();
        codes.map(|code| (code.as_str(), self.page.code("category", code))).collect()
    }

    fn heads(&self) -> Vec<(&'static str, String)> {
        let heads = [Head::H1, Head::H2p, Head::H2f, Head::H3p, Head::H3f, Head::H4, Head::H5];
        heads.into_iter().map(|head| (head.as_str(), self.page.code("head", head))).collect()
    }

    fn lines(&self, lines: &[crate::award::Line]) -> Vec<LineRow> {
        lines.iter().map(|line| rows::line(&self.page, line)).collect()
    }

    fn paper_rule(&self, rule: &crate::domain::decision::PaperRule) -> String {
        let reason = crate::rules::Reason { key: rule.reason.clone(), args: rule.args.clone() };
        said(&self.page, &reason)
    }
}
