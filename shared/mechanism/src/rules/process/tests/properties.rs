//! What holds for any facts, sensible or not.

use super::words::{texts, variables};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Chooses by bytes, so that a failing case shrinks.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn roll(&mut self) -> usize {
        self.0.next().copied().map_or(0, usize::from)
    }

    fn flag(&mut self) -> bool {
        self.roll() % 2 == 1
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll() % all.len()]
    }

    fn maybe<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let place = self.roll() % (all.len() + 1);
        all.get(place).copied()
    }

    fn answer(&mut self) -> Option<Answer> {
        self.maybe(Answer::ALL)
    }

    fn day(&mut self) -> Date {
        self.of(&[
            Date::MIN,
            date!(1990 - 02 - 28),
            date!(2008 - 04 - 15),
            date!(2023 - 04 - 15),
            date!(2024 - 02 - 29),
            date!(2025 - 08 - 31),
            date!(2026 - 01 - 15),
            date!(2026 - 04 - 15),
            date!(2026 - 04 - 16),
            Date::MAX,
        ])
    }

    fn sum(&mut self) -> Option<Money> {
        let most = redress_kernel::money::AMOUNT_MAX;
        let amounts = [dec!(0), dec!(-1.00), dec!(400), dec!(500.00), dec!(3000.00), most];
        let amount = self.maybe(&amounts)?;
        let currency = if self.flag() { Currency::USD } else { "XAF".parse().ok()? };
        Money::new(amount, currency).ok()
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.roll() % 4).map(|_| one(self)).collect()
    }

    fn count(&mut self) -> u32 {
        self.of(&[0, 1, 7, 72, 73, 90, u32::MAX])
    }
}

fn any_facts(bytes: &[u8]) -> Facts {
    let dice = &mut Dice(bytes.iter());
    let mut facts = plain();
    facts.assessed_on = if dice.flag() { facts.assessed_on } else { dice.day() };
    facts.filed_on = if dice.flag() { facts.filed_on } else { dice.day() };
    facts.progress = Progress { requests: dice.count(), on_file: dice.flag(), opened_on: None };
    people(&mut facts, dice);
    facts.unit = dice.flag().then(|| Unit {
        status: dice.of(UnitStatus::ALL),
        asked_on: dice.flag().then(|| dice.day()),
        acts: dice.list(|dice| label(dice.of(&["a1", "a2"]))),
    });
    facts.proof.account = dice.answer();
    facts.proof.losses =
        dice.list(|dice| LossProof { head: dice.of(&Head::ALL), reaches: dice.of(Test::ALL) });
    facts.other_payment = dice.answer();
    facts.offsets = dice.list(|dice| {
        let paid = dice.answer();
        offset(dice.of(&["settlement", "charity", "x"]), paid, dice.maybe(&Head::ALL))
    });
    facts.interim = Interim {
        emergency_paid: dice.sum(),
        paid: dice.sum(),
        asked: dice.sum(),
        safety_need: dice.answer(),
        delay_days: dice.count(),
    };
    facts.fund =
        Fund { factor: dice.maybe(&[dec!(0.65), dec!(1)]), cash: dice.sum(), pledges: dice.sum() };
    payment_and_panel(&mut facts, dice);
    afterwards(&mut facts, dice);
    facts
}

fn people(facts: &mut Facts, dice: &mut Dice<'_>) {
    facts.claimant.standing = dice.maybe(Standing::ALL);
    facts.claimant.under_18 = dice.answer();
    facts.claimant.birth = dice.flag().then(|| DateSpan::day(dice.day()));
    facts.child = dice.flag().then(|| Child { born_on: dice.day() });
    for purpose in ConsentPurpose::ALL {
        match dice.roll() % 3 {
            0 => facts.consent.given.push(*purpose),
            1 => facts.consent.withdrawn.push(*purpose),
            _ => facts.consent.given.retain(|given| given != purpose),
        }
    }
    let when = dice.flag().then(|| DateSpan::day(dice.day()));
    facts.acts[0].when = when;
    if dice.flag() {
        facts.acts.clear();
    }
    facts.perpetrators = dice.list(|dice| Perpetrator {
        category: dice.maybe(&[Category::CivInt, Category::MilCon, Category::Unk, Category::Corp]),
        identification: dice.flag().then(|| Identification {
            asked_on: dice.day(),
            excluded: dice.flag(),
            signs: dice.maybe(Signs::ALL),
        }),
        ..person("p1", Category::Unk)
    });
}

