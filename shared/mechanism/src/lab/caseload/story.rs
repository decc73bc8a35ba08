//! Who claims, what was done by whom and when, and how the review stands.

use super::{Caseload, Room, Site, mix};
use crate::facts::{
    Act, Authority, Child, Death, Facts, Funeral, Gender, Identification, Interval, Member, Offer,
    OfferAnswer, Perpetrator, Service, Signs, Standing, Successor, Unit, UnitStatus, View,
};
use crate::lab::random::Random;
use redress_kernel::code::{Answer, ConsentPurpose};
use redress_kernel::facts::MatchResult;
use redress_kernel::{Date, DateSpan};

/// Age of the youngest at the first act, days.
const CHILD_DAYS: u32 = 3_285;

/// A day so many days after another.
pub(super) fn after(day: Date, days: u32) -> Date {
    let later = day.to_julian_day().saturating_add_unsigned(days);
    Date::from_julian_day(later).unwrap_or(day)
}

/// A day so many days before another.
pub(super) fn before(day: Date, days: u32) -> Date {
    let earlier = day.to_julian_day().saturating_sub_unsigned(days);
    Date::from_julian_day(earlier).unwrap_or(day)
}

/// Days, people and acts; returns where it was.
pub(super) fn tell(caseload: &Caseload, random: &mut Random, room: &mut Room) -> Site {
    let weights = mix::PLACES.map(|place| place.1);
    let mut drawn = random.below(weights.iter().sum());
    let place = weights.iter().position(|weight| {
        let here = drawn < *weight;
        drawn = drawn.saturating_sub(*weight);
        here
    });
    let site = caseload.places[place.unwrap_or_default()];
    let facts = &mut room.facts;
    facts.assessed_on = before(caseload.last_day, random.below(200));
    facts.filed_on = before(facts.assessed_on, random.between(20, 240));
    facts.progress.opened_on = Some(after(facts.filed_on, random.between(1, 20)));
    facts.progress.requests = random.below(4);
    facts.progress.on_file = random.chance(20);
    perpetrators(caseload, random, facts);
    let last_act = acts(caseload, random, site, room);
    claimant(caseload, random, last_act, &mut room.facts);
    service(random, last_act, &mut room.facts);
    site
}

fn perpetrators(caseload: &Caseload, random: &mut Random, facts: &mut Facts) {
    let people = match random.below(100) {
        0..3 => 0,
        3..88 => 1,
        88..96 => 2,
        _ => 3,
    };
    let asked_on = before(facts.assessed_on, random.below(150));
    for perpetrator_id in &caseload.words.people[..people] {
        let category = random.weighted(&mix::CATEGORIES).flatten();
        let unknown = matches!(category, None | Some(redress_kernel::code::Category::Unk));
        let identification = (unknown && random.chance(600)).then(|| Identification {
            asked_on,
            excluded: random.chance(80),
            signs: random
                .weighted(&[(Some(Signs::Civilian), 4), (Some(Signs::Uniform), 2), (None, 4)])
                .flatten(),
        });
        facts.perpetrators.push(Perpetrator {
            perpetrator_id: *perpetrator_id,
            category,
            service: None,
            serving: random
                .weighted(&[(Some(Answer::Yes), 82), (Some(Answer::Unknown), 8), (None, 10)])
                .flatten(),
            identification,
        });
    }
}

/// The acts; returns the last day of the last one.
fn acts(caseload: &Caseload, random: &mut Random, site: Site, room: &mut Room) -> Date {
    let count = match random.below(100) {
        0..2 => 0,
        2..72 => 1,
        72..90 => 2,
        90..97 => 3,
        _ => 4,
    };
    let mut last_act = Date::MIN;
    for act_id in &caseload.words.acts[..count] {
        let spare = room.spare_acts.pop();
        let (mut aggravations, mut people) =
            spare.map(|act| (act.aggravations, act.perpetrators)).unwrap_or_default();
        aggravations.clear();
        people.clear();
        for (aggravation, per_mille) in mix::AGGRAVATIONS {
            if random.chance(per_mille) {
                aggravations.push(aggravation);
            }
        }
        let listed = &room.facts.perpetrators;
        if listed.len() > 1 && random.chance(500) {
            let one = random.below(u32::try_from(listed.len()).unwrap_or(1));
            people.extend(listed.get(usize::try_from(one).unwrap_or(0)).map(|p| p.perpetrator_id));
        }
        let when = when(random, site, room.facts.filed_on);
        last_act = last_act.max(when.map_or(Date::MIN, |span| span.latest));
        let operation = match random.below(100) {
            0..3 => Some(caseload.words.unknown),
            3..6 => Some(caseload.words.other),
            6..8 => None,
            _ => Some(site.code),
        };
        room.facts.acts.push(Act {
            act_id: *act_id,
            act: random.weighted(&mix::ACTS).flatten(),
            harassment_only: random.chance(10),
            period: random.chance(250),
            aggravations,
            when,
            operation,
            by_means_of_service: random.weighted(&mix::ANSWERS).flatten(),
            perpetrators: people,
        });
    }
    last_act
}

