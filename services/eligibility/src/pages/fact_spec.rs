//! Which forms record which facts: one form for each kind of change, field by field.
//! Never here: how a form is shown or read, words.

use redress_kernel::code::{ActCode, Aggravation, Answer, Category, Impact};
use redress_kernel::{Currency, Decimal};
use redress_mechanism::award::Head;
use redress_mechanism::facts::{
    Authority, CostKind, Liable, NewItem, OfferAnswer, PayeeKind, Signs, Standing, Successor, Test,
    UnitStatus,
};
use redress_mechanism::{Facts, Label, Mechanism};

/// A form.
pub(super) struct Spec {
    /// The kind of change, as in its data.
    pub(super) what: &'static str,
    /// Under which heading it stands.
    pub(super) group: &'static str,
    /// Its fields, in order.
    pub(super) fields: &'static [Field],
}

/// A field of a form.
pub(super) struct Field {
    /// Its name in the change; a dot leads into a part of it.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) kind: Kind,
    /// Whether it must be answered.
    pub(super) required: bool,
    /// Where its value stands in the facts, as a JSON pointer; nothing where it stands nowhere.
    pub(super) at: &'static str,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    /// Costs: what for, and how much.
    Costs,
    /// Money from others: kind, head, sum, whether and when it was paid.
    Offsets,
    /// The label of a person who is not listed yet.
    NewPerson,
}

/// Lists to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Acts of the claim.
    Acts,
    /// Persons of the claim.
    People,
    Act,
    Aggravation,
    Answer,
    Authority,
    Category,
    Cause,
    CostKind,
    Currency,
    Head,
    Impact,
    Liable,
    NewItem,
    OfferAnswer,
    OffsetKind,
    Operation,
    PayeeKind,
    Place,
    Share,
    Shown,
    Signs,
    Standing,
    Successor,
    Test,
    UnitStatus,
}

impl List {
    /// The list under which its codes have their words; nothing for those that are their own words.
    pub(super) fn words(self) -> Option<&'static str> {
        Some(match self {
            List::Act => "act",
            List::Aggravation => "aggravation",
            List::Answer => "answer",
            List::Authority => "authority",
            List::Category => "category",
            List::Cause => "cause",
            List::CostKind => "cost_kind",
            List::Head => "head",
            List::Impact => "impact",
            List::Liable => "liable",
            List::NewItem => "new_item",
            List::OfferAnswer => "offer_answer",
            List::OffsetKind => "offset",
            List::PayeeKind => "payee_kind",
            List::Shown => "ground",
            List::Signs => "signs",
            List::Standing => "standing",
            List::Successor => "successor",
            List::Test => "test",
            List::UnitStatus => "unit_status",
            List::Acts
            | List::People
            | List::Currency
            | List::Operation
            | List::Place
            | List::Share => return None,
        })
    }

    /// Its codes, of the program, of the claim or of the version in force.
    pub(super) fn codes(self, facts: &Facts, mechanism: &Mechanism) -> Vec<String> {
        fn all<T: ToString>(codes: &[T]) -> Vec<String> {
            codes.iter().map(ToString::to_string).collect()
        }
        let (rules, sums) = (&mechanism.rules.set, &mechanism.schedule.sums);
        match self {
            List::Acts => facts.acts.iter().map(|act| act.act_id.to_string()).collect(),
            List::People => {
                facts.perpetrators.iter().map(|p| p.perpetrator_id.to_string()).collect()
            }
            List::Act => all(ActCode::ALL),
            List::Aggravation => all(Aggravation::ALL),
            List::Answer => all(Answer::ALL),
            List::Authority => all(Authority::ALL),
            List::Category => all(Category::ALL),
            List::Cause => all(&rules.late_causes),
            List::CostKind => all(CostKind::ALL),
            List::Currency => Currency::all().map(|one| one.code().to_owned()).collect(),
            List::Head => all(&Head::ALL),
            List::Impact => all(Impact::ALL),
            List::Liable => all(Liable::ALL),
            List::NewItem => all(NewItem::ALL),
            List::OfferAnswer => all(OfferAnswer::ALL),
            List::OffsetKind => rules.offset_kinds.iter().map(|row| row.kind.to_string()).collect(),
            List::Operation => {
                let listed = rules.operations.iter().map(|one| one.code.to_string());
                listed
                    .chain([redress_kernel::facts::OPERATION_UNKNOWN.to_owned()])
                    .chain([redress_kernel::facts::OPERATION_OTHER.to_owned()])
                    .collect()
            }
            List::PayeeKind => all(PayeeKind::ALL),
            List::Place => {
                let places = &sums.earnings.reference_wages;
                places.iter().map(|wage| wage.place.to_string()).collect()
            }
            List::Share => sums.earnings.causation.iter().map(Decimal::to_string).collect(),
            List::Shown => {
                let mut shown: Vec<Label> = Vec::new();
                for code in rules.standings.iter().flat_map(|row| &row.shown_by) {
                    if !shown.contains(code) {
                        shown.push(*code);
                    }
                }
                all(&shown)
            }
            List::Signs => all(Signs::ALL),
            List::Standing => all(Standing::ALL),
            List::Successor => all(Successor::ALL),
            List::Test => all(Test::ALL),
            List::UnitStatus => all(UnitStatus::ALL),
        }
    }
}

