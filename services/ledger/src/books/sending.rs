//! An export as an answer, sent piece by piece.

use super::actions::export_journal::Export;
use super::journal_text::Format;
use crate::desk::App;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use redress_kernel::{Fault, Outcome, Refusal, Stop};
use redress_runtime::incident;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{Receiver, channel};

/// A place among the exports that may be under way at once.
pub(super) fn permit(app: &App) -> Outcome<OwnedSemaphorePermit> {
    let free = app.exports.clone().try_acquire_owned();
    free.map_err(|_| Refusal::conflict("exports-busy").into())
}

/// Pieces that wait for a slow reader.
const PIECES: usize = 2;

/// The file as an answer, each piece read when the one before is on its way. A fault cuts it off, which every reader
/// notices: the balances at its end are missing.
pub(super) fn sent(mut export: Export, format: Format, permit: OwnedSemaphorePermit) -> Response {
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
