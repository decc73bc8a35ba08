//! What a change does to the facts, and where. Never here: which changes there are, from where one
//! comes.

use super::Change;
use redress_kernel::Refusal;
use redress_kernel::code::Category;
use redress_mechanism::Label;
use redress_mechanism::facts::{
    Act, Earnings, Facts, Identification, LossProof, Panel, Perpetrator, Reopening, Ruling, Service,
};

/// Puts a change into the facts. Returns the paths that it is about.
pub(super) fn put(facts: &mut Facts, change: &Change) -> Result<Vec<String>, Refusal> {
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
