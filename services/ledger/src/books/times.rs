//! The two times of a question about the books, made whole.

use super::domain::sums::TimeBasis;
use super::store::account;
use crate::desk::day::day_of;
use crate::desk::times::Times;
use redress_kernel::{Outcome, Refusal};
use redress_runtime::Tx;

/// What was left out is filled in, so that the same can be asked for again. Only what is asked over a period has a
/// first day.
pub(crate) async fn basis(tx: &mut Tx, asked: Times, is_of_period: bool) -> Outcome<TimeBasis> {
    let now = account::now(tx.conn()).await?;
    let known_at = asked.known_at.unwrap_or(now);
    if known_at > now {
        return Err(Refusal::field("known_at", "known-in-future").into());
    }
    let on_day = asked.on_day.unwrap_or_else(|| day_of(tx.now()));
    let from = is_of_period
        .then(|| asked.from.unwrap_or_else(|| on_day.replace_ordinal(1).unwrap_or(on_day)));
    if from.is_some_and(|from| from > on_day) {
        return Err(Refusal::field("from", "from-after-day").into());
    }
    Ok(TimeBasis { from, on_day, known_at })
}
