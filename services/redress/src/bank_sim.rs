//! `redress bank-sim`: plays the bank's side, and says so.

use redress_iso20022::sim::{Options, answer};
use redress_kernel::{Clock, Decimal, Fault};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What the simulated bank does. Payments are named by their end-to-end id, as in the payment file.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The payment file (pain.001.001.09)
    file: PathBuf,
    /// Folder for the answers [default: beside the payment file]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Refuse a payment: ID, or ID=REASON (AC01 unless said)
    #[arg(long, value_name = "ID[=REASON]")]
    reject: Vec<String>,
    /// Pay, then send the money back: ID, or ID=REASON (AC04 unless said)
    #[arg(long = "return", value_name = "ID[=REASON]")]
    give_back: Vec<String>,
    /// Take charges in US dollars
    #[arg(long, value_name = "ID=AMOUNT")]
    charges: Vec<String>,
    /// Book another amount, in the payment's currency
    #[arg(long, value_name = "ID=AMOUNT")]
    wrong_amount: Vec<String>,
    /// Balance of the account before, in US dollars
    #[arg(long, default_value = "1000000.00")]
    opening: Decimal,
    /// Number of the statement
    #[arg(long, default_value_t = 1)]
    sequence: u64,
}

/// Writes `<file>.pain.002.xml` and `<file>.camt.053.xml`.
pub fn run(arguments: &Arguments) -> Result<(), Fault> {
    let named = |what: &str, error: std::io::Error| Fault::new(format!("{what}: {error}"));
    let file = std::fs::read(&arguments.file)
        .map_err(|error| named(&arguments.file.display().to_string(), error))?;
    let answer = answer(&file, &options(arguments)?, Clock::system().now())
        .map_err(|error| Fault::new(format!("the payment file: {error}")))?;
    let folder = match &arguments.out {
        Some(folder) => folder.clone(),
        None => arguments.file.parent().map(PathBuf::from).unwrap_or_default(),
    };
    let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    println!("This is a simulated bank. No money moves.");
    for (kind, bytes) in [("pain.002", &answer.report), ("camt.053", &answer.statement)] {
        let path = folder.join(format!("{stem}.{kind}.xml"));
        std::fs::write(&path, bytes).map_err(|error| named(&path.display().to_string(), error))?;
        println!("{}", path.display());
    }
    println!("closing balance {}: give it as --opening next time", answer.closing);
    Ok(())
}

fn options(arguments: &Arguments) -> Result<Options, Fault> {
    Ok(Options {
        reject: reasons(&arguments.reject, "AC01"),
        give_back: reasons(&arguments.give_back, "AC04"),
        charges: amounts(&arguments.charges)?,
        wrong_amount: amounts(&arguments.wrong_amount)?,
        opening: arguments.opening,
        sequence: arguments.sequence,
        ..Options::default()
    })
}

fn reasons(given: &[String], usual: &str) -> BTreeMap<String, String> {
    given
        .iter()
        .map(|one| match one.split_once('=') {
            Some((id, reason)) => (id.to_owned(), reason.to_owned()),
            None => (one.clone(), usual.to_owned()),
        })
        .collect()
}

fn amounts(given: &[String]) -> Result<BTreeMap<String, Decimal>, Fault> {
    given
        .iter()
        .map(|one| {
            let (id, amount) =
                one.split_once('=').ok_or_else(|| Fault::new(format!("{one}: write ID=AMOUNT")))?;
            let amount = amount.parse().map_err(|_| Fault::new(format!("{one}: not an amount")))?;
            Ok((id.to_owned(), amount))
        })
        .collect()
}
