//! The questions of a claim, one a page, in order: what each asks for and where its answer lives.
//! Belongs here: the one list from which question pages, task list and check page are made.
//! Never here: wording (message files), layout (templates), storage.

mod page;
mod read;
mod show;

pub use page::{Choice, Field, Kind, Label, Question, field_names, question};
pub(in crate::domain) use read::acts_rest_elsewhere;
pub use read::save;
pub use show::{answers, show};

use super::identity::Identity;
use super::payee::{Method, Payee};
use super::safety::{Channel, SafetyPlan};
use super::typed::Typed;
use redress_kernel::code::ConsentPurpose;
use redress_kernel::facts::CaseFacts;
pub use redress_kernel::spoken::LANGUAGES;
use redress_kernel::{Currency, Sensitive};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest code word, in characters.
pub const CODE_WORD_MAX: usize = 40;
/// Most months without work that are taken down; what counts of them is the review's to say (H4).
pub const MONTHS_MAX: u16 = 600;

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named by its key, and explained in the message files")]
pub enum Slot {
    Claimant,
    Under18,
    Operation,
    Category,
    Serving,
    Acts,
    /// When one act was and what made it graver; counted from 1 in the order of the facts.
    Act(usize),
    Impact,
    Care,
    Programme,
    Months,
    Wage,
    OtherPayment,
    Reported,
    Name,
    BirthYear,
    Language,
    Channel,
    Number,
    Hours,
    MayAnswer,
    CodeWord,
    Voicemail,
    Writing,
    PayMethod,
    Payee,
    PayCurrency,
    Instalments,
}

/// Questions with a fixed key, in the order asked; the pages of acts follow [`Slot::Acts`].
const ORDER: [(Slot, &str); 27] = [
    (Slot::Claimant, "claimant"),
    (Slot::Under18, "age"),
    (Slot::Operation, "operation"),
    (Slot::Category, "role"),
    (Slot::Serving, "serving"),
    (Slot::Acts, "acts"),
    (Slot::Impact, "impact"),
    (Slot::Care, "care"),
    (Slot::Programme, "programme"),
    (Slot::Months, "months"),
    (Slot::Wage, "wage"),
    (Slot::OtherPayment, "other-payment"),
    (Slot::Reported, "reported"),
    (Slot::Name, "name"),
    (Slot::BirthYear, "birth-year"),
    (Slot::Language, "language"),
    (Slot::Channel, "channel"),
    (Slot::Number, "number"),
    (Slot::Hours, "hours"),
    (Slot::MayAnswer, "may-answer"),
    (Slot::CodeWord, "code-word"),
    (Slot::Voicemail, "voicemail"),
    (Slot::Writing, "writing"),
    (Slot::PayMethod, "pay-method"),
    (Slot::Payee, "payee"),
    (Slot::PayCurrency, "pay-currency"),
    (Slot::Instalments, "instalments"),
];

/// A group of questions: one row of the task list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Whom the claim is for, and where it happened.
    About,
    /// What was done.
    Events,
    /// What came of it.
    Since,
    /// Name and safe contact.
    Contact,
    /// How to be paid.
    Payment,
}

impl Section {
    /// Every section, in the order of the task list.
    pub const ALL: [Section; 5] =
        [Section::About, Section::Events, Section::Since, Section::Contact, Section::Payment];

    /// The name in message keys (`section-<name>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Section::About => "about",
            Section::Events => "events",
            Section::Since => "since",
            Section::Contact => "contact",
            Section::Payment => "payment",
        }
    }
}

/// Where an answer lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// In the pseudonymous facts.
    Facts,
    /// On the claim, neither fact nor secret: language, method, currency, instalments.
    Wishes,
    /// Sealed: who she is.
    Identity,
    /// Sealed: how to reach her.
    Plan,
    /// Sealed: where the money goes.
    Payee,
}

impl Home {
    /// Whether the answer is sealed: never filled into a page again, only shown by an audited look.
    pub fn is_sealed(self) -> bool {
        matches!(self, Home::Identity | Home::Plan | Home::Payee)
    }
}

impl Slot {
    /// The key in addresses and forms. Acts are numbered, so that no address says what was done.
    pub fn key(self) -> String {
        match self {
            Slot::Act(number) => format!("act-{number}"),
            _ => self.name().to_owned(),
        }
    }

