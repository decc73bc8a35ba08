//! The value of each fact as text, and of each argument of a reason. Codes stand as codes: who shows
//! them puts them into words.

use super::Text;
use super::of::codes;
use crate::facts::{Act, LossProof, Member, Perpetrator};
use crate::rules::fact::FactName;
use crate::trace::Value;
use crate::{Facts, Mechanism, Trace};
use redress_kernel::code::Answer;
use redress_kernel::{Date, Money};

/// Stands where a fact is not known.
const UNKNOWN: &str = "-";

/// What an explanation is read from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub mechanism: &'a Mechanism,
    pub facts: &'a Facts,
    pub trace: &'a Trace,
}

/// A value as text, or that it is not known.
pub(super) fn text_of(value: Option<impl Into<Text>>) -> Text {
    value.map_or(Text::Borrowed(UNKNOWN), Into::into)
}

fn yes_no(is_so: bool) -> Text {
    Text::Borrowed(if is_so { Answer::Yes.as_str() } else { Answer::No.as_str() })
}

fn day(day: Date) -> Text {
    Text::Owned(day.to_string())
}

fn sum(money: Money) -> Text {
    Text::Owned(format!("{} {}", money.amount(), money.currency()))
}

fn interval(from: Date, until: Option<Date>) -> Text {
    Text::Owned(match until {
        Some(until) => format!("{from} – {until}"),
        None => format!("{from} –"),
    })
}

/// The code of an optional one.
macro_rules! code {
    ($value:expr) => {
        text_of($value.map(|code| code.as_str()))
    };
}

