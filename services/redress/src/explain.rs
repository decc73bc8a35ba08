//! An assessment as a text to read on a screen: rules with their reasons, lines with their arithmetic.

use redress_eligibility::AssessmentWords;
use redress_kernel::code::RuleOutcome;
use redress_kernel::money::grouped;
use redress_kernel::{Language, Money};
use redress_mechanism::Explained;
use redress_mechanism::explain::{ExplainedAward, ExplainedRule};
use std::fmt::Write as _;

/// Width of the names of sums.
const NAME_WIDTH: usize = 44;
/// Width of an amount.
const AMOUNT_WIDTH: usize = 16;

/// The whole explanation in a language.
pub fn explained(result: &Explained, language: Language) -> String {
    let mut page = Page { words: AssessmentWords::of(language), text: String::new() };
    page.head(result);
    page.rules(result);
    page.award(result.award.as_ref());
    page.text
}

struct Page {
    words: AssessmentWords,
    text: String,
}

impl Page {
    fn line(&mut self, line: impl std::fmt::Display) {
        // Writing to a text can't fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn said(&mut self, key: &str, args: &[(&str, &str)]) {
        let line = self.words.text(key, args);
        self.line(line);
    }

    fn heading(&mut self, key: &str) {
        let heading = self.words.text(key, &[]);
        self.line(format_args!("\n{heading}\n{}", "-".repeat(heading.chars().count())));
    }

    fn head(&mut self, result: &Explained) {
        if let Some(claim) = result.claim {
            self.said("command-claim", &[("claim", claim.as_str())]);
        }
        let (rules, schedule) = (result.rules_version, result.schedule_version);
        let args = [("rules", rules.as_str()), ("schedule", schedule.as_str())];
        self.said("command-versions", &args);
        let gate = self.words.text(&format!("gate-{}", result.gate.as_str()), &[]);
        self.said("command-gate", &[("gate", &gate)]);
        if result.may_decide_on_file {
            self.said("command-on-file", &[]);
        }
    }

    fn rules(&mut self, result: &Explained) {
        self.heading("command-rules");
        let (raised, others): (Vec<_>, Vec<_>) =
            result.rules.iter().partition(|rule| rule.engaged || rule.gate);
        for rule in raised {
            self.rule(rule);
        }
        if !others.is_empty() {
            let names: Vec<&str> = others.iter().map(|rule| rule.rule.as_str()).collect();
            self.line("");
            self.said("command-not-raised", &[("rules", &names.join(", "))]);
        }
        if !result.questions.is_empty() {
            self.heading("command-questions");
            for (place, question) in (1..).zip(&result.questions) {
                let question = self.words.text(&format!("question-{question}"), &[]);
                self.line(format_args!("{place}. {question}"));
            }
        }
    }

    fn rule(&mut self, rule: &ExplainedRule) {
        let sign = match rule.outcome {
            RuleOutcome::Met => '+',
            RuleOutcome::NotMet => '-',
            RuleOutcome::Undetermined => '?',
        };
        let about: String = [rule.act, rule.perpetrator]
            .into_iter()
            .flatten()
            .map(|label| format!(" [{label}]"))
            .collect();
        let (name, outcome) =
            (self.words.code("rule", rule.rule), self.words.code("outcome", rule.outcome));
        self.line(format_args!("\n{sign} {} {name}{about}: {outcome}", rule.rule));
        let reason = self.words.message(&rule.reason);
        self.line(format_args!("    {reason}"));
        if let Some(target) = rule.refer_to {
            let target = self.words.text(&format!("refer-{target}"), &[]);
            let text = self.words.text("command-refer", &[("target", &target)]);
            self.line(format_args!("    {text}"));
        }
        let facts: Vec<String> = rule
            .facts
            .iter()
            .map(|fact| format!("{}: {}", self.words.fact_name(fact), self.words.fact_value(fact)))
            .collect();
        if !facts.is_empty() {
            let text = self.words.text("command-facts", &[("facts", &facts.join(" · "))]);
            self.line(format_args!("    {text}"));
        }
        let text = self.words.text("command-paragraph", &[("text", &rule.paragraph)]);
        self.line(format_args!("    {text}"));
    }

    fn award(&mut self, award: Option<&ExplainedAward>) {
        let Some(award) = award else {
            self.line("");
            return self.said("command-no-award", &[]);
        };
        self.heading("command-award");
        for line in &award.lines {
            let label = self.words.message(&line.label);
            let head = line.head.map(|head| format!(" {head}")).unwrap_or_default();
            self.line(format_args!("{:>3}. {}{head}  {label}", line.line_no, line.step));
            let arithmetic = self.words.language.arithmetic(&line.arithmetic);
            let rounding = line
                .rounding
                .map(|kind| format!(" ({})", self.words.text(&format!("rounding-{kind}"), &[])))
                .unwrap_or_default();
            self.line(format_args!("     {arithmetic}{rounding}"));
        }
        for stop in &award.stops {
            let head = match stop.head {
                Some(head) => self.words.code("head", head),
                None => self.words.text("command-payment", &[]),
            };
            let why = self.words.stopped(stop);
            self.said("command-stopped", &[("head", &head), ("why", &why)]);
        }
        for flag in &award.flags {
            let flag = self.words.text(&format!("flag-{flag}"), &[]);
            self.line(format_args!("! {flag}"));
        }
        self.sums(award);
    }

    fn sums(&mut self, award: &ExplainedAward) {
        self.heading("command-sums");
        for (head, sum) in &award.heads {
            let name = format!("{head} {}", self.words.code("head", head));
            self.sum(&name, *sum);
        }
        let nothing = |sum: Money| sum.amount().is_zero();
        for (key, sum, is_told) in [
            ("command-gross", Some(award.gross), true),
            ("command-net", Some(award.net), true),
            ("command-absorbed", Some(award.absorbed), !nothing(award.absorbed)),
            ("command-payable-now", Some(award.payable_now), true),
            ("command-outstanding", Some(award.outstanding), !nothing(award.outstanding)),
            ("command-helpers", Some(award.helpers), !nothing(award.helpers)),
            ("command-released", award.released, true),
            ("command-in-trust", award.in_trust, true),
        ] {
            if let Some(sum) = sum.filter(|_| is_told) {
                let name = self.words.text(key, &[]);
                self.sum(&name, sum);
            }
        }
        for (place, part) in (1..).zip(&award.instalments) {
            let (place, day) = (format!("{place}"), self.words.day(part.day));
            let name = self.words.text("command-instalment", &[("place", &place), ("day", &day)]);
            self.sum(&name, part.usd);
            if let Some(local) = part.local.filter(|local| local.currency() != part.usd.currency())
            {
                self.sum("", local);
            }
        }
        for later in &award.later {
            let day = self.words.day(later.due_on);
            let name = self.words.text("command-later", &[("day", &day)]);
            self.sum(&name, later.amount);
        }
    }

    fn sum(&mut self, name: &str, sum: Money) {
        let amount = self.words.language.number(&grouped(sum.amount()));
        self.line(format_args!("{name:<NAME_WIDTH$} {amount:>AMOUNT_WIDTH$} {}", sum.currency()));
    }
}
