//! Taking the journal along: the form, and the file as it is read from the books.

use crate::books::actions::export_journal::{self, ExportJournal, export_journal};
use crate::books::journal_text::Format;
use crate::books::sending::{permit, sent};
use crate::desk::App;
use crate::desk::view::{Way, ways};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{Outcome, Refusal, Stop};
use redress_web::{Failure, Fields, Form, Page, Person, render};

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage {
    ways: Vec<Way>,
    /// Name, text, whether chosen.
    formats: Vec<(&'static str, String, bool)>,
    from: String,
    to: String,
    page: Page,
}

pub(crate) async fn show(person: Person) -> Result<Response, Failure> {
    let page = person.page("title-export");
    Ok(shown(page, &Fields::default()))
}

pub(crate) async fn export(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let sending =
        form.does(export_journal::NAME, asked, async |cmd, _| begun(&app, &form, cmd).await);
    match sending.await {
        Ok(response) => Ok(response),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-export").with_errors(&refusals);
            Ok(shown(page, &form.fields))
        }
        Err(stop) => Err(stop.into()),
    }
}

async fn begun(app: &App, form: &Form, cmd: ExportJournal) -> Outcome<Response> {
    let permit = permit(app)?;
    let export = export_journal(&app.ctx, form.actor(), cmd).await?;
    Ok(sent(export, cmd.format, permit))
}

fn asked(form: &Form) -> Outcome<ExportJournal> {
    form.fields.only(&["format", "from", "to"])?;
    let typed = form.typed();
    let unknown = |_| Refusal::field("format", "export-format");
    Ok(ExportJournal {
        format: typed.get("format").parse().map_err(unknown)?,
        from: typed.day_if("from")?,
        to: typed.day_if("to")?,
        known_at: None,
    })
}

fn shown(page: Page, typed: &Fields) -> Response {
    let template = ExportPage {
        ways: ways(&page),
        formats: Format::ALL
            .iter()
            .map(|format| format.as_str())
            .map(|name| {
                (name, page.t(&format!("export-format-{name}")), typed.get("format") == name)
            })
            .collect(),
        from: typed.get("from").to_owned(),
        to: typed.get("to").to_owned(),
        page,
    };
    render(&template, &template.page)
}
