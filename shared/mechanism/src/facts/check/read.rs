//! From bytes to facts, and what it is that can't be read. Never here: what the values say.

use super::{BYTES_MOST, FactError, FactWrong};
use crate::facts::Facts;
use std::collections::BTreeMap;

/// Facts whose every field has its type.
pub(super) fn read(json: &[u8]) -> Result<Facts, FactError> {
    if json.len() > BYTES_MOST {
        let mut error = error(String::new(), FactWrong::TooLong);
        error.with("most", BYTES_MOST);
        return Err(error);
    }
    // Looking at the whole text once is faster than at each word of it. Keeping the path costs time,
    // so it is only kept once there is something to tell.
    let read = match std::str::from_utf8(json) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(json),
    };
    read.map_err(|first| first_unreadable(json, &first))
}

fn error(path: String, code: FactWrong) -> FactError {
    FactError { path, code, args: BTreeMap::new() }
}

/// The first thing that can't be read, with its path.
fn first_unreadable(json: &[u8], first: &serde_json::Error) -> FactError {
    if !first.is_data() {
        let mut error = error(String::new(), FactWrong::NotJson);
        error.with("line", first.line()).with("column", first.column());
        return error;
    }
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read: Result<Facts, _> = serde_path_to_error::deserialize(&mut reader);
    let (path, why) = match read {
        Ok(_) => (String::new(), first.to_string()),
        Err(found) => (found.path().to_string(), found.inner().to_string()),
    };
    // A place that the reader has no name for stands as a question mark.
    let path = path.trim_end_matches('?').trim_end_matches('.');
    // The reader says the line as well; the path is better.
    let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
    named(path, why)
}

/// Which of the things that the reader says it is. Its words are only looked at, never shown, but
/// for one that has no name here.
fn named(path: &str, why: &str) -> FactError {
    let quoted = || why.split('`').nth(1).unwrap_or_default().to_owned();
    let (code, arg) = if why.starts_with("unknown field") {
        (FactWrong::FieldUnknown, Some(("field", quoted())))
    } else if why.starts_with("missing field") {
        (FactWrong::FieldMissing, Some(("field", quoted())))
    } else if why.starts_with("duplicate field") {
        (FactWrong::FieldTwice, Some(("field", quoted())))
    } else if why.starts_with("unknown variant") {
        (FactWrong::CodeUnknown, Some(("code", quoted())))
    } else if why.contains("expected a Decimal") || why.starts_with("not a number of digits") {
        (FactWrong::NotANumber, None)
    } else if why.starts_with("a label has") {
        (FactWrong::NotALabel, None)
    } else if why.starts_with("unknown currency") {
        (FactWrong::CurrencyUnknown, None)
    } else if why.starts_with("too many decimals") {
        (FactWrong::AmountDecimals, None)
    } else if why.starts_with("amount too large") {
        (FactWrong::AmountTooLarge, None)
    } else if is_a_day(path) {
        (FactWrong::NotADay, None)
    } else if why.starts_with("invalid type") || why.starts_with("invalid value") {
        (FactWrong::WrongKind, None)
    } else {
        (FactWrong::Unreadable, Some(("why", why.to_owned())))
    };
    let mut error = error(path.to_owned(), code);
    if let Some((name, value)) = arg {
        error.with(name, value);
    }
    error
}

/// Whether the field at `path` is a day, as all of these are named.
fn is_a_day(path: &str) -> bool {
    let field = path.rsplit('.').next().unwrap_or_default();
    let field = field.split('[').next().unwrap_or_default();
    field.ends_with("_on")
        || matches!(field, "from" | "until" | "earliest" | "latest")
        || field.ends_with("_until")
}
