//! What a panel learns beside the filing, one change at a time: what it puts where, and what of it
//! can't be meant. Nothing here is a free text or names a person.
//! Belongs here: the changes and their effect on facts. Never here: what a rule makes of them.

mod known;
mod put;

pub use known::known;

use super::assemble::Sheet;
use super::source::{Source, SourceKind, Why};
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, Impact};
use redress_kernel::{ActorId, Currency, Date, DateSpan, Decimal, Money, Refusal};
use redress_mechanism::Label;
use redress_mechanism::award::Head;
use redress_mechanism::facts::{
    Authority, Breach, Child, Cost, Death, FactError, Facts, Fees, Fraud, Fund, Funeral, Interim,
    Interval, NewItem, Offer, Offset, Payee, Recourse, Review, Ruling, Schooling, Signs, Standing,
    Test, Unit,
};
use serde::{Deserialize, Serialize};

/// Changes recorded at once, at most: one form's worth.
pub const CHANGES_MAX: usize = 20;

/// One change. Each says the whole of its part: what is left out of it counts as not known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A rule that the facts leave open is settled on a ground of the rule set.
    Ruling(Ruling),
    /// Which act of the list it was.
    Act {
        /// The act within the claim.
        act: Label,
        /// Its code.
        code: ActCode,
    },
    /// When an act was, narrowed down by events that she remembers.
    ActDate {
        /// The act.
        act: Label,
        /// When it was.
        when: DateSpan,
    },
    /// Whether an act went on over a period.
    Period {
        /// The act.
        act: Label,
        /// Whether it did.
        period: bool,
    },
    /// Whether all that happened was harassment between colleagues.
    Harassment {
        /// The act.
        act: Label,
        /// Whether it was.
        harassment_only: bool,
    },
    /// What made an act graver.
    Aggravations {
        /// The act.
        act: Label,
        /// All that did.
        #[serde(default)]
        aggravations: Vec<Aggravation>,
    },
    /// With which operation an act is tied.
    Operation {
        /// The act; nothing for all of them.
        act: Option<Label>,
        /// Code of the operation, or `UNKNOWN`, or `OTHER` for another entity.
        operation: Label,
    },
    /// Whether means, status or goods of the service were used.
    Means {
        /// The act; nothing for all of them.
        act: Option<Label>,
        /// Whether they were.
        used: Answer,
    },
    /// Who did an act, where not everybody who is listed did.
    DoneBy {
        /// The act.
        act: Label,
        /// Labels of those who did it; nobody stands for all.
        #[serde(default)]
        perpetrators: Vec<Label>,
    },
    /// One more person who did it, by category.
    Perpetrator {
        /// A label of its own, such as `p-2`.
        perpetrator: Label,
        /// The category.
        category: Category,
    },
    /// Who the person was.
    Category {
        /// Which person; nothing for the first.
        perpetrator: Option<Label>,
        /// The category.
        category: Category,
    },
    /// The time of service by the record of the unit.
    Service {
        /// Which person; nothing for the first.
        perpetrator: Option<Label>,
        /// Day of appointment.
        #[schema(value_type = String, format = Date)]
        from: Date,
        /// Day of separation; nothing while it goes on.
        #[schema(value_type = Option<String>, format = Date)]
        until: Option<Date>,
    },
    /// Whether the person served at the time.
    Serving {
        /// Which person; nothing for the first.
        perpetrator: Option<Label>,
        /// Whether the person did.
        serving: Answer,
    },
    /// What came of asking who it was.
    Identification {
        /// Which person; nothing for the first.
        perpetrator: Option<Label>,
        /// Day of asking.
        #[schema(value_type = String, format = Date)]
        asked_on: Date,
        /// Whether the reply excluded the operation.
        #[serde(default)]
        excluded: bool,
        /// What the signs point to.
        signs: Option<Signs>,
    },
    /// In what standing the claim is made, and what shows it.
    Relationship {
        /// In what standing.
        standing: Standing,
        /// What shows it.
        #[serde(default)]
        shown_by: Vec<Label>,
        /// Whether a DNA test excludes the parent.
        #[serde(default)]
        dna_excluded: bool,
    },
    /// When the victim, or the child born of it, was born.
    Birth {
        /// When.
        when: DateSpan,
    },
    /// Whether the victim was under 18 at any act.
    UnderAge {
        /// Whether she was.
        under_18: Answer,
    },
    /// A time of incapacity.
    Incapacity(Interval),
    /// The day on which she learned that the person was covered.
    KnewOn {
        /// That day.
        #[schema(value_type = String, format = Date)]
        day: Date,
    },
    /// Why the claim was filed late.
    LateCause {
        /// A cause of the rule set, or another word for the panel.
        cause: Label,
    },
    /// How a representative's authority stands.
    Authority {
        /// How.
        authority: Authority,
    },
    /// What a child says to the claim.
    Assent {
        /// Whether the child agrees.
        assent: Answer,
    },
    /// What the independent unit found.
    Unit(Unit),
    /// Whether the account reaches the test of the gate.
    Account {
        /// Whether it does.
        reached: Answer,
    },
    /// How far one loss is proved.
    LossProof {
        /// The head of the loss.
        head: Head,
        /// The test that it reaches.
        reaches: Test,
    },
    /// How long it has weighed on her life.
    Impact {
        /// How long.
        impact: Impact,
    },
    /// Medical care (H2).
    Medical {
        /// Costs with papers.
        #[serde(default)]
        past: Vec<Money>,
        /// Whether care was sought, where there are no papers.
        sought: Option<Answer>,
        /// Care to come, by a plan.
        planned: Option<Money>,
    },
    /// Care for the mind (H3).
    Psychosocial {
        /// Costs with papers, instead of the standard programme.
        #[serde(default)]
        past: Vec<Money>,
        /// Whether the standard programme is declined.
        declined: Option<Answer>,
        /// Care beyond it.
        extra: Option<Money>,
    },
    /// Lost earnings (H4); no months are none.
    Earnings {
        /// Months without work.
        #[schema(value_type = redress_mechanism::schema::Number)]
        months: Decimal,
        /// Net wage of a month.
        monthly_wage: Option<Money>,
        /// Place whose reference wage stands where none is proved.
        reference: Option<Label>,
        /// Share that what happened has caused.
        #[schema(value_type = Option<redress_mechanism::schema::Number>)]
        causation: Option<Decimal>,
    },
    /// Lost education (H5); no years and no grant are none.
    Schooling(Schooling),
    /// The child born of it, in the child's own file (H6).
    Child(Child),
    /// Costs of the claim, paid to helpers (H7).
    Costs {
        /// All of them.
        #[serde(default)]
        costs: Vec<Cost>,
    },
    /// Funeral and bereavement (H8).
    Funeral(Funeral),
    /// Money from others for the same harm.
    Offsets {
        /// Whether there was any.
        other_payment: Answer,
        /// All of it.
        #[serde(default)]
        offsets: Vec<Offset>,
    },
    /// Urgent and interim payments.
    Interim(Interim),
    /// How the fund stands, as finance says.
    Fund(Fund),
    /// Who is paid, and whether that was checked.
    Payee {
        /// Who.
        payee: Option<Payee>,
        /// Whether the details match the person.
        payee_match: Option<Answer>,
        /// Whether the way of payment was tested.
        method_tested: Option<Answer>,
        /// Whether a payment came back.
        #[serde(default)]
        returned: bool,
    },
    /// In which parts and currency she wishes to be paid.
    Instalments {
        /// Number of equal parts.
        instalments: Option<u32>,
        /// Percentages instead.
        #[serde(default)]
        #[schema(value_type = Vec<redress_mechanism::schema::Number>)]
        percentages: Vec<Decimal>,
        /// Currency of payment.
        currency: Option<Currency>,
    },
    /// Whether the case is clear and substantiated.
    Clear {
        /// Whether it is.
        clear: bool,
    },
    /// What became of the offer.
    Offer(Offer),
    /// A review of an earlier decision.
    Review(Review),
    /// A request to open the file again.
    Reopening {
        /// What is new.
        new: Option<NewItem>,
    },
    /// Death of the survivor.
    Death(Death),
    /// An allegation of fraud.
    Fraud(Fraud),
    /// From whom the fund may recover.
    Recourse(Recourse),
    /// A breach of confidentiality.
    Breach(Breach),
    /// Fees that were asked of her.
    Fees(Fees),
    /// The panel decides on the file: doubt counts for the claimant.
    OnFile,
}

