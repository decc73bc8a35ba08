//! Whether a claim can be paid as it stands: consent, one file, the gate, who is paid, fraud. A later
//! fact never makes a decided award less; it holds a payment until somebody has looked.
//! Never here: sums.

use super::ids::WorksheetId;
use super::sheet::{Worksheet, gate};
use redress_kernel::code::{ConsentPurpose, RuleOutcome, UnknownCode};
use redress_kernel::{Stage, Timestamp, text_in_sql};
use redress_mechanism::rules::Rule;

/// Rules beyond the gate that hold a payment when they are not met: the payee lives with the person
/// responsible, or is not who was chosen.
const PAYEE: [Rule; 2] = [Rule::R16, Rule::R21];

/// What holds a payment: a rule, or a consent that does not live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The rule.
    Rule(Rule),
    /// The consent.
    Consent(ConsentPurpose),
}

impl Hold {
    /// As it is written: the number of the rule or of the consent.
    pub fn as_str(self) -> &'static str {
        match self {
            Hold::Rule(rule) => rule.as_str(),
            Hold::Consent(purpose) => purpose.as_str(),
        }
    }
}

impl std::str::FromStr for Hold {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        text.parse().map(Hold::Rule).or_else(|_| text.parse().map(Hold::Consent))
    }
}

text_in_sql!(Hold);

/// A kept look at a claim before payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// The evaluation that it rests on.
    pub worksheet_id: WorksheetId,
    /// What holds it; nothing where it was clear.
    pub held_by: Vec<Hold>,
    /// When.
    pub made_at: Timestamp,
}

/// What holds a payment, by the rules in their order; nothing where it is clear. A rule of the gate
/// that only became open again does not: doubt goes to the claimant, and her award is decided. But
/// before any money it must be known whose file it is.
pub fn holds(of: &Worksheet) -> Vec<Hold> {
    let mut held: Vec<Rule> = gate(&of.result)
        .filter(|rule| match rule.outcome {
            RuleOutcome::Met => false,
            RuleOutcome::NotMet => true,
            RuleOutcome::Undetermined => rule.rule == Rule::R14,
        })
        .map(|rule| rule.rule)
        .collect();
    held.extend(of.result.rules.iter().filter(|rule| rule.engaged).filter_map(|rule| {
        let stops = match rule.outcome {
            RuleOutcome::NotMet => PAYEE.contains(&rule.rule),
            // Every part of fraud is shown.
            RuleOutcome::Met => rule.rule == Rule::R25,
            RuleOutcome::Undetermined => false,
        };
        stops.then_some(rule.rule)
    }));
    held.sort_unstable();
    held.dedup();
    let mut held: Vec<Hold> = held.into_iter().map(Hold::Rule).collect();
    if !of.sheet.facts.consent.given.contains(&ConsentPurpose::P8) {
        held.push(Hold::Consent(ConsentPurpose::P8));
    }
    held
}

/// Whether a payment can be under way, so that what is learned now must hold it.
pub fn is_being_paid(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Accepted | Stage::Scheduled | Stage::Approved | Stage::Instructed | Stage::Returned
    )
}

#[cfg(test)]
mod tests {
    use super::super::assemble::Sheet;
    use super::super::difference::Difference;
    use super::super::sheet::Cause;
    use super::super::source::Sources;
    use super::*;
    use redress_kernel::Uuid;
    use redress_kernel::code::{Answer, Category};
    use redress_kernel::facts::MatchResult;
    use redress_mechanism::facts::{Fraud, Payee, PayeeKind};
    use redress_mechanism::versions::assess_better;
    use redress_mechanism::{Facts, Mechanism};

    /// The first worked case, with the consent to payment.
    fn paid(change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases/C01.json");
        let text = std::fs::read(path).expect("the worked case is there");
        let mut facts = Facts::parse(&text).expect("it reads");
        for purpose in [ConsentPurpose::P1, ConsentPurpose::P8] {
            if !facts.consent.given.contains(&purpose) {
                facts.consent.given.push(purpose);
            }
        }
        change(&mut facts);
        let shipped = Mechanism::shipped();
        let held = holds(&Worksheet {
            worksheet_id: WorksheetId(Uuid::nil()),
            cause: Cause::Approval,
            result: assess_better(&shipped, &shipped, &facts),
            digest: String::new(),
            sheet: Sheet { facts, sources: Sources::default() },
            changes: Vec::new(),
            set_aside: 0,
            difference: Difference::default(),
            made_by: None,
            made_at: Timestamp::UNIX_EPOCH,
        });
        held.into_iter().map(Hold::as_str).collect()
    }

    #[test]
    fn a_claim_as_it_was_decided_is_clear() {
        assert_eq!(paid(|_| {}), Vec::<&str>::new());
    }

    #[test]
    fn consent_taken_back_holds() {
        let withdrawn = |purpose| {
            paid(move |facts| {
                facts.consent.given.retain(|given| *given != purpose);
                facts.consent.withdrawn.push(purpose);
            })
        };
        assert_eq!(withdrawn(ConsentPurpose::P1), ["R-06"]);
        let to_bank = withdrawn(ConsentPurpose::P8);
        assert!(to_bank.contains(&"P8") && !to_bank.contains(&"R-06"), "{to_bank:?}");
    }

    #[test]
    fn an_open_match_a_gate_that_turned_and_fraud_hold() {
        assert_eq!(paid(|facts| facts.matched = Some(MatchResult::Possible)), ["R-14"]);
        let soldier = |facts: &mut Facts| facts.perpetrators[0].category = Some(Category::MilCon);
        assert_eq!(paid(soldier), ["R-02"]);
        let yes = Some(Answer::Yes);
        let fraud = Fraud {
            heard: true,
            material: yes,
            knowing: yes,
            clear_and_convincing: yes,
            by_outsiders: true,
            by_intermediary: false,
        };
        assert_eq!(paid(|facts| facts.fraud = Some(fraud)), ["R-25"]);
        let unheard = Fraud { heard: false, ..fraud };
        assert!(paid(|facts| facts.fraud = Some(unheard)).is_empty());
    }

    #[test]
    fn a_payee_that_is_not_who_was_chosen_holds_and_doubt_about_the_gate_does_not() {
        let other = paid(|facts| {
            facts.payment.payee =
                Some(Payee { kind: PayeeKind::Survivor, with_perpetrator: None, authority: None });
            facts.payment.payee_match = Some(Answer::No);
        });
        assert_eq!(other, ["R-21"]);
        assert!(paid(|facts| facts.acts[0].when = None).is_empty());
    }
}
