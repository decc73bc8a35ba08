//! Sent forms, read into what actions take. What can't be read is refused by field, as typed.

use super::fact_read;
use crate::actions::{
    AskInformation, AssessAward, ConfirmGate, DeclareConflict, IssueDecision, RecordFact,
    RecordView, SeatPanel,
};
use crate::domain::change::Change;
use crate::domain::panel::Declaration;
use crate::domain::source::SourceKind;
use crate::domain::verdict::Verdict;
use redress_contract::GateOutcome;
use redress_kernel::code::RuleOutcome;
use redress_kernel::{Outcome, Refusal};
use redress_mechanism::Label;
use redress_mechanism::facts::Ruling;
use redress_mechanism::rules::Rule;
use redress_web::{Fields, Typed};

fn unknown(field: &'static str) -> Refusal {
    Refusal::field(field, "choice-unknown")
}

fn choice<T: std::str::FromStr>(fields: &Fields, name: &'static str) -> Result<T, Refusal> {
    let typed = fields.get(name);
    if typed.is_empty() {
        return Err(Refusal::field(name, "field-required"));
    }
    typed.parse().map_err(|_| unknown(name))
}

pub(super) fn seat(fields: &Fields) -> Outcome<SeatPanel> {
    fields.only(&["members"])?;
    let members = fields.all("members").filter(|typed| !typed.is_empty()).map(str::parse);
    let members: Result<Vec<_>, _> = members.collect();
    Ok(SeatPanel { members: members.map_err(|_| unknown("members"))? })
}

pub(super) fn declare(fields: &Fields) -> Outcome<DeclareConflict> {
    fields.only(&["declaration"])?;
    Ok(DeclareConflict { declaration: choice::<Declaration>(fields, "declaration")? })
}

/// A ruling on an open rule, or any other fact.
pub(super) fn fact(typed: Typed<'_>) -> Outcome<RecordFact> {
    let fields = typed.fields;
    if fields.get("what") != "ruling" {
        return fact_read::read(typed);
    }
    fields.only(&["what", "rule", "outcome", "ground"])?;
    let ruling = Ruling {
        rule: choice::<Rule>(fields, "rule")?,
        act: None,
        outcome: choice::<RuleOutcome>(fields, "outcome")?,
        ground: choice::<Label>(fields, "ground")?,
    };
    let changes = vec![Change::Ruling(ruling)];
    Ok(RecordFact { changes, source: SourceKind::Panel, why: None })
}

pub(super) fn ask(fields: &Fields) -> Outcome<AskInformation> {
    fields.only(&["questions"])?;
    Ok(AskInformation { questions: fields.all("questions").map(str::to_owned).collect() })
}

pub(super) fn confirm(fields: &Fields) -> Outcome<ConfirmGate> {
    fields.only(&["worksheet_id", "outcome", "not_met"])?;
    Ok(ConfirmGate {
        worksheet_id: fields.get("worksheet_id").parse().map_err(|_| unknown("outcome"))?,
        outcome: match fields.get("outcome") {
            "eligible" => GateOutcome::Eligible,
            "referred" => GateOutcome::Referred,
            _ => return Err(unknown("outcome").into()),
        },
        not_met: fields.all("not_met").map(str::to_owned).collect(),
    })
}

pub(super) fn view(fields: &Fields) -> Outcome<RecordView> {
    fields.only(&["verdict", "note"])?;
    let verdict = choice::<Verdict>(fields, "verdict")?;
    Ok(RecordView { verdict, note: fields.get("note").to_owned() })
}

pub(super) fn decide(fields: &Fields) -> Outcome<IssueDecision> {
    fields.only(&["outcome", "reasons"])?;
    let outcome = choice::<Verdict>(fields, "outcome")?;
    Ok(IssueDecision { outcome, reasons: fields.get("reasons").to_owned() })
}

pub(super) fn assess(fields: &Fields) -> Outcome<AssessAward> {
    fields.only(&[])?;
    Ok(AssessAward {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Stop;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    #[test]
    fn a_choice_that_is_not_made_is_required() {
        for refused in [declare(&typed(&[])).map(|_| ()), view(&typed(&[])).map(|_| ())] {
            assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "field-required"));
        }
    }
}
