//! Aged payables: what is owed, by the days since the award was accepted. Waiting is the fund's doing, never hers.

use super::{Cell, Chart, ColumnKind, Kind, Link, Report, RowKind, Totals, word};
use crate::books::domain::sums::TimeBasis;
use redress_kernel::money::MoneyError;
use redress_kernel::{ClaimId, Currency, Date, Money};

/// What a claim is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The claim and its code; nothing where the reader may not know of it.
    pub claim: Option<(ClaimId, String)>,
    /// When its award was accepted.
    pub accepted_on: Date,
    /// How much.
    pub owed: Money,
}

/// The last day of each group but the last, counted from acceptance.
const ENDS: [i64; 3] = [30, 60, 90];
const GROUPS: [&str; 4] = ["days-0-30", "days-31-60", "days-61-90", "days-over-90"];

/// Makes the report; at most `most` claims are listed, the longest waiting first, and all are counted.
pub fn aged_payables(
    basis: TimeBasis,
    mut dues: Vec<Due>,
    most: usize,
) -> Result<Report, MoneyError> {
    let mut columns = vec![
        ("claim", ColumnKind::Text),
        ("accepted", ColumnKind::Day),
        ("days", ColumnKind::Count),
        ("currency", ColumnKind::Text),
    ];
    columns.extend(GROUPS.map(|name| (name, ColumnKind::Money)));
    columns.push(("outstanding", ColumnKind::Money));
    let mut report = Report::new(Kind::AgedPayables, basis, &columns);
    dues.sort_by(|one, other| {
        let key = |due: &Due| (due.accepted_on, due.claim.as_ref().map(|(_, code)| code.clone()));
        key(one).cmp(&key(other))
    });
    let (mut totals, mut unnamed) = (Totals::default(), Totals::default());
    for due in &dues {
        let (currency, age) = (due.owed.currency(), (basis.on_day - due.accepted_on).whole_days());
        let amounts = spread(due.owed, age);
        totals.add(currency, &amounts)?;
        let Some((claim, code)) = &due.claim else {
            unnamed.add(currency, &amounts)?;
            continue;
        };
        if report.rows.len() >= most {
            report.left_out += 1;
            continue;
        }
        let mut cells = vec![
            Cell::Text(code.clone()),
            Cell::Day(due.accepted_on),
            Cell::Count(age),
            Cell::Text(currency.code().to_owned()),
        ];
        let shown = |place: usize, amount: Money| {
            if place == group_of(age) { Cell::Money(amount) } else { Cell::Empty }
        };
        cells.extend(amounts.iter().take(GROUPS.len()).enumerate().map(|(i, m)| shown(i, *m)));
        cells.push(Cell::Money(due.owed));
        report.push(RowKind::Item, cells, Some(Link::Claim(*claim)));
    }
    for (name, kind, sums) in
        [("others", RowKind::Item, &unnamed), ("total", RowKind::Total, &totals)]
    {
        for (currency, sums) in sums.iter() {
            let mut cells = vec![word("report", name), Cell::Empty, Cell::Empty, currency];
            cells.extend(sums.iter().copied().map(Cell::Money));
            report.push(kind, cells, None);
        }
    }
    report.charts = totals.0.values().map(|sums| chart(sums)).collect();
    Ok(report)
}

fn group_of(age: i64) -> usize {
    ENDS.iter().filter(|end| age > **end).count()
}

/// The amount in its group, then as a whole.
fn spread(owed: Money, age: i64) -> [Money; 5] {
    let mut amounts = [Money::zero(owed.currency()); 5];
    amounts[group_of(age)] = owed;
    amounts[GROUPS.len()] = owed;
    amounts
}

fn chart(sums: &[Money]) -> Chart {
    let currency: Currency = sums[0].currency();
    let groups = GROUPS.iter().zip(sums);
    let groups = groups.map(|(name, sum)| (word("report-col", name), vec![*sum])).collect();
    Chart { currency, bars: vec!["outstanding"], groups }
}
