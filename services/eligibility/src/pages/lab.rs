//! The lab: what would an amendment do? A form, and under it what was found, to read, to print and
//! to take along.

use super::lab_chart;
use super::lab_form::{self, act_field, share_field};
use crate::App;
use crate::actions::{self, Claims, LabForm, RunLab};
use crate::domain::version::{Kind, Version};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use redress_kernel::code::{ActCode, Aggravation};
use redress_kernel::money::grouped;
use redress_kernel::{Decimal, Stop};
use redress_mechanism::Mechanism;
use redress_mechanism::lab::{About, Cell, Comparison, Row, Table, TableKind};
use redress_web::chart::Chart;
use redress_web::{Failure, Fields, Form, Page, Person, render};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "lab.html")]
struct LabPage {
    page: Page,
    now: Arc<Mechanism>,
    versions: Vec<Version>,
    typed: Fields,
    seen: Option<Comparison>,
    /// The same question as a query, where it fits into an address.
    query: Option<String>,
    /// Whether a whole draft is asked for.
    is_draft: bool,
}

/// A field with its text and what stands now.
struct Asked {
    field: String,
    text: String,
    now: String,
}

/// The form, and what was found when the address asks for it.
pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    parts: Parts,
) -> Result<Response, Failure> {
    let typed = redress_web::api::query(&parts);
    if typed.0.is_empty() {
        return blank(&app, &person, false).await;
    }
    let query = parts.uri.query().map(str::to_owned);
    answered(&app, &person, typed, query).await
}

/// The form for a whole draft, which no address holds.
pub(super) async fn show_draft(
    State(app): State<App>,
    person: Person,
) -> Result<Response, Failure> {
    blank(&app, &person, true).await
}

pub(super) async fn run(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    answered(&app, &form.person, own(&form.fields), None).await
}

/// Whoever may not run it is not shown the form either.
async fn blank(app: &App, person: &Person, is_draft: bool) -> Result<Response, Failure> {
    let LabForm { now, versions } = actions::lab_form(&app.ctx, &person.actor).await?;
    let (page, typed) = (person.page("title-lab"), Fields::default());
    let template = LabPage { page, now, versions, typed, seen: None, query: None, is_draft };
    Ok(render(&template, &template.page))
}

/// What was found; the form again, with what was typed, when refused. With `query` the question
/// stands in the address; without it was a form with a whole draft.
async fn answered(
    app: &App,
    person: &Person,
    typed: Fields,
    query: Option<String>,
) -> Result<Response, Failure> {
    let LabForm { now, versions } = actions::lab_form(&app.ctx, &person.actor).await?;
    let (page, is_draft) = (person.page("title-lab"), query.is_none());
    let (page, seen) = match found(app, person, &typed).await {
        Ok(seen) => (page, Some(seen)),
        Err(Stop::Refused(refusals)) => (page.with_errors(&refusals), None),
        Err(stop) => return Err(stop.into()),
    };
    let template = LabPage { page, now, versions, typed, seen, query, is_draft };
    Ok(render(&template, &template.page))
}

async fn found(app: &App, person: &Person, typed: &Fields) -> Result<Comparison, Stop> {
    person.actor.may(actions::RUN_LAB)?;
    let asked: RunLab = lab_form::read(typed, person.visitor.lang.writing())?;
    actions::run_lab(&app.ctx, &app.lab, &person.actor, asked).await
}

/// What was typed, without what is ours.
fn own(fields: &Fields) -> Fields {
    let typed = fields.0.iter().filter(|(name, _)| !name.starts_with('_'));
    Fields(typed.cloned().collect())
}

pub(super) async fn csv(
    State(app): State<App>,
    person: Person,
    parts: Parts,
) -> Result<Response, Failure> {
    let seen = found(&app, &person, &redress_web::api::query(&parts)).await?;
    Ok(file("text/csv; charset=utf-8", "lab.csv", seen.csv()))
}

pub(super) async fn run_csv(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let seen = found(&app, &form.person, &own(&form.fields)).await?;
    Ok(file("text/csv; charset=utf-8", "lab.csv", seen.csv()))
}

pub(super) async fn json(
    State(app): State<App>,
    person: Person,
    parts: Parts,
) -> Result<Response, Failure> {
    let seen = found(&app, &person, &redress_web::api::query(&parts)).await?;
    as_json(&seen)
}

pub(super) async fn run_json(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    as_json(&found(&app, &form.person, &own(&form.fields)).await?)
}

fn as_json(seen: &Comparison) -> Result<Response, Failure> {
    let text = serde_json::to_string_pretty(seen).map_err(redress_kernel::Fault::new)?;
    Ok(file("application/json", "lab.json", text))
}

