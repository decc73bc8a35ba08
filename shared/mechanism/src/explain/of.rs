//! From a trace to its explanation. Never here: words, arithmetic of lines, values of facts.

use super::value::{Reader, text_of};
use super::{
    Explained, ExplainedAward, ExplainedInstalment, ExplainedLater, ExplainedPair, ExplainedRule,
    ExplainedStop, FactRead, Message, Text,
};
use crate::award::Head;
use crate::label::Label;
use crate::rules::Ask;
use crate::trace::{Finding, Gate, Reason};
use crate::{Facts, Mechanism, Trace};
use redress_kernel::{Currency, Decimal, Money};

impl Explained {
    /// What `trace` says of `facts` under the versions that it was made with.
    ///
    /// Invariant: the same three give the same explanation, byte by byte when written.
    pub fn of(mechanism: &Mechanism, facts: &Facts, trace: &Trace) -> Self {
        let reader = Reader { mechanism, facts, trace };
        Self {
            claim: facts.claim,
            rules_version: mechanism.rules.set.version,
            schedule_version: mechanism.schedule.sums.version,
            versions: None,
            gate: trace.gate.unwrap_or(Gate::Info),
            may_decide_on_file: trace.may_decide_on_file,
            pairs: (0..trace.pairs.len()).map(|place| reader.pair(place)).collect(),
            rules: trace.findings.iter().map(|finding| reader.rule(finding)).collect(),
            questions: reader.questions(&trace.asks),
            award: trace.assessed.then(|| reader.award()),
        }
    }
}

impl Reader<'_> {
    fn pair(&self, place: usize) -> ExplainedPair {
        let pair = &self.trace.pairs[place];
        let (act, perpetrator) = self.labels(Some(place));
        ExplainedPair {
            act,
            perpetrator,
            counts_as: pair.counts_as,
            outcome: pair.outcome,
            enters: pair.enters,
        }
    }

    fn labels(&self, pair: Option<usize>) -> (Option<Label>, Option<Label>) {
        let act = self.act(pair).map(|act| act.act_id);
        (act, self.perpetrator(pair).map(|person| person.perpetrator_id))
    }

    fn rule(&self, finding: &Finding) -> ExplainedRule {
        let pair = finding.pair.map(usize::from);
        let (act, perpetrator) = self.labels(pair);
        let rules = &self.mechanism.rules;
        let facts = finding.facts.names();
        ExplainedRule {
            rule: finding.rule,
            gate: rules.in_gate(finding.rule),
            act,
            perpetrator,
            outcome: finding.outcome,
            engaged: finding.engaged,
            reason: self.message(&finding.reason, pair),
            paragraph: rules
                .entry(finding.rule)
                .map(|entry| entry.paragraph.clone())
                .unwrap_or_default(),
            facts: facts
                .map(|name| FactRead {
                    name: Text::Borrowed(name.as_str()),
                    value: self.fact(name, pair),
                })
                .collect(),
            questions: finding.ask.map(|ask| rules.questions(ask).to_vec()).unwrap_or_default(),
            refer_to: finding.refer_to,
        }
    }

    fn message(&self, reason: &Reason, pair: Option<usize>) -> Message {
        let args = reason.args.iter().flatten();
        Message {
            key: Text::Borrowed(reason.key),
            args: args
                .map(|(name, value)| (Text::Borrowed(*name), self.value(*value, pair)))
                .collect(),
        }
    }

    /// Each question once, in the order of the situations.
    fn questions(&self, asks: &[Ask]) -> Vec<Label> {
        let mut questions: Vec<Label> = Vec::new();
        for question in asks.iter().flat_map(|ask| self.mechanism.rules.questions(*ask)) {
            if !questions.contains(question) {
                questions.push(*question);
            }
        }
        questions
    }

    fn award(&self) -> ExplainedAward {
        let award = &self.trace.award;
        let currency = award.currency.unwrap_or(Currency::USD);
        let heads = Head::ALL.into_iter().zip(&award.heads);
        ExplainedAward {
            heads: heads.filter_map(|(head, sum)| Some((head, usd((*sum)?)))).collect(),
            gross: usd(award.gross),
            net: usd(award.net),
            absorbed: usd(award.absorbed),
            payable_now: usd(award.payable_now),
            outstanding: usd(award.outstanding),
            helpers: usd(award.helpers),
            released: award.released.map(usd),
            in_trust: award.in_trust.map(usd),
            later: award
                .later
                .iter()
                .map(|later| ExplainedLater { due_on: later.due_on, amount: usd(later.amount) })
                .collect(),
            instalments: award
                .instalments
                .iter()
                .map(|part| ExplainedInstalment {
                    day: part.day,
                    usd: usd(part.usd),
                    local: part.local.map(|amount| money(amount, currency)),
                })
                .collect(),
            lines: self.lines(),
            stops: award
                .stops
                .iter()
                .map(|stop| ExplainedStop { head: stop.head, why: stop.why })
                .collect(),
            flags: award.flags.clone(),
        }
    }
}

pub(crate) fn usd(amount: Decimal) -> Money {
    money(amount, Currency::USD)
}

fn money(amount: Decimal, currency: Currency) -> Money {
    Money::new(amount, currency).expect("the award rounds an amount to its currency, or stops")
}

/// A set of codes, with a comma between.
pub(super) fn codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Text {
    let mut text = String::new();
    for code in codes {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(code);
    }
    if text.is_empty() { text_of(None::<Text>) } else { Text::Owned(text) }
}
