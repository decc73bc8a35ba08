//! Taking the journal along: the form, and the file as it is read from the books.

use super::view::{Way, typed_day, ways};
use crate::App;
use crate::actions::export_journal::{Export, ExportJournal, export_journal};
use crate::journal_text::Format;
use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use redress_kernel::{Date, Fault, Outcome, Refusal, Stop};
use redress_runtime::incident;
use redress_web::{Failure, Fields, Form, Page, Person, render};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{Receiver, channel};

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

pub(super) async fn show(person: Person) -> Result<Response, Failure> {
    let page = person.page("title-export");
    Ok(shown(page, &Fields::default()))
}

pub(super) async fn export(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    form.fields.only(&["format", "from", "to"])?;
    let sending = match asked(&form.fields) {
        Ok(cmd) => begun(&app, &form, cmd).await,
        Err(stop) => Err(stop),
    };
    match sending {
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

fn asked(fields: &Fields) -> Outcome<ExportJournal> {
    let day = |name| -> Outcome<Option<Date>> {
        if fields.get(name).is_empty() { Ok(None) } else { typed_day(fields, name).map(Some) }
    };
    let format = Format::from_name(fields.get("format"));
    Ok(ExportJournal {
        format: format.ok_or_else(|| Stop::from(Refusal::field("format", "export-format")))?,
        from: day("from")?,
        to: day("to")?,
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

/// A place among the exports that may be under way at once.
pub(crate) fn permit(app: &App) -> Outcome<OwnedSemaphorePermit> {
    let free = app.exports.clone().try_acquire_owned();
    free.map_err(|_| Refusal::conflict("exports-busy").into())
}

/// Pieces that wait for a slow reader.
const PIECES: usize = 2;

/// The file as an answer, each piece read when the one before is on its way. A fault cuts it off, which every reader
/// notices: the balances at its end are missing.
pub(crate) fn sent(mut export: Export, format: Format, permit: OwnedSemaphorePermit) -> Response {
    let headers = [
        (header::CONTENT_TYPE, format.content_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", export.name)),
    ];
    let (sender, receiver) = channel(PIECES);
    tokio::spawn(async move {
        let _held_to_the_end = permit;
        loop {
            let piece = match export.next().await {
                Ok(None) => return,
                Ok(Some(text)) => Ok(Bytes::from(text)),
                Err(stop) => Err(Cut(incident::report(&fault(stop)))),
            };
            let is_cut = piece.is_err();
            // An error means that the reader has gone.
            if sender.send(piece).await.is_err() || is_cut {
                return;
            }
        }
    });
    (headers, Body::from_stream(Pieces(receiver))).into_response()
}

fn fault(stop: Stop) -> Fault {
    match stop {
        Stop::Fault(fault) => fault,
        other => Fault::new(format!("an export was stopped: {other:?}")),
    }
}

/// An export that broke off; the number stands in the log.
#[derive(Debug, thiserror::Error)]
#[error("the export broke off ({0})")]
struct Cut(String);

struct Pieces(Receiver<Result<Bytes, Cut>>);

impl Stream for Pieces {
    type Item = Result<Bytes, Cut>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
