//! Read the log: who did or looked at what. Whoever reads it leaves a row there, too.

use crate::log::store;
use crate::log::store::Filter;
use redress_kernel::{Action, Actor, ClaimCode, Date, Outcome, Paged, Refusal, Wanted, action};
use redress_runtime::Ctx;
use serde_json::json;
use time::macros::format_description;

// What the answers are made of.
pub use crate::log::store::Row;

/// Auditors.
pub const NAME: Action = action!("ledger.read_log", [Auditor]);

/// What of the log is asked for, as it was typed; empty: all.
#[derive(Debug, Clone, Default)]
pub struct ReadLog {
    /// Code of a claim.
    pub code: String,
    /// What colleagues are shown of a person.
    pub person: String,
    /// Name of an action.
    pub action: String,
    /// A day, UTC.
    pub day: String,
}

/// Rows of the log, the newest first. A code, person or day that can't be is refused.
#[tracing::instrument(name = "ledger.read_log", skip_all)]
pub async fn read_log(
    ctx: &Ctx,
    actor: &Actor,
    asked: &ReadLog,
    wanted: &Wanted<i64>,
) -> Outcome<Paged<Row, i64>> {
    ctx.act(actor, NAME, async |tx| {
        let mut filter = Filter::default();
        if let Some(code) = typed(&asked.code) {
            let code: Option<ClaimCode> = code.parse().ok();
            let found = match code {
                Some(code) => store::claim_of_code(tx.conn(), &code).await?,
                None => None,
            };
            let claim = found.ok_or_else(|| Refusal::field("code", "log-code-unknown"))?;
            filter.claim = Some(claim.0);
            tx.about(claim);
        }
        if let Some(person) = typed(&asked.person) {
            filter.people = Some(store::people(tx.conn(), person).await?);
            if filter.people.as_ref().is_some_and(Vec::is_empty) {
                return Err(Refusal::field("person", "log-person-unknown").into());
            }
        }
        filter.action = typed(&asked.action).map(str::to_owned);
        if let Some(day) = typed(&asked.day) {
            let day = Date::parse(day, format_description!("[year]-[month]-[day]"));
            let day = day.map_err(|_| Refusal::field("day", "date-impossible"))?;
            let next = day.next_day().ok_or_else(|| Refusal::field("day", "date-impossible"))?;
            filter.since = Some(day.midnight().assume_utc());
            filter.until = Some(next.midnight().assume_utc());
        }
        let rows = store::rows(tx.conn(), &filter, wanted).await?;
        let (person, day) = (asked.person.trim(), asked.day.trim());
        tx.detail(json!({ "action": filter.action, "person": person, "day": day }));
        Ok(wanted.page(rows, |last| last.audit_id))
    })
    .await
}

fn typed(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
