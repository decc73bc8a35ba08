//! The page of a question: its fields, what can be chosen, and what a form of it may send.
//! Never here: the order of questions (mod.rs), what is made of an answer (read.rs).

use super::{CODE_WORD_MAX, Draft, LANGUAGES, Slot, applies};
use crate::domain::payee::{self, INSTALMENTS_MAX, Method};
use crate::domain::safety::{Channel, MayAnswer, SafeHours};
use crate::domain::typed::LINE_MAX;
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, ClaimantType, Impact};
use redress_kernel::facts::{OPERATION_OTHER, OPERATION_UNKNOWN, Operation};
use redress_kernel::{Currency, Money};

/// Text of a choice or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A message key.
    Key(String),
    /// A proper name, a number or a date: the same in every language.
    Plain(String),
    /// A sum, which is shown in figures and in words.
    Amount(Money),
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    pub label: Label,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of few.
    Radio(Vec<Choice>),
    /// Any of few.
    Checkbox(Vec<Choice>),
    /// Year, perhaps month and day, or not known.
    Date,
    /// One line of text, at most so many characters.
    Text(usize),
    /// Digits.
    Number,
    /// A telephone number.
    Phone,
    /// Amount, and the currency it is in.
    Money(Vec<Choice>),
}

/// One field of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name in the form; label `field-<name>` where a page has several.
    pub name: &'static str,
    /// How it is filled in.
    pub kind: Kind,
}

/// One page: a question with its field, or the few fields that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub slot: Slot,
    /// The act it is about, on the pages of acts.
    pub act: Option<ActCode>,
    /// Its fields, in order; most have one.
    pub fields: Vec<Field>,
}

/// The question of a slot for this draft; nothing when it does not apply.
pub fn question(slot: Slot, draft: &Draft, operations: &[Operation]) -> Option<Question> {
    if !applies(slot, draft) {
        return None;
    }
    let act = match slot {
        Slot::Act(number) => draft.facts.acts.get(number - 1).map(|act| act.act),
        _ => None,
    };
    Some(Question { slot, act, fields: fields(slot, draft, operations) })
}

/// The names of what a page can send: its fields, the parts of dates and sums, and `remove`.
pub fn field_names(question: &Question) -> Vec<String> {
    let mut names = vec!["remove".to_owned()];
    for field in &question.fields {
        let parts: &[&str] = match field.kind {
            Kind::Date => &["year", "month", "day", "unknown"],
            Kind::Money(_) => &["currency"],
            _ => &[],
        };
        names.extend(parts.iter().map(|part| format!("{}-{part}", field.name)));
        names.push(field.name.to_owned());
    }
    names
}

pub(super) fn fields(slot: Slot, draft: &Draft, operations: &[Operation]) -> Vec<Field> {
    let one = |name, kind| vec![Field { name, kind }];
    match slot {
        Slot::Act(_) => {
            let graver = codes("aggravation", &graver(draft), Aggravation::as_str);
            let when = Field { name: "when", kind: Kind::Date };
            vec![when, Field { name: "graver", kind: Kind::Checkbox(graver) }]
        }
        Slot::Payee => {
            let names = draft.wishes.pay_method.map(payee::fields).unwrap_or_default();
            names.iter().map(|name| Field { name, kind: Kind::Text(LINE_MAX) }).collect()
        }
        Slot::Operation => one("operation", Kind::Radio(operation_choices(operations))),
        Slot::PayCurrency => {
            one("pay-currency", Kind::Radio(currencies(pay_currencies(draft, operations))))
        }
        _ => one(slot.name(), kind(slot)),
    }
}

