//! What a panel finds beside the filing, one finding at a time, added to what was found before.

use crate::rules::{Findings, RuleSet, Ruling, Service};
use redress_kernel::code::{Category, RuleOutcome};
use redress_kernel::facts::CaseFacts;
use redress_kernel::ids::ActId;
use redress_kernel::{DateSpan, Outcome, Refusal};
use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Finding {
    /// A rule that the facts leave open is settled on a ground of the rule set.
    Ruling(Ruling),
    /// Who the perpetrator turned out to be.
    Category {
        /// The category.
        category: Category,
    },
    /// The time of service by the record of the unit.
    Service(Service),
    /// An act date, narrowed down by events that she remembers.
    ActDate {
        /// Which act.
        act_id: ActId,
        /// When it was.
        when: DateSpan,
    },
    /// An act went on over a period.
    Period {
        /// Which act.
        act_id: ActId,
    },
}

/// What was found before with one finding more. Refused when it is none that the rules can use.
pub fn add(
    before: &Findings,
    finding: Finding,
    facts: &CaseFacts,
    set: &RuleSet,
) -> Outcome<Findings> {
    let mut found = before.clone();
    match finding {
        Finding::Ruling(ruling) => {
            if ruling.outcome == RuleOutcome::Undetermined {
                return Err(Refusal::field("outcome", "choice-unknown").into());
            }
            if !set.allows_ground(&ruling.rule, &ruling.ground) {
                return Err(Refusal::field("ground", "choice-unknown").into());
            }
            found.rulings.retain(|earlier| earlier.rule != ruling.rule);
            found.rulings.push(ruling);
        }
        Finding::Category { category } => found.category = Some(category),
        Finding::Service(service) => {
            if service.until.is_some_and(|until| until < service.from) {
                return Err(Refusal::field("until", "date-impossible").into());
            }
            found.service = Some(service);
        }
        Finding::ActDate { act_id, when } => {
            known(act_id, facts)?;
            let when = DateSpan::new(when.earliest, when.latest)
                .ok_or_else(|| Refusal::field("when", "date-impossible"))?;
            found.dates.insert(act_id, when);
        }
        Finding::Period { act_id } => {
            known(act_id, facts)?;
            if !found.periods.contains(&act_id) {
                found.periods.push(act_id);
            }
        }
    }
    Ok(found)
}

fn known(act_id: ActId, facts: &CaseFacts) -> Outcome<()> {
    if facts.acts.iter().any(|act| act.act_id == act_id) {
        Ok(())
    } else {
        Err(Refusal::field("act_id", "choice-unknown").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::{Stop, Uuid};

    fn ruling(outcome: RuleOutcome, ground: &str) -> Finding {
        Finding::Ruling(Ruling { rule: "R-09".to_owned(), outcome, ground: ground.to_owned() })
    }

    #[test]
    fn a_later_ruling_takes_the_place_of_an_earlier_one() {
        let (set, facts) = (RuleSet::shipped(), CaseFacts::default());
        let first = add(&Findings::default(), ruling(RuleOutcome::Met, "fear"), &facts, &set);
        let then = add(
            &first.expect("fear is a ground"),
            ruling(RuleOutcome::NotMet, "on_file"),
            &facts,
            &set,
        )
        .expect("so is the file");
        assert_eq!((then.rulings.len(), then.rulings[0].outcome), (1, RuleOutcome::NotMet));
    }

    #[test]
    fn grounds_and_acts_are_those_on_file() {
        let (set, facts) = (RuleSet::shipped(), CaseFacts::default());
        let none = Findings::default();
        for wrong in [
            ruling(RuleOutcome::Met, "dna"),
            ruling(RuleOutcome::Undetermined, "fear"),
            Finding::Period { act_id: ActId(Uuid::nil()) },
        ] {
            assert!(matches!(add(&none, wrong, &facts, &set), Err(Stop::Refused(_))));
        }
    }
}
