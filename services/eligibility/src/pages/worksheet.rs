//! One worksheet by itself, to read or to print: the claim's code and nobody's name.

use super::sheet::SheetView;
use crate::App;
use crate::actions::{self, SheetFile};
use crate::domain::ids::WorksheetId;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{ClaimId, Stop};
use redress_web::{Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "worksheet.html")]
struct WorksheetPage {
    page: Page,
    file: SheetFile,
    view: SheetView,
}

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    Path((claim, worksheet)): Path<(ClaimId, WorksheetId)>,
) -> Result<Response, Failure> {
    let file = actions::show_worksheet(&app.ctx, &person.actor, claim, worksheet).await?;
    let page = person.page("title-case");
    let view = SheetView::of(&page, &file.worksheet, None).map_err(Stop::Fault)?;
    let template = WorksheetPage { page, file, view };
    Ok(render(&template, &template.page))
}