    /// The name in message keys (`question-<name>`).
    pub fn name(self) -> &'static str {
        ORDER.iter().find(|(slot, _)| *slot == self).map_or("act", |(_, name)| name)
    }

    /// The question of a key.
    pub fn from_key(key: &str) -> Option<Slot> {
        if let Some(number) = key.strip_prefix("act-") {
            return number.parse().ok().filter(|number| *number >= 1).map(Slot::Act);
        }
        ORDER.iter().find(|(_, name)| *name == key).map(|(slot, _)| *slot)
    }

    /// The group it stands in.
    pub fn section(self) -> Section {
        use Slot::{
            Act, Acts, BirthYear, Care, Category, Channel, Claimant, CodeWord, Hours, Impact,
            Instalments, Language, MayAnswer, Months, Name, Number, Operation, OtherPayment,
            PayCurrency, PayMethod, Payee, Programme, Reported, Serving, Under18, Voicemail, Wage,
            Writing,
        };
        match self {
            Claimant | Under18 | Operation | Category | Serving => Section::About,
            Acts | Act(_) => Section::Events,
            Impact | Care | Programme | Months | Wage | OtherPayment | Reported => Section::Since,
            Name | BirthYear | Language | Channel | Number | Hours | MayAnswer | CodeWord
            | Voicemail | Writing => Section::Contact,
            PayMethod | Payee | PayCurrency | Instalments => Section::Payment,
        }
    }

    /// Where its answer lives.
    pub fn home(self) -> Home {
        match self {
            Slot::Name | Slot::BirthYear => Home::Identity,
            Slot::Channel
            | Slot::Number
            | Slot::Hours
            | Slot::MayAnswer
            | Slot::CodeWord
            | Slot::Voicemail
            | Slot::Writing => Home::Plan,
            Slot::Payee => Home::Payee,
            Slot::Language | Slot::PayMethod | Slot::PayCurrency | Slot::Instalments => {
                Home::Wishes
            }
            _ => Home::Facts,
        }
    }

    /// The consent without which it is not asked: payment data goes to a bank, so P8.
    pub fn needs(self) -> Option<ConsentPurpose> {
        (self.home() == Home::Payee).then_some(ConsentPurpose::P8)
    }

    /// Whether it may be left open. Only four questions may not (lifecycle, section 1).
    pub fn is_optional(self) -> bool {
        !matches!(self, Slot::Claimant | Slot::Operation | Slot::Acts | Slot::Channel)
    }
}

/// What the survivor wishes that is neither a fact of the case nor a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Language of papers and talks (BCP 47).
    pub language: Option<String>,
    pub pay_method: Option<Method>,
    pub pay_currency: Option<Currency>,
    /// Number of instalments, 1 to 5.
    pub instalments: Option<u16>,
}

/// How a page was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// With an answer.
    Given,
    /// Without one, knowingly.
    Skipped,
}

/// Pages that were saved, by key.
pub type Progress = BTreeMap<String, Mark>;

/// All of a claim that is not sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub facts: CaseFacts,
    /// Language and payment.
    pub wishes: Wishes,
    /// The way of contact: the one line of the sealed plan that decides which questions follow.
    pub channel: Option<Channel>,
    /// Pages saved so far.
    pub progress: Progress,
}

/// The sealed records, opened for one answer. Prints as dots.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Who she is.
    pub identity: Sensitive<Identity>,
    /// How to reach her.
    pub plan: Sensitive<SafetyPlan>,
    /// Where the money goes.
    pub payee: Sensitive<Option<Payee>>,
}

impl Default for Sealed {
    fn default() -> Self {
        Self {
            identity: Sensitive::new(Identity::default()),
            plan: Sensitive::new(SafetyPlan::default()),
            payee: Sensitive::new(None),
        }
    }
}

/// The questions that apply to a draft, in order.
pub fn applicable(draft: &Draft) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (slot, _) in ORDER {
        if !applies(slot, draft) {
            continue;
        }
        slots.push(slot);
        if slot == Slot::Acts {
            slots.extend((1..=draft.facts.acts.len()).map(Slot::Act));
        }
    }
    slots
}

fn applies(slot: Slot, draft: &Draft) -> bool {
    let reached = !matches!(draft.channel, None | Some(Channel::None));
    let by_telephone = matches!(draft.channel, Some(Channel::Phone | Channel::Message));
    match slot {
        Slot::Act(number) => (1..=draft.facts.acts.len()).contains(&number),
        Slot::Number | Slot::MayAnswer => by_telephone,
        Slot::Hours | Slot::CodeWord | Slot::Writing => reached,
        Slot::Voicemail => draft.channel == Some(Channel::Phone),
        Slot::Payee => draft.wishes.pay_method.is_some(),
        _ => true,
    }
}

/// Whether a sealed page sent back empty means "keep what is there": its fields are never filled
/// in, so that empty says nothing. Taking an answer out is said by the box `remove`.
pub fn keeps_sealed(slot: Slot, typed: &Typed, draft: &Draft) -> bool {
    let given = draft.progress.get(&slot.key()) == Some(&Mark::Given);
    let empty = page::fields(slot, draft, &[]).iter().all(|field| typed.one(field.name).is_empty());
    slot.home().is_sealed() && given && empty && !typed.has("remove", "yes")
}

/// The question after this one; nothing after the last.
pub fn following(slot: Slot, draft: &Draft) -> Option<Slot> {
    applicable(draft).into_iter().skip_while(|each| *each != slot).nth(1)
}

/// The question before this one.
pub fn preceding(slot: Slot, draft: &Draft) -> Option<Slot> {
    applicable(draft).into_iter().take_while(|each| *each != slot).last()
}

#[cfg(test)]
mod tests;
