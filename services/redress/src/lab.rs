//! `redress lab`: what would a draft do, over an invented caseload? It needs no database, and shows
//! no more than the lab's page does.

use crate::output::{ENDS, End, complain, language, print};
use crate::versions;
use redress_eligibility::TEXTS;
use redress_kernel::money::grouped;
use redress_kernel::{Decimal, Fault, Language, Money};
use redress_mechanism::Mechanism;
use redress_mechanism::lab::{
    About, Caseload, Cell, Comparison, Table, TableKind, Versions, compare,
};
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The most claims; a hundred times what is asked by itself.
const CLAIMS_MOST: u64 = 100_000_000;
/// Width of the names of rows.
const NAME_WIDTH: usize = 46;
/// The least width of a column.
const COLUMN_WIDTH: usize = 14;

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(after_help = ENDS)]
#[command(group(clap::ArgGroup::new("changed").args(["draft", "schedule"]).required(true).multiple(true)))]
pub struct Arguments {
    /// A draft of the rules, or of the sums; what it leaves as it is comes from the shipped versions
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
    /// A draft of the sums beside a draft of the rules
    #[arg(long, value_name = "FILE")]
    schedule: Option<PathBuf>,
    /// How many invented claims
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..=CLAIMS_MOST))]
    claims: u64,
    /// Starting number; the same number gives the same claims again
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Money for payments, US dollars: which share of awards could be paid from it
    #[arg(long, value_name = "USD", value_parser = usd)]
    fund: Option<Decimal>,
    /// Language of words
    #[arg(long, default_value_t, value_parser = language())]
    lang: Language,
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV, a line for each number
    #[arg(long)]
    csv: bool,
}

fn usd(typed: &str) -> Result<Decimal, String> {
    let usd = redress_kernel::Currency::USD;
    let amount = redress_kernel::typed::exact(typed).ok_or("write digits, as in 1500.50")?;
    Money::exact(amount, usd).map(Money::amount).map_err(|error| error.to_string())
}

/// Compares the shipped versions with a draft.
pub fn run(arguments: &Arguments) -> Result<End, Fault> {
    let base = Mechanism::shipped();
    let mut draft = base.clone();
    for file in [&arguments.draft, &arguments.schedule].into_iter().flatten() {
        if let Err(end) = versions::put(&mut draft, file, arguments.lang) {
            return Ok(end);
        }
    }
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let caseload = Caseload::new(arguments.seed, arguments.claims);
    let about = About::Invented { seed: arguments.seed };
    let began = std::time::Instant::now();
    let seen = compare([&base, &draft], &caseload, threads, about, arguments.fund);
    let took = began.elapsed();
    let seconds = format!("{}.{:02}", took.as_secs(), took.subsec_millis() / 10);
    complain(TEXTS.get(arguments.lang, "command-took", &[("seconds", &seconds)]));
    if arguments.json {
        let json = serde_json::to_string_pretty(&seen).map_err(Fault::new)?;
        print(format_args!("{json}\n"))?;
    } else if arguments.csv {
        print(seen.csv())?;
    } else {
        print(Page { lang: arguments.lang }.comparison(&seen))?;
    }
    Ok(End::Fine)
}

struct Page {
    lang: Language,
}

impl Page {
    fn word(&self, key: &str) -> String {
        TEXTS.get(self.lang, key, &[])
    }

    fn comparison(&self, seen: &Comparison) -> String {
        let mut text = String::new();
        let names = |one: &Versions| format!("{}, {}", one.rules, one.schedule);
        let versions = [("base", &*names(&seen.base)), ("draft", &*names(&seen.draft))];
        let _ = writeln!(text, "{}", TEXTS.get(self.lang, "lab-versions", &versions));
        if let About::Invented { seed } = seen.about {
            let args = [("claims", &*self.cell(seen.claims)), ("seed", &*seed.to_string())];
            let _ = writeln!(text, "{}", TEXTS.get(self.lang, "lab-over-invented", &args));
            let _ = writeln!(text, "{}", self.word("lab-source-invented"));
        }
        if seen.tables.is_empty() {
            let _ = writeln!(text, "{}", self.word("lab-too-few"));
            return text;
        }
        for (name, cell) in [("gained", seen.gained), ("lost", seen.lost)] {
            let _ = writeln!(text, "{}", self.turned(name, cell));
        }
        for table in &seen.tables {
            self.table(table, &mut text);
        }
        let _ = writeln!(text, "\n{}", self.word("lab-hidden"));
        text
    }

