//! What a panel learns beside the filing, one change at a time: what it puts where, and what of it
//! can't be meant. Nothing here is a free text or names a person.
//! Belongs here: the changes and their effect on facts. Never here: what a rule makes of them.

use super::assemble::Sheet;
use super::source::{Source, SourceKind, Why};
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, Impact};
use redress_kernel::{ActorId, Currency, Date, DateSpan, Decimal, Money, Refusal};
use redress_mechanism::award::Head;
use redress_mechanism::facts::{
    Act, Authority, Breach, Child, Cost, Death, Earnings, FactError, Facts, Fees, Fraud, Fund,
    Funeral, Identification, Interim, Interval, LossProof, NewItem, Offer, Offset, Panel, Payee,
    Perpetrator, Recourse, Reopening, Review, Ruling, Schooling, Service, Signs, Standing, Test,
    Unit,
};
use redress_mechanism::{Label, Mechanism};
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
    let paths = put(&mut sheet.facts, &recorded.change)?;
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

/// Puts a change into the facts. Returns the paths that it is about.
fn put(facts: &mut Facts, change: &Change) -> Result<Vec<String>, Refusal> {
    match change {
        Change::Ruling(ruling) => Ok(vec![put_ruling(facts, *ruling)?]),
        Change::Act { .. }
        | Change::ActDate { .. }
        | Change::Period { .. }
        | Change::Harassment { .. }
        | Change::Aggravations { .. }
        | Change::Operation { .. }
        | Change::Means { .. }
        | Change::DoneBy { .. } => put_act(facts, change),
        Change::Perpetrator { .. }
        | Change::Category { .. }
        | Change::Service { .. }
        | Change::Serving { .. }
        | Change::Identification { .. } => put_person(facts, change),
        _ => Ok(put_claim(facts, change).iter().map(|path| (*path).to_owned()).collect()),
    }
}

fn put_ruling(facts: &mut Facts, ruling: Ruling) -> Result<String, Refusal> {
    if let Some(act) = ruling.act {
        one_act(facts, act)?;
    }
    facts.rulings.retain(|earlier| (earlier.rule, earlier.act) != (ruling.rule, ruling.act));
    facts.rulings.push(ruling);
    let act = ruling.act.map(|act| format!(" {act}")).unwrap_or_default();
    Ok(format!("rulings[{}{act}]", ruling.rule))
}

fn one_act(facts: &mut Facts, act: Label) -> Result<&mut Act, Refusal> {
    let found = facts.acts.iter_mut().find(|one| one.act_id == act);
    found.ok_or_else(|| Refusal::field("act", "choice-unknown"))
}

fn put_act(facts: &mut Facts, change: &Change) -> Result<Vec<String>, Refusal> {
    let named = |act: &Label, field: &str| vec![format!("acts[{act}].{field}")];
    let paths = match change {
        Change::Act { act, code } => {
            one_act(facts, *act)?.act = Some(*code);
            named(act, "act")
        }
        Change::ActDate { act, when } => {
            one_act(facts, *act)?.when = Some(*when);
            named(act, "when")
        }
        Change::Period { act, period } => {
            one_act(facts, *act)?.period = *period;
            named(act, "period")
        }
        Change::Harassment { act, harassment_only } => {
            one_act(facts, *act)?.harassment_only = *harassment_only;
            named(act, "harassment_only")
        }
        Change::Aggravations { act, aggravations } => {
            one_act(facts, *act)?.aggravations.clone_from(aggravations);
            named(act, "aggravations")
        }
        Change::DoneBy { act, perpetrators } => {
            one_act(facts, *act)?.perpetrators.clone_from(perpetrators);
            named(act, "perpetrators")
        }
        Change::Operation { act, operation } => {
            return each_act(facts, *act, "operation", |one| one.operation = Some(*operation));
        }
        Change::Means { act, used } => {
            return each_act(facts, *act, "by_means_of_service", |one| {
                one.by_means_of_service = Some(*used);
            });
        }
        _ => Vec::new(),
    };
    Ok(paths)
}

/// One act, or all of them where none is named.
fn each_act(
    facts: &mut Facts,
    act: Option<Label>,
    field: &str,
    change: impl Fn(&mut Act),
) -> Result<Vec<String>, Refusal> {
    if let Some(act) = act {
        change(one_act(facts, act)?);
        return Ok(vec![format!("acts[{act}].{field}")]);
    }
    facts.acts.iter_mut().for_each(&change);
    Ok(facts.acts.iter().map(|one| format!("acts[{}].{field}", one.act_id)).collect())
}

