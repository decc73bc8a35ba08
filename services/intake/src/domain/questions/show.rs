//! From the value that is kept back to the fields of its page, and to the words of the check page.
//! Belongs here: the way back of `read`. Never here: sealed values, which no page is filled with.

use super::read::opposite;
use super::{Draft, Home, Kind, Label, Mark, Question, Slot};
use crate::domain::payee::Method;
use crate::domain::typed::{Typed, span_parts};
use redress_kernel::code::{Answer, Category, ClaimantType, Impact};
use redress_kernel::typed::Reading;

/// The fields of a page as they were saved. Sealed answers come back empty: they are shown only by
/// the action that looks, which leaves a trace.
pub fn show(slot: Slot, draft: &Draft) -> Typed {
    let (facts, wishes) = (&draft.facts, &draft.wishes);
    let code = |name: &'static str, code: Option<&'static str>| {
        Typed::of([(name, code.unwrap_or_default().to_owned())])
    };
    match slot {
        Slot::Claimant => code("claimant", facts.claimant.map(ClaimantType::as_str)),
        Slot::Under18 => code("age", facts.under_18.map(Answer::as_str)),
        Slot::Operation => Typed::of([("operation", facts.operation.clone().unwrap_or_default())]),
        Slot::Category => code("role", facts.category.map(Category::as_str)),
        Slot::Serving => code("serving", facts.serving.map(Answer::as_str)),
        Slot::Acts => {
            let mut acts: Vec<&str> = facts.acts.iter().map(|act| act.act.as_str()).collect();
            acts.dedup();
            Typed::of(acts.into_iter().map(|act| ("acts", act.to_owned())))
        }
        Slot::Act(number) => act(number, draft),
        Slot::Impact => code("impact", facts.impact.map(Impact::as_str)),
        Slot::Care => code("care", facts.losses.care_sought.map(Answer::as_str)),
        Slot::Programme => {
            let declined = facts.losses.programme_declined;
            code("programme", declined.map(|each| opposite(each).as_str()))
        }
        Slot::Months => {
            let months = facts.losses.months_without_work;
            Typed::of([("months", months.map(|each| each.to_string()).unwrap_or_default())])
        }
        Slot::Wage => match facts.losses.monthly_wage {
            None => Typed::default(),
            Some(wage) => Typed::of([
                ("wage", Reading::Amount(wage).written()),
                ("wage-currency", wage.currency().to_string()),
            ]),
        },
        Slot::OtherPayment => code("other-payment", facts.other_payment.map(Answer::as_str)),
        Slot::Reported => code("reported", facts.reported.map(Answer::as_str)),
        Slot::Language => Typed::of([("language", wishes.language.clone().unwrap_or_default())]),
        Slot::PayMethod => code("pay-method", wishes.pay_method.map(Method::as_str)),
        Slot::PayCurrency => {
            code("pay-currency", wishes.pay_currency.map(redress_kernel::Currency::code))
        }
        Slot::Instalments => {
            let count = wishes.instalments.map(|count| count.to_string());
            Typed::of([("instalments", count.unwrap_or_default())])
        }
        Slot::Name
        | Slot::BirthYear
        | Slot::Channel
        | Slot::Number
        | Slot::Hours
        | Slot::MayAnswer
        | Slot::CodeWord
        | Slot::Voicemail
        | Slot::Writing
        | Slot::Payee => Typed::default(),
    }
}

fn act(number: usize, draft: &Draft) -> Typed {
    let Some(act) = number.checked_sub(1).and_then(|place| draft.facts.acts.get(place)) else {
        return Typed::default();
    };
    let mut fields: Vec<(String, String)> = match act.when {
        Some(span) => span_parts("when", span),
        // Saved without a date: it was said that none is known.
        None if draft.progress.contains_key(&Slot::Act(number).key()) => {
            vec![("when-unknown".to_owned(), "yes".to_owned())]
        }
        None => Vec::new(),
    };
    let graver = act.aggravations.iter().map(|each| ("graver".to_owned(), each.to_string()));
    fields.extend(graver);
    fields.into_iter().collect()
}

/// The answer in words, for the check page: nothing when the page was left open.
/// Of a sealed answer only that it was given.
pub fn answers(question: &Question, draft: &Draft) -> Vec<Label> {
    let slot = question.slot;
    if slot.home().is_sealed() {
        let given = draft.progress.get(&slot.key()) == Some(&Mark::Given);
        return if given { vec![Label::Key("answer-sealed".to_owned())] } else { Vec::new() };
    }
    let typed = show(slot, draft);
    let mut labels = Vec::new();
    for field in &question.fields {
        match &field.kind {
            Kind::Radio(choices) | Kind::Checkbox(choices) => labels.extend(
                choices
                    .iter()
                    .filter(|choice| typed.has(field.name, &choice.value))
                    .map(|choice| choice.label.clone()),
            ),
            Kind::Date => {
                let parts = ["day", "month", "year"].map(|part| format!("{}-{part}", field.name));
                let known: Vec<&str> =
                    parts.iter().map(|part| typed.one(part)).filter(|p| !p.is_empty()).collect();
                if !known.is_empty() {
                    labels.push(Label::Plain(known.join("/")));
                } else if typed.has(&format!("{}-unknown", field.name), "yes") {
                    labels.push(Label::Key("date-unknown".to_owned()));
                }
            }
            Kind::Text(_) | Kind::Number | Kind::Phone => {
                let text = typed.one(field.name);
                labels.extend((!text.is_empty()).then(|| Label::Plain(text.to_owned())));
            }
            Kind::Money(_) => {
                let wage = draft.facts.losses.monthly_wage;
                labels.extend(wage.map(Label::Amount));
            }
        }
    }
    debug_assert!(slot.home() == Home::Facts || slot.home() == Home::Wishes);
    labels
}