/// To the day, to the month, to the year, or not known; never after filing.
fn when(random: &mut Random, site: Site, filed_on: Date) -> Option<DateSpan> {
    // Most people come within some years: of two years drawn the later counts.
    let year = random
        .between(site.first_year, site.last_year)
        .max(random.between(site.first_year, site.last_year));
    let year = i32::try_from(year).unwrap_or_default();
    let month = u8::try_from(random.between(1, 12)).unwrap_or(1);
    let day = u8::try_from(random.between(1, 28)).unwrap_or(1);
    let span = match random.below(100) {
        0..50 => DateSpan::from_parts(year, Some(month), Some(day)),
        50..75 => DateSpan::from_parts(year, Some(month), None),
        75..94 => DateSpan::from_parts(year, None, None),
        _ => None,
    }?;
    let last = before(filed_on, 1);
    DateSpan::new(span.earliest.min(last), span.latest.min(last))
}

fn claimant(caseload: &Caseload, random: &mut Random, last_act: Date, facts: &mut Facts) {
    let standing = random.weighted(&mix::STANDINGS).flatten();
    let day = if last_act == Date::MIN { before(facts.filed_on, 900) } else { last_act };
    let words = &caseload.words;
    let who = &mut facts.claimant;
    who.standing = standing;
    let minor = random.chance(if standing == Some(Standing::Guardian) { 700 } else { 180 });
    let born = if standing == Some(Standing::ChildBorn) {
        after(day, 270)
    } else {
        let years = if minor { random.between(11, 17) } else { random.between(19, 48) };
        let acts = facts.acts.iter().filter_map(|act| act.when);
        // Nobody is harmed before birth.
        let first = acts.map(|when| before(when.latest, CHILD_DAYS)).min().unwrap_or(day);
        before(day, years * 365 + random.below(365)).min(first)
    };
    let born = born.min(before(facts.filed_on, 30));
    who.birth = match random.below(10) {
        0..6 => Some(DateSpan::day(born)),
        6..8 => DateSpan::from_parts(born.year(), None, None),
        _ => None,
    };
    who.under_18 = random
        .weighted(&[
            (Some(if minor { Answer::Yes } else { Answer::No }), 8),
            (Some(Answer::Unknown), 1),
            (None, 1),
        ])
        .flatten();
    if !matches!(standing, None | Some(Standing::Victim)) && random.chance(750) {
        who.shown_by.extend(random.pick(&words.shown));
    }
    who.dna_excluded = standing == Some(Standing::ChildBorn)
        && random.chance(60)
        && !who.shown_by.iter().any(|shown| shown.as_str() == "dna");
    who.incapacity =
        random.chance(20).then(|| Interval { from: day, until: Some(after(day, 400)) });
    who.knew_on = random.chance(100).then(|| after(day, 300).min(facts.filed_on));
    who.late_cause = if random.chance(600) { random.pick(&words.late) } else { None };
    if standing == Some(Standing::ChildBorn) {
        facts.child = Some(Child { born_on: born });
    }
    if matches!(standing, Some(Standing::Dependant | Standing::FuneralPayer)) {
        facts.funeral = Some(Funeral { paid: None, bereavement: random.chance(700) });
        facts.death = Some(Death {
            died_on: before(facts.filed_on, random.below(600)).max(day),
            successor: random.pick(&[Successor::Dependants, Successor::Heirs, Successor::Nominee]),
            sharing: random.between(1, 7),
            shown: Some(Answer::Yes),
        });
    } else if random.chance(15) {
        facts.death = Some(Death {
            died_on: after(facts.filed_on, 5).min(facts.assessed_on),
            successor: random.pick(Successor::ALL),
            sharing: random.between(1, 7),
            shown: random.weighted(&mix::ANSWERS).flatten(),
        });
    }
    consent(random, minor, facts);
}

