//! The books from the command line: audit, export, verify.
//! Belongs here: files, printing, exit codes. Never here: what is audited or verified (`redress_ledger`).

use redress_kernel::{Actor, Clock, Fault, Stop};
use redress_ledger::books::actions::{audit_books, export_books};
use redress_ledger::log::actions::seal_log;
use redress_proof::{PublicKey, SealKey, verify as verify_export};
use redress_runtime::config::read_secret;
use redress_runtime::{Config, Ctx, pool};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

const LEDGER: &str = "ledger";

pub(crate) fn context(config: &Config) -> Result<Ctx, Fault> {
    Ok(Ctx::new(LEDGER, pool::pool(config.database_url(LEDGER), 2)?, Clock::system()))
}

pub(crate) fn key(config: &Config) -> Result<SealKey, Fault> {
    SealKey::from_key_file(&read_secret(&config.secrets.seal_key_file)?).map_err(Fault::new)
}

pub(crate) fn fault(stop: Stop) -> Fault {
    match stop {
        Stop::Fault(fault) => fault,
        other => Fault::new(format!("{other:?}")),
    }
}

/// Looks at every promise of the books; fails when one does not hold.
pub async fn audit(config: &Config) -> Result<ExitCode, Fault> {
    let sealing = key(config);
    if let Err(missing) = &sealing {
        eprintln!("redress: {}", missing.chain());
    }
    let key = sealing.as_ref().ok().map(SealKey::public);
    let ctx = context(config)?;
    // What was done just before is audited, too.
    if let Ok(key) = &sealing {
        while seal_log::seal_log(&ctx, key).await.map_err(fault)? {}
    }
    let actor = Actor::system(LEDGER);
    let found = audit_books::audit_books(&ctx, &actor, key.as_ref()).await.map_err(fault)?;
    for broken in &found.broken {
        println!("broken {}: {}", broken.promise, broken.place);
    }
    println!(
        "{} checks, {} seals over {} entries, {} findings",
        found.checks,
        found.seals,
        found.entries,
        found.broken.len()
    );
    Ok(if found.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes the books with their seals into a new file.
pub async fn export(config: &Config, to: &Path) -> Result<(), Fault> {
    let open = OpenOptions::new().write(true).create_new(true).open(to);
    let open = open.map_err(|error| Fault::new(format!("{}: {error}", to.display())))?;
    let (key, mut file) = (key(config)?, BufWriter::new(open));
    let actor = Actor::system(LEDGER);
    let entries = export_books::export_books(&context(config)?, &actor, &key, &mut file)
        .await
        .map_err(fault)?;
    file.flush().map_err(Fault::new)?;
    println!("{entries} entries; public key {}", key.public().text());
    Ok(())
}

/// Verifies an exported file; fails when anything in it is not as it was sealed.
pub fn verify(file: &Path, key: &str) -> Result<ExitCode, Fault> {
    let key = PublicKey::from_text(key).map_err(Fault::new)?;
    let open =
        File::open(file).map_err(|error| Fault::new(format!("{}: {error}", file.display())))?;
    match verify_export(BufReader::new(open), &key).map_err(Fault::new)? {
        Ok(verified) => {
            println!("whole: {} seals over {} entries", verified.seals, verified.entries);
            Ok(ExitCode::SUCCESS)
        }
        Err(findings) => {
            for finding in findings {
                println!("line {}: {}", finding.line, finding.what);
            }
            Ok(ExitCode::FAILURE)
        }
    }
}
