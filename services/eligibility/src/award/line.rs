//! One step of the computation as it is kept and shown. Never here: which steps there are.

use super::head::Head;
use crate::rules::{FactRead, Reason};
use redress_kernel::money::grouped;
use redress_kernel::{Decimal, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One step with its inputs, in the order of computation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Line {
    /// Place in the order, from 1.
    pub line_no: u16,
    /// Step of the order of computation, `P1` to `P10`.
    pub step: String,
    /// Head of damage; nothing for sums over heads.
    pub head: Option<Head>,
    /// Rule behind it, or the schedule where no rule stands behind it.
    pub rule: String,
    /// What it is, as a message for the claimant.
    pub label: Reason,
    /// What went in, by name, as text.
    pub inputs: Vec<FactRead>,
    /// The sum as anyone can redo it.
    pub arithmetic: String,
    /// How the result was rounded; nothing where it is exact.
    pub rounding: Option<Rounding>,
    /// Result of the step.
    pub amount: Money,
}

/// The two ways of rounding that there are (award, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half away from zero, two decimals: what she is due.
    Round2,
    /// Toward zero, two decimals: what is taken off or held back.
    Trunc2,
}

impl Rounding {
    /// The code in data and message keys (`rounding-<code>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Rounding::Round2 => "round2",
            Rounding::Trunc2 => "trunc2",
        }
    }
}

/// The lines so far.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<Line>);

impl Lines {
    /// Adds a line; its number follows from its place.
    pub(super) fn push(&mut self, draft: Draft, arithmetic: String, amount: Money) {
        let line_no = u16::try_from(self.0.len() + 1).unwrap_or(u16::MAX);
        self.0.push(Line {
            line_no,
            step: draft.step.to_owned(),
            head: draft.head,
            rule: draft.rule,
            label: Reason { key: draft.key, args: draft.args },
            inputs: draft.inputs,
            arithmetic,
            rounding: draft.rounding,
            amount,
        });
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<Line> {
        self.0
    }
}

/// A line before its result is known.
#[derive(Debug)]
pub(super) struct Draft {
    step: &'static str,
    head: Option<Head>,
    rule: String,
    key: String,
    args: BTreeMap<String, String>,
    inputs: Vec<FactRead>,
    rounding: Option<Rounding>,
}

impl Draft {
    /// A step of a head, or over heads, under a rule or schedule, with the key of its label.
    pub(super) fn new(
        step: &'static str,
        head: Option<Head>,
        rule: &str,
        key: impl Into<String>,
    ) -> Self {
        Self {
            step,
            head,
            rule: rule.to_owned(),
            key: key.into(),
            args: BTreeMap::new(),
            inputs: Vec::new(),
            rounding: None,
        }
    }

    /// Adds a value for the label.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers pass codes, numbers and texts alike"
    )]
    pub(super) fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds an input.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers pass codes, numbers and texts alike"
    )]
    pub(super) fn input(mut self, name: &str, value: impl ToString) -> Self {
        self.inputs.push(FactRead { name: name.to_owned(), value: value.to_string() });
        self
    }

    /// Says how the result was rounded.
    pub(super) fn rounded(mut self, rounding: Rounding) -> Self {
        self.rounding = Some(rounding);
        self
    }
}

/// An amount as it stands in an arithmetic text.
pub(super) fn shown(money: Money) -> String {
    if money.currency() == redress_kernel::Currency::USD {
        grouped(money.amount())
    } else {
        money.to_string()
    }
}

/// A factor or count as it stands in an arithmetic text.
pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// Amounts as they are added up in an arithmetic text.
pub(super) fn added(parts: &[Money]) -> String {
    if parts.is_empty() {
        return "0.00".to_owned();
    }
    parts.iter().map(|part| shown(*part)).collect::<Vec<_>>().join(" + ")
}
