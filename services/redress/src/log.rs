//! The log from the command line: export, verify, show a checkpoint.
//! Belongs here: files, printing, exit codes. Never here: what is sealed or verified (`redress_ledger`, `redress_proof`).

use crate::books::{context, fault, key};
use redress_kernel::Fault;
use redress_ledger::log::actions::{export_log, show_checkpoint};
use redress_proof::{PaperProof, PublicKey, verify_log};
use redress_runtime::Config;
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

fn at(file: &Path) -> impl Fn(std::io::Error) -> Fault {
    move |error| Fault::new(format!("{}: {error}", file.display()))
}

/// Writes the log without what it says into a new file.
pub async fn export(config: &Config, to: &Path) -> Result<(), Fault> {
    let open = OpenOptions::new().write(true).create_new(true).open(to).map_err(at(to))?;
    let (key, mut file) = (key(config)?, BufWriter::new(open));
    let size = export_log::export_log(&context(config)?, &key, &mut file).await.map_err(fault)?;
    file.flush().map_err(Fault::new)?;
    let public = key.public();
    println!(
        "{} checkpoints over {} rows; public key {}",
        size.checkpoints,
        size.rows,
        public.text()
    );
    Ok(())
}

/// Verifies an exported file; fails when anything in it is not as it was sealed.
pub fn verify(file: &Path, key: &str) -> Result<ExitCode, Fault> {
    let key = PublicKey::from_text(key).map_err(Fault::new)?;
    let open = File::open(file).map_err(at(file))?;
    match verify_log(BufReader::new(open), &key).map_err(Fault::new)? {
        Ok(size) => {
            println!("whole: {} checkpoints over {} rows", size.checkpoints, size.rows);
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

/// Verifies a paper by its proof; fails when it is not as it was when the log was sealed.
pub fn verify_paper(paper: &Path, proof: &Path, key: &str) -> Result<ExitCode, Fault> {
    let key = PublicKey::from_text(key).map_err(Fault::new)?;
    let bytes = std::fs::read(paper).map_err(at(paper))?;
    let text = std::fs::read_to_string(proof).map_err(at(proof))?;
    let read: PaperProof = serde_json::from_str(&text)
        .map_err(|error| Fault::new(format!("{}: {error}", proof.display())))?;
    match read.verify(&bytes, &key) {
        Ok(said) => {
            println!("as it was under checkpoint {} of {}", said.number, said.sealed_at);
            Ok(ExitCode::SUCCESS)
        }
        Err(what) => {
            println!("{what}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The newest checkpoint for a witness, as JSON.
pub async fn checkpoint(config: &Config, seen: u64) -> Result<String, Fault> {
    let shown = show_checkpoint::show_checkpoint(&context(config)?, seen).await.map_err(fault)?;
    Ok(serde_json::to_string(&shown).map_err(Fault::new)? + "\n")
}
