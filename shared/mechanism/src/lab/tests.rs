//! The lab as a whole.

use super::tally::Tally;
use super::*;
use crate::Mechanism;
use crate::facts::Facts;
use redress_kernel::Decimal;
use redress_kernel::code::Category;
use std::num::NonZeroUsize;

const SEED: u64 = 20_260_901;

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("threads")
}

fn claims(seed: u64, count: u64) -> Vec<Facts> {
    let mut claims = Vec::new();
    Caseload::new(seed, count).each(0..count, &mut |facts| claims.push(facts.clone()));
    claims
}

fn uniformed() -> Amendment {
    let cover = vec![Category::MilObs, Category::PolIpo, Category::PolFpu];
    Amendment { cover, ..Amendment::default() }
}

#[test]
fn the_same_seed_makes_the_same_claims_in_whatever_order_they_are_made() {
    let (first, again) = (claims(SEED, 500), claims(SEED, 500));
    assert_eq!(first, again);
    assert_ne!(first, claims(SEED + 1, 500));
    let caseload = Caseload::new(SEED, 500);
    let mut room = caseload.room();
    for index in (0..500).rev() {
        caseload.fill(index, &mut room);
        let place = usize::try_from(index).expect("a place");
        assert_eq!(*room.facts(), first[place], "claim {index}");
    }
}

#[test]
fn a_caseload_has_every_kind_of_claim() {
    let claims = claims(SEED, 20_000);
    let some = |what: &str, is: &dyn Fn(&Facts) -> bool| {
        assert!(claims.iter().any(is), "no claim with {what}");
    };
    for category in Category::ALL {
        some(category.as_str(), &|facts| {
            facts.perpetrators.iter().any(|person| person.category == Some(*category))
        });
    }
    some("a mixed act", &|facts| facts.perpetrators.len() > 1);
    some("no act", &|facts| facts.acts.is_empty());
    some("a fuzzy date", &|f| f.acts.iter().any(|a| a.when.is_some_and(|w| !w.is_exact())));
    some("an exact date", &|f| f.acts.iter().any(|a| a.when.is_some_and(|w| w.is_exact())));
    some("a child born", &|facts| facts.child.is_some());
    some("a death", &|facts| facts.death.is_some());
    some("an offset", &|facts| !facts.offsets.is_empty());
    some("interim money", &|facts| facts.interim.paid.is_some());
    some("a missing rate", &|facts| facts.rates.len() == 1);
    some("a decision on the file", &|facts| facts.progress.on_file);
    let written = serde_json::to_string(&claims[0]).expect("JSON");
    assert_eq!(serde_json::from_str::<Facts>(&written).expect("facts"), claims[0]);
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let base = Mechanism::shipped();
    let draft = uniformed().draft(&base).expect("a draft");
    let caseload = Caseload::new(SEED, 9_000);
    let run = |count| {
        let mut run = Run::new(&base, &draft);
        run.add(&caseload, threads(count));
        run
    };
    let one = run(1);
    for count in [2, 3, 8] {
        assert_eq!(run(count).tally(), one.tally(), "{count} threads");
    }
    // Nor does it matter whether the claims come in one lot.
    let all = claims(SEED, 9_000);
    let mut lots = Run::new(&base, &draft);
    all.chunks(700).for_each(|lot| lots.add(lot, threads(2)));
    assert_eq!(lots.tally(), one.tally());
}

#[test]
fn the_same_version_twice_changes_nothing() {
    let base = Mechanism::shipped();
    let draft = Amendment::default().draft(&base).expect("a draft");
    let mut run = Run::new(&base, &draft);
    run.add(&Caseload::new(SEED, 5_000), threads(2));
    let tally: &Tally = run.tally();
    for moves in tally.groups.iter().chain(&tally.rules) {
        assert_eq!([1, 2, 3, 5, 6, 7].map(|place| moves[place]), [0; 6]);
    }
    assert!(tally.sums.iter().all(|sums| sums.change.count == 0 && sums.before == sums.after));
    let seen = run.finish(About::Invented { seed: SEED }, Some(Decimal::from(1_000_000)));
    assert_eq!((seen.gained, seen.lost), (Cell::Few, Cell::Few));
    let changes = seen.tables.iter().filter(|table| table.kind == TableKind::Rule);
    assert_eq!(changes.map(|table| table.rows.len()).sum::<usize>(), 0);
}
