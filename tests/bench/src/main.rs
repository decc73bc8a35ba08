//! `redress-bench MEASURE [CLAIMS]`: one measure, one process, one line of `name=value`.
//! `infra/bench.sh` runs them in turn; `redress-bench table FILE` makes the medians of their lines.

mod cel_peer;
mod ours;
mod table;
mod task;
mod words;
mod zen;

use redress_mechanism::data::Rules;
use std::fmt::Display;
use std::io::Write;
use std::time::{Duration, Instant};
use task::{Answers, Fact, Flat, Plain};

/// Claims that each engine is asked about, again and again.
const CLAIMS: u64 = 20_000;
/// Claims that engines on whole columns are asked about.
const COLUMNS: u64 = 200_000;
/// The least time of a measure; whole rounds over all claims.
const LEAST: Duration = Duration::from_secs(2);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.get(1).and_then(|count| count.parse().ok());
    match arguments.first().map(String::as_str) {
        Some("traced") => timed("traced", ours::traced(task::claims(CLAIMS)), |n| n.to_string()),
        Some("read") => timed("read", ours::read(&task::claims(CLAIMS)), |n| n.to_string()),
        Some("stored") => timed("stored", ours::stored(&task::claims(CLAIMS)), |n| n.to_string()),
        Some("plain") => timed("plain", plain(flats(CLAIMS)), told),
        Some("zen") => timed("zen", zen::prepared(&flats(CLAIMS)), told),
        Some("cel") => timed("cel", cel_peer::prepared(&flats(CLAIMS)), told),
        Some("lab") => lab(count.unwrap_or(1_000_000)),
        Some("plain-columns") => {
            let answer = plain(flats(count.unwrap_or(COLUMNS)))();
            println!("measure=plain-columns claims=1 seconds=1 answer={}", told(answer));
        }
        Some("columns") => columns(count.unwrap_or(COLUMNS)),
        Some("table") => table::print(arguments.get(1).map_or("", String::as_str)),
        _ => {
            eprintln!("redress-bench traced|read|stored|plain|zen|cel|lab|columns [CLAIMS]");
            eprintln!("redress-bench table FILE");
            std::process::exit(2);
        }
    }
}

fn flats(count: u64) -> Vec<Flat> {
    let rules = Rules::shipped();
    task::claims(count).iter().map(|facts| task::flat(&rules, facts)).collect()
}

fn plain(flats: Vec<Flat>) -> impl FnMut() -> Answers {
    move || {
        let mut answers = Answers::default();
        for flat in &flats {
            let claim = Plain(flat);
            let gate = claim.gate();
            answers.add(gate, (gate == 0).then(|| claim.payable()));
        }
        answers
    }
}

fn told(answers: Answers) -> String {
    let [met, open, not_met] = answers.gates;
    format!("{met}/{open}/{not_met}/{}", answers.cents)
}

/// Runs `round` over all claims until enough time has gone by.
fn timed<T>(name: &str, mut round: impl FnMut() -> T, told: impl Fn(T) -> String) {
    round(); // memory is there, caches are warm
    let (began, mut rounds) = (Instant::now(), 0);
    let answer = loop {
        let answer = round();
        rounds += 1;
        if began.elapsed() >= LEAST {
            break answer;
        }
    };
    said(name, rounds * CLAIMS, began.elapsed(), told(answer));
}

fn lab(claims: u64) {
    let began = Instant::now();
    let answer = ours::lab(claims);
    said("lab", claims, began.elapsed(), answer);
}

fn said(name: &str, claims: u64, took: Duration, answer: impl Display) {
    let seconds = took.as_secs_f64();
    println!(
        "measure={name} claims={claims} seconds={seconds:.3} peak_kb={} answer={answer}",
        peak_kb()
    );
}

/// The most memory that this process ever had.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// The facts of the task as columns of doubles, for engines that work on whole columns: a line with
/// the names, then the columns one after the other. Codes are their places.
fn columns(count: u64) {
    let flats = flats(count);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let names: Vec<&str> = flats[0].iter().map(|(name, _)| *name).collect();
    let mut write = |bytes: &[u8]| out.write_all(bytes).expect("columns are written");
    write(format!("{} {}\n", flats.len(), names.join(" ")).as_bytes());
    for column in 0..names.len() {
        for flat in &flats {
            let number = match flat[column].1 {
                Fact::Exact(number) => f64::try_from(number).unwrap_or_default(),
                Fact::Whole(number) | Fact::Code(_, number) => whole(number),
            };
            write(&number.to_le_bytes());
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "days and places are small")]
fn whole(number: i64) -> f64 {
    number as f64
}
