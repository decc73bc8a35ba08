//! The file of a case: where it stands, what comes next, and every form of the panel.

use super::fact_form::{Control, Heading, Maker};
use super::sheet::SheetView;
use super::{fact_read, forms};
use crate::App;
use crate::actions::{self, CaseFile, Open};
use crate::domain::clearance::Hold;
use crate::domain::panel::Seat;
use crate::domain::sheet::{Past, not_met};
use crate::domain::step::takes_facts;
use crate::words::AssessmentWords;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::code::RuleOutcome;
use redress_kernel::spoken::{of_papers, own_name};
use redress_kernel::{ClaimId, Outcome, Stage, Stop, Wanted};
use redress_mechanism::explain::Message;
use redress_mechanism::rules::Rule;
use redress_web::{Asked, Failure, Fields, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    page: Page,
    case: CaseFile,
    /// The latest worksheet; nothing before the declaration.
    view: Option<SheetView>,
    facts: Vec<Heading>,
    typed: Fields,
    /// Whether something was just recorded, so that what it changed comes first.
    is_fresh: bool,
    /// Address of the file with earlier worksheets.
    earlier: Option<String>,
}

/// A rule that is open: number, name, and grounds as code and words.
struct OpenRule {
    rule: Rule,
    name: String,
    grounds: Vec<(String, String)>,
}

/// Where a step leads that makes a worksheet: to the file with what changed on top.
const CHANGED: &str = "changed";

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    Path(claim): Path<ClaimId>,
    asked: Asked,
) -> Result<Response, Failure> {
    let file = actions::show_case(&app.ctx, &person.actor, claim, &asked.shown()).await?;
    let is_fresh = person.visitor.path.ends_with(&format!("?show={CHANGED}"));
    shown(person.page("title-case"), file, Fields::default(), is_fresh)
}

fn shown(page: Page, file: CaseFile, typed: Fields, is_fresh: bool) -> Result<Response, Failure> {
    let here = Asked::at(format!("/panel/{}", file.standing.claim_id));
    let earlier = file.open.as_ref().and_then(|open| here.next(open.history.past.next.as_ref()));
    let (mut view, mut facts) = (None, Vec::new());
    if let Some(open) = &file.open {
        view = Some(SheetView::of(&page, &open.worksheet, Some(&file.panel)).map_err(Stop::Fault)?);
        if takes_facts(file.standing.stage) {
            let known = &open.worksheet.sheet.facts;
            facts = Maker::new(&page, known, &open.mechanism, &typed).headings();
        }
    }
    let template = CasePage { page, case: file, view, facts, typed, is_fresh, earlier };
    Ok(render(&template, &template.page))
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
            let refusals = fact_read::placed(form.fields.get("what"), refusals);
            // A page for somebody who may not open the file tells the refusal alone.
            match actions::show_case(&app.ctx, form.actor(), claim, &Wanted::default()).await {
                Ok(file) => {
                    let page = form.person.page("title-case").with_errors(&refusals);
                    shown(page, file, form.fields.clone(), false)
                }
                Err(_) => Err(Stop::Refused(refusals).into()),
            }
        }
        Err(stop) => Err(stop.into()),
    }
}

/// A handler that reads a form, calls its action and leads on.
macro_rules! step {
    ($name:ident, $may:path, $read:path, $action:path) => {
        pub(super) async fn $name(
            State(app): State<App>,
            Path(claim): Path<ClaimId>,
            form: Form,
        ) -> Result<Response, Failure> {
            let read = |form: &Form| $read(&form.fields);
            let outcome = form.does($may, read, async |asked, once| {
                $action(&app.ctx, form.actor(), claim, asked, once).await
            });
            after(&app, claim, &form, outcome.await).await
        }
    };
}

step!(seat, actions::SEAT_PANEL, forms::seat, actions::seat_panel);
step!(ask, actions::ASK_INFORMATION, forms::ask, actions::ask_information);
step!(confirm, actions::CONFIRM_GATE, forms::confirm, actions::confirm_gate);
step!(assess, actions::ASSESS_AWARD, forms::assess, actions::assess_award);
step!(view, actions::RECORD_VIEW, forms::view, actions::record_view);
step!(decide, actions::ISSUE_DECISION, forms::decide, actions::issue_decision);

/// Records a fact; what it changed comes first on the page that follows.
pub(super) async fn record(
    State(app): State<App>,
    Path(claim): Path<ClaimId>,
    form: Form,
) -> Result<Response, Failure> {
    let read = |form: &Form| forms::fact(form.typed());
    let recorded = form.does(actions::RECORD_FACT, read, async |asked, once| {
        actions::record_fact(&app.ctx, form.actor(), claim, asked, once).await
    });
    let outcome = recorded.await;
    if outcome.is_ok() {
        return Ok(redirect(&format!("/panel/{claim}?show={CHANGED}")));
    }
    after(&app, claim, &form, outcome).await
}

