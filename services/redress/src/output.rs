//! What commands print, and what they end with. A reader that goes away ends a command quietly.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use redress_kernel::{Fault, Language};
use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// How a command of the mechanism ended, beside 0 (fine), 1 (our fault) and 2 (wrong usage).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Done.
    Fine,
    /// The command can't be carried out as it was given, such as a file that is not there.
    Usage,
    /// Facts were refused.
    FactsRefused,
    /// A version of rules or sums was refused.
    VersionRefused,
    /// A line of an award could not be computed; the result was printed.
    LineStopped,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Fine => Self::SUCCESS,
            End::Usage => Self::from(2),
            End::FactsRefused => Self::from(3),
            End::VersionRefused => Self::from(4),
            End::LineStopped => Self::from(5),
        }
    }
}

/// Said in `--help` of each command that ends with [`End`].
pub const ENDS: &str = "Exit codes: 0 fine, 1 our fault, 2 wrong usage, 3 facts refused, \
    4 a version of rules or sums refused, 5 a line of the award could not be computed (the result is printed).";

/// Writes to standard output. Nobody reading on is no failure.
pub fn print(text: impl Display) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    written(write!(out, "{text}").and_then(|()| out.flush()))
}

/// Whether writing failed for another reason than that nobody reads on.
pub fn written(result: std::io::Result<()>) -> Result<(), Fault> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Fault::new(error)),
        _ => Ok(()),
    }
}

/// Tells a person what is wrong.
pub fn complain(text: impl Display) {
    // Where standard error is gone, there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// The language that a person names on the command line.
pub fn language() -> impl TypedValueParser<Value = Language> {
    let codes = PossibleValuesParser::new(Language::ALL.iter().map(|language| language.as_str()));
    codes.try_map(|code| code.parse())
}
