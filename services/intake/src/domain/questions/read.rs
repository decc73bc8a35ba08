//! From what was typed to the value that is kept. Refusals name the field; nothing is kept of a page
//! that has one. Never here: what a whole claim needs (claim.rs).

use super::{CODE_WORD_MAX, Draft, Home, Kind, LANGUAGES, MONTHS_MAX, Mark, Sealed, Slot};
use super::{applicable, field_names, question};
use crate::domain::payee::{self, INSTALMENTS_MAX};
use crate::domain::safety::phone;
use crate::domain::typed::{LINE_MAX, Typed};
use redress_kernel::code::{Answer, ClaimantType};
use redress_kernel::facts::{ActFact, Operation};
use redress_kernel::typed::Range;
use redress_kernel::{ActId, Currency, Date, Decimal, Money, Refusal, Sensitive};

/// Saves one page: the draft and the sealed records with the answer in them.
/// `today` bounds dates: the latest day that has begun anywhere; `fresh` makes identifiers for acts newly ticked.
/// Refuses, per field: `unknown-field`, `field-required`, `choice-unknown` and what [`Typed`] and
/// [`payee::read`] refuse; `question-gone` (409) when the question does not apply any more.
pub fn save(
    slot: Slot,
    typed: &Typed,
    (mut draft, mut sealed): (Draft, Sealed),
    operations: &[Operation],
    today: Date,
    fresh: impl FnMut() -> ActId,
) -> Result<(Draft, Sealed), Vec<Refusal>> {
    listed(slot, typed, &draft, operations).map_err(|refusal| vec![refusal])?;
    let given = match slot.home() {
        Home::Facts => facts(slot, typed, &mut draft, today, fresh).map_err(|r| vec![r])?,
        Home::Wishes => wishes(slot, typed, &mut draft).map_err(|refusal| vec![refusal])?,
        Home::Identity | Home::Plan => {
            sealed_line(slot, typed, &mut draft, &mut sealed, today).map_err(|r| vec![r])?
        }
        Home::Payee => {
            let Some(method) = draft.wishes.pay_method else {
                return Err(vec![Refusal::conflict("question-gone")]);
            };
            let payee = payee::read(method, typed)?;
            let given = payee.is_some();
            sealed.payee = Sensitive::new(payee);
            given
        }
    };
    let acts_elsewhere = slot == Slot::Acts && acts_rest_elsewhere(&draft);
    if !given && !slot.is_optional() && !acts_elsewhere {
        return Err(vec![Refusal::field(slot.key(), "field-required")]);
    }
    draft.progress.insert(slot.key(), if given { Mark::Given } else { Mark::Skipped });
    // Answers to questions that no longer apply are not shown, and don't count as answered.
    let keys: Vec<String> = applicable(&draft).into_iter().map(Slot::key).collect();
    draft.progress.retain(|key, _| keys.contains(key));
    Ok((draft, sealed))
}

/// A child born of it, or an heir, stands on what was done to somebody else (R-05 b and d):
/// the acts are then in that person's file.
pub(in crate::domain) fn acts_rest_elsewhere(draft: &Draft) -> bool {
    matches!(draft.facts.claimant, Some(ClaimantType::ChildBorn | ClaimantType::Dependant))
}

/// Every field must be of the page, and every choice sent must have been offered.
fn listed(
    slot: Slot,
    typed: &Typed,
    draft: &Draft,
    operations: &[Operation],
) -> Result<(), Refusal> {
    let question = question(slot, draft, operations).ok_or(Refusal::conflict("question-gone"))?;
    let names = field_names(&question);
    if let Some(name) = typed.names().find(|name| !names.iter().any(|known| known == name)) {
        return Err(Refusal::field(name.to_owned(), "unknown-field").with("field", name));
    }
    for field in &question.fields {
        if let Kind::Radio(choices) | Kind::Checkbox(choices) = &field.kind {
            let offered = |value: &str| choices.iter().any(|choice| choice.value == value);
            if !typed.all(field.name).all(offered) {
                return Err(Refusal::field(field.name, "choice-unknown"));
            }
        }
    }
    Ok(())
}