fn payment_and_panel(facts: &mut Facts, dice: &mut Dice<'_>) {
    facts.payment.payee = dice.flag().then(|| Payee {
        kind: dice.of(PayeeKind::ALL),
        with_perpetrator: dice.answer(),
        authority: dice.maybe(Authority::ALL),
    });
    facts.payment.payee_match = dice.answer();
    facts.payment.method_tested = dice.answer();
    facts.payment.returned = dice.flag();
    facts.panel = dice.flag().then(|| Panel {
        members: dice.list(|dice| Member {
            chair: dice.flag(),
            trained: dice.flag(),
            gender: dice.maybe(Gender::ALL),
            declared: dice.flag(),
            ties: dice.list(|dice| dice.of(Tie::ALL)),
            served_until: dice.flag().then(|| dice.day()),
            view: dice.maybe(View::ALL),
        }),
        clear: dice.flag(),
    });
}

fn afterwards(facts: &mut Facts, dice: &mut Dice<'_>) {
    facts.offer = dice.flag().then(|| Offer {
        served_on: dice.flag().then(|| dice.day()),
        answer: dice.maybe(OfferAnswer::ALL),
        reachable: dice.answer(),
    });
    facts.review = dice.flag().then(|| Review {
        received_on: dice.day(),
        asked_on: dice.day(),
        late_cause: dice.maybe(&["illness", "harvest"]).map(label),
        earlier_net: dice.sum(),
    });
    facts.reopening = dice.flag().then(|| Reopening { what: dice.maybe(NewItem::ALL) });
    facts.death = dice.flag().then(|| Death {
        died_on: dice.day(),
        successor: dice.maybe(Successor::ALL),
        sharing: dice.count(),
        shown: dice.answer(),
    });
    facts.fraud = dice.flag().then(|| Fraud {
        heard: dice.flag(),
        material: dice.answer(),
        knowing: dice.answer(),
        clear_and_convincing: dice.answer(),
        by_outsiders: dice.flag(),
        by_intermediary: dice.flag(),
    });
    facts.recourse = dice.flag().then(|| Recourse { liable: dice.maybe(Liable::ALL) });
    facts.breaches = dice.list(|dice| Breach {
        told_after_hours: dice.flag().then(|| dice.count()),
        confirmed: dice.answer(),
    });
    facts.fees =
        Fees { declared: dice.answer(), share_found: dice.flag(), several_helpers: dice.flag() };
    facts.rulings = dice.list(|dice| Ruling {
        rule: dice.of(Rule::ALL),
        act: None,
        outcome: dice.of(&[Met, NotMet]),
        ground: label("on_file"),
    });
}

/// What is no longer known, one fact at a time.
const FORGET: [fn(&mut Facts); 30] = [
    |facts| facts.proof.account = facts.proof.account.and(Some(Answer::Unknown)),
    |facts| facts.other_payment = Some(Answer::Unknown),
    |facts| facts.offsets.iter_mut().for_each(|one| one.paid = None),
    |facts| facts.interim.safety_need = None,
    |facts| facts.interim.safety_need = Some(Answer::Unknown),
    |facts| facts.interim.asked = None,
    |facts| facts.fund.cash = None,
    |facts| facts.fund.pledges = None,
    |facts| facts.consent.withdrawn.clear(),
    |facts| facts.consent.given.retain(|purpose| *purpose == ConsentPurpose::P1),
    |facts| facts.perpetrators.iter_mut().for_each(|one| one.identification = None),
    |facts| facts.payment.payee.iter_mut().for_each(|one| one.with_perpetrator = None),
    |facts| facts.payment.payee.iter_mut().for_each(|one| one.authority = None),
    |facts| facts.payment.payee_match = None,
    |facts| facts.payment.method_tested = None,
    |facts| members(facts, |one| one.gender = None),
    |facts| members(facts, |one| one.served_until = None),
    |facts| facts.offer.iter_mut().for_each(|one| one.answer = None),
    |facts| facts.offer.iter_mut().for_each(|one| one.reachable = None),
    |facts| facts.review.iter_mut().for_each(|one| one.late_cause = None),
    |facts| facts.reopening.iter_mut().for_each(|one| one.what = None),
    |facts| facts.death.iter_mut().for_each(|one| one.successor = None),
    |facts| facts.death.iter_mut().for_each(|one| one.shown = None),
    |facts| facts.fraud.iter_mut().for_each(|one| one.heard = false),
    |facts| facts.fraud.iter_mut().for_each(|one| one.material = None),
    |facts| facts.fraud.iter_mut().for_each(|one| one.knowing = Some(Answer::Unknown)),
    |facts| facts.recourse.iter_mut().for_each(|one| one.liable = None),
    |facts| facts.breaches.iter_mut().for_each(|one| one.confirmed = None),
    |facts| facts.breaches.iter_mut().for_each(|one| one.told_after_hours = None),
    |facts| facts.fees.declared = None,
];

