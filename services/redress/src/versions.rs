//! The versions that a command works with: shipped with the program by name, or a file of their own.
//! A file is checked first, and its problems are told in words.

use crate::output::{End, complain};
use redress_eligibility::{TEXTS, has_text};
use redress_kernel::Language;
use redress_mechanism::Mechanism;
use redress_mechanism::data::check::{Document, Problem, Severity, document};
use redress_mechanism::data::{Rules, Schedule};
use std::io::Read;
use std::path::Path;

/// The longest version in bytes; many times the shipped ones.
const VERSION_BYTES_MOST: u64 = 1 << 20;

/// A file, or standard input for `-`, up to a size. Why not is told.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, End> {
    let mut bytes = Vec::new();
    let done = if path == Path::new("-") {
        std::io::stdin().lock().take(most + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
    };
    match done {
        Ok(_) => Ok(bytes),
        Err(error) => {
            complain(format_args!("redress: {}: {error}", path.display()));
            Err(End::Usage)
        }
    }
}

/// What a file holds and what was found in it.
pub fn checked(path: &Path) -> Result<(Option<Document>, Vec<Problem>), End> {
    let bytes = read(path, VERSION_BYTES_MOST)?;
    if bytes.len() as u64 > VERSION_BYTES_MOST {
        complain(format_args!("redress: {}: longer than 1 MiB", path.display()));
        return Err(End::VersionRefused);
    }
    let Ok(text) = String::from_utf8(bytes) else {
        complain(format_args!("redress: {}: not UTF-8", path.display()));
        return Err(End::VersionRefused);
    };
    Ok(document(&text, &has_text))
}

/// A problem in words: where, how much it weighs, what.
pub fn problem_in_words(problem: &Problem, lang: Language) -> String {
    let args: Vec<(&str, &str)> =
        problem.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let weight = TEXTS.get(lang, &format!("command-{}", problem.severity), &[]);
    let text = TEXTS.get(lang, &problem.key(), &args);
    let place = if problem.path.is_empty() { "-" } else { &problem.path };
    format!("{place}: {weight}: {text}")
}

/// A sound version out of a file; what is wrong with it is told.
fn sound(path: &Path, lang: Language) -> Result<Document, End> {
    let (document, problems) = checked(path)?;
    for problem in &problems {
        complain(format_args!("{}: {}", path.display(), problem_in_words(problem, lang)));
    }
    let is_sound = problems.iter().all(|problem| problem.severity != Severity::Error);
    document.filter(|_| is_sound).ok_or(End::VersionRefused)
}

/// Puts a version into use in place of the one that was there.
pub fn put(mechanism: &mut Mechanism, path: &Path, lang: Language) -> Result<(), End> {
    match sound(path, lang)? {
        Document::Rules(set) => mechanism.rules = Rules::new(*set),
        Document::Schedule(sums) => mechanism.schedule = Schedule::new(*sums),
    }
    Ok(())
}

/// The versions asked for, each the name of a shipped one or a file; the shipped ones where nothing
/// is asked for.
pub fn chosen(
    rules: Option<&str>,
    schedule: Option<&str>,
    lang: Language,
) -> Result<Mechanism, End> {
    let mut mechanism = Mechanism::shipped();
    let shipped = mechanism.rules.set.version;
    if let Some(asked) = rules.filter(|asked| *asked != shipped.as_str()) {
        match sound(Path::new(asked), lang)? {
            Document::Rules(set) => mechanism.rules = Rules::new(*set),
            Document::Schedule(_) => return Err(other_kind(asked, "--schedule")),
        }
    }
    let shipped = mechanism.schedule.sums.version;
    if let Some(asked) = schedule.filter(|asked| *asked != shipped.as_str()) {
        match sound(Path::new(asked), lang)? {
            Document::Schedule(sums) => mechanism.schedule = Schedule::new(*sums),
            Document::Rules(_) => return Err(other_kind(asked, "--rules")),
        }
    }
    Ok(mechanism)
}

fn other_kind(asked: &str, option: &str) -> End {
    complain(format_args!("redress: {asked} is a version of the other kind; use {option}"));
    End::VersionRefused
}