impl<'a> Reader<'a> {
    /// The act of a pair.
    pub fn act(&self, pair: Option<usize>) -> Option<&'a Act> {
        let place = self.trace.pairs.get(pair?)?.act?;
        self.facts.acts.get(usize::from(place))
    }

    /// Who did it, of a pair.
    pub fn perpetrator(&self, pair: Option<usize>) -> Option<&'a Perpetrator> {
        let place = self.trace.pairs.get(pair?)?.perpetrator?;
        self.facts.perpetrators.get(usize::from(place))
    }

    /// The value of an argument of a reason.
    pub fn value(&self, value: Value, pair: Option<usize>) -> Text {
        match value {
            Value::Day(on) => day(on),
            Value::Count(count) => Text::Owned(count.to_string()),
            Value::Usd(amount) => Text::Owned(redress_kernel::money::grouped(amount)),
            Value::Code(code) => Text::Borrowed(code),
            Value::Fact(name) => self.fact(name, pair),
            Value::Ground(place) => {
                let ruling = self.facts.rulings.get(usize::from(place));
                text_of(ruling.map(|ruling| ruling.ground.to_string()))
            }
        }
    }

    /// The value of a fact: of the pair, or of every act or person where there is none.
    pub fn fact(&self, name: FactName, pair: Option<usize>) -> Text {
        let found = self.of_process(name).or_else(|| self.of_claim(name));
        found.or_else(|| self.of_money(name)).unwrap_or_else(|| self.of_pair(name, pair))
    }

    fn of_pair(&self, name: FactName, pair: Option<usize>) -> Text {
        if pair.is_some() {
            let act = self.act(pair).map(|act| self.of_act(name, act));
            let person = || self.perpetrator(pair).and_then(|person| of_perpetrator(name, person));
            return act.flatten().or_else(person).unwrap_or(Text::Borrowed(UNKNOWN));
        }
        let acts = self.facts.acts.iter().filter_map(|act| self.of_act(name, act));
        let people = self.facts.perpetrators.iter().filter_map(|p| of_perpetrator(name, p));
        let mut known: Vec<Text> = acts.chain(people).filter(|text| text != UNKNOWN).collect();
        if name == FactName::Category && known.is_empty() {
            return Text::Borrowed(UNKNOWN);
        }
        known.dedup();
        codes(known.iter().map(AsRef::as_ref))
    }

    fn of_act(&self, name: FactName, act: &Act) -> Option<Text> {
        Some(match name {
            FactName::Act => code!(act.act),
            FactName::HarassmentOnly => yes_no(act.harassment_only),
            FactName::Period => yes_no(act.period),
            FactName::Aggravations => codes(act.aggravations.iter().map(|code| code.as_str())),
            FactName::When => text_of(act.when.map(|when| when.to_string())),
            FactName::Operation => text_of(act.operation.map(|code| code.to_string())),
            FactName::OperationRan => {
                let operation =
                    act.operation.and_then(|code| self.mechanism.rules.operation(&code));
                operation.map_or(Text::Borrowed(UNKNOWN), |ran| interval(ran.from, ran.until))
            }
            FactName::Means => code!(act.by_means_of_service),
            _ => return None,
        })
    }

    fn of_claim(&self, name: FactName) -> Option<Text> {
        let (facts, claimant) = (self.facts, &self.facts.claimant);
        Some(match name {
            FactName::FiledOn => day(facts.filed_on),
            FactName::AssessedOn => day(facts.assessed_on),
            FactName::OpenedOn => text_of(facts.progress.opened_on.map(day)),
            FactName::Requests => Text::Owned(facts.progress.requests.to_string()),
            FactName::OnFile => yes_no(facts.progress.on_file),
            FactName::Standing => code!(claimant.standing),
            FactName::ShownBy => codes(claimant.shown_by.iter().map(crate::Label::as_str)),
            FactName::DnaExcluded => yes_no(claimant.dna_excluded),
            FactName::Birth => text_of(claimant.birth.map(|birth| birth.to_string())),
            FactName::Under18 => code!(claimant.under_18),
            FactName::Incapacity => text_of(claimant.incapacity.map(|t| interval(t.from, t.until))),
            FactName::KnewOn => text_of(claimant.knew_on.map(day)),
            FactName::LateCause => text_of(claimant.late_cause.map(|cause| cause.to_string())),
            FactName::ConsentGiven => codes(facts.consent.given.iter().map(|code| code.as_str())),
            FactName::ConsentWithdrawn => {
                codes(facts.consent.withdrawn.iter().map(|code| code.as_str()))
            }
            FactName::Authority => code!(facts.consent.authority),
            FactName::Assent => code!(facts.consent.assent),
            FactName::Unit => code!(facts.unit.as_ref().map(|unit| unit.status)),
            FactName::Matched => code!(facts.matched),
            FactName::Account => code!(facts.proof.account),
            FactName::LossProof => losses(&facts.proof.losses),
            FactName::DiedOn => text_of(facts.death.map(|death| day(death.died_on))),
            FactName::Successor => code!(facts.death.and_then(|death| death.successor)),
            FactName::KinShown => code!(facts.death.and_then(|death| death.shown)),
            FactName::Ruling => {
                let said = facts.rulings.iter();
                let said: Vec<String> =
                    said.map(|r| format!("{} {} {}", r.rule, r.outcome, r.ground)).collect();
                codes(said.iter().map(String::as_str))
            }
            _ => return None,
        })
    }

    fn of_money(&self, name: FactName) -> Option<Text> {
        let (interim, fund, payment) = (&self.facts.interim, &self.facts.fund, &self.facts.payment);
        let payee = payment.payee;
        Some(match name {
            FactName::OtherPayment => code!(self.facts.other_payment),
            FactName::Offsets => {
                let said = self.facts.offsets.iter();
                let said: Vec<String> =
                    said.map(|offset| format!("{} {}", offset.kind, sum(offset.amount))).collect();
                codes(said.iter().map(String::as_str))
            }
            FactName::EmergencyPaid => text_of(interim.emergency_paid.map(sum)),
            FactName::InterimPaid => text_of(interim.paid.map(sum)),
            FactName::InterimAsked => text_of(interim.asked.map(sum)),
            FactName::SafetyNeed => code!(interim.safety_need),
            FactName::DelayDays => Text::Owned(interim.delay_days.to_string()),
            FactName::FundFactor => text_of(fund.factor.map(|factor| factor.to_string())),
            FactName::FundCash => text_of(fund.cash.map(sum)),
            FactName::FundPledges => text_of(fund.pledges.map(sum)),
            FactName::Payee => code!(payee.map(|payee| payee.kind)),
            FactName::PayeeHousehold => code!(payee.and_then(|payee| payee.with_perpetrator)),
            FactName::PayeeAuthority => code!(payee.and_then(|payee| payee.authority)),
            FactName::PayeeMatch => code!(payment.payee_match),
            FactName::MethodTested => code!(payment.method_tested),
            FactName::Returned => yes_no(payment.returned),
            FactName::EarlierNet => {
                text_of(self.facts.review.and_then(|review| review.earlier_net).map(sum))
            }
            FactName::Net => text_of(
                self.trace
                    .assessed
                    .then(|| Text::Owned(redress_kernel::money::grouped(self.trace.award.net))),
            ),
            _ => return None,
        })
    }

    fn of_process(&self, name: FactName) -> Option<Text> {
        let facts = self.facts;
        let (panel, offer, review) = (facts.panel.as_ref(), facts.offer, facts.review);
        Some(match name {
            FactName::Members => text_of(panel.map(|panel| panel.members.len().to_string())),
            FactName::Clear => text_of(panel.map(|panel| yes_no(panel.clear))),
            FactName::Views => text_of(panel.map(|panel| views(&panel.members))),
            FactName::OfferServedOn => text_of(offer.and_then(|offer| offer.served_on).map(day)),
            FactName::OfferAnswer => code!(offer.and_then(|offer| offer.answer)),
            FactName::Reachable => code!(offer.and_then(|offer| offer.reachable)),
            FactName::ReviewReceivedOn => text_of(review.map(|review| day(review.received_on))),
            FactName::ReviewAskedOn => text_of(review.map(|review| day(review.asked_on))),
            FactName::ReviewCause => {
                text_of(review.and_then(|review| review.late_cause).map(|cause| cause.to_string()))
            }
            FactName::NewItem => code!(facts.reopening.and_then(|reopening| reopening.what)),
            FactName::Fraud => text_of(facts.fraud.map(fraud)),
            FactName::Liable => code!(facts.recourse.and_then(|recourse| recourse.liable)),
            FactName::Breaches => Text::Owned(facts.breaches.len().to_string()),
            FactName::FeesDeclared => code!(facts.fees.declared),
            FactName::ShareFound => yes_no(facts.fees.share_found),
            FactName::SeveralHelpers => yes_no(facts.fees.several_helpers),
            _ => return None,
        })
    }
}

