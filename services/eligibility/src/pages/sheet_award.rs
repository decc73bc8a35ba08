//! The award of a worksheet in the reader's words: its heads, sums, every step with its arithmetic, and
//! when it is paid.

use super::sheet::Teller;
use redress_kernel::Money;
use redress_kernel::money::grouped;
use redress_mechanism::explain::{ExplainedAward, ExplainedLine};

/// An award.
pub(super) struct AwardView {
    pub(super) heads: Vec<(String, String)>,
    /// Sums by the key of their name.
    pub(super) sums: Vec<(&'static str, String)>,
    pub(super) lines: Vec<LineRow>,
    /// Number, day, US dollars, and what that is in the currency of payment.
    pub(super) instalments: Vec<(usize, String, String, String)>,
    pub(super) later: Vec<(String, String)>,
    pub(super) stops: Vec<String>,
    pub(super) flags: Vec<String>,
}

/// A step of the award.
pub(super) struct LineRow {
    pub(super) line_no: u16,
    pub(super) step: &'static str,
    pub(super) head: String,
    pub(super) label: String,
    pub(super) arithmetic: String,
    pub(super) rounding: Option<String>,
    pub(super) amount: String,
}

impl Teller<'_> {
    pub(super) fn award(self, award: &ExplainedAward) -> AwardView {
        let words = self.words;
        let money = |sum: &Money| self.page.money(sum);
        let heads = award.heads.iter();
        let heads =
            heads.map(|(head, sum)| (format!("{head} {}", words.code("head", head)), money(sum)));
        let is_some = |sum: &Money| !sum.amount().is_zero();
        let sums = [
            ("award-gross", Some(award.gross), true),
            ("award-net", Some(award.net), true),
            ("award-absorbed", Some(award.absorbed), is_some(&award.absorbed)),
            ("award-now", Some(award.payable_now), is_some(&award.outstanding)),
            ("award-outstanding", Some(award.outstanding), is_some(&award.outstanding)),
            ("award-released", award.released, true),
            ("award-in-trust", award.in_trust, true),
            ("award-helpers", Some(award.helpers), is_some(&award.helpers)),
        ];
        let told = sums.into_iter().filter(|(_, _, is_told)| *is_told);
        AwardView {
            heads: heads.collect(),
            sums: told.filter_map(|(key, sum, _)| Some((key, money(&sum?)))).collect(),
            lines: award.lines.iter().map(|line| self.line(line)).collect(),
            instalments: (1..)
                .zip(&award.instalments)
                .map(|(number, part)| {
                    let local = part.local.filter(|local| local.currency() != part.usd.currency());
                    let local = local.map(|local| money(&local)).unwrap_or_default();
                    (number, self.page.day(&part.day), money(&part.usd), local)
                })
                .collect(),
            later: award
                .later
                .iter()
                .map(|later| (self.page.day(&later.due_on), money(&later.amount)))
                .collect(),
            stops: award
                .stops
                .iter()
                .map(|stop| {
                    let head = stop.head.map_or_else(
                        || self.page.t("award-payment"),
                        |head| words.code("head", head),
                    );
                    format!("{head}: {}", words.stopped(stop))
                })
                .collect(),
            flags: award.flags.iter().map(|flag| self.page.t(&format!("flag-{flag}"))).collect(),
        }
    }

    fn line(self, line: &ExplainedLine) -> LineRow {
        let amount = grouped(line.amount);
        LineRow {
            line_no: line.line_no,
            step: line.step.as_str(),
            head: line.head.map(|head| self.words.code("head", head)).unwrap_or_default(),
            label: self.message(&line.label),
            arithmetic: self.page.lang.arithmetic(&line.arithmetic),
            rounding: line.rounding.map(|kind| self.page.t(&format!("rounding-{kind}"))),
            amount: format!("{}\u{a0}{}", self.page.lang.number(&amount), line.currency),
        }
    }
}
