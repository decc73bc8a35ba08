//! The lines of all runs as one table: medians, memory, and how many times a peer's speed.

use std::collections::BTreeMap;

/// Rows in the order in which they are shown: measure, what it is.
const ROWS: [(&str, &str); 8] = [
    ("traced", "redress: 30 rules, award, whole trace, from decoded facts"),
    ("read", "redress: from JSON bytes to checked facts"),
    ("stored", "redress: from JSON bytes to the stored explanation"),
    ("lab", "redress lab: two versions each claim, 2 threads"),
    ("plain", "the task by hand in Rust, exact, no trace"),
    ("zen", "zen-engine: the task (15 rules and an award), exact"),
    ("cel", "cel: the task, floats"),
    ("openfisca", "OpenFisca: the task over whole columns, float32"),
];
/// Peers that the mechanism is compared with.
const PEERS: [&str; 3] = ["zen", "cel", "openfisca"];

struct Run {
    rate: f64,
    seconds: f64,
    peak_kb: f64,
    answer: String,
}

/// Prints the table of a file of lines.
pub fn print(file: &str) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut runs: BTreeMap<String, Vec<Run>> = BTreeMap::new();
    for line in text.lines() {
        let fields: BTreeMap<&str, &str> =
            line.split_whitespace().filter_map(|field| field.split_once('=')).collect();
        let number = |name: &str| fields.get(name).and_then(|text| text.parse::<f64>().ok());
        let (Some(name), Some(claims), Some(seconds)) =
            (fields.get("measure"), number("claims"), number("seconds"))
        else {
            continue;
        };
        let peak_kb = number("peak_kb").unwrap_or(0.0);
        let answer = fields.get("answer").map_or(String::new(), ToString::to_string);
        let run = Run { rate: claims / seconds, seconds, peak_kb, answer };
        runs.entry((*name).to_owned()).or_default().push(run);
    }
    let rate = |name: &str| Some(median(runs.get(name)?.iter().map(|run| run.rate).collect()));
    println!("{:<60}{:>6}{:>14}{:>10}", "", "runs", "claims/s", "peak MB");
    for (name, what) in ROWS {
        let Some(all) = runs.get(name) else {
            println!("{what:<60}     -   not measured");
            continue;
        };
        let peak = median(all.iter().map(|run| run.peak_kb).collect()) / 1024.0;
        let rate = median(all.iter().map(|run| run.rate).collect());
        println!("{what:<60}{:>6}{rate:>14.0}{peak:>10.0}", all.len());
    }
    if let Some(lab) = runs.get("lab") {
        let seconds = median(lab.iter().map(|run| run.seconds).collect());
        println!("\nThe lab takes {seconds:.2} s.");
    }
    for peer in PEERS {
        if let (Some(ours), Some(theirs)) = (rate("traced"), rate(peer)) {
            println!("redress, all of it, to {peer}: {:.2} x", ours / theirs);
        }
    }
    agree(&runs);
}

/// Whether the engines answered alike. Each line is outcomes met/open/not met/sum in cents.
fn agree(runs: &BTreeMap<String, Vec<Run>>) {
    println!("\nAnswers to the task (met/open/not met/cents payable):");
    for name in ["plain", "zen", "cel", "plain-columns", "openfisca"] {
        if let Some(run) = runs.get(name).and_then(|all| all.first()) {
            println!("{name:<16}{}", run.answer);
        }
    }
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}