fn of_perpetrator(name: FactName, person: &Perpetrator) -> Option<Text> {
    Some(match name {
        FactName::Category => code!(person.category),
        FactName::Service => {
            text_of(person.service.map(|service| interval(service.from, service.until)))
        }
        FactName::Serving => code!(person.serving),
        FactName::Identification => text_of(person.identification.map(|asked| {
            let signs = asked.signs.map_or(UNKNOWN, |signs| signs.as_str());
            format!("{} {signs}", asked.asked_on)
        })),
        _ => return None,
    })
}

fn losses(losses: &[LossProof]) -> Text {
    let said: Vec<String> =
        losses.iter().map(|proof| format!("{} {}", proof.head, proof.reaches)).collect();
    codes(said.iter().map(String::as_str))
}

/// The views, as far as they are recorded.
fn views(members: &[Member]) -> Text {
    codes(members.iter().filter_map(|member| member.view).map(crate::facts::View::as_str))
}

/// The parts of an allegation that are shown.
fn fraud(alleged: crate::facts::Fraud) -> Text {
    let is_yes = |answer: Option<Answer>| answer == Some(Answer::Yes);
    let parts = [
        ("material", is_yes(alleged.material)),
        ("knowing", is_yes(alleged.knowing)),
        ("clear_and_convincing", is_yes(alleged.clear_and_convincing)),
        ("heard", alleged.heard),
        ("by_outsiders", alleged.by_outsiders),
        ("by_intermediary", alleged.by_intermediary),
    ];
    codes(parts.into_iter().filter(|(_, shown)| *shown).map(|(part, _)| part))
}
