//! A witness of the log, on a machine of its own: keeps the last checkpoint that it has seen in a file and never goes back.
//! Belongs here: its files. Never here: what it accepts (`redress_proof`).

use clap::Args;
use redress_kernel::Fault;
use redress_proof::{PublicKey, SealKey, Shown, Witnessed, witness};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where a witness keeps what.
#[derive(Args)]
pub struct Arguments {
    /// What was witnessed last; made by the first checkpoint. Without --key, says how many rows that has
    #[arg(long)]
    state: PathBuf,
    /// The witness's own key; made where there is none
    #[arg(long)]
    own_key: PathBuf,
    /// The public key of the log: 64 hexadecimal digits
    #[arg(long)]
    key: Option<String>,
}

/// No checkpoint with its proof is longer.
const INPUT_MAX: u64 = 1_000_000;

/// Takes a checkpoint from standard input, or says how far the witness has seen; fails when it refuses.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Fault> {
    let last = last(&arguments.state)?;
    let Some(key) = &arguments.key else {
        println!("{}", seen(last.as_ref())?);
        return Ok(ExitCode::SUCCESS);
    };
    let log = PublicKey::from_text(key).map_err(Fault::new)?;
    let own = own_key(&arguments.own_key)?;
    let mut text = String::new();
    std::io::stdin().take(INPUT_MAX).read_to_string(&mut text).map_err(Fault::new)?;
    let shown: Shown = serde_json::from_str(&text)
        .map_err(|error| Fault::new(format!("what stands on standard input: {error}")))?;
    match witness(last.as_ref(), &shown, &log, &own) {
        Ok(now) => {
            keep(&arguments.state, &now)?;
            println!("{}", serde_json::to_string(&now).map_err(Fault::new)?);
            Ok(ExitCode::SUCCESS)
        }
        Err(refused) => {
            eprintln!("redress: refused: {refused}");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn seen(last: Option<&Witnessed>) -> Result<u64, Fault> {
    let Some(last) = last else { return Ok(0) };
    let said = redress_proof::Checkpoint::from_text(&last.statement);
    Ok(said.ok_or_else(|| Fault::new("what was witnessed last can't be read"))?.size)
}

fn at(file: &Path) -> impl Fn(std::io::Error) -> Fault {
    move |error| Fault::new(format!("{}: {error}", file.display()))
}

/// What was witnessed last; only where there is no such file, nothing was.
fn last(state: &Path) -> Result<Option<Witnessed>, Fault> {
    match std::fs::read_to_string(state) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|error| Fault::new(format!("{}: {error}", state.display()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(state)(error)),
    }
}

/// On the disk before anybody is told of it, and whole: a witness that forgets goes back.
fn keep(state: &Path, now: &Witnessed) -> Result<(), Fault> {
    let beside = state.with_extension("new");
    let text = serde_json::to_string_pretty(now).map_err(Fault::new)?;
    let mut file = File::create(&beside).map_err(at(&beside))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(at(&beside))?;
    std::fs::rename(&beside, state).map_err(at(state))?;
    let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

fn own_key(file: &Path) -> Result<SealKey, Fault> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Ok(mut new) => new.write_all(SealKey::new_key_file().as_bytes()).map_err(at(file))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(at(file)(error)),
    }
    let text = std::fs::read_to_string(file).map_err(at(file))?;
    SealKey::from_key_file(&text).map_err(Fault::new)
}
