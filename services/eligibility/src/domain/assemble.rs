//! The facts of a claim put together: what was filed, how the case stands, and everything that people
//! recorded since, in the order in which they did. The same parts give the same facts.
//! Never here: what a change does (change), SQL, a clock.

use super::change::{Recorded, apply};
use super::source::{Source, SourceKind, Sources, is_under};
use super::version::paths;
use redress_kernel::code::{Answer, ClaimantType};
use redress_kernel::facts::{ActFact, Filing};
use redress_kernel::{ClaimCode, Currency, Date, Decimal, Fault};
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

    /// Puts the fund factor in force in, unless the panel was told another one.
    pub fn put_factor(&mut self, in_force: Option<(Decimal, Date)>) {
        if let (Some((factor, starts_on)), None) = (in_force, self.facts.fund.factor) {
            let source = Source { source: SourceKind::Fund, by: None, on: starts_on, why: None };
            self.sources.put("fund.factor", source);
            self.facts.fund.factor = Some(factor.normalize());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::change::Change;
    use super::*;
    use redress_kernel::code::{ActCode, Category, ConsentPurpose, Impact};
    use redress_kernel::facts::{CaseFacts, Losses, MatchResult};
    use redress_kernel::{ActId, ActorId, Money, Uuid};
    use redress_mechanism::facts::PayeeKind;
    use time::macros::date;

    fn filing() -> Filing {
        let act = |number| ActFact {
            act_id: ActId(Uuid::from_u128(number)),
            act: ActCode::A5,
            aggravations: Vec::new(),
            when: None,
        };
        Filing {
            facts: CaseFacts {
                claimant: Some(ClaimantType::Guardian),
                operation: Some("MINUSCA".to_owned()),
                category: Some(Category::Unk),
                acts: vec![act(1), act(2)],
                impact: Some(Impact::I1),
                losses: Losses {
                    months_without_work: Some(Decimal::TEN),
                    monthly_wage: Money::new(60_000.into(), "XAF".parse().expect("known")).ok(),
                    ..Losses::default()
                },
                reported: Some(Answer::Yes),
                ..CaseFacts::default()
            },
            filed_on: date!(2026 - 10 - 01),
            consents: vec![ConsentPurpose::P1],
            matched: Some(MatchResult::None),
            withdrawn: vec![ConsentPurpose::P9],
            represented: true,
            assent: Some(Answer::Yes),
            pay_currency: "XAF".parse().ok(),
            instalments: Some(3),
        }
    }

    fn assembled(filing: &Filing, before: Option<&Sheet>, recorded: &[Recorded]) -> Assembled {
        let code = ClaimCode::random();
        let case = Case {
            claim_code: &code,
            filing,
            opened_on: date!(2026 - 10 - 05),
            requests: 1,
            today: date!(2026 - 11 - 02),
        };
        assemble(&case, before, recorded).expect("puts together")
    }

    fn recorded(change: Change) -> Recorded {
        Recorded {
            change,
            source: SourceKind::Unit,
            why: None,
            by: ActorId(Uuid::from_u128(7)),
            on: date!(2026 - 10 - 20),
        }
    }

    fn kind(sheet: &Sheet, path: &str) -> Option<SourceKind> {
        sheet.sources.of(path).map(|source| source.source)
    }

    #[test]
    fn a_filing_becomes_facts_each_with_its_source() {
        let Assembled { sheet, set_aside } = assembled(&filing(), None, &[]);
        let facts = &sheet.facts;
        assert_eq!((facts.check(), set_aside), (Vec::new(), 0));
        assert_eq!(facts.claimant.standing, Some(Standing::Guardian));
        assert_eq!(facts.consent.authority, Some(Authority::Stated));
        assert_eq!(facts.consent.withdrawn, [ConsentPurpose::P9]);
        assert_eq!(facts.unit.as_ref().map(|unit| unit.status), Some(UnitStatus::Pending));
        assert_eq!((facts.acts.len(), facts.perpetrators.len()), (2, 1));
        assert_eq!(kind(&sheet, "impact"), Some(SourceKind::Filing));
        assert_eq!(kind(&sheet, "matched"), Some(SourceKind::Match));
        assert_eq!(kind(&sheet, "progress.requests"), Some(SourceKind::Case));
        let (currencies, days) = rates_needed(facts);
        assert_eq!(currencies.len(), 1, "of wage and payment alike");
        assert_eq!(days, BTreeSet::from([date!(2026 - 11 - 02)]));
    }

    #[test]
    fn what_was_recorded_is_put_in_anew_and_what_the_advocate_said_otherwise_is_an_answer() {
        let found = [recorded(Change::Category { perpetrator: None, category: Category::Unv })];
        let first = assembled(&filing(), None, &found).sheet;
        let mut answered = filing();
        answered.facts.impact = Some(Impact::I3);
        answered.facts.category = Some(Category::MilCon);
        let then = assembled(&answered, Some(&first), &found).sheet;
        assert_eq!(then.facts.perpetrators[0].category, Some(Category::Unv), "the panel's stands");
        assert_eq!(kind(&then, "perpetrators[p-1].category"), Some(SourceKind::Unit));
        assert_eq!(kind(&then, "impact"), Some(SourceKind::AdvocateAnswer));
        assert_eq!(kind(&then, "claimant.standing"), Some(SourceKind::Filing));
        let later = assembled(&answered, Some(&then), &found).sheet;
        assert_eq!(kind(&later, "impact"), Some(SourceKind::AdvocateAnswer), "and stays one");
    }

    #[test]
    fn what_finds_no_place_any_more_is_set_aside_and_counted() {
        let gone = label_of(ActId(Uuid::from_u128(2)));
        let found = [
            recorded(Change::Period { act: gone, period: true }),
            recorded(Change::Impact { impact: Impact::I4 }),
        ];
        let mut fewer = filing();
        fewer.facts.acts.truncate(1);
        let Assembled { sheet, set_aside } = assembled(&fewer, None, &found);
        assert_eq!((set_aside, sheet.facts.impact), (1, Some(Impact::I4)));
    }

    #[test]
    fn a_change_says_the_whole_of_its_part() {
        let payee = |kind| redress_mechanism::facts::Payee {
            kind,
            with_perpetrator: None,
            authority: None,
        };
        let change = |payee| Change::Payee {
            payee,
            payee_match: Some(Answer::Yes),
            method_tested: None,
            returned: false,
        };
        let found = [recorded(change(Some(payee(PayeeKind::Carer)))), recorded(change(None))];
        let sheet = assembled(&filing(), None, &found).sheet;
        assert_eq!((sheet.facts.payment.payee, sheet.facts.payment.instalments), (None, Some(3)));
    }
}