fn put_person(facts: &mut Facts, change: &Change) -> Result<Vec<String>, Refusal> {
    let (who, field) = match change {
        Change::Perpetrator { perpetrator, category } => {
            return new_person(facts, *perpetrator, *category);
        }
        Change::Category { perpetrator, .. } => (*perpetrator, "category"),
        Change::Service { perpetrator, .. } => (*perpetrator, "service"),
        Change::Serving { perpetrator, .. } => (*perpetrator, "serving"),
        Change::Identification { perpetrator, .. } => (*perpetrator, "identification"),
        _ => return Ok(Vec::new()),
    };
    let person = match who {
        None => facts.perpetrators.first_mut(),
        Some(who) => facts.perpetrators.iter_mut().find(|one| one.perpetrator_id == who),
    };
    let person = person.ok_or_else(|| Refusal::field("perpetrator", "choice-unknown"))?;
    match change {
        Change::Category { category, .. } => person.category = Some(*category),
        Change::Service { from, until, .. } => {
            person.service = Some(Service { from: *from, until: *until });
        }
        Change::Serving { serving, .. } => person.serving = Some(*serving),
        Change::Identification { asked_on, excluded, signs, .. } => {
            person.identification =
                Some(Identification { asked_on: *asked_on, excluded: *excluded, signs: *signs });
        }
        _ => {}
    }
    Ok(vec![format!("perpetrators[{}].{field}", person.perpetrator_id)])
}

fn new_person(
    facts: &mut Facts,
    perpetrator: Label,
    category: Category,
) -> Result<Vec<String>, Refusal> {
    if facts.perpetrators.iter().any(|one| one.perpetrator_id == perpetrator) {
        return Err(Refusal::field("perpetrator", "person-listed"));
    }
    facts.perpetrators.push(Perpetrator {
        perpetrator_id: perpetrator,
        category: Some(category),
        service: None,
        serving: None,
        identification: None,
    });
    Ok(vec![format!("perpetrators[{perpetrator}]")])
}

/// Changes about the claim as a whole.
fn put_claim(facts: &mut Facts, change: &Change) -> &'static [&'static str] {
    match change {
        Change::Relationship { standing, shown_by, dna_excluded } => {
            facts.claimant.standing = Some(*standing);
            facts.claimant.shown_by.clone_from(shown_by);
            facts.claimant.dna_excluded = *dna_excluded;
            &["claimant.standing", "claimant.shown_by", "claimant.dna_excluded"]
        }
        Change::Birth { when } => {
            facts.claimant.birth = Some(*when);
            &["claimant.birth"]
        }
        Change::UnderAge { under_18 } => {
            facts.claimant.under_18 = Some(*under_18);
            &["claimant.under_18"]
        }
        Change::Incapacity(interval) => {
            facts.claimant.incapacity = Some(*interval);
            &["claimant.incapacity"]
        }
        Change::KnewOn { day } => {
            facts.claimant.knew_on = Some(*day);
            &["claimant.knew_on"]
        }
        Change::LateCause { cause } => {
            facts.claimant.late_cause = Some(*cause);
            &["claimant.late_cause"]
        }
        Change::Authority { authority } => {
            facts.consent.authority = Some(*authority);
            &["consent.authority"]
        }
        Change::Assent { assent } => {
            facts.consent.assent = Some(*assent);
            &["consent.assent"]
        }
        Change::Unit(unit) => {
            facts.unit = Some(unit.clone());
            &["unit"]
        }
        Change::Account { reached } => {
            facts.proof.account = Some(*reached);
            &["proof.account"]
        }
        Change::LossProof { head, reaches } => {
            facts.proof.losses.retain(|proof| proof.head != *head);
            facts.proof.losses.push(LossProof { head: *head, reaches: *reaches });
            &["proof.losses"]
        }
        _ => put_losses(facts, change),
    }
}

