//! A report as values separated by commas (RFC 4180), for programs: codes and not words, a point before decimals,
//! the times of the report on every row.

use super::{basis_cells, iso};
use crate::report::domain::{Cell, Report};

/// Makes the list.
pub fn csv(report: &Report) -> String {
    let basis = basis_cells(report.basis);
    let mut out = String::new();
    let names = report.columns.iter().map(|column| column.name.replace('-', "_"));
    let head = ["row".to_owned()].into_iter().chain(names);
    line(&mut out, head.chain(["from", "on_day", "known_at"].map(str::to_owned)));
    for row in &report.rows {
        let cells = [row.kind.to_string()].into_iter().chain(row.cells.iter().map(cell));
        line(&mut out, cells.chain(basis.iter().cloned()));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let quoted: Vec<_> = cells.map(|cell| quote(&cell)).collect();
    out.push_str(&quoted.join(","));
    out.push_str("\r\n");
}

fn quote(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Word(_, text) => plain(text),
        Cell::Day(day) => iso(*day),
        Cell::Count(count) => count.to_string(),
        Cell::Money(money) => money.amount().to_string(),
    }
}

/// Text that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::domain::sums::{AccountSum, TimeBasis};
    use crate::report::domain::trial_balance;
    use redress_kernel::Money;
    use rust_decimal_macros::dec;
    use time::macros::{date, datetime};

    #[test]
    fn texts_that_look_like_formulas_stay_texts() {
        let basis = TimeBasis {
            from: None,
            on_day: date!(2026 - 11 - 30),
            known_at: datetime!(2026-12-01 08:00 UTC),
        };
        let money = Money::usd(dec!(1234.50)).expect("an amount");
        let sum = AccountSum {
            account_id: 1,
            number: 1000,
            head: "fund_cash".to_owned(),
            holder: "=1+\"x\",2".to_owned(),
            debit: money,
            credit: Money::usd(dec!(0)).expect("an amount"),
        };
        let text = csv(&trial_balance(basis, &[sum]).expect("adds up"));
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some(
                "row,number,account,holder,currency,debits,credits,debit_balance,credit_balance,from,on_day,known_at"
            )
        );
        assert_eq!(
            lines.next(),
            Some(
                "item,1000,fund_cash,\"'=1+\"\"x\"\",2\",USD,1234.50,0.00,1234.50,,,2026-11-30,2026-12-01T08:00:00.000000Z"
            )
        );
    }
}