/// Declares; whoever has a conflict is led back to the queue, out of sight of the claim.
pub(super) async fn declare(
    State(app): State<App>,
    Path(claim): Path<ClaimId>,
    form: Form,
) -> Result<Response, Failure> {
    let read = |form: &Form| forms::declare(&form.fields);
    let declared = form.does(actions::DECLARE_CONFLICT, read, async |asked, once| {
        actions::declare_conflict(&app.ctx, form.actor(), claim, asked, once).await
    });
    let outcome = declared.await;
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

    /// Rules that are open, with the grounds on which a person may settle them.
    fn open_rules(&self, open: &Open) -> Vec<OpenRule> {
        let (result, rules) = (&open.worksheet.result, &open.mechanism.rules);
        let mut asked: Vec<Rule> = Vec::new();
        for rule in &result.rules {
            let is_open = rule.outcome == RuleOutcome::Undetermined && (rule.gate || rule.engaged);
            if is_open && !asked.contains(&rule.rule) {
                asked.push(rule.rule);
            }
        }
        let open_rule = |rule: Rule| {
            let entry = rules.entry(rule);
            let grounds = entry.map(|entry| entry.grounds.as_slice()).unwrap_or_default();
            let grounds = grounds
                .iter()
                .map(|code| (code.to_string(), self.page.t(&format!("ground-{code}"))))
                .collect();
            OpenRule { rule, name: self.page.code("rule", rule), grounds }
        };
        asked.into_iter().map(open_rule).filter(|open| !open.grounds.is_empty()).collect()
    }

    fn questions(&self, open: &Open) -> Vec<(String, String)> {
        let questions = open.worksheet.result.questions.iter();
        questions.map(|code| (code.to_string(), self.page.t(&format!("question-{code}")))).collect()
    }

    fn asked(&self, questions: &[String]) -> Vec<String> {
        questions.iter().map(|code| self.page.t(&format!("question-{code}"))).collect()
    }

    fn gate_is(&self, gate: &str) -> bool {
        let open = self.case.open.as_ref();
        open.is_some_and(|open| open.worksheet.result.gate.as_str() == gate)
    }

    fn may_ask(&self, open: &Open) -> bool {
        self.case.standing.stage == Stage::InReview
            && self.gate_is("info")
            && open.requests.len() < open.mechanism.rules.set.limits.open_requests as usize
    }

    /// Rules that are not met, to be confirmed one by one.
    fn not_met(&self, open: &Open) -> Vec<(Rule, String)> {
        let rules = not_met(&open.worksheet.result);
        rules.map(|rule| (rule, self.page.code("rule", rule))).collect()
    }

    /// Whether the award of the latest worksheet is the one in force.
    fn is_in_force(&self) -> bool {
        let open = self.case.open.as_ref();
        open.is_some_and(|open| {
            let latest = open.worksheet.worksheet_id;
            open.award.as_ref().is_some_and(|award| award.worksheet_id == latest)
        })
    }

    /// What to know of the letter's language before issuing, when it is not hers.
    fn other_language(&self) -> Option<String> {
        let hers = self.case.standing.language.as_str();
        let papers = of_papers(hers);
        let names = [("language", own_name(hers)), ("paper", papers.own_name())];
        (papers.as_str() != hers).then(|| self.page.ta("decide-language", &names))
    }

    /// What holds a payment, in words.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand on references")]
    fn held_by(&self, hold: &Hold) -> String {
        match hold {
            Hold::Rule(rule) => format!("{rule} {}", self.page.code("rule", rule)),
            Hold::Consent(purpose) => self.page.code("consent", purpose),
        }
    }

    /// A worksheet of the history in one line.
    fn past(&self, past: &Past) -> String {
        let cause = self.page.t(&format!("cause-of-{}", past.cause));
        let gate = self.page.t(&format!("gate-{}", past.gate.as_str()));
        let who = past.made_by.as_ref().map(|who| format!(" · {who}")).unwrap_or_default();
        format!("{} · {cause}{who} · {gate}", self.page.moment(&past.made_at))
    }

    fn paper_rule(&self, rule: &crate::domain::decision::PaperRule) -> String {
        let args = rule.args.iter();
        let args = args.map(|(name, value)| (name.clone().into(), value.clone().into())).collect();
        let message = Message { key: rule.reason.clone().into(), args };
        AssessmentWords::of(self.page.lang).message(&message)
    }
}
