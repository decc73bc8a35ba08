//! The journal from the command line, for other accounting programs.
//! Belongs here: arguments, the file, printing. Never here: what is exported (`redress_ledger`).

use crate::books::{context, fault};
use clap::Args;
use redress_kernel::{Actor, Date, Fault, Timestamp};
use redress_ledger::books::actions::export_journal::{ExportJournal, export_journal};
use redress_ledger::books::journal_text::Format;
use redress_runtime::Config;
use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// What is exported, and where to.
#[derive(Args)]
pub struct Arguments {
    /// hledger, beancount or csv
    #[arg(long, value_parser = format)]
    format: Format,
    /// First effective day, e.g. 2026-01-01; everything before becomes opening balances
    #[arg(long, value_parser = day)]
    from: Option<Date>,
    /// Last effective day
    #[arg(long, value_parser = day)]
    to: Option<Date>,
    /// As the books were known at this moment, e.g. 2026-12-31T23:59:59Z; now when left out
    #[arg(long, value_parser = moment)]
    known_at: Option<Timestamp>,
    /// The file; it must not be there yet
    file: PathBuf,
}

fn format(text: &str) -> Result<Format, String> {
    text.parse().map_err(|_| "hledger, beancount or csv".to_owned())
}

fn day(text: &str) -> Result<Date, time::error::Parse> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
}

fn moment(text: &str) -> Result<Timestamp, time::error::Parse> {
    Timestamp::parse(text, &Rfc3339)
}

/// Writes the journal into a new file, page by page.
pub async fn export(config: &Config, arguments: &Arguments) -> Result<(), Fault> {
    let to = &arguments.file;
    let open = OpenOptions::new().write(true).create_new(true).open(to);
    let open = open.map_err(|error| Fault::new(format!("{}: {error}", to.display())))?;
    let mut file = BufWriter::new(open);
    let cmd = ExportJournal {
        format: arguments.format,
        from: arguments.from,
        to: arguments.to,
        known_at: arguments.known_at,
    };
    let actor = Actor::system("ledger");
    let mut export = export_journal(&context(config)?, &actor, cmd).await.map_err(fault)?;
    while let Some(text) = export.next().await.map_err(fault)? {
        file.write_all(text.as_bytes()).map_err(Fault::new)?;
    }
    file.flush().map_err(Fault::new)?;
    println!("{} entries", export.entries);
    Ok(())
}