/// Losses, costs, and money from others.
fn put_losses(facts: &mut Facts, change: &Change) -> &'static [&'static str] {
    let losses = &mut facts.losses;
    match change {
        Change::Impact { impact } => {
            facts.impact = Some(*impact);
            &["impact"]
        }
        Change::Medical { past, sought, planned } => {
            losses.medical_past.clone_from(past);
            losses.care_sought = *sought;
            losses.medical_planned = *planned;
            &["losses.medical_past", "losses.care_sought", "losses.medical_planned"]
        }
        Change::Psychosocial { past, declined, extra } => {
            losses.psychosocial_past.clone_from(past);
            losses.programme_declined = *declined;
            losses.psychosocial_extra = *extra;
            &["losses.psychosocial_past", "losses.programme_declined", "losses.psychosocial_extra"]
        }
        Change::Earnings { months, monthly_wage, reference, causation } => {
            losses.earnings = (!months.is_zero()).then_some(Earnings {
                months: *months,
                monthly_wage: *monthly_wage,
                reference: *reference,
                causation: *causation,
            });
            &["losses.earnings"]
        }
        Change::Schooling(schooling) => {
            let is_some = schooling.training || !schooling.years.is_zero();
            losses.schooling = is_some.then_some(*schooling);
            &["losses.schooling"]
        }
        Change::Child(child) => {
            facts.child = Some(*child);
            &["child"]
        }
        Change::Costs { costs } => {
            facts.costs.clone_from(costs);
            &["costs"]
        }
        Change::Funeral(funeral) => {
            facts.funeral = Some(*funeral);
            &["funeral"]
        }
        Change::Offsets { other_payment, offsets } => {
            facts.other_payment = Some(*other_payment);
            facts.offsets.clone_from(offsets);
            &["other_payment", "offsets"]
        }
        _ => put_process(facts, change),
    }
}

/// Payment, panel, offer, and what guards them.
fn put_process(facts: &mut Facts, change: &Change) -> &'static [&'static str] {
    match change {
        Change::Interim(interim) => {
            facts.interim = *interim;
            &["interim"]
        }
        Change::Fund(fund) => {
            facts.fund = *fund;
            &["fund"]
        }
        Change::Payee { payee, payee_match, method_tested, returned } => {
            let payment = &mut facts.payment;
            payment.payee = *payee;
            payment.payee_match = *payee_match;
            payment.method_tested = *method_tested;
            payment.returned = *returned;
            &["payment.payee", "payment.payee_match", "payment.method_tested", "payment.returned"]
        }
        Change::Instalments { instalments, percentages, currency } => {
            facts.payment.instalments = *instalments;
            facts.payment.percentages.clone_from(percentages);
            facts.payment.currency = *currency;
            &["payment.instalments", "payment.percentages", "payment.currency"]
        }
        Change::Clear { clear } => {
            facts.panel.get_or_insert_with(Panel::default).clear = *clear;
            &["panel.clear"]
        }
        Change::Offer(offer) => {
            facts.offer = Some(*offer);
            &["offer"]
        }
        Change::Review(review) => {
            facts.review = Some(*review);
            &["review"]
        }
        Change::Reopening { new } => {
            facts.reopening = Some(Reopening { what: *new });
            &["reopening"]
        }
        Change::Death(death) => {
            facts.death = Some(*death);
            &["death"]
        }
        Change::Fraud(fraud) => {
            facts.fraud = Some(*fraud);
            &["fraud"]
        }
        Change::Recourse(recourse) => {
            facts.recourse = Some(*recourse);
            &["recourse"]
        }
        Change::Breach(breach) => {
            facts.breaches.push(*breach);
            &["breaches"]
        }
        Change::Fees(fees) => {
            facts.fees = *fees;
            &["fees"]
        }
        Change::OnFile => {
            facts.progress.on_file = true;
            &["progress.on_file"]
        }
        _ => &[],
    }
}

/// Whether every code of a change is one that a version knows.
pub fn known(change: &Change, mechanism: &Mechanism) -> Result<(), Refusal> {
    let (rules, sums) = (&mechanism.rules, &mechanism.schedule.sums);
    let unknown = |field: &'static str| Err(Refusal::field(field, "choice-unknown"));
    match change {
        Change::Ruling(ruling) if !rules.allows_ground(ruling.rule, &ruling.ground) => {
            unknown("ground")
        }
        Change::Relationship { shown_by, .. } => {
            let mut listed = rules.set.standings.iter().flat_map(|row| &row.shown_by);
            let is_known = |code| listed.clone().any(|known| known == code);
            if shown_by.iter().all(is_known) || listed.next().is_none() {
                Ok(())
            } else {
                unknown("shown_by")
            }
        }
        Change::Offsets { offsets, .. } => {
            let kinds = &rules.set.offset_kinds;
            let is_known = |offset: &Offset| kinds.iter().any(|row| row.kind == offset.kind);
            if offsets.iter().all(is_known) { Ok(()) } else { unknown("kind") }
        }
        Change::Earnings { reference, causation, .. } => {
            let places = &sums.earnings.reference_wages;
            if reference.is_some_and(|place| places.iter().all(|wage| wage.place != place)) {
                return unknown("reference");
            }
            let shares = &sums.earnings.causation;
            if causation.is_some_and(|share| shares.iter().all(|known| *known != share)) {
                return unknown("causation");
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