/// A change with who recorded it, when, and from where it comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The change.
    pub change: Change,
    /// Who or what said it.
    pub source: SourceKind,
    /// Why it was taken up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Who recorded it.
    pub by: ActorId,
    /// When, UTC.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
}

/// Puts a change into the facts and its source beside them; refused where its act or person is not
/// in the claim. Facts that contradict themselves afterwards are found by [`errors`].
pub fn apply(sheet: &mut Sheet, recorded: &Recorded) -> Result<(), Refusal> {
    let paths = put::put(&mut sheet.facts, &recorded.change)?;
    let source = Source {
        source: recorded.source,
        by: Some(recorded.by),
        on: recorded.on,
        why: recorded.why,
    };
    for path in paths {
        sheet.sources.put(&path, source.clone());
    }
    Ok(())
}

/// What of the facts can't be meant since the changes; what was so before is not told again.
pub fn errors(before: &Facts, after: &Facts) -> Vec<Refusal> {
    let known = before.check();
    after.check().into_iter().filter(|error| !known.contains(error)).map(as_refusal).collect()
}

fn as_refusal(error: FactError) -> Refusal {
    let field = Some(error.path).filter(|path| !path.is_empty()).map(Into::into);
    let args = error.args.into_iter().collect();
    Refusal { code: error.code.as_str(), status: 422, field, args }
}
