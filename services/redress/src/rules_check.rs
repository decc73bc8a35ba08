//! `redress rules check`: is a version of rules or sums sound?

use crate::output::{ENDS, End, print};
use crate::versions;
use redress_kernel::{Fault, Language};
use redress_mechanism::data::check::Severity;
use std::path::PathBuf;

/// What can be done with versions.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Check a version of rules or of sums; which of both it is stands in its `format`
    #[command(after_help = ENDS)]
    Check(Arguments),
}

/// What to check.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The version (JSON); `-` reads standard input
    file: PathBuf,
    /// Language of what is said
    #[arg(long, default_value_t, value_parser = crate::output::language())]
    lang: Language,
    /// Print the problems as JSON
    #[arg(long)]
    json: bool,
}

/// Prints each problem with its path; errors end with 4, warnings don't.
pub fn run(Command::Check(arguments): &Command) -> Result<End, Fault> {
    let lang = arguments.lang;
    let (document, problems) = match versions::checked(&arguments.file) {
        Ok(checked) => checked,
        Err(end) => return Ok(end),
    };
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if arguments.json {
        let json = serde_json::to_string_pretty(&problems).map_err(Fault::new)?;
        print(format_args!("{json}\n"))?;
    } else {
        let mut text = String::new();
        for problem in &problems {
            text.push_str(&versions::problem_in_words(problem, lang));
            text.push('\n');
        }
        let (errors, warnings) = (errors.to_string(), (problems.len() - errors).to_string());
        let args = [("errors", errors.as_str()), ("warnings", warnings.as_str())];
        text.push_str(&redress_eligibility::TEXTS.get(lang, "command-checked", &args));
        text.push('\n');
        print(text)?;
    }
    let is_sound = document.is_some() && errors == 0;
    Ok(if is_sound { End::Fine } else { End::VersionRefused })
}