    fn turned(&self, name: &str, cell: Cell) -> String {
        let many = match cell {
            Cell::Count(_) => "many",
            Cell::Few => "few",
            _ => "withheld",
        };
        let count = self.cell(cell);
        TEXTS.get(self.lang, &format!("lab-{name}-{many}"), &[("count", &count)])
    }

    fn table(&self, table: &Table, text: &mut String) {
        let _ = writeln!(text, "\n{}", self.word(&format!("lab-table-{}", table.kind)));
        let list = match table.kind {
            TableKind::Outcome => "after",
            TableKind::Rule => "move",
            _ => "column",
        };
        let columns: Vec<String> =
            table.columns.iter().map(|name| self.word(&format!("lab-{list}-{name}"))).collect();
        if table.kind == TableKind::Rule {
            return self.list(table, &columns, text);
        }
        let widths: Vec<usize> =
            columns.iter().map(|name| name.chars().count().max(COLUMN_WIDTH)).collect();
        let _ = write!(text, "{:NAME_WIDTH$}", "");
        for (name, width) in columns.iter().zip(&widths) {
            let _ = write!(text, "  {name:>width$}");
        }
        text.push('\n');
        let is_long = matches!(table.kind, TableKind::Category | TableKind::Cost);
        for row in table.rows.iter().filter(|row| !is_long || row.cells.iter().any(is_number)) {
            let _ = write!(text, "{:<NAME_WIDTH$}", self.name(table.kind, &row.row));
            for (cell, width) in row.cells.iter().zip(&widths) {
                let _ = write!(text, "  {:>width$}", self.cell(*cell));
            }
            text.push('\n');
        }
    }

    /// A table with long names of columns and few numbers.
    fn list(&self, table: &Table, columns: &[String], text: &mut String) {
        for row in &table.rows {
            let _ = writeln!(text, "{}", self.name(table.kind, &row.row));
            let cells = columns.iter().zip(&row.cells);
            for (name, cell) in cells.filter(|(_, cell)| is_number(cell)) {
                let _ =
                    writeln!(text, "    {name:<NAME_WIDTH$}{:>COLUMN_WIDTH$}", self.cell(*cell));
            }
        }
    }

    fn name(&self, kind: TableKind, row: &str) -> String {
        match kind {
            _ if matches!(row, "mixed" | "total") => self.word(&format!("lab-row-{row}")),
            TableKind::Category => self.word(&format!("code-category-{row}")),
            TableKind::Rule => format!("{row}  {}", self.word(&format!("code-rule-{row}"))),
            TableKind::Outcome => self.word(&format!("lab-before-{row}")),
            TableKind::Band => self.word(&format!("lab-band-{row}")),
            TableKind::Cost if row.starts_with('H') => self.word(&format!("code-head-{row}")),
            TableKind::Cost | TableKind::Fund | TableKind::Stopped => {
                self.word(&format!("lab-{kind}-{row}"))
            }
        }
    }

    fn cell(&self, cell: Cell) -> String {
        match cell {
            Cell::Count(count) => grouped(Decimal::from(count)),
            Cell::Usd(amount) => grouped(amount.normalize()),
            Cell::Factor(factor) => factor.to_string(),
            Cell::Few => self.word("lab-few"),
            Cell::Withheld => self.word("lab-withheld"),
        }
    }
}

fn is_number(cell: &Cell) -> bool {
    !matches!(cell, Cell::Few | Cell::Withheld)
}
