//! The facts of a claim put together: what was filed, how the case stands, and everything that people
//! recorded since, in the order in which they did. The same parts give the same facts.
//! Never here: what a change does (change), SQL, a clock.

use super::change::{Recorded, apply};
use super::source::{Source, SourceKind, Sources, is_under};
use super::version::paths;
use redress_kernel::code::{Answer, ClaimantType};
use redress_kernel::facts::{ActFact, Filing};
use redress_kernel::{ClaimCode, Currency, Date, Fault};
use redress_mechanism::Label;
use redress_mechanism::facts::{
    Act, Authority, Consent, Earnings, Facts, Payment, Perpetrator, Progress, Rate, Standing, Unit,
    UnitStatus,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How the one person is labelled whom a filing can tell of.
pub const FIRST_PERPETRATOR: &str = "p-1";

/// How the case stands.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// Pseudonymous code of the claim.
    pub claim_code: &'a ClaimCode,
    /// The claim as it is filed now.
    pub filing: &'a Filing,
    /// Day on which the review opened.
    pub opened_on: Date,
    /// Requests for information so far.
    pub requests: u32,
    /// Day of evaluation, UTC.
    pub today: Date,
}

/// The facts of a claim on a day, and from where each comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The facts.
    pub facts: Facts,
    /// From where each comes.
    pub sources: Sources,
}

/// What was recorded and finds no place any more, since the act or person that it was about is no
/// longer stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Assembled {
    /// The facts as they stand.
    pub sheet: Sheet,
    /// How many changes found no place.
    pub set_aside: usize,
}

/// Facts out of the filing, the case and what was recorded. `before` is the sheet that came before:
/// what the filing says otherwise since then was an answer of the advocate.
pub fn assemble(
    case: &Case<'_>,
    before: Option<&Sheet>,
    recorded: &[Recorded],
) -> Result<Assembled, Fault> {
    let facts = filed(case);
    let sources = sources(case, &facts, before)?;
    let mut sheet = Sheet { facts, sources };
    let mut set_aside = 0;
    for change in recorded {
        set_aside += usize::from(apply(&mut sheet, change).is_err());
    }
    Ok(Assembled { sheet, set_aside })
}

/// The facts as the filing and the case have them.
fn filed(case: &Case<'_>) -> Facts {
    let (filing, stated) = (case.filing, &case.filing.facts);
    // A clock that was put back never assesses before filing.
    let today = case.today.max(filing.filed_on);
    let mut facts = Facts::new(filing.filed_on, today);
    facts.claim = case.claim_code.as_str().parse().ok();
    facts.progress = Progress {
        opened_on: Some(case.opened_on.clamp(filing.filed_on, today)),
        requests: case.requests,
        on_file: false,
    };
    facts.claimant.standing = stated.claimant.map(standing);
    facts.claimant.under_18 = stated.under_18;
    facts.consent = consent(filing);
    facts.acts = stated.acts.iter().map(|one| act(one, stated.operation.as_deref())).collect();
    facts.perpetrators = FIRST_PERPETRATOR
        .parse()
        .map(|perpetrator_id| Perpetrator {
            perpetrator_id,
            category: stated.category,
            service: None,
            serving: stated.serving,
            identification: None,
        })
        .into_iter()
        .collect();
    facts.unit = (stated.reported == Some(Answer::Yes)).then(|| Unit {
        status: UnitStatus::Pending,
        asked_on: None,
        acts: Vec::new(),
    });
    facts.matched = filing.matched;
    facts.impact = stated.impact;
    facts.losses.care_sought = stated.losses.care_sought;
    facts.losses.programme_declined = stated.losses.programme_declined;
    let months = stated.losses.months_without_work.filter(|months| !months.is_zero());
    facts.losses.earnings = months.map(|months| Earnings {
        months,
        monthly_wage: stated.losses.monthly_wage,
        reference: None,
        causation: None,
    });
    facts.other_payment = stated.other_payment;
    facts.payment = Payment {
        instalments: filing.instalments,
        currency: filing.pay_currency,
        ..Payment::default()
    };
    facts
}

fn standing(claimant: ClaimantType) -> Standing {
    match claimant {
        ClaimantType::Victim => Standing::Victim,
        ClaimantType::ChildBorn => Standing::ChildBorn,
        ClaimantType::Guardian => Standing::Guardian,
        ClaimantType::Dependant => Standing::Dependant,
    }
}

