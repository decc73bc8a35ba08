//! A worksheet in the reader's words: rules with reasons, facts and where they come from, pairs, and
//! what changed against the worksheet before. Its award is in `sheet_award`.
//! Never here: forms, or what a rule decides.

use super::sheet_award::AwardView;
use crate::domain::assemble::Sheet;
use crate::domain::change::Field;
use crate::domain::decision::args;
use crate::domain::panel::Panel;
use crate::domain::plain;
use crate::domain::sheet::{Worksheet, gate, is_of_best};
use crate::domain::source::{Source, path_of};
use crate::words::AssessmentWords;
use redress_kernel::code::RuleOutcome;
use redress_kernel::{Fault, Money};
use redress_mechanism::Label;
use redress_mechanism::explain::{ExplainedRule, FactRead, Message};
use redress_mechanism::rules::Rule;
use redress_mechanism::rules::fact::FactName;
use redress_web::Page;

/// A worksheet as rows of words.
pub(super) struct SheetView {
    /// Whether everything is unfolded, as for paper.
    pub(super) is_whole: bool,
    pub(super) gate: String,
    pub(super) gate_sign: &'static str,
    pub(super) made: String,
    pub(super) versions: String,
    /// Why these versions, and what the others come to.
    pub(super) choice: Option<String>,
    pub(super) digest: String,
    pub(super) set_aside: usize,
    pub(super) changed: Vec<ChangedRow>,
    pub(super) rules: Vec<RuleRow>,
    /// Rules about pairs that the claim does not stand on.
    pub(super) other_pairs: Vec<RuleRow>,
    pub(super) raised: Vec<RuleRow>,
    pub(super) silent: Vec<String>,
    pub(super) pairs: Vec<PairRow>,
    pub(super) facts: Vec<FactRow>,
    pub(super) award: Option<AwardView>,
}

/// A rule with its answer.
pub(super) struct RuleRow {
    pub(super) rule: Rule,
    pub(super) name: String,
    /// Act and person, where it is about a pair.
    pub(super) about: String,
    pub(super) outcome: RuleOutcome,
    pub(super) sign: &'static str,
    pub(super) said: String,
    pub(super) reason: String,
    pub(super) refer_to: Option<String>,
    pub(super) paragraph: String,
    pub(super) facts: Vec<FactRow>,
    pub(super) questions: Vec<String>,
}

/// A fact with its value and from where it comes.
pub(super) struct FactRow {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) source: String,
}

/// An act with one who did it.
pub(super) struct PairRow {
    pub(super) act: String,
    pub(super) person: String,
    pub(super) counts_as: String,
    pub(super) sign: &'static str,
    pub(super) said: String,
    pub(super) enters: bool,
}

/// One thing that changed.
pub(super) struct ChangedRow {
    pub(super) what: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// The sign of an outcome, so that colour is not needed to tell them apart.
pub(super) fn sign(outcome: RuleOutcome) -> &'static str {
    match outcome {
        RuleOutcome::Met => "✓",
        RuleOutcome::NotMet => "✗",
        RuleOutcome::Undetermined => "?",
    }
}

/// Whether a path is told of: labels, and days that are always today's, are not.
fn is_told(path: &str) -> bool {
    let last = path.rsplit(['.', ']']).next().unwrap_or_default();
    !matches!(path, "claim" | "assessed_on")
        && !matches!(last, "act_id" | "perpetrator_id" | "rate_id" | "rule")
}

/// What rows are made with.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) page: &'a Page,
    pub(super) words: AssessmentWords,
    pub(super) sheet: &'a Sheet,
    /// Who recorded what; nobody is named on paper.
    pub(super) people: Option<&'a Panel>,
}

impl SheetView {
    /// The rows of a worksheet. With `people`, whoever recorded a fact is named as colleagues know
    /// that person.
    pub(super) fn of(
        page: &Page,
        worksheet: &Worksheet,
        people: Option<&Panel>,
    ) -> Result<Self, Fault> {
        let words = AssessmentWords::of(page.lang);
        let teller = Teller { page, words, sheet: &worksheet.sheet, people };
        let result = &worksheet.result;
        let row = |rule: &&ExplainedRule| teller.rule(rule);
        let of_pairs = result.rules.iter().filter(|rule| !is_of_best(result, rule));
        let others: Vec<&ExplainedRule> =
            result.rules.iter().filter(|rule| !rule.gate && is_of_best(result, rule)).collect();
        let (raised, silent): (Vec<_>, Vec<_>) = others.into_iter().partition(|rule| rule.engaged);
        let name =
            |rule: &&ExplainedRule| format!("{} {}", rule.rule, words.code("rule", rule.rule));
        Ok(Self {
            is_whole: people.is_none(),
            gate: page.t(&format!("gate-{}", result.gate.as_str())),
            gate_sign: match result.gate.as_str() {
                "eligible" => "✓",
                "referred" => "✗",
                _ => "?",
            },
            made: teller.made(worksheet),
            versions: format!("{} · {}", result.rules_version, result.schedule_version),
            choice: teller.choice(worksheet),
            digest: worksheet.digest.clone(),
            set_aside: worksheet.set_aside,
            changed: teller.changed(worksheet),
            rules: gate(result).collect::<Vec<_>>().iter().map(row).collect(),
            other_pairs: of_pairs.collect::<Vec<_>>().iter().map(row).collect(),
            raised: raised.iter().map(row).collect(),
            silent: silent.iter().map(name).collect(),
            pairs: teller.pairs(worksheet),
            facts: teller.all_facts()?,
            award: result.award.as_ref().map(|award| teller.award(award)),
        })
    }
}

