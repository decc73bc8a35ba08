//! Forms that record changes: which fields each has, and where their values stand in the facts.
//! Never here: how a form is shown or read, words.

use super::declared::FORMS;
use super::list::List;
use crate::domain::source::is_under;
use redress_kernel::codes;
use redress_mechanism::rules::fact::FactName;

codes! {
    /// The heading under which a form stands (`facts-group-<code>`).
    Group {
        /// What was done.
        Acts = "acts",
        /// Who did it.
        People = "people",
        /// Who claims.
        Claimant = "claimant",
        /// How far it is proved.
        Proof = "proof",
        /// What was lost.
        Losses = "losses",
        /// Money from others.
        Others = "others",
        /// How it is paid.
        Payment = "payment",
        /// What guards all of it.
        Process = "process",
    }
}

/// A kind of change and the form that records it.
#[derive(Debug)]
pub(crate) struct Form {
    /// The kind of change, as in its data.
    pub what: &'static str,
    /// Message key of its title.
    pub title: &'static str,
    /// Under which heading it stands; nothing for what no form of its own records.
    pub group: Option<Group>,
    /// The parts of the facts that it is about.
    pub parts: &'static [Part],
}

/// A part of the facts.
#[derive(Debug)]
pub(crate) struct Part {
    /// As which fact the rules read it as a whole.
    pub fact: Option<FactName>,
    /// Where it stands, such as `acts[0].when` or `unit`.
    pub at: &'static str,
    /// The fields that ask for it.
    pub fields: &'static [Field],
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name in the change; a dot leads into a part of it.
    pub name: &'static str,
    /// Message key of its label.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be answered.
    pub required: bool,
    /// Where its value stands in the facts; empty where it stands nowhere.
    pub at: &'static str,
    /// As which fact the rules read it.
    pub fact: Option<FactName>,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One code of a list.
    Choice(List),
    /// Any codes of a list.
    Choices(List),
    /// Yes or no.
    Tick,
    /// A day.
    Day,
    /// A first and a last possible day.
    Span,
    /// A sum in US dollars.
    Usd,
    /// A sum in any currency.
    Money,
    /// Several sums.
    Moneys,
    /// A decimal number.
    Number,
    /// A whole number.
    Count,
    /// A list, each member of which has these fields.
    Rows(&'static [Field]),
    /// The label of a person who is not listed yet.
    NewPerson,
}

impl Form {
    /// The form of a kind of change.
    pub fn of(what: &str) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.what == what && form.group.is_some())
    }

    /// Its fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.parts.iter().flat_map(|part| part.fields)
    }
}

impl Field {
    /// The field of all forms that records the part of the facts in which a path lies; the nearest.
    /// Acts and persons, which a claim may have several of, are not found.
    pub fn at(path: &str) -> Option<&'static Field> {
        let fields = FORMS.iter().flat_map(Form::fields);
        let is_above = |field: &&Field| {
            !field.at.is_empty() && !field.at.contains("[0]") && is_under(path, field.at)
        };
        fields.filter(is_above).max_by_key(|field| field.at.len())
    }

    /// The field that records a fact.
    pub fn of(fact: FactName) -> Option<&'static Field> {
        FORMS.iter().flat_map(Form::fields).find(|field| field.fact == Some(fact))
    }

    /// The list under which its values have their words.
    pub fn words(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Choice(list) | Kind::Choices(list) => list.words(),
            Kind::Tick => Some("answer"),
            _ => None,
        }
    }
}

/// Where a fact that a change records stands.
pub(crate) fn recorded_at(fact: FactName) -> Option<&'static str> {
    let parts = FORMS.iter().flat_map(|form| form.parts);
    let whole = parts.filter(|part| part.fact == Some(fact)).map(|part| part.at);
    whole.chain(Field::of(fact).map(|field| field.at)).next()
}
