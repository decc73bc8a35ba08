//! What a panel learns beside the filing, one change at a time: what it puts where, by which form it
//! is recorded, and what of it can't be meant.
//! Belongs here: the changes (`declared`) and their effect on facts. Never here: what a rule makes of
//! them, words.

#[macro_use]
mod declare;
mod declared;
mod form;
mod known;
mod list;
mod put;

pub use declared::Change;
pub(crate) use declared::FORMS;
pub(crate) use form::{Field, Form, Group, Kind, recorded_at};
pub use known::known;
pub(crate) use list::List;

use super::assemble::Sheet;
use super::source::{Source, SourceKind, Why};
use redress_kernel::{ActorId, Date, Refusal};
use redress_mechanism::facts::{FactError, Facts};
use serde::{Deserialize, Serialize};

/// Changes recorded at once, at most: one form's worth.
pub const CHANGES_MAX: usize = 20;

/// A change with who recorded it, when, and from where it comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The change.
    pub change: Change,
    /// Who or what said it.
    pub source: SourceKind,
    /// Why it was taken up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Who recorded it.
    pub by: ActorId,
    /// When, UTC.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
}

/// Puts a change into the facts and its source beside them; refused where its act or person is not
/// in the claim. Facts that contradict themselves afterwards are found by [`errors`].
pub fn apply(sheet: &mut Sheet, recorded: &Recorded) -> Result<(), Refusal> {
    let paths = recorded.change.put(&mut sheet.facts)?;
    let source = Source {
        source: recorded.source,
        by: Some(recorded.by),
        on: recorded.on,
        why: recorded.why,
    };
    for path in paths {
        sheet.sources.put(&path, source.clone());
    }
    Ok(())
}

/// What of the facts can't be meant since the changes; what was so before is not told again.
pub fn errors(before: &Facts, after: &Facts) -> Vec<Refusal> {
    let known = before.check();
    after.check().into_iter().filter(|error| !known.contains(error)).map(as_refusal).collect()
}

fn as_refusal(error: FactError) -> Refusal {
    let field = Some(error.path).filter(|path| !path.is_empty()).map(Into::into);
    let args = error.args.into_iter().collect();
    Refusal { field, args, ..Refusal::status(422, error.code.as_str()) }
}