fn members(facts: &mut Facts, change: fn(&mut Member)) {
    facts.panel.iter_mut().flat_map(|panel| &mut panel.members).for_each(change);
}

fn beyond(trace: &Trace) -> Vec<Finding> {
    let gate = |finding: &&Finding| !Rule::GATE.contains(&finding.rule);
    trace.findings.iter().filter(gate).copied().collect()
}

fn targets(trace: &Trace) -> BTreeSet<&'static str> {
    let referred = trace.findings.iter().filter_map(|finding| finding.refer_to);
    referred.map(crate::data::ReferTo::as_str).collect()
}

proptest! {
    #[test]
    fn every_rule_answers_once_whatever_the_facts(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        net in prop::sample::select(vec![dec!(0), dec!(10000.01), dec!(75000.01), Decimal::MAX]),
    ) {
        let trace = with_net(&any_facts(&bytes), net);
        let rules: Vec<Rule> = beyond(&trace).iter().map(|finding| finding.rule).collect();
        prop_assert_eq!(rules.len(), CHECKS.len());
        prop_assert!(rules.is_sorted());
        for finding in beyond(&trace) {
            prop_assert!(finding.engaged || finding.outcome == Met, "{}", finding.rule);
            prop_assert!(finding.ask.is_none() || finding.outcome == Undetermined);
            prop_assert!(finding.pair.is_none() && finding.refer_to.is_none());
            let is_asked = finding.ask.is_none_or(|ask| trace.asks.contains(&ask));
            prop_assert!(is_asked, "{}", finding.rule);
        }
        let each: BTreeSet<Ask> = trace.asks.iter().copied().collect();
        prop_assert_eq!(each.len(), trace.asks.len());
    }

    #[test]
    fn the_order_of_lists_plays_no_part(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let facts = any_facts(&bytes);
        let mut turned = facts.clone();
        turned.offsets.reverse();
        turned.breaches.reverse();
        turned.proof.losses.reverse();
        turned.consent.given.reverse();
        turned.panel.iter_mut().for_each(|panel| panel.members.reverse());
        members(&mut turned, |member| member.ties.reverse());
        let net = dec!(75000.01);
        prop_assert_eq!(beyond(&with_net(&facts, net)), beyond(&with_net(&turned, net)));
    }

    #[test]
    fn what_is_not_known_never_makes_a_rule_not_met(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        forget in 0..FORGET.len(),
    ) {
        let mut known = any_facts(&bytes);
        // A ruling settles only what is open, so it speaks once something is not known.
        known.rulings.clear();
        let mut unknown = known.clone();
        FORGET[forget](&mut unknown);
        let net = dec!(3000.00);
        let (known, unknown) = (with_net(&known, net), with_net(&unknown, net));
        // Where the gate itself comes to something else, other rules are raised.
        prop_assume!(known.gate == unknown.gate);
        for (before, after) in beyond(&known).iter().zip(beyond(&unknown)) {
            // Where a referral would go elsewhere, other consents are needed for it.
            let other_consents = after.rule == Rule::R10 && targets(&known) != targets(&unknown);
            let worse = after.outcome == NotMet && before.outcome != NotMet && !other_consents;
            prop_assert!(!worse, "{}: {} then {}", after.rule, before.reason.key, after.reason.key);
        }
    }

    #[test]
    fn every_reason_has_its_words_with_its_values(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        static TEXTS: std::sync::LazyLock<std::collections::BTreeMap<&str, &str>> =
            std::sync::LazyLock::new(|| texts(redress_kernel::Language::En));
        for finding in beyond(&with_net(&any_facts(&bytes), dec!(75000.01))) {
            let key = finding.reason.key;
            let text = TEXTS.get(key).unwrap_or_else(|| panic!("no words for {key}"));
            let given: BTreeSet<&str> =
                finding.reason.args.iter().flatten().map(|(name, _)| *name).collect();
            // A text may leave a ground out, never name a value that it is not given.
            prop_assert!(variables(text).is_subset(&given), "{key}: {given:?}");
            let is_whole = variables(text) == given || key.starts_with("reason-ruled");
            prop_assert!(is_whole, "{key}: {given:?}");
        }
    }
}
