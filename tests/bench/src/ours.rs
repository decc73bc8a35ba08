//! The mechanism itself: all thirty rules, the award and the whole trace.

use redress_kernel::Decimal;
use redress_mechanism::lab::{About, Amendment, Caseload, compare};
use redress_mechanism::{Explained, Facts, Mechanism, Trace};
use std::hint::black_box;
use std::num::NonZeroUsize;

/// From decoded facts to the whole trace.
pub fn traced(claims: Vec<Facts>) -> impl FnMut() -> usize {
    let (mechanism, mut trace) = (Mechanism::shipped(), Trace::default());
    move || {
        let mut findings = 0;
        for facts in &claims {
            mechanism.assess(black_box(facts), &mut trace);
            findings += black_box(&trace).findings.len();
        }
        findings
    }
}

/// From JSON bytes to the explanation as it is stored, in bytes.
pub fn stored(claims: &[Facts]) -> impl FnMut() -> usize + use<> {
    let written: Vec<Vec<u8>> =
        claims.iter().map(|facts| serde_json::to_vec(facts).expect("facts are JSON")).collect();
    let (mechanism, mut trace) = (Mechanism::shipped(), Trace::default());
    let mut room = Vec::new();
    move || {
        let mut bytes = 0;
        for json in &written {
            let facts = Facts::parse(json).unwrap_or_else(|errors| panic!("{errors:?}"));
            mechanism.assess(&facts, &mut trace);
            room.clear();
            let explained = Explained::of(&mechanism, &facts, &trace);
            serde_json::to_writer(&mut room, &explained).expect("an explanation is JSON");
            bytes += room.len();
        }
        bytes
    }
}

/// The lab over so many invented claims: both versions, two threads. Answers how many gain an award.
pub fn lab(claims: u64) -> String {
    let base = Mechanism::shipped();
    let amendment = Amendment {
        cover: vec![redress_kernel::code::Category::MilObs, redress_kernel::code::Category::PolIpo],
        late_after_years: Some(15),
        total_most: Some(Decimal::from(150_000)),
        ..Amendment::default()
    };
    let draft = amendment.draft(&base).expect("the amendment is within bounds");
    let threads = NonZeroUsize::MIN.saturating_add(1);
    let about = About::Invented { seed: 1 };
    let fund = Some(Decimal::from(1_000_000_000));
    let seen = compare([&base, &draft], &Caseload::new(1, claims), threads, about, fund);
    format!("gained={}", seen.gained)
}