fn consent(filing: &Filing) -> Consent {
    Consent {
        given: filing.consents.clone(),
        withdrawn: filing.withdrawn.clone(),
        // Intake records that a guardian acts; whether by right is for the panel to find.
        authority: filing.represented.then_some(Authority::Stated),
        assent: filing.assent,
    }
}

fn act(stated: &ActFact, operation: Option<&str>) -> Act {
    Act {
        act_id: label_of(stated.act_id),
        act: Some(stated.act),
        harassment_only: false,
        period: false,
        aggravations: stated.aggravations.clone(),
        when: stated.when,
        operation: operation.and_then(|code| code.parse().ok()),
        by_means_of_service: None,
        perpetrators: Vec::new(),
    }
}

/// The label of an act: its identifier, so that the order of acts in a filing plays no part.
///
/// # Panics
/// Never: an identifier has 36 digits and dashes.
pub fn label_of(act: redress_kernel::ActId) -> Label {
    act.to_string().parse().expect("an identifier is a label")
}

/// Sources of what the filing and the case say.
fn sources(case: &Case<'_>, facts: &Facts, before: Option<&Sheet>) -> Result<Sources, Fault> {
    let stands = paths(&serde_json::to_value(facts).map_err(Fault::new)?);
    let stood = match before {
        Some(before) => paths(&serde_json::to_value(&before.facts).map_err(Fault::new)?),
        None => BTreeMap::default(),
    };
    let mut sources = Sources::default();
    for (path, value) in &stands {
        let since = |source, on| Source { source, by: None, on, why: None };
        let source = if is_of_case(path) {
            since(SourceKind::Case, case.today)
        } else {
            let kept = before.filter(|_| stood.get(path) == Some(value));
            let kept = kept.and_then(|before| before.sources.of(path)).filter(|source| {
                let own = [SourceKind::Filing, SourceKind::AdvocateAnswer, SourceKind::Match];
                source.by.is_none() && own.contains(&source.source)
            });
            match (kept, before) {
                (Some(kept), _) => kept.clone(),
                _ if path == "matched" => since(SourceKind::Match, case.today),
                (None, Some(_)) => since(SourceKind::AdvocateAnswer, case.today),
                (None, None) => since(SourceKind::Filing, facts.filed_on),
            }
        };
        sources.0.insert(path.clone(), source);
    }
    Ok(sources)
}

fn is_of_case(path: &str) -> bool {
    ["claim", "filed_on", "assessed_on", "progress", "panel"]
        .iter()
        .any(|of_case| is_under(path, of_case))
}

/// For which currencies and days the facts need a rate.
pub fn rates_needed(facts: &Facts) -> (BTreeSet<Currency>, BTreeSet<Date>) {
    let losses = &facts.losses;
    let sums = losses.medical_past.iter().chain(&losses.psychosocial_past);
    let sums = sums.chain(&losses.medical_planned).chain(&losses.psychosocial_extra);
    let wage = losses.earnings.iter().filter_map(|earnings| earnings.monthly_wage.as_ref());
    let costs = facts.costs.iter().filter_map(|cost| cost.paid.as_ref());
    let funeral = facts.funeral.iter().filter_map(|funeral| funeral.paid.as_ref());
    let offsets = facts.offsets.iter().map(|offset| &offset.amount);
    let mut currencies: BTreeSet<Currency> = sums
        .chain(wage)
        .chain(costs)
        .chain(funeral)
        .chain(offsets)
        .map(|sum| sum.currency())
        .chain(facts.payment.currency)
        .collect();
    currencies.remove(&Currency::USD);
    let mut days = BTreeSet::from([facts.assessed_on]);
    days.extend(facts.offsets.iter().filter_map(|offset| offset.paid_on));
    days.extend(&facts.payment.instructed_on);
    (currencies, days)
}

impl Sheet {
    /// Puts the rates in, each with its source.
    pub fn put_rates(&mut self, mut rates: Vec<Rate>) {
        // Invariant: the order in which they were read plays no part.
        rates.sort_by_key(|rate| (rate.currency, rate.effective_on));
        for rate in &rates {
            let source =
                Source { source: SourceKind::Rate, by: None, on: rate.effective_on, why: None };
            self.sources.put(&format!("rates[{}]", rate.rate_id), source);
        }
        self.facts.rates = rates;
    }
}
