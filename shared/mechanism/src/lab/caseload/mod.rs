//! An invented caseload: claim number `i` of a seed is always the same claim, so that a run can be
//! repeated anywhere and by any number of threads. It touches every rule and every head: exact and
//! fuzzy dates, minors, children born of it, late filings, mixed and unknown perpetrators, losses at
//! rates that really round, offsets, interim payments, death, and facts that are missing.
//! It is plausible and made up; it says nothing about what happens anywhere (see [`mix`]).
//! Never here: what a rule makes of a claim.

mod mix;
mod money;
mod story;

use super::random::Random;
use super::source::Source;
use crate::facts::{Act, Facts, Fees, Fund, Interim, Panel, Progress};
use crate::label::Label;
use redress_kernel::{Currency, Date};

/// The day as of which every invented claim is assessed at the latest.
const LAST_DAY: (i32, u16) = (2026, 305);

/// An invented caseload.
#[derive(Debug, Clone)]
pub struct Caseload {
    seed: u64,
    claims: u64,
    last_day: Date,
    places: Vec<Site>,
    words: Words,
}

/// An operation as claims need it.
#[derive(Debug, Clone, Copy)]
struct Site {
    code: Label,
    first_year: u32,
    last_year: u32,
    currency: Currency,
    /// Hundred-millionths of its unit for one US dollar.
    rate: u64,
}

/// Labels that claims use, made once.
#[derive(Debug, Clone)]
struct Words {
    acts: [Label; 4],
    people: [Label; 3],
    rates: [Label; 4],
    unknown: Label,
    other: Label,
    shown: Vec<Label>,
    late: Vec<Label>,
    offsets: Vec<Label>,
}

/// The memory that claims are written into, one after the other.
#[derive(Debug)]
pub struct Room {
    facts: Facts,
    spare_acts: Vec<Act>,
    spare_panel: Option<Panel>,
}

impl Room {
    /// The claim that was written last.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}

impl Caseload {
    /// The first `claims` claims of `seed`.
    pub fn new(seed: u64, claims: u64) -> Self {
        let places = mix::PLACES.iter().filter_map(|(code, _, first, last, currency, rate)| {
            Some(Site {
                code: code.parse().ok()?,
                first_year: *first,
                last_year: *last,
                currency: currency.parse().ok()?,
                rate: *rate,
            })
        });
        Self {
            seed,
            claims,
            last_day: Date::from_ordinal_date(LAST_DAY.0, LAST_DAY.1).unwrap_or(Date::MAX),
            places: places.collect(),
            words: Words::new(),
        }
    }

    /// How many claims it has.
    pub fn claims(&self) -> u64 {
        self.claims
    }

    /// Memory for its claims.
    pub fn room(&self) -> Room {
        Room {
            facts: Facts::new(self.last_day, self.last_day),
            spare_acts: Vec::new(),
            spare_panel: None,
        }
    }

    /// Writes claim `index` over what is in the room. Whatever was there before makes no difference,
    /// and once the room has held large claims nothing is allocated.
    pub fn fill(&self, index: u64, room: &mut Room) {
        let mut random = Random::new(self.seed, index);
        clear(room, self.last_day);
        let site = story::tell(self, &mut random, room);
        money::add(self, &mut random, site, &mut room.facts);
        story::procedure(&mut random, room);
    }
}

impl Source for Caseload {
    fn len(&self) -> u64 {
        self.claims
    }

    fn each(&self, range: std::ops::Range<u64>, visit: &mut dyn FnMut(&Facts)) {
        let mut room = self.room();
        for index in range {
            self.fill(index, &mut room);
            visit(&room.facts);
        }
    }
}

impl Words {
    fn new() -> Self {
        Self {
            acts: ["a1", "a2", "a3", "a4"].map(word),
            people: ["p1", "p2", "p3"].map(word),
            rates: ["early", "middle", "late", "eur"].map(word),
            unknown: word(redress_kernel::facts::OPERATION_UNKNOWN),
            other: word(redress_kernel::facts::OPERATION_OTHER),
            shown: ["midwife", "school", "community", "dna", "admission", "unit_record"]
                .map(word)
                .to_vec(),
            late: ["fear", "shame", "displacement", "no_information", "other"].map(word).to_vec(),
            offsets: ["settlement", "judgment", "ex_gratia", "charity", "in_kind"]
                .map(word)
                .to_vec(),
        }
    }
}

fn word(text: &str) -> Label {
    text.parse().expect("the words above are labels")
}

/// Takes everything out and keeps the memory.
fn clear(room: &mut Room, day: Date) {
    let facts = &mut room.facts;
    room.spare_acts.append(&mut facts.acts);
    if let Some(panel) = facts.panel.take() {
        room.spare_panel = Some(panel);
    }
    (facts.claim, facts.filed_on, facts.assessed_on) = (None, day, day);
    facts.progress = Progress::default();
    let who = &mut facts.claimant;
    (who.standing, who.dna_excluded, who.birth, who.under_18) = (None, false, None, None);
    (who.incapacity, who.knew_on, who.late_cause) = (None, None, None);
    who.shown_by.clear();
    facts.consent.given.clear();
    facts.consent.withdrawn.clear();
    (facts.consent.authority, facts.consent.assent) = (None, None);
    facts.perpetrators.clear();
    (facts.unit, facts.matched, facts.impact, facts.proof.account) = (None, None, None, None);
    facts.proof.losses.clear();
    let losses = &mut facts.losses;
    losses.medical_past.clear();
    losses.psychosocial_past.clear();
    (losses.care_sought, losses.medical_planned, losses.programme_declined) = (None, None, None);
    (losses.psychosocial_extra, losses.earnings, losses.schooling) = (None, None, None);
    (facts.child, facts.funeral, facts.other_payment) = (None, None, None);
    facts.costs.clear();
    facts.offsets.clear();
    facts.rates.clear();
    (facts.interim, facts.fund) = (Interim::default(), Fund::default());
    let payment = &mut facts.payment;
    payment.percentages.clear();
    payment.instructed_on.clear();
    (payment.instalments, payment.currency, payment.paid, payment.payee) = (None, None, None, None);
    (payment.payee_match, payment.method_tested, payment.returned) = (None, None, false);
    (facts.offer, facts.review, facts.reopening, facts.death) = (None, None, None, None);
    (facts.fraud, facts.recourse, facts.fees) = (None, None, Fees::default());
    facts.breaches.clear();
    facts.rulings.clear();
}
