//! The mechanism itself: all thirty rules, the award and the whole trace.

use redress_kernel::Decimal;
use redress_mechanism::lab::{About, Amendment, Caseload, compare};
use redress_mechanism::{Explained, Facts, Mechanism, Trace};
use serde_json::Value;
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

/// Claims as documents: what is not known is left out, as people and programs write them.
fn written(claims: &[Facts]) -> Vec<Vec<u8>> {
    let document = |facts: &Facts| {
        let mut json = serde_json::to_value(facts).expect("facts are JSON");
        leave_out(&mut json);
        json.to_string().into_bytes()
    };
    claims.iter().map(document).collect()
}

fn leave_out(json: &mut Value) {
    let is_said = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(members) => !members.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    match json {
        Value::Object(fields) => {
            fields.values_mut().for_each(leave_out);
            fields.retain(|_, value| is_said(value));
        }
        Value::Array(members) => members.iter_mut().for_each(leave_out),
        _ => {}
    }
}

/// From JSON bytes to checked facts; answers how many bytes that were.
pub fn read(claims: &[Facts]) -> impl FnMut() -> usize + use<> {
    let written = written(claims);
    move || {
        let mut bytes = 0;
        for json in &written {
            let facts = Facts::parse(json).unwrap_or_else(|errors| panic!("{errors:?}"));
            black_box(&facts);
            bytes += json.len();
        }
        bytes
    }
}

/// From JSON bytes to the explanation as it is stored, in bytes.
pub fn stored(claims: &[Facts]) -> impl FnMut() -> usize + use<> {
    let written = written(claims);
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
