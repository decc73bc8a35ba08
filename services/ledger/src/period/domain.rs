//! Months of the books: what must be so before one is closed, and what a person may answer for.
//! Never here: how it is looked up.

use crate::desk::day::Month;
use redress_kernel::{Date, codes};

codes! {
    /// Where a month stands (`period-<code>`).
    MonthState {
        /// Entries are posted into it.
        Open = "open",
        /// None are.
        Closed = "closed",
        /// Closed, and somebody asked to reopen it.
        Asked = "asked",
    }
}

codes! {
    /// What is done with a month (`period-step-<code>`).
    StepKind {
        /// It is closed.
        Closed = "closed",
        /// One person asks to reopen it.
        Asked = "asked",
        /// Another person does.
        Reopened = "reopened",
    }
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it is about.
    pub item: Item,
    /// Whether it is done.
    pub is_done: bool,
    /// How much is open.
    pub open: i64,
    /// Which: currencies, months, days; never a claim.
    pub detail: String,
}

codes! {
    /// What is looked at before a month is closed, in the order of the list (`check-<code>`).
    Item {
        /// The month is over.
        MonthOver = "month_over",
        /// Every month before it is closed.
        EarlierClosed = "earlier_closed",
        /// Every decided and accepted award of the month is in the books.
        AwardsBooked = "awards_booked",
        /// Every statement line of the month is explained.
        LinesExplained = "lines_explained",
        /// The bank's statements reach the end of the month.
        StatementsComplete = "statements_complete",
        /// The bank has said what became of every payment of the month.
        PaymentsAnswered = "payments_answered",
        /// There is a published rate for each currency that moved.
        RatesInForce = "rates_in_force",
        /// The audit of the books finds nothing.
        AuditClean = "audit_clean",
        /// Every entry of the month is under a seal.
        Sealed = "sealed",
    }
}

impl Item {
    /// Whether a person may close the month although it is open, by saying why: what waits for the bank or for a
    /// publisher can take longer than the books. Whatever would be booked into the closed month can't wait.
    pub fn may_be_answered_for(self) -> bool {
        matches!(self, Item::StatementsComplete | Item::PaymentsAnswered | Item::RatesInForce)
    }
}

/// What was found in a month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The first month before it that is open.
    pub earlier_open: Option<Month>,
    /// Decisions and answers that are not booked yet.
    pub unheard: i64,
    /// Statement lines that mean nothing yet.
    pub lines_open: i64,
    /// Released payments that the bank has said nothing of.
    pub payments_silent: i64,
    /// Currencies that moved and have no published rate.
    pub rates_missing: Vec<String>,
    /// The last day that a statement of the bank reaches.
    pub statements_until: Option<Date>,
    /// Whether money at the bank moved.
    pub has_cash: bool,
    /// Whether entries of the month lie under no seal.
    pub is_unsealed: bool,
    /// Findings of the audit; nothing when it was not looked at.
    pub findings: Option<i64>,
}

/// The checklist of a month on a day.
pub fn checklist(month: Month, today: Date, facts: &Facts) -> Vec<Check> {
    let check = |item, open: i64, detail: String| Check { item, is_done: open == 0, open, detail };
    let reaches = facts.statements_until.is_some_and(|until| until >= month.last());
    let until = facts.statements_until.map(|day| day.to_string()).unwrap_or_default();
    let audit = facts.findings.unwrap_or(1);
    vec![
        check(Item::MonthOver, i64::from(today <= month.last()), String::new()),
        check(
            Item::EarlierClosed,
            i64::from(facts.earlier_open.is_some()),
            facts.earlier_open.map(|month| month.to_string()).unwrap_or_default(),
        ),
        check(Item::AwardsBooked, facts.unheard, String::new()),
        check(Item::LinesExplained, facts.lines_open, String::new()),
        check(Item::StatementsComplete, i64::from(facts.has_cash && !reaches), until),
        check(Item::PaymentsAnswered, facts.payments_silent, String::new()),
        check(
            Item::RatesInForce,
            i64::try_from(facts.rates_missing.len()).unwrap_or(i64::MAX),
            facts.rates_missing.join(" "),
        ),
        check(Item::AuditClean, audit, String::new()),
        check(Item::Sealed, i64::from(facts.is_unsealed), String::new()),
    ]
}

/// Why a month can't be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// This must be done first.
    Open(Item),
    /// This is open, and nobody has said why it may stay so.
    Unanswered(Item),
}

/// Whether a month may be closed, for a reason that a person gave or for none.
pub fn may_close(checks: &[Check], reason: &str) -> Result<(), NotNow> {
    let open = || checks.iter().filter(|check| !check.is_done).map(|check| check.item);
    match open().find(|item| !item.may_be_answered_for()) {
        Some(item) => return Err(NotNow::Open(item)),
        None if !reason.is_empty() => return Ok(()),
        None => {}
    }
    open().next().map_or(Ok(()), |item| Err(NotNow::Unanswered(item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn october() -> Month {
        Month::of(date!(2026 - 10 - 01))
    }

    fn done() -> Facts {
        Facts { findings: Some(0), ..Facts::default() }
    }

    #[test]
    fn a_month_closes_when_all_is_done_and_it_is_over() {
        let list = checklist(october(), date!(2026 - 11 - 01), &done());
        assert_eq!(list.iter().map(|check| check.item).collect::<Vec<_>>(), Item::ALL);
        assert!(list.iter().all(|check| check.is_done), "{list:?}");
        assert_eq!(may_close(&list, ""), Ok(()));
        let early = checklist(october(), date!(2026 - 10 - 31), &done());
        assert_eq!(may_close(&early, "in a hurry"), Err(NotNow::Open(Item::MonthOver)));
    }

    #[test]
    fn only_what_waits_for_others_may_stay_open_for_a_reason() {
        let silent = Facts { payments_silent: 2, ..done() };
        let list = checklist(october(), date!(2026 - 11 - 05), &silent);
        assert_eq!(may_close(&list, ""), Err(NotNow::Unanswered(Item::PaymentsAnswered)));
        assert_eq!(may_close(&list, "Bank holiday until 9 November"), Ok(()));
        for facts in [
            Facts { lines_open: 1, ..done() },
            Facts { unheard: 1, ..done() },
            Facts { is_unsealed: true, ..done() },
            Facts { findings: Some(1), ..done() },
            Facts { findings: None, ..done() },
            Facts { earlier_open: Some(october().previous()), ..done() },
        ] {
            let list = checklist(october(), date!(2026 - 11 - 05), &facts);
            assert!(matches!(may_close(&list, "why not"), Err(NotNow::Open(_))), "{facts:?}");
        }
    }

    #[test]
    fn a_statement_must_reach_the_last_day_when_cash_moved() {
        let some = |day| Facts { has_cash: true, statements_until: day, ..done() };
        for (day, is_done) in
            [(None, false), (Some(date!(2026 - 10 - 30)), false), (Some(october().last()), true)]
        {
            let list = checklist(october(), date!(2026 - 11 - 05), &some(day));
            let check = list.iter().find(|check| check.item == Item::StatementsComplete);
            assert_eq!(check.expect("listed").is_done, is_done, "{day:?}");
        }
    }
}