fn consent(random: &mut Random, minor: bool, facts: &mut Facts) {
    let consent = &mut facts.consent;
    consent.given.push(ConsentPurpose::P2);
    match random.below(1_000) {
        0..10 => consent.withdrawn.push(ConsentPurpose::P1),
        10..30 => {}
        _ => consent.given.push(ConsentPurpose::P1),
    }
    for (purpose, per_mille) in
        [(ConsentPurpose::P4, 450), (ConsentPurpose::P6, 600), (ConsentPurpose::P8, 900)]
    {
        if random.chance(per_mille) {
            consent.given.push(purpose);
        }
    }
    if minor || facts.claimant.standing == Some(Standing::Guardian) {
        consent.authority = random
            .weighted(&[
                (Some(Authority::Verified), 85),
                (Some(Authority::Stated), 10),
                (Some(Authority::Ended), 2),
                (None, 3),
            ])
            .flatten();
        consent.assent =
            random.weighted(&[(Some(Answer::Yes), 9), (Some(Answer::Unknown), 1)]).flatten();
    }
}

/// Times of service by the record: mostly around the acts, sometimes beside them.
fn service(random: &mut Random, last_act: Date, facts: &mut Facts) {
    if last_act == Date::MIN {
        return;
    }
    for person in &mut facts.perpetrators {
        person.service = match random.below(100) {
            0..55 => Some(Service {
                from: before(last_act, random.between(200, 2_000)),
                until: Some(after(last_act, random.between(1, 900))),
            }),
            55..62 => Some(Service { from: before(last_act, 100), until: None }),
            62..66 => Some(Service {
                from: before(last_act, 1_200),
                until: Some(before(last_act, random.between(1, 500))),
            }),
            _ => None,
        };
    }
}

/// What people on our side did so far.
pub(super) fn procedure(random: &mut Random, room: &mut Room) {
    let facts = &mut room.facts;
    facts.unit = random.chance(350).then(|| Unit {
        status: random
            .weighted(&[
                (UnitStatus::Pending, 3),
                (UnitStatus::Substantiated, 4),
                (UnitStatus::Unsubstantiated, 2),
                (UnitStatus::Closed, 1),
            ])
            .unwrap_or(UnitStatus::Pending),
        asked_on: Some(before(facts.assessed_on, random.below(200))),
        acts: Vec::new(),
    });
    facts.matched = random
        .weighted(&[
            (Some(MatchResult::None), 90),
            (Some(MatchResult::Possible), 2),
            (Some(MatchResult::Distinct), 4),
            (Some(MatchResult::Merged), 3),
            (None, 1),
        ])
        .flatten();
    facts.proof.account = random
        .weighted(&[(Some(Answer::Yes), 85), (Some(Answer::Unknown), 5), (None, 10)])
        .flatten();
    facts.impact = random.weighted(&mix::IMPACTS).flatten();
    facts.fees.declared = random.weighted(&mix::ANSWERS).flatten();
    facts.fees.share_found = random.chance(10);
    if random.chance(300) {
        facts.offer = Some(Offer {
            served_on: Some(facts.assessed_on),
            answer: random.weighted(&[(Some(OfferAnswer::Accepted), 7), (None, 3)]).flatten(),
            reachable: random.weighted(&mix::ANSWERS).flatten(),
        });
    }
    if random.chance(600) {
        let mut panel = room.spare_panel.take().unwrap_or_default();
        panel.members.clear();
        panel.clear = random.chance(300);
        for seat in 0..3 {
            panel.members.push(Member {
                chair: seat == 0,
                trained: random.chance(500),
                gender: random.pick(&[Gender::Woman, Gender::Man]),
                declared: true,
                ties: Vec::new(),
                served_until: random.chance(60).then(|| before(facts.assessed_on, 700)),
                view: random.chance(800).then_some(View::Award),
            });
        }
        facts.panel = Some(panel);
    }
}