/// The one field of a question whose choices are the same for every claim; it is named as the question.
fn kind(slot: Slot) -> Kind {
    let yes_no_unknown = || Kind::Radio(codes("answer", Answer::ALL, Answer::as_str));
    let yes_no = || Kind::Radio(codes("answer", &Answer::ALL[..2], Answer::as_str));
    match slot {
        Slot::Claimant => Kind::Radio(codes("claimant", ClaimantType::ALL, ClaimantType::as_str)),
        Slot::Category => Kind::Radio(codes("category", Category::ALL, Category::as_str)),
        Slot::Acts => Kind::Checkbox(codes("act", ActCode::ALL, ActCode::as_str)),
        Slot::Impact => Kind::Radio(codes("impact", Impact::ALL, Impact::as_str)),
        Slot::Under18
        | Slot::Serving
        | Slot::Care
        | Slot::Programme
        | Slot::OtherPayment
        | Slot::Reported => yes_no_unknown(),
        Slot::Wage => Kind::Money(currencies(Currency::all())),
        Slot::Months | Slot::BirthYear => Kind::Number,
        Slot::Number => Kind::Phone,
        Slot::Language => {
            let plain = |(tag, name): &(&str, &str)| plain(tag, name);
            Kind::Radio(LANGUAGES.iter().map(plain).collect())
        }
        Slot::Channel => Kind::Radio(named("channel", Channel::ALL, Channel::as_str)),
        Slot::Hours => Kind::Checkbox(named("hours", SafeHours::ALL, SafeHours::as_str)),
        Slot::MayAnswer => Kind::Radio(named("may-answer", MayAnswer::ALL, MayAnswer::as_str)),
        Slot::CodeWord => Kind::Text(CODE_WORD_MAX),
        Slot::Voicemail | Slot::Writing => yes_no(),
        Slot::PayMethod => Kind::Radio(named("pay-method", Method::ALL, Method::as_str)),
        Slot::Instalments => {
            let counts = (1..=INSTALMENTS_MAX).map(|count| count.to_string());
            Kind::Radio(counts.map(|count| plain(&count, &count)).collect())
        }
        Slot::Name | Slot::Act(_) | Slot::Operation | Slot::Payee | Slot::PayCurrency => {
            Kind::Text(LINE_MAX)
        }
    }
}

/// What can have made an act graver: age is not asked where it is known (U3: never ask twice).
fn graver(draft: &Draft) -> Vec<Aggravation> {
    let adult = draft.facts.under_18 == Some(Answer::No);
    let all = Aggravation::ALL.iter().copied();
    all.filter(|each| !(adult && *each == Aggravation::G1)).collect()
}

/// Currencies to be paid in: those of the place, then the two that travel; all when it is not
/// known.
fn pay_currencies(draft: &Draft, operations: &[Operation]) -> Vec<Currency> {
    let code = draft.facts.operation.as_deref();
    let Some(operation) = operations.iter().find(|each| Some(each.code.as_str()) == code) else {
        return Currency::all().collect();
    };
    let mut listed: Vec<Currency> = Vec::new();
    for code in operation.currencies.iter().map(String::as_str).chain(["USD", "EUR"]) {
        if let Ok(currency) = code.parse()
            && !listed.contains(&currency)
        {
            listed.push(currency);
        }
    }
    listed
}

fn operation_choices(operations: &[Operation]) -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        operations.iter().map(|operation| plain(&operation.code, &operation.code)).collect();
    for (value, key) in [(OPERATION_UNKNOWN, "unknown"), (OPERATION_OTHER, "other")] {
        let label = Label::Key(format!("operation-{key}"));
        choices.push(Choice { value: value.to_owned(), label });
    }
    choices
}

/// Choices of a list that services share; their texts are `code-<list>-<code>`.
fn codes<T: Copy>(list: &str, all: &[T], text: impl Fn(T) -> &'static str) -> Vec<Choice> {
    named(&format!("code-{list}"), all, text)
}

/// Choices of a list of our own; their texts are `<list>-<name>`.
fn named<T: Copy>(list: &str, all: &[T], text: impl Fn(T) -> &'static str) -> Vec<Choice> {
    let choice = |each: &T| {
        let value = text(*each).to_owned();
        Choice { label: Label::Key(format!("{list}-{value}")), value }
    };
    all.iter().map(choice).collect()
}

fn currencies(all: impl IntoIterator<Item = Currency>) -> Vec<Choice> {
    all.into_iter().map(|currency| plain(currency.code(), currency.code())).collect()
}

fn plain(value: &str, text: &str) -> Choice {
    Choice { value: value.to_owned(), label: Label::Plain(text.to_owned()) }
}