fn file(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response()
}

/// What the template asks, in words.
impl LabPage {
    /// The text of a code of this page's own lists.
    fn word(&self, list: &str, code: impl std::fmt::Display) -> String {
        self.page.t(&format!("{list}-{code}"))
    }

    fn is_typed(&self, field: &str, value: impl std::fmt::Display) -> bool {
        self.typed.has(field, &value.to_string())
    }

    fn is_caseload(&self) -> bool {
        self.typed.get("source") == "caseload"
    }

    /// How many invented claims: as typed, or as usual.
    fn count(&self) -> String {
        match (self.typed.get("count"), Claims::default()) {
            ("", Claims::Invented { count, .. }) => self.number(Decimal::from(count)),
            (typed, _) => typed.to_owned(),
        }
    }

    fn seed(&self) -> String {
        match (self.typed.get("seed"), Claims::default()) {
            ("", Claims::Invented { seed, .. }) => seed.to_string(),
            (typed, _) => typed.to_owned(),
        }
    }

    /// Versions of a kind that can be compared with the one in force: name and title.
    fn kept(&self, kind: &str) -> Vec<(String, String)> {
        let now = match kind {
            "rules" => self.now.rules.set.version,
            _ => self.now.schedule.sums.version,
        };
        let shipped = Kind::ALL.iter().map(|kind| (*kind, kind.shipped().0, kind.shipped_title()));
        let kept =
            self.versions.iter().map(|one| (one.kind, one.version.as_str(), one.title.as_str()));
        shipped
            .chain(kept)
            .filter(|(of, name, _)| of.as_str() == kind && *name != now.as_str())
            .map(|(_, name, title)| (name.to_owned(), title.to_owned()))
            .collect()
    }

    fn categories(&self) -> Vec<(String, String)> {
        let all = lab_form::uncovered(&self.now).into_iter();
        all.map(|one| (one.to_string(), self.page.code("category", one))).collect()
    }

    fn acts(&self) -> Vec<Asked> {
        let all = ActCode::ALL.iter().copied();
        all.map(|act| Asked {
            field: act_field(act),
            text: self.page.code("act", act),
            now: self.dollars(self.now.schedule.act(act)),
        })
        .collect()
    }

    fn sums(&self) -> Vec<Asked> {
        let all = lab_form::SUMS.iter();
        all.map(|(field, now)| Asked {
            field: (*field).to_owned(),
            text: self.page.t(&format!("lab-{field}")),
            now: self.dollars(now(&self.now)),
        })
        .collect()
    }

    fn shares(&self) -> Vec<Asked> {
        let percent =
            |share: Decimal| format!("{}\u{a0}%", (share * Decimal::ONE_HUNDRED).normalize());
        let all = Aggravation::ALL.iter().copied();
        let mut shares: Vec<Asked> = all
            .map(|one| Asked {
                field: share_field(one),
                text: self.page.code("aggravation", one),
                now: percent(self.now.schedule.aggravation(one)),
            })
            .collect();
        shares.push(Asked {
            field: "aggravation_most".to_owned(),
            text: self.page.t("lab-aggravation_most"),
            now: percent(self.now.schedule.sums.moral.aggravation_most),
        });
        shares
    }

    fn hint(&self, asked: &Asked) -> String {
        self.page.t1("lab-now", "now", &asked.now)
    }

    fn number(&self, number: Decimal) -> String {
        self.page.lang.number(&grouped(number))
    }

