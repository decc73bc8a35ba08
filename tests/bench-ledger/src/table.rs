//! Medians, as a table in Markdown.

use std::collections::BTreeMap;

const COLUMNS: [&str; 4] = ["ledger", "ledger, one message", "cala", "bare row"];

/// Rates by measure and program.
#[derive(Default)]
pub struct Table {
    order: Vec<String>,
    found: BTreeMap<(String, &'static str), Vec<f64>>,
}

impl Table {
    pub fn add(&mut self, measure: &str, program: &'static str, value: f64) {
        eprintln!("{measure}, {program}: {value:.0}");
        if !self.order.iter().any(|known| known == measure) {
            self.order.push(measure.to_owned());
        }
        self.found.entry((measure.to_owned(), program)).or_default().push(value);
    }

    pub fn print(&mut self) {
        println!(
            "\n| a second, medians | ledger | its statements in one message | cala-ledger 0.33 | bare rows (the limit) | times cala |"
        );
        println!("|---|---|---|---|---|---|");
        for measure in &self.order {
            let medians = COLUMNS.map(|column| {
                self.found.get_mut(&(measure.clone(), column)).map(|values| {
                    values.sort_by(f64::total_cmp);
                    values[values.len() / 2]
                })
            });
            let shown =
                medians.map(|value| value.map_or(String::new(), |value| format!("{value:.0}")));
            let is_size = measure.starts_with("bytes");
            let [ours, at_once, cala, _] = medians;
            let times = match (ours, at_once, cala) {
                (Some(ours), _, Some(cala)) if is_size => format!("{:.2} of its size", ours / cala),
                (Some(ours), Some(at_once), Some(cala)) => {
                    format!("{:.1}; {:.1}", ours / cala, at_once / cala)
                }
                (Some(ours), None, Some(cala)) => format!("{:.1}", ours / cala),
                _ => String::new(),
            };
            println!("| {measure} | {} | {times} |", shown.join(" | "));
        }
    }
}
