//! Files of rates of exchange: our own columns, and the list of operational rates that the United
//! Nations publish.
//! Belongs here: bytes to rows, each read or refused by itself, within limits. Never here: which
//! rows are new.

use redress_kernel::{Currency, Date, Decimal, codes};
use time::Month;
use time::macros::format_description;

/// Bytes of a file at most: ten times the published list.
pub const BYTES_MAX: usize = 256 * 1024;
/// Rows of a file at most: years of the published list.
pub const ROWS_MAX: usize = 2_000;
/// Rows above the headings at most.
const TITLE_ROWS_MAX: usize = 20;
/// Characters of a source at most.
pub const SOURCE_MAX: usize = 80;
/// Significant digits of a rate at most: payment files take no more (ISO 20022 `BaseOneRate`).
const DIGITS_MAX: i128 = 99_999_999_999;

codes! {
    /// How a file is laid out.
    Format {
        /// `currency`, `per_usd`, `effective_from`, `source`.
        Own = "own",
        /// Country, currency, abbreviation, effective date, rate.
        Un = "un",
    }
}

/// Why a file can't be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// Beyond [`BYTES_MAX`].
    #[error("too many bytes")]
    TooLarge,
    /// Beyond [`ROWS_MAX`].
    #[error("too many rows")]
    TooManyRows,
    /// Not text that we can read.
    #[error("not UTF-8 text")]
    NotText,
    /// Neither format's headings.
    #[error("no headings of rates")]
    NoHeadings,
}

/// Why a row can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    /// The currency is not on our list.
    NotListed,
    /// US dollars: nothing to record.
    Dollars,
    /// The rate is not a number above zero of at most 11 digits, 8 of them decimals.
    Rate,
    /// `1,234` may be a thousand or one and a bit.
    Ambiguous,
    /// The day is none, or could be two.
    Day,
    /// Nothing says where it was published, or too much.
    Source,
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// As a spreadsheet counts, from 1.
    pub row: u32,
    /// Never US dollars.
    pub currency: Currency,
    /// Units for one US dollar.
    pub per_usd: Decimal,
    /// The day from which on it was published to be in force.
    pub published_on: Date,
    /// Where it was published.
    pub source: String,
}

/// A row that was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// As a spreadsheet counts, from 1.
    pub row: u32,
    /// What stands for the currency, shortened.
    pub currency: String,
    /// Why.
    pub problem: RowProblem,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatesFile {
    /// Which of the two.
    pub format: Format,
    /// Its rows.
    pub listed: Vec<Listed>,
    /// Rows that can't be taken.
    pub unread: Vec<Unread>,
}