    fn dollars(&self, amount: Decimal) -> String {
        format!("{}\u{a0}USD", self.number(amount.normalize()))
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Count(count) => self.number(Decimal::from(*count)),
            Cell::Usd(amount) => self.dollars(*amount),
            Cell::Factor(factor) => self.number(*factor),
            Cell::Few => self.page.t("lab-few"),
            Cell::Withheld => self.page.t("lab-withheld"),
        }
    }

    /// What was found, in a sentence or two.
    fn headline(&self, seen: &Comparison) -> String {
        if seen.tables.is_empty() {
            return self.page.t("lab-too-few");
        }
        let part = |what: &str, cell: Cell| match cell {
            Cell::Count(_) => self.page.t1(&format!("lab-{what}-many"), "count", self.cell(&cell)),
            Cell::Few => self.page.t(&format!("lab-{what}-few")),
            _ => self.page.t(&format!("lab-{what}-withheld")),
        };
        format!("{} {}", part("gained", seen.gained), part("lost", seen.lost))
    }

    fn over(&self, seen: &Comparison) -> String {
        let claims = self.cell(&seen.claims);
        match seen.about {
            About::Caseload => self.page.t1("lab-over-caseload", "claims", claims),
            About::Invented { seed } => {
                let seed = seed.to_string();
                self.page.ta("lab-over-invented", &[("claims", &claims), ("seed", &seed)])
            }
        }
    }

    fn versions(&self, seen: &Comparison) -> String {
        let text =
            |one: redress_mechanism::lab::Versions| format!("{} · {}", one.rules, one.schedule);
        self.page.ta("lab-versions", &[("base", &text(seen.base)), ("draft", &text(seen.draft))])
    }

    fn row_name(&self, kind: TableKind, row: &str) -> String {
        match kind {
            _ if matches!(row, "mixed" | "total") => self.page.t(&format!("lab-row-{row}")),
            TableKind::Category => self.page.code("category", row),
            TableKind::Rule => format!("{row} {}", self.page.code("rule", row)),
            TableKind::Outcome => self.page.t(&format!("lab-before-{row}")),
            TableKind::Band => self.page.t(&format!("lab-band-{row}")),
            TableKind::Cost if row.starts_with('H') => self.page.code("head", row),
            TableKind::Cost | TableKind::Fund | TableKind::Stopped => {
                self.page.t(&format!("lab-{kind}-{row}"))
            }
        }
    }

    fn row_of(&self, table: &Table, row: &Row) -> String {
        self.row_name(table.kind, &row.row)
    }

    fn column_names(&self, table: &Table) -> Vec<String> {
        let list = match table.kind {
            TableKind::Outcome => "after",
            TableKind::Rule => "move",
            _ => "column",
        };
        table.columns.iter().map(|column| self.page.t(&format!("lab-{list}-{column}"))).collect()
    }

    fn caption(&self, table: &Table) -> String {
        self.page.t(&format!("lab-table-{}", table.kind))
    }

    /// Rows with a number in them; a table by rule or category is long otherwise.
    fn rows(table: &Table) -> Vec<&Row> {
        let has_number =
            |row: &&Row| row.cells.iter().any(|cell| !matches!(cell, Cell::Few | Cell::Withheld));
        match table.kind {
            TableKind::Category | TableKind::Cost => table.rows.iter().filter(has_number).collect(),
            _ => table.rows.iter().collect(),
        }
    }

    /// Whether rows of a table were left out, since nothing in them is shown.
    fn is_shortened(table: &Table) -> bool {
        table.kind == TableKind::Rule || Self::rows(table).len() < table.rows.len()
    }

    fn charts(&self, seen: &Comparison) -> Vec<Chart> {
        lab_chart::all(&self.page, seen, &|kind, row| self.row_name(kind, row), &|cell| {
            self.cell(cell)
        })
    }

    /// What was typed, to be sent along with a download.
    fn again(&self) -> &[(String, String)] {
        &self.typed.0
    }

    fn max_count(&self) -> String {
        self.number(Decimal::from(actions::CLAIMS_MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::code::{Category, RuleOutcome};
    use redress_mechanism::award::Head;
    use redress_mechanism::rules::Rule;

    #[test]
    fn whatever_a_table_names_has_its_words() {
        let mut keys: Vec<String> = Vec::new();
        keys.extend(TableKind::ALL.iter().map(|kind| format!("lab-table-{kind}")));
        keys.extend(Category::ALL.iter().map(|category| format!("code-category-{category}")));
        keys.extend(Rule::ALL.iter().map(|rule| format!("code-rule-{rule}")));
        keys.extend(Head::ALL.iter().map(|head| format!("code-head-{head}")));
        for from in RuleOutcome::ALL {
            let others = RuleOutcome::ALL.iter().filter(|to| *to != from);
            keys.extend(others.map(|to| format!("lab-move-{from}-{to}")));
        }
        let lists: [(&str, &[&str]); 8] = [
            (
                "column",
                &["both", "gained", "lost", "neither", "total", "before", "after", "change"],
            ),
            ("row", &["mixed", "total"]),
            ("before", &["eligible", "referred", "info"]),
            ("after", &["eligible", "referred", "info"]),
            ("band", &["nothing", "0k-5k", "5k-15k", "15k-35k", "35k-75k", "from-75k"]),
            ("cost", &["later", "gross", "net"]),
            ("fund", &["first", "rest", "factor", "payable", "outstanding"]),
            ("stopped", &["stopped"]),
        ];
        for (list, codes) in lists {
            keys.extend(codes.iter().map(|code| format!("lab-{list}-{code}")));
        }
        keys.extend(lab_form::SUMS.iter().map(|(field, _)| format!("lab-{field}")));
        for lang in redress_kernel::Language::ALL {
            for key in &keys {
                let text = crate::TEXTS.get(*lang, key, &[]);
                assert!(!text.starts_with('['), "{lang}: {key}");
            }
        }
    }
}