/// Headings, in order.
pub(super) const GROUPS: [&str; 8] =
    ["acts", "people", "claimant", "proof", "losses", "others", "payment", "process"];

const fn must(name: &'static str, kind: Kind, at: &'static str) -> Field {
    Field { name, kind, required: true, at }
}

const fn may(name: &'static str, kind: Kind, at: &'static str) -> Field {
    Field { name, kind, required: false, at }
}

const fn form(what: &'static str, group: &'static str, fields: &'static [Field]) -> Spec {
    Spec { what, group, fields }
}

use Kind::{
    Choice, Choices, Costs, Count, Day, Money, Moneys, NewPerson, Number, Offsets, Span, Tick, Usd,
};

const ACT: Field = must("act", Choice(List::Acts), "");
const PERSON: Field = may("perpetrator", Choice(List::People), "");

/// Every form. Those of acts and persons are filled in where the claim has one of them.
pub(super) static SPECS: [Spec; 46] = [
    form("act", "acts", &[ACT, must("code", Choice(List::Act), "/acts/0/act")]),
    form("act_date", "acts", &[ACT, must("when", Span, "/acts/0/when")]),
    form("period", "acts", &[ACT, may("period", Tick, "/acts/0/period")]),
    form(
        "aggravations",
        "acts",
        &[ACT, may("aggravations", Choices(List::Aggravation), "/acts/0/aggravations")],
    ),
    form(
        "operation",
        "acts",
        &[
            may("act", Choice(List::Acts), ""),
            must("operation", Choice(List::Operation), "/acts/0/operation"),
        ],
    ),
    form(
        "means",
        "acts",
        &[
            may("act", Choice(List::Acts), ""),
            must("used", Choice(List::Answer), "/acts/0/by_means_of_service"),
        ],
    ),
    form("harassment", "acts", &[ACT, may("harassment_only", Tick, "/acts/0/harassment_only")]),
    form(
        "category",
        "people",
        &[PERSON, must("category", Choice(List::Category), "/perpetrators/0/category")],
    ),
    form(
        "service",
        "people",
        &[
            PERSON,
            must("from", Day, "/perpetrators/0/service/from"),
            may("until", Day, "/perpetrators/0/service/until"),
        ],
    ),
    form(
        "serving",
        "people",
        &[PERSON, must("serving", Choice(List::Answer), "/perpetrators/0/serving")],
    ),
    form(
        "identification",
        "people",
        &[
            PERSON,
            must("asked_on", Day, "/perpetrators/0/identification/asked_on"),
            may("excluded", Tick, "/perpetrators/0/identification/excluded"),
            may("signs", Choice(List::Signs), "/perpetrators/0/identification/signs"),
        ],
    ),
    form(
        "perpetrator",
        "people",
        &[must("perpetrator", NewPerson, ""), must("category", Choice(List::Category), "")],
    ),
    form("done_by", "people", &[ACT, may("perpetrators", Choices(List::People), "")]),
    form(
        "relationship",
        "claimant",
        &[
            must("standing", Choice(List::Standing), "/claimant/standing"),
            may("shown_by", Choices(List::Shown), "/claimant/shown_by"),
            may("dna_excluded", Tick, "/claimant/dna_excluded"),
        ],
    ),
    form("birth", "claimant", &[must("when", Span, "/claimant/birth")]),
    form("under_age", "claimant", &[must("under_18", Choice(List::Answer), "/claimant/under_18")]),
    form(
        "incapacity",
        "claimant",
        &[
            must("from", Day, "/claimant/incapacity/from"),
            may("until", Day, "/claimant/incapacity/until"),
        ],
    ),
    form("knew_on", "claimant", &[must("day", Day, "/claimant/knew_on")]),
    form("late_cause", "claimant", &[must("cause", Choice(List::Cause), "/claimant/late_cause")]),
    form(
        "authority",
        "claimant",
        &[must("authority", Choice(List::Authority), "/consent/authority")],
    ),
    form("assent", "claimant", &[must("assent", Choice(List::Answer), "/consent/assent")]),
    form(
        "unit",
        "proof",
        &[
            must("status", Choice(List::UnitStatus), "/unit/status"),
            may("asked_on", Day, "/unit/asked_on"),
            may("acts", Choices(List::Acts), "/unit/acts"),
        ],
    ),
    form("account", "proof", &[must("reached", Choice(List::Answer), "/proof/account")]),
    form(
        "loss_proof",
        "proof",
        &[must("head", Choice(List::Head), ""), must("reaches", Choice(List::Test), "")],
    ),
    form("impact", "losses", &[must("impact", Choice(List::Impact), "/impact")]),
    form(
        "medical",
        "losses",
        &[
            may("past", Moneys, "/losses/medical_past"),
            may("sought", Choice(List::Answer), "/losses/care_sought"),
            may("planned", Money, "/losses/medical_planned"),
        ],
    ),
    form(
        "psychosocial",
        "losses",
        &[
            may("past", Moneys, "/losses/psychosocial_past"),
            may("declined", Choice(List::Answer), "/losses/programme_declined"),
            may("extra", Money, "/losses/psychosocial_extra"),
        ],
    ),
    form(
        "earnings",
        "losses",
        &[
            must("months", Number, "/losses/earnings/months"),
            may("monthly_wage", Money, "/losses/earnings/monthly_wage"),
            may("reference", Choice(List::Place), "/losses/earnings/reference"),
            may("causation", Choice(List::Share), "/losses/earnings/causation"),
        ],
    ),
    form(
        "schooling",
        "losses",
        &[
            must("years", Number, "/losses/schooling/years"),
            may("training", Tick, "/losses/schooling/training"),
        ],
    ),
    form("child", "losses", &[must("born_on", Day, "/child/born_on")]),
    form("costs", "losses", &[may("costs", Costs, "/costs")]),
    form(
        "funeral",
        "losses",
        &[may("paid", Money, "/funeral/paid"), may("bereavement", Tick, "/funeral/bereavement")],
    ),
    form(
        "offsets",
        "others",
        &[
            must("other_payment", Choice(List::Answer), "/other_payment"),
            may("offsets", Offsets, "/offsets"),
        ],
    ),
    form(
        "interim",
        "others",
        &[
            may("paid", Usd, "/interim/paid"),
            may("emergency_paid", Usd, "/interim/emergency_paid"),
            may("asked", Usd, "/interim/asked"),
            may("safety_need", Choice(List::Answer), "/interim/safety_need"),
            may("delay_days", Count, "/interim/delay_days"),
        ],
    ),
    form(
        "fund",
        "others",
        &[
            may("factor", Number, "/fund/factor"),
            may("cash", Usd, "/fund/cash"),
            may("pledges", Usd, "/fund/pledges"),
        ],
    ),
    form(
        "payee",
        "payment",
        &[
            may("payee.kind", Choice(List::PayeeKind), "/payment/payee/kind"),
            may("payee.with_perpetrator", Choice(List::Answer), "/payment/payee/with_perpetrator"),
            may("payee.authority", Choice(List::Authority), "/payment/payee/authority"),
            may("payee_match", Choice(List::Answer), "/payment/payee_match"),
            may("method_tested", Choice(List::Answer), "/payment/method_tested"),
            may("returned", Tick, "/payment/returned"),
        ],
    ),
    form(
        "instalments",
        "payment",
        &[
            may("instalments", Count, "/payment/instalments"),
            may("currency", Choice(List::Currency), "/payment/currency"),
        ],
    ),
    form(
        "offer",
        "payment",
        &[
            may("served_on", Day, "/offer/served_on"),
            may("answer", Choice(List::OfferAnswer), "/offer/answer"),
            may("reachable", Choice(List::Answer), "/offer/reachable"),
        ],
    ),
    form("clear", "process", &[may("clear", Tick, "/panel/clear")]),
    form(
        "death",
        "process",
        &[
            must("died_on", Day, "/death/died_on"),
            may("successor", Choice(List::Successor), "/death/successor"),
            may("sharing", Count, "/death/sharing"),
            may("shown", Choice(List::Answer), "/death/shown"),
        ],
    ),
    form(
        "review",
        "process",
        &[
            must("received_on", Day, "/review/received_on"),
            must("asked_on", Day, "/review/asked_on"),
            may("late_cause", Choice(List::Cause), "/review/late_cause"),
            may("earlier_net", Usd, "/review/earlier_net"),
        ],
    ),
    form("reopening", "process", &[may("new", Choice(List::NewItem), "/reopening/what")]),
    form("recourse", "process", &[may("liable", Choice(List::Liable), "/recourse/liable")]),
    form(
        "fraud",
        "process",
        &[
            may("heard", Tick, "/fraud/heard"),
            may("material", Choice(List::Answer), "/fraud/material"),
            may("knowing", Choice(List::Answer), "/fraud/knowing"),
            may("clear_and_convincing", Choice(List::Answer), "/fraud/clear_and_convincing"),
            may("by_outsiders", Tick, "/fraud/by_outsiders"),
            may("by_intermediary", Tick, "/fraud/by_intermediary"),
        ],
    ),
    form(
        "breach",
        "process",
        &[may("told_after_hours", Count, ""), may("confirmed", Choice(List::Answer), "")],
    ),
    form(
        "fees",
        "process",
        &[
            may("declared", Choice(List::Answer), "/fees/declared"),
            may("share_found", Tick, "/fees/share_found"),
            may("several_helpers", Tick, "/fees/several_helpers"),
        ],
    ),
];

/// The form of a kind of change.
pub(super) fn of(what: &str) -> Option<&'static Spec> {
    SPECS.iter().find(|spec| spec.what == what)
}