/// Reads a file in either format: any order of columns, commas, semicolons or tabs, quotes, a byte
/// order mark, titles above the headings and notes below the rows.
pub fn read(bytes: &[u8]) -> Result<RatesFile, FileProblem> {
    if bytes.len() > BYTES_MAX {
        return Err(FileProblem::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(FileProblem::NotText);
    }
    // Names of countries may come in another encoding; what is read of the published list is plain
    // letters.
    let text = String::from_utf8_lossy(bytes);
    for separator in [',', ';', '\t'] {
        let rows = split(&text, separator)?;
        let Some((first, layout)) = headings(&rows) else { continue };
        if layout.format == Format::Own && matches!(text, std::borrow::Cow::Owned(_)) {
            return Err(FileProblem::NotText);
        }
        let mut file = RatesFile { format: layout.format, listed: Vec::new(), unread: Vec::new() };
        for (place, cells) in rows.iter().enumerate().skip(first) {
            let row = u32::try_from(place + 1).unwrap_or(u32::MAX);
            match layout.row(row, cells, separator) {
                None => {}
                Some(Ok(listed)) => file.listed.push(listed),
                Some(Err(problem)) => {
                    let currency = cell(cells, layout.currency).chars().take(12).collect();
                    file.unread.push(Unread { row, currency, problem });
                }
            }
        }
        return Ok(file);
    }
    Err(FileProblem::NoHeadings)
}

/// Where each thing stands in a row.
#[derive(Debug, Clone, Copy)]
struct Layout {
    format: Format,
    currency: usize,
    rate: usize,
    day: usize,
    source: Option<usize>,
}

/// The first row with rates, and the layout that the headings above it tell, or the row itself
/// where there are none.
fn headings(rows: &[Vec<String>]) -> Option<(usize, Layout)> {
    rows.iter().take(TITLE_ROWS_MAX).enumerate().find_map(|(place, cells)| {
        let layout = by_headings(cells).map(|layout| (place + 1, layout));
        layout.or_else(|| by_position(cells).map(|layout| (place, layout)))
    })
}

fn by_headings(cells: &[String]) -> Option<Layout> {
    let plain: Vec<String> = cells
        .iter()
        .map(|cell| cell.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .map(|cell| cell.to_ascii_lowercase())
        .collect();
    let at = |fits: &dyn Fn(&str) -> bool| plain.iter().position(|name| fits(name));
    let is = |wanted: &'static str| move |name: &str| name == wanted;
    if let (Some(currency), Some(rate), Some(day), Some(source)) =
        (at(&is("currency")), at(&is("perusd")), at(&is("effectivefrom")), at(&is("source")))
    {
        return Some(Layout { format: Format::Own, currency, rate, day, source: Some(source) });
    }
    let code = at(&|name| name.contains("abb"));
    let code = code.or_else(|| at(&|name| name.starts_with("cur") && name.ends_with("code")));
    let currency = code.or_else(|| at(&is("fcurrcode"))).or_else(|| at(&is("code")))?;
    let day = at(&|name| name.starts_with("eff") && name.contains("date"));
    let day = day.or_else(|| at(&is("date")))?;
    let rate = at(&|name| name.contains("rate"))?;
    Some(Layout { format: Format::Un, currency, rate, day, source: None })
}

/// The published list without headings: country, currency, abbreviation, effective date, rate.
fn by_position(cells: &[String]) -> Option<Layout> {
    let [_, _, code, day, rate, ..] = cells else { return None };
    let is_code = (1..=12).contains(&code.len());
    let fits = is_code && day_of(day).is_some() && rate_of(rate, '\t').is_ok();
    fits.then_some(Layout { format: Format::Un, currency: 2, rate: 4, day: 3, source: None })
}

fn cell(cells: &[String], place: usize) -> &str {
    cells.get(place).map_or("", |cell| cell.trim())
}

impl Layout {
    /// What a row says; nothing for an empty row and for notes.
    fn row(
        &self,
        row: u32,
        cells: &[String],
        separator: char,
    ) -> Option<Result<Listed, RowProblem>> {
        let (code, rate) = (cell(cells, self.currency), cell(cells, self.rate));
        let day = cell(cells, self.day);
        let is_note = rate.is_empty() && day.is_empty();
        if is_note && (code.is_empty() || self.format == Format::Un) {
            return None;
        }
        Some(self.listed(row, cells, separator))
    }

    fn listed(&self, row: u32, cells: &[String], separator: char) -> Result<Listed, RowProblem> {
        let code = cell(cells, self.currency).to_ascii_uppercase();
        let currency: Currency = code.parse().map_err(|_| RowProblem::NotListed)?;
        if currency == Currency::USD {
            return Err(RowProblem::Dollars);
        }
        let per_usd = rate_of(cell(cells, self.rate), separator)?;
        let published_on = day_of(cell(cells, self.day)).ok_or(RowProblem::Day)?;
        let source = match self.source {
            Some(place) => cell(cells, place).to_owned(),
            None => {
                let day = published_on.format(format_description!("[year]-[month]-[day]"));
                format!("UN operational rate of {}", day.unwrap_or_default())
            }
        };
        if !(1..=SOURCE_MAX).contains(&source.chars().count()) {
            return Err(RowProblem::Source);
        }
        Ok(Listed { row, currency, per_usd, published_on, source })
    }
}

/// Whether a number can be a rate: above zero, at most 11 digits, 8 of them decimals.
pub fn is_rate(rate: Decimal) -> bool {
    let rate = rate.normalize();
    rate > Decimal::ZERO && rate.scale() <= 8 && rate.mantissa() <= DIGITS_MAX
}

/// A rate as it is written in a file: thousands may be set apart, and in files with semicolons a
/// comma is a decimal one.
fn rate_of(written: &str, separator: char) -> Result<Decimal, RowProblem> {
    let plain: String = written
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'))
        .collect();
    let commas = plain.matches(',').count();
    let number = match (commas, plain.rfind('.'), plain.rfind(',')) {
        (0, ..) => plain,
        (_, Some(point), Some(comma)) if point > comma => plain.replace(',', ""),
        (1, Some(_), Some(_)) => plain.replace('.', "").replace(',', "."),
        (1, None, Some(comma)) if separator == ';' || plain.len() - comma != 4 => {
            plain.replace(',', ".")
        }
        (1, ..) => return Err(RowProblem::Ambiguous),
        (_, None, _) => plain.replace(',', ""),
        _ => return Err(RowProblem::Rate),
    };
    let well_formed = number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && number.len() <= 24;
    let rate = number.parse::<Decimal>().ok().filter(|rate| well_formed && is_rate(*rate));
    rate.ok_or(RowProblem::Rate)
}

/// `01 Nov 2026`, `1-November-2026` or `2026-11-01`; a day that could be two, such as `01/11/2026`,
/// is none.
fn day_of(written: &str) -> Option<Date> {
    if let Ok(day) = Date::parse(written, format_description!("[year]-[month]-[day]")) {
        return Some(day);
    }
    let mut parts = written.split([' ', '-', '\u{a0}']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let name = month.to_ascii_lowercase();
    let number = (1..=12).find(|n| {
        let full = Month::January.nth_next(n - 1).to_string().to_ascii_lowercase();
        name.len() >= 3 && full.starts_with(&name)
    })?;
    let month = Month::January.nth_next(number - 1);
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Rows of cells; a cell in quotes may hold anything, a quote in it is written twice.
fn split(text: &str, separator: char) -> Result<Vec<Vec<String>>, FileProblem> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            '\r' | '\n' if !quoted => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                if rows.len() > ROWS_MAX {
                    return Err(FileProblem::TooManyRows);
                }
            }
            letter if letter == separator && !quoted => row.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    row.push(cell);
    rows.push(row);
    Ok(rows)
}

#[cfg(test)]
mod tests;