fn facts(
    slot: Slot,
    typed: &Typed,
    draft: &mut Draft,
    today: Date,
    mut fresh: impl FnMut() -> ActId,
) -> Result<bool, Refusal> {
    let facts = &mut draft.facts;
    Ok(match slot {
        Slot::Claimant => put(&mut facts.claimant, typed.code("claimant")?),
        Slot::Under18 => put(&mut facts.under_18, typed.code("age")?),
        Slot::Operation => put(&mut facts.operation, typed.line("operation", LINE_MAX)?),
        Slot::Category => put(&mut facts.category, typed.code("role")?),
        Slot::Serving => put(&mut facts.serving, typed.code("serving")?),
        Slot::Acts => {
            let ticked = typed.codes("acts")?;
            let kept = facts.acts.iter().filter(|act| ticked.contains(&act.act)).cloned();
            let mut acts: Vec<ActFact> = kept.collect();
            for act in &ticked {
                if !acts.iter().any(|kept| kept.act == *act) {
                    let act_id = fresh();
                    acts.push(ActFact { act_id, act: *act, aggravations: vec![], when: None });
                }
            }
            if acts != facts.acts {
                // The numbers of the act pages have moved: they are asked again.
                draft.progress.retain(|key, _| !key.starts_with("act-"));
            }
            facts.acts = acts;
            !facts.acts.is_empty()
        }
        Slot::Act(number) => {
            let (when, graver) = (typed.span("when", today)?, typed.codes("graver")?);
            let place = number.checked_sub(1).and_then(|place| facts.acts.get_mut(place));
            let act = place.ok_or(Refusal::conflict("question-gone"))?;
            (act.when, act.aggravations) = (when, graver);
            act.when.is_some() || !act.aggravations.is_empty()
        }
        Slot::Impact => put(&mut facts.impact, typed.code("impact")?),
        Slot::Care => put(&mut facts.losses.care_sought, typed.code("care")?),
        Slot::Programme => {
            // Asked whether she would like it, kept whether it is declined (H3p).
            let wanted: Option<Answer> = typed.code("programme")?;
            let declined = wanted.map(opposite);
            put(&mut facts.losses.programme_declined, declined)
        }
        Slot::Months => put(&mut facts.losses.months_without_work, months(typed)?),
        Slot::Wage => put(&mut facts.losses.monthly_wage, wage(typed)?),
        Slot::OtherPayment => put(&mut facts.other_payment, typed.code("other-payment")?),
        Slot::Reported => put(&mut facts.reported, typed.code("reported")?),
        _ => return Err(Refusal::conflict("question-gone")),
    })
}

fn wishes(slot: Slot, typed: &Typed, draft: &mut Draft) -> Result<bool, Refusal> {
    let wishes = &mut draft.wishes;
    Ok(match slot {
        Slot::Language => {
            let tag = typed.line("language", LINE_MAX)?;
            let known = |tag: &String| LANGUAGES.iter().any(|(each, _)| each == tag);
            if tag.as_ref().is_some_and(|tag| !known(tag)) {
                return Err(Refusal::field("language", "choice-unknown"));
            }
            put(&mut wishes.language, tag)
        }
        Slot::PayMethod => {
            let method = typed.code("pay-method")?;
            if method != wishes.pay_method {
                draft.progress.remove(&Slot::Payee.key());
            }
            put(&mut wishes.pay_method, method)
        }
        Slot::PayCurrency => put(&mut wishes.pay_currency, typed.code("pay-currency")?),
        Slot::Instalments => {
            put(&mut wishes.instalments, typed.whole("instalments", 1, INSTALMENTS_MAX)?)
        }
        _ => return Err(Refusal::conflict("question-gone")),
    })
}

fn sealed_line(
    slot: Slot,
    typed: &Typed,
    draft: &mut Draft,
    sealed: &mut Sealed,
    today: Date,
) -> Result<bool, Refusal> {
    let mut identity = sealed.identity.expose().clone();
    let mut plan = sealed.plan.expose().clone();
    let given = match slot {
        Slot::Name => put(&mut identity.name, typed.line("name", LINE_MAX)?),
        Slot::BirthYear => {
            let this_year = u16::try_from(today.year()).unwrap_or(u16::MAX);
            put(&mut identity.birth_year, typed.whole("birth-year", 1900, this_year)?)
        }
        Slot::Channel => {
            let channel = typed.code("channel")?;
            draft.channel = channel;
            put(&mut plan.channel, channel)
        }
        Slot::Number => put(&mut plan.number, phone("number", typed.one("number"))?),
        Slot::Hours => {
            plan.hours = typed.codes("hours")?;
            !plan.hours.is_empty()
        }
        Slot::MayAnswer => put(&mut plan.may_answer, typed.code("may-answer")?),
        Slot::CodeWord => put(&mut plan.code_word, typed.line("code-word", CODE_WORD_MAX)?),
        Slot::Voicemail => put(&mut plan.voicemail, yes(typed, "voicemail")?),
        Slot::Writing => put(&mut plan.may_write, yes(typed, "writing")?),
        _ => return Err(Refusal::conflict("question-gone")),
    };
    (sealed.identity, sealed.plan) = (Sensitive::new(identity), Sensitive::new(plan));
    Ok(given)
}

fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_some()
}

/// Yes for no and no for yes; what is not known stays so.
pub(super) fn opposite(answer: Answer) -> Answer {
    match answer {
        Answer::Yes => Answer::No,
        Answer::No => Answer::Yes,
        Answer::Unknown => Answer::Unknown,
    }
}

fn yes(typed: &Typed, field: &str) -> Result<Option<bool>, Refusal> {
    Ok(typed.code::<Answer>(field)?.map(|answer| answer == Answer::Yes))
}

/// Months in half steps, rounded up to the next half (award, head H4).
fn months(typed: &Typed) -> Result<Option<Decimal>, Refusal> {
    let range = Range { decimals: 4, least: Decimal::ZERO, most: Decimal::from(MONTHS_MAX) };
    let months = typed.number("months", range)?;
    Ok(months.map(|months| ((months * Decimal::TWO).ceil() / Decimal::TWO).normalize()))
}

fn wage(typed: &Typed) -> Result<Option<Money>, Refusal> {
    if typed.one("wage").is_empty() {
        return Ok(None);
    }
    let currency: Option<Currency> = typed.code("wage-currency")?;
    let currency = currency.ok_or_else(|| Refusal::field("wage-currency", "currency-missing"))?;
    typed.amount("wage", currency)
}
