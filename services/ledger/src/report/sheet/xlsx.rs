//! A report as a spreadsheet: numbers are numbers, days are days, text is never a formula. The same report gives the
//! same bytes.

use crate::report::domain::{Cell, ColumnKind, Report, RowKind};
use redress_kernel::{Date, Decimal, Fault, Money};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// A spreadsheet keeps 15 digits of a number; what has more is written as text, so that no digit is lost.
const DIGITS_MAX: usize = 15;

/// Makes the spreadsheet. `lead` are the lines above the table, the first its title; `text` gives the words of a key.
pub fn xlsx(
    report: &Report,
    lead: &[String],
    text: &dyn Fn(&str) -> String,
) -> Result<Vec<u8>, Fault> {
    made(report, lead, text).map_err(Fault::new)
}

fn made(
    report: &Report,
    lead: &[String],
    text: &dyn Fn(&str) -> String,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Else the clock of the machine would stand there.
    let known = report.basis.known_at.to_offset(time::UtcOffset::UTC);
    let made_at =
        day(known.date())?.and_hms(known.hour().into(), known.minute(), known.second())?;
    let title = lead.first().map(String::as_str).unwrap_or_default();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made_at));
    let sheet = workbook.add_worksheet();
    sheet.set_name(report.kind.as_str())?.set_landscape().set_print_fit_to_pages(1, 0);
    let mut row = 0;
    for (place, line) in lead.iter().enumerate() {
        let format = if place == 0 { Format::new().set_bold() } else { Format::new() };
        sheet.write_string_with_format(row, 0, line, &format)?;
        row += 1;
    }
    row += 1;
    for (column, at) in report.columns.iter().zip(0..) {
        let mut format = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
        if matches!(column.kind, ColumnKind::Money | ColumnKind::Count) {
            format = format.set_align(FormatAlign::Right);
        }
        let name = text(&format!("report-col-{}", column.name));
        sheet.write_string_with_format(row, at, &name, &format)?;
        let width = if column.kind == ColumnKind::Money { 18 } else { 16 };
        sheet.set_column_width(at, if at == 0 { 30 } else { width })?;
    }
    sheet.set_freeze_panes(row + 1, 0)?.set_repeat_rows(row, row)?;
    for line in &report.rows {
        row += 1;
        for (cell, at) in line.cells.iter().zip(0..) {
            write(sheet, (row, at), cell, line.kind, text)?;
        }
    }
    workbook.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    kind: RowKind,
    text: &dyn Fn(&str) -> String,
) -> Result<(), XlsxError> {
    let mut format = Format::new();
    if kind != RowKind::Item {
        format = format.set_bold();
    }
    if kind == RowKind::Total {
        format = format.set_border_top(FormatBorder::Thin);
    }
    match cell {
        Cell::Empty => sheet.write_blank(row, at, &format)?,
        Cell::Text(said) => sheet.write_string_with_format(row, at, said, &format)?,
        Cell::Word(list, code) => {
            sheet.write_string_with_format(row, at, text(&format!("{list}-{code}")), &format)?
        }
        Cell::Day(on) => {
            let format = format.set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, at, day(*on)?, &format)?
        }
        Cell::Count(count) => {
            sheet.write_with_format(row, at, Decimal::from(*count), &format.set_num_format("0"))?
        }
        Cell::Money(money) => amount(sheet, (row, at), *money, format)?,
    };
    Ok(())
}

fn amount(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    money: Money,
    format: Format,
) -> Result<&mut Worksheet, XlsxError> {
    let amount = money.amount();
    let digits = amount.abs().normalize().mantissa().to_string().len();
    if digits > DIGITS_MAX {
        let format = format.set_align(FormatAlign::Right);
        return sheet.write_string_with_format(row, at, amount.to_string(), &format);
    }
    let decimals = money.currency().exponent() as usize;
    let pattern = match decimals {
        0 => "#,##0".to_owned(),
        some => format!("#,##0.{}", "0".repeat(some)),
    };
    sheet.write_with_format(row, at, amount, &format.set_num_format(pattern))
}

fn day(on: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(on.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, on.month().into(), on.day())
}
