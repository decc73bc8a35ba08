//! Sent forms, read into what actions take. What can't be read is refused by field, as typed.

use crate::actions::{
    AskInformation, AssessAward, ConfirmGate, DeclareConflict, IssueDecision, OffsetAsked,
    RecordView, SeatPanel,
};
use crate::award::Head;
use crate::domain::finding::Finding;
use crate::domain::panel::Declaration;
use crate::domain::verdict::Verdict;
use crate::rules::Ruling;
use redress_contract::GateOutcome;
use redress_kernel::code::{Category, RuleOutcome};
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Decimal, Money, Outcome, Refusal};
use redress_web::Fields;

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
    let declaration = match fields.get("declaration") {
        "none" => Declaration::None,
        "conflict" => Declaration::Conflict,
        "" => return Err(Refusal::field("declaration", "field-required").into()),
        _ => return Err(unknown("declaration").into()),
    };
    Ok(DeclareConflict { declaration })
}

/// A ruling, the category of the person, or an act that went on over a period.
pub(super) fn find(fields: &Fields) -> Outcome<Finding> {
    fields.only(&["what", "rule", "outcome", "ground", "category", "act_id"])?;
    match fields.get("what") {
        "ruling" => Ok(Finding::Ruling(Ruling {
            rule: fields.get("rule").to_owned(),
            outcome: choice::<RuleOutcome>(fields, "outcome")?,
            ground: fields.get("ground").to_owned(),
        })),
        "category" => Ok(Finding::Category { category: choice::<Category>(fields, "category")? }),
        "period" => Ok(Finding::Period { act_id: choice(fields, "act_id")? }),
        _ => Err(unknown("what").into()),
    }
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

/// Fields of the award form.
pub(super) const AWARD: [&str; 12] = [
    "causation",
    "interim_paid",
    "past_medical",
    "past_medical_currency",
    "planned_medical",
    "planned_medical_currency",
    "school_years",
    "training",
    "offset_head",
    "offset",
    "offset_currency",
    "extra_psychosocial",
];

pub(super) fn assess(fields: &Fields) -> Outcome<AssessAward> {
    fields.only(&AWARD)?;
    let mut asked = AssessAward::default();
    if !fields.get("causation").is_empty() {
        asked.causation = decimal(fields, "causation")?;
    }
    asked.past_medical.extend(money(fields, "past_medical", "past_medical_currency")?);
    asked.planned_medical = money(fields, "planned_medical", "planned_medical_currency")?;
    asked.extra_psychosocial = money(fields, "extra_psychosocial", "")?;
    asked.interim_paid = money(fields, "interim_paid", "")?;
    if !fields.get("school_years").is_empty() {
        asked.school_years = decimal(fields, "school_years")?;
    }
    asked.training = fields.has("training", "yes");
    if let Some(paid) = money(fields, "offset", "offset_currency")? {
        asked.offsets.push(OffsetAsked { head: choice::<Head>(fields, "offset_head")?, paid });
    }
    Ok(asked)
}

fn decimal(fields: &Fields, name: &'static str) -> Result<Decimal, Refusal> {
    let typed = fields.get(name).replace(',', ".");
    let malformed = || Refusal::field(name, "amount-malformed");
    if typed.len() > 12 || !typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Err(malformed());
    }
    typed.parse().map_err(|_| malformed())
}

/// An amount in the currency of the field beside it; US dollars where there is none.
fn money(
    fields: &Fields,
    name: &'static str,
    currency: &'static str,
) -> Result<Option<Money>, Refusal> {
    let typed = fields.get(name);
    if typed.is_empty() {
        return Ok(None);
    }
    let currency = match fields.get(currency) {
        "" => Currency::USD,
        code => code.parse().map_err(|_| unknown(currency))?,
    };
    Money::parse(typed, currency).map(Some).map_err(|error| match error {
        MoneyError::TooManyDecimals => {
            Refusal::field(name, "amount-decimals").with("max", currency.exponent())
        }
        MoneyError::TooLarge => Refusal::field(name, "amount-too-large"),
        _ => Refusal::field(name, "amount-malformed"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Stop;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    #[test]
    fn an_award_form_reads_amounts_as_people_type_them() {
        let asked = assess(&typed(&[
            ("causation", "0,75"),
            ("past_medical", "215 500"),
            ("past_medical_currency", "XAF"),
            ("interim_paid", "3000"),
            ("offset", ""),
            ("offset_head", "H1"),
        ]))
        .expect("reads");
        assert_eq!(asked.causation.to_string(), "0.75");
        assert_eq!(asked.past_medical[0].to_string(), "215,500 XAF");
        assert!(asked.offsets.is_empty() && asked.planned_medical.is_none());
        let wrong = assess(&typed(&[("past_medical", "1.5"), ("past_medical_currency", "XAF")]));
        assert!(
            matches!(wrong, Err(Stop::Refused(refusals)) if refusals[0].code == "amount-decimals")
        );
        assert!(assess(&typed(&[("admin", "1")])).is_err());
    }

    #[test]
    fn a_choice_that_is_not_made_is_required() {
        for refused in [declare(&typed(&[])).map(|_| ()), view(&typed(&[])).map(|_| ())] {
            assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "field-required"));
        }
    }
}
