//! The changes that a panel can record, each declared once (`declare` says how to read them).
//! Nothing here is a free text or names a person.

use super::form::{Field, Form, Group, Kind, Part};
use super::list::List;
use super::put;
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, Impact};
use redress_kernel::{Currency, Date, DateSpan, Decimal, Money, Refusal};
use redress_mechanism::Label;
use redress_mechanism::award::Head;
use redress_mechanism::facts::{
    Authority, Breach, Child, Cost, Death, Earnings, Facts, Fees, Fraud, Fund, Funeral,
    Identification, Interim, Interval, LossProof, NewItem, Offer, Offset, Payee, Recourse,
    Reopening, Review, Ruling, Schooling, Service, Signs, Standing, Test, Unit,
};
use redress_mechanism::rules::fact::FactName;
use serde::{Deserialize, Serialize};

changes! {
    /// A rule that the facts leave open is settled on a ground of the rule set.
    Ruling(ruling: Ruling) = "ruling" in _ [] puts { |facts| -> put::ruling(facts, *ruling)? },

    /// Which act of the list it was.
    Act = "act" in Acts {
        /// The act within the claim.
        act: Label [must Choice(Acts)],
        /// Its code.
        code: ActCode [must Choice(Act) as Act => acts[act].act],
    },
    /// When an act was, narrowed down by events that she remembers.
    ActDate = "act_date" in Acts {
        /// The act.
        act: Label [must Choice(Acts)],
        /// When it was.
        when: DateSpan [must Span as When => acts[act].when],
    },
    /// Whether an act went on over a period.
    Period = "period" in Acts {
        /// The act.
        act: Label [must Choice(Acts)],
        /// Whether it did.
        period: bool [may Tick as Period => acts[act].period],
    },
    /// Whether all that happened was harassment between colleagues.
    Harassment = "harassment" in Acts {
        /// The act.
        act: Label [must Choice(Acts)],
        /// Whether it was.
        harassment_only: bool [may Tick as HarassmentOnly => acts[act].harassment_only],
    },
    /// What made an act graver.
    Aggravations = "aggravations" in Acts {
        /// The act.
        act: Label [must Choice(Acts)],
        /// All that did.
        #[serde(default)]
        aggravations: Vec<Aggravation>
            [may Choices(Aggravation) as Aggravations => acts[act].aggravations],
    },
    /// With which operation an act is tied.
    Operation = "operation" in Acts {
        /// The act; nothing for all of them.
        act: Option<Label> [may Choice(Acts)],
        /// Code of the operation, or `UNKNOWN`, or `OTHER` for another entity.
        operation: Label [must Choice(Operation) as Operation => acts[act].operation],
    },
    /// Whether means, status or goods of the service were used.
    Means = "means" in Acts {
        /// The act; nothing for all of them.
        act: Option<Label> [may Choice(Acts)],
        /// Whether they were.
        used: Answer [must Choice(Answer) as Means => acts[act].by_means_of_service],
    },
    /// Who did an act, where not everybody who is listed did.
    DoneBy = "done_by" in People {
        /// The act.
        act: Label [must Choice(Acts)],
        /// Labels of those who did it; nobody stands for all.
        #[serde(default)]
        perpetrators: Vec<Label> [may Choices(People) => acts[act].perpetrators],
    },
    /// One more person who did it, by category.
    Perpetrator = "perpetrator" in People {
        /// A label of its own, such as `p-2`.
        perpetrator: Label [must NewPerson],
        /// The category.
        category: Category [must Choice(Category)],
    } puts { |facts| -> put::new_person(facts, *perpetrator, *category)? },
    /// Who the person was.
    Category = "category" in People {
        /// Which person; nothing for the first.
        perpetrator: Option<Label> [may Choice(People)],
        /// The category.
        category: Category
            [must Choice(Category) as Category => perpetrators[perpetrator].category],
    },
    /// The time of service by the record of the unit.
    Service = "service" in People {
        /// Which person; nothing for the first.
        perpetrator: Option<Label> [may Choice(People)],
        /// Day of appointment.
        #[schema(value_type = String, format = Date)]
        from: Date [must Day -> perpetrators[perpetrator].service.from],
        /// Day of separation; nothing while it goes on.
        #[schema(value_type = Option<String>, format = Date)]
        until: Option<Date> [may Day -> perpetrators[perpetrator].service.until],
    } puts {
        perpetrators[perpetrator].service as Service = Service { from: *from, until: *until }
    },
    /// Whether the person served at the time.
    Serving = "serving" in People {
        /// Which person; nothing for the first.
        perpetrator: Option<Label> [may Choice(People)],
        /// Whether the person did.
        serving: Answer [must Choice(Answer) as Serving => perpetrators[perpetrator].serving],
    },
    /// What came of asking who it was.
    Identification = "identification" in People {
        /// Which person; nothing for the first.
        perpetrator: Option<Label> [may Choice(People)],
        /// Day of asking.
        #[schema(value_type = String, format = Date)]
        asked_on: Date [must Day -> perpetrators[perpetrator].identification.asked_on],
        /// Whether the reply excluded the operation.
        #[serde(default)]
        excluded: bool [may Tick -> perpetrators[perpetrator].identification.excluded],
        /// What the signs point to.
        signs: Option<Signs>
            [may Choice(Signs) -> perpetrators[perpetrator].identification.signs],
    } puts {
        perpetrators[perpetrator].identification as Identification =
            Identification { asked_on: *asked_on, excluded: *excluded, signs: *signs }
    },
    /// In what standing the claim is made, and what shows it.
    Relationship = "relationship" in Claimant {
        /// In what standing.
        standing: Standing [must Choice(Standing) as Standing => claimant.standing],
        /// What shows it.
        #[serde(default)]
        shown_by: Vec<Label> [may Choices(Shown) as ShownBy => claimant.shown_by],
        /// Whether a DNA test excludes the parent.
        #[serde(default)]
        dna_excluded: bool [may Tick as DnaExcluded => claimant.dna_excluded],
    },
    /// When the victim, or the child born of it, was born.
    Birth = "birth" in Claimant {
        /// When.
        when: DateSpan [must Span as Birth => claimant.birth],
    },
    /// Whether the victim was under 18 at any act.
    UnderAge = "under_age" in Claimant {
        /// Whether she was.
        under_18: Answer [must Choice(Answer) as Under18 => claimant.under_18],
    },
    /// A time of incapacity.
    Incapacity(interval: Interval) = "incapacity" in Claimant [
        each { from: must Day, until: may Day } as Incapacity => claimant.incapacity
    ],
    /// The day on which she learned that the person was covered.
    KnewOn = "knew_on" in Claimant {
        /// That day.
        #[schema(value_type = String, format = Date)]
        day: Date [must Day as KnewOn => claimant.knew_on],
    },
    /// Why the claim was filed late.
    LateCause = "late_cause" in Claimant {
        /// A cause of the rule set, or another word for the panel.
        cause: Label [must Choice(Cause) as LateCause => claimant.late_cause],
    },
    /// How a representative's authority stands.
    Authority = "authority" in Claimant {
        /// How.
        authority: Authority [must Choice(Authority) as Authority => consent.authority],
    },
    /// What a child says to the claim.
    Assent = "assent" in Claimant {
        /// Whether the child agrees.
        assent: Answer [must Choice(Answer) as Assent => consent.assent],
    },
    /// What the independent unit found.
    Unit(unit: Unit) = "unit" in Proof [
        each { status: must Choice(UnitStatus), asked_on: may Day, acts: may Choices(Acts) }
            as Unit => unit
    ],
    /// Whether the account reaches the test of the gate.
    Account = "account" in Proof {
        /// Whether it does.
        reached: Answer [must Choice(Answer) as Account => proof.account],
    },
    /// How far one loss is proved.
    LossProof = "loss_proof" in Proof {
        /// The head of the loss.
        head: Head [must Choice(Head)],
        /// The test that it reaches.
        reaches: Test [must Choice(Test)],
    } puts { |facts| proof.losses as LossProof {
        facts.proof.losses.retain(|proof| proof.head != *head);
        facts.proof.losses.push(LossProof { head: *head, reaches: *reaches });
    } },
    /// How long it has weighed on her life.
    Impact = "impact" in Losses {
        /// How long.
        impact: Impact [must Choice(Impact) => impact],
    },
    /// Medical care (H2).
    Medical = "medical" in Losses {
        /// Costs with papers.
        #[serde(default)]
        past: Vec<Money> [may Moneys => losses.medical_past],
        /// Whether care was sought, where there are no papers.
        sought: Option<Answer> [may Choice(Answer) => losses.care_sought],
        /// Care to come, by a plan.
        planned: Option<Money> [may Money => losses.medical_planned],
    },
    /// Care for the mind (H3).
    Psychosocial = "psychosocial" in Losses {
        /// Costs with papers, instead of the standard programme.
        #[serde(default)]
        past: Vec<Money> [may Moneys => losses.psychosocial_past],
        /// Whether the standard programme is declined.
        declined: Option<Answer> [may Choice(Answer) => losses.programme_declined],
        /// Care beyond it.
        extra: Option<Money> [may Money => losses.psychosocial_extra],
    },
    /// Lost earnings (H4); no months are none.
    Earnings = "earnings" in Losses {
        /// Months without work.
        #[schema(value_type = redress_mechanism::schema::Number)]
        months: Decimal [must Number -> losses.earnings.months],
        /// Net wage of a month.
        monthly_wage: Option<Money> [may Money -> losses.earnings.monthly_wage],
        /// Place whose reference wage stands where none is proved.
        reference: Option<Label> [may Choice(Place) -> losses.earnings.reference],
        /// Share that what happened has caused.
        #[schema(value_type = Option<redress_mechanism::schema::Number>)]
        causation: Option<Decimal> [may Choice(Share) -> losses.earnings.causation],
    } puts { losses.earnings = (!months.is_zero()).then_some(Earnings {
        months: *months,
        monthly_wage: *monthly_wage,
        reference: *reference,
        causation: *causation,
    }) },
    /// Lost education (H5); no years and no grant are none.
    Schooling(schooling: Schooling) = "schooling" in Losses [
        each { years: must Number, training: may Tick } -> losses.schooling
    ] puts {
        losses.schooling =
            (schooling.training || !schooling.years.is_zero()).then_some(*schooling)
    },
    /// The child born of it, in the child's own file (H6).
    Child(child: Child) = "child" in Losses [each { born_on: must Day } => child],
    /// Costs of the claim, paid to helpers (H7).
    Costs = "costs" in Losses {
        /// All of them.
        #[serde(default)]
        costs: Vec<Cost> [rows { kind: must Choice(CostKind), paid: may Money } => costs],
    },
    /// Funeral and bereavement (H8).
    Funeral(funeral: Funeral) = "funeral" in Losses [
        each { paid: may Money, bereavement: may Tick } => funeral
    ],
    /// Money from others for the same harm.
    Offsets = "offsets" in Others {
        /// Whether there was any.
        other_payment: Answer [must Choice(Answer) as OtherPayment => other_payment],
        /// All of it.
        #[serde(default)]
        offsets: Vec<Offset> [rows {
            kind: must Choice(OffsetKind),
            head: may Choice(Head),
            amount: must Money,
            paid: may Choice(Answer),
            paid_on: may Day,
        } as Offsets => offsets],
    },
    /// Urgent and interim payments.
    Interim(interim: Interim) = "interim" in Others [each {
        paid: may Usd as InterimPaid,
        emergency_paid: may Usd as EmergencyPaid,
        asked: may Usd as InterimAsked,
        safety_need: may Choice(Answer) as SafetyNeed,
        delay_days: may Count as DelayDays,
    } => interim],
    /// How the fund stands, as finance says.
    Fund(fund: Fund) = "fund" in Others [each {
        factor: may Number as FundFactor,
        cash: may Usd as FundCash,
        pledges: may Usd as FundPledges,
    } => fund],
    /// Who is paid, and whether that was checked.
    Payee = "payee" in Payment {
        /// Who.
        payee: Option<Payee> [each {
            kind: may Choice(PayeeKind) as Payee,
            with_perpetrator: may Choice(Answer) as PayeeHousehold,
            authority: may Choice(Authority) as PayeeAuthority,
        } => payment.payee],
        /// Whether the details match the person.
        payee_match: Option<Answer> [may Choice(Answer) as PayeeMatch => payment.payee_match],
        /// Whether the way of payment was tested.
        method_tested: Option<Answer>
            [may Choice(Answer) as MethodTested => payment.method_tested],
        /// Whether a payment came back.
        #[serde(default)]
        returned: bool [may Tick as Returned => payment.returned],
    },
    /// In which parts and currency she wishes to be paid.
    Instalments = "instalments" in Payment {
        /// Number of equal parts.
        instalments: Option<u32> [may Count => payment.instalments],
        /// Percentages instead.
        #[serde(default)]
        #[schema(value_type = Vec<redress_mechanism::schema::Number>)]
        percentages: Vec<Decimal> [=> payment.percentages],
        /// Currency of payment.
        currency: Option<Currency> [may Choice(Currency) => payment.currency],
    },
    /// Whether the case is clear and substantiated.
    Clear = "clear" in Process {
        /// Whether it is.
        clear: bool [may Tick as Clear -> panel.clear],
    } puts { |facts| panel.clear {
        facts.panel.get_or_insert_default().clear = *clear;
    } },
    /// What became of the offer.
    Offer(offer: Offer) = "offer" in Payment [each {
        served_on: may Day as OfferServedOn,
        answer: may Choice(OfferAnswer) as OfferAnswer,
        reachable: may Choice(Answer) as Reachable,
    } => offer],
    /// A review of an earlier decision.
    Review(review: Review) = "review" in Process [each {
        received_on: must Day as ReviewReceivedOn,
        asked_on: must Day as ReviewAskedOn,
        late_cause: may Choice(Cause) as ReviewCause,
        earlier_net: may Usd as EarlierNet,
    } => review],
    /// A request to open the file again.
    Reopening = "reopening" in Process {
        /// What is new.
        new: Option<NewItem> [may Choice(NewItem) as NewItem -> reopening.what],
    } puts { reopening = Reopening { what: *new } },
    /// Death of the survivor.
    Death(death: Death) = "death" in Process [each {
        died_on: must Day as DiedOn,
        successor: may Choice(Successor) as Successor,
        sharing: may Count,
        shown: may Choice(Answer) as KinShown,
    } => death],
    /// An allegation of fraud.
    Fraud(fraud: Fraud) = "fraud" in Process [each {
        heard: may Tick,
        material: may Choice(Answer),
        knowing: may Choice(Answer),
        clear_and_convincing: may Choice(Answer),
        by_outsiders: may Tick,
        by_intermediary: may Tick,
    } as Fraud => fraud],
    /// From whom the fund may recover.
    Recourse(recourse: Recourse) = "recourse" in Process [
        each { liable: may Choice(Liable) as Liable } => recourse
    ],
    /// A breach of confidentiality.
    Breach(breach: Breach) = "breach" in Process [
        each { told_after_hours: may Count, confirmed: may Choice(Answer) }
    ] puts { |facts| breaches as Breaches { facts.breaches.push(*breach); } },
    /// Fees that were asked of her.
    Fees(fees: Fees) = "fees" in Process [each {
        declared: may Choice(Answer) as FeesDeclared,
        share_found: may Tick as ShareFound,
        several_helpers: may Tick as SeveralHelpers,
    } => fees],
    /// The panel decides on the file: doubt counts for the claimant.
    OnFile = "on_file" in _ puts { progress.on_file as OnFile = true },
}