/// What the template asks.
impl SheetView {
    pub(super) fn gate_class(&self) -> &'static str {
        match self.gate_sign {
            "✓" => "met",
            "✗" => "not_met",
            _ => "undetermined",
        }
    }
}

impl Teller<'_> {
    fn made(self, worksheet: &Worksheet) -> String {
        let cause = self.page.t(&format!("cause-of-{}", worksheet.cause));
        let moment = self.page.moment(&worksheet.made_at);
        match worksheet.made_by.as_ref().filter(|_| self.people.is_some()) {
            Some(who) => format!("{cause} · {who} · {moment}"),
            None => format!("{cause} · {moment}"),
        }
    }

    fn choice(self, worksheet: &Worksheet) -> Option<String> {
        let choice = worksheet.result.versions?;
        let other = choice.other;
        let net =
            other.net.map_or_else(|| self.page.t("sheet-no-award"), |net| self.page.money(&net));
        let gate = self.page.t(&format!("gate-{}", other.gate.as_str()));
        let versions = format!("{} · {}", other.rules_version, other.schedule_version);
        let key = format!("versions-{}-{}", choice.chosen, choice.why);
        let why = self.page.t(&key);
        let args = [("versions", &*versions), ("gate", &*gate), ("net", &*net)];
        Some(format!("{why} {}", self.page.ta("versions-other", &args)))
    }

    fn rule(self, rule: &ExplainedRule) -> RuleRow {
        let about = if Rule::PAIR.contains(&rule.rule) {
            self.pair_name(rule.act.as_ref(), rule.perpetrator.as_ref())
        } else {
            String::new()
        };
        RuleRow {
            rule: rule.rule,
            name: self.words.code("rule", rule.rule),
            about,
            outcome: rule.outcome,
            sign: sign(rule.outcome),
            said: self.words.code("outcome", rule.outcome),
            reason: self.message(&rule.reason),
            refer_to: rule.refer_to.map(|target| self.page.t(&format!("refer-{target}"))),
            paragraph: rule.paragraph.clone(),
            facts: rule
                .facts
                .iter()
                .map(|fact| self.fact(fact, rule.act.as_ref(), rule.perpetrator.as_ref()))
                .collect(),
            questions: rule
                .questions
                .iter()
                .map(|question| self.page.t(&format!("question-{question}")))
                .collect(),
        }
    }

    fn fact(self, fact: &FactRead, act: Option<&Label>, person: Option<&Label>) -> FactRow {
        let path = fact.name.parse::<FactName>().ok().and_then(|name| path_of(name, act, person));
        let source = match path {
            // Not of the claim but of the rules, or computed from the other facts.
            None => self.page.t("source-rules"),
            Some(path) => self.sources(&self.sheet.sources.all(&path)),
        };
        FactRow {
            name: self.words.fact_name(fact),
            value: self.words.fact_value(fact),
            source: if &*fact.value == "-" { String::new() } else { source },
        }
    }

    fn sources(self, sources: &[&Source]) -> String {
        let said: Vec<String> = sources.iter().map(|source| self.source(source)).collect();
        said.join("; ")
    }

    fn source(self, source: &Source) -> String {
        let mut text = self.page.t(&format!("source-{}", source.source));
        let recorded_by = source.by.zip(self.people);
        let label = recorded_by.and_then(|(by, panel)| panel.of(by)).map(|seat| &seat.label);
        if let Some(label) = label {
            text = format!("{text}, {label}");
        }
        text = format!("{text}, {}", self.page.day(&source.on));
        match source.why {
            Some(why) => format!("{text} ({})", self.page.t(&format!("why-{why}"))),
            None => text,
        }
    }

    pub(super) fn message(self, message: &Message) -> String {
        let args = args(message, &self.sheet.facts);
        let args = args.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        self.words.message(&Message { key: message.key.clone(), args })
    }

    fn pair_name(self, act: Option<&Label>, person: Option<&Label>) -> String {
        let several = self.sheet.facts.acts.len() > 1 || self.sheet.facts.perpetrators.len() > 1;
        if !several {
            return String::new();
        }
        let act = act.map(|act| self.words.act(&self.sheet.facts, act));
        let person = person.map(|person| self.words.person(&self.sheet.facts, person));
        act.into_iter().chain(person).collect::<Vec<_>>().join(" · ")
    }

    fn pairs(self, worksheet: &Worksheet) -> Vec<PairRow> {
        let none = || self.page.t("not-provided");
        let row = |pair: &redress_mechanism::explain::ExplainedPair| PairRow {
            act: pair.act.as_ref().map_or_else(none, |act| self.words.act(&self.sheet.facts, act)),
            person: pair
                .perpetrator
                .as_ref()
                .map_or_else(none, |who| self.words.person(&self.sheet.facts, who)),
            counts_as: pair.counts_as.map_or_else(none, |code| code.to_string()),
            sign: sign(pair.outcome),
            said: self.words.code("outcome", pair.outcome),
            enters: pair.enters,
        };
        worksheet.result.pairs.iter().map(row).collect()
    }

    /// Every fact that is known, as it stands.
    fn all_facts(self) -> Result<Vec<FactRow>, Fault> {
        let known = plain::plain(&self.sheet.facts)?;
        let told = known.iter().filter(|(path, _)| is_told(path));
        let rows = told.map(|(path, value)| FactRow {
            name: self.path(path),
            value: self.path_value(path, value),
            source: self.sources(&self.sheet.sources.all(path)),
        });
        Ok(rows.collect())
    }

    /// A path in words: the fact or the field of a form that stands there, and of which act or person.
    fn path(self, path: &str) -> String {
        let found = plain::named(path);
        let name = match (&found, Field::at(path)) {
            (_, Some(field)) => self.page.t(field.key),
            (Some((fact, ..)), None) => self.page.t(&format!("fact-{fact}")),
            (None, None) if path == "rates" => self.page.t("facts-rates"),
            (None, None) if path.ends_with(".perpetrators") => self.page.t("change-done_by"),
            (None, None) => path.to_owned(),
        };
        let (act, person) = match found {
            Some((_, act, person)) => (act, person),
            None => (plain::member(path, "acts["), None),
        };
        let of = act.map(|act| self.words.act(&self.sheet.facts, &act));
        let of = of.or_else(|| person.map(|person| self.words.person(&self.sheet.facts, &person)));
        of.map_or(name.clone(), |of| format!("{name} ({of})"))
    }

    fn path_value(self, path: &str, value: &str) -> String {
        let list = Field::at(path).and_then(Field::words).map(str::to_owned);
        let list = list.or_else(|| plain::named(path).map(|(fact, ..)| fact.to_string()));
        let value = match value {
            "true" => "yes",
            "false" => "no",
            other => other,
        };
        let fact =
            FactRead { name: list.unwrap_or_default().into(), value: value.to_owned().into() };
        self.words.fact_value(&fact)
    }

    fn changed(self, worksheet: &Worksheet) -> Vec<ChangedRow> {
        let difference = &worksheet.difference;
        let mut rows = Vec::new();
        let nothing = || self.page.t("changed-nothing");
        let mut put = |what: String, before: Option<String>, after: Option<String>| {
            let (before, after) = (before.unwrap_or_else(nothing), after.unwrap_or_else(nothing));
            rows.push(ChangedRow { what, before, after });
        };
        if let Some(turn) = &difference.gate {
            let said = |gate: &str| Some(self.page.t(&format!("gate-{gate}")));
            put(self.page.t("sheet-gate"), said(turn.before.as_str()), said(turn.after.as_str()));
        }
        for turn in &difference.rules {
            let about = self.pair_name(turn.act.as_ref(), turn.perpetrator.as_ref());
            let name = format!("{} {} {about}", turn.rule, self.words.code("rule", turn.rule));
            let said = |outcome: Option<RuleOutcome>| {
                outcome.map(|one| format!("{} {}", sign(one), self.words.code("outcome", one)))
            };
            put(name.trim_end().to_owned(), said(turn.before), said(turn.after));
        }
        let money = |sum: Option<Money>| sum.map(|sum| self.page.money(&sum));
        if let Some(turn) = difference.net {
            put(self.page.t("award-net"), money(turn.before), money(turn.after));
        }
        for turn in &difference.heads {
            let name = format!("{} {}", turn.head, self.words.code("head", turn.head));
            put(name, money(turn.before), money(turn.after));
        }
        if let Some(turn) = &difference.versions {
            let (before, after) = (turn.before.clone(), turn.after.clone());
            put(self.page.t("award-versions"), Some(before), Some(after));
        }
        for place in difference.facts.iter().filter(|place| is_told(&place.path)) {
            let value = |text: &Option<String>| {
                text.as_ref().map(|text| self.path_value(&place.path, text))
            };
            put(self.path(&place.path), value(&place.before), value(&place.after));
        }
        rows
    }
}
