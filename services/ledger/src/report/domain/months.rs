//! Cash, set aside and free at the end of each month.

use super::{Cell, Chart, ColumnKind, Kind, Report, RowKind, Totals};
use crate::books::domain::sums::{AccountSum, TimeBasis};
use redress_kernel::money::MoneyError;
use redress_kernel::{Date, Money};

/// What of the cash is spoken for; pledges count neither here nor there.
const SPOKEN_FOR: [&str; 7] = [
    "reserved_awards",
    "awards_payable",
    "payment_clearing",
    "returned_payments",
    "minors_trust",
    "trust_interest",
    "held_money",
];

/// Months that are shown.
pub const MONTHS: usize = 12;

/// The books at the end of a month, or on the day of the report within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthEnd {
    pub day: Date,
    /// Every account up to it.
    pub sums: Vec<AccountSum>,
}

/// Makes the report, oldest month first. Free is what is at the bank and not set aside for anybody.
pub fn fund_by_month(basis: TimeBasis, ends: &[MonthEnd]) -> Result<Report, MoneyError> {
    let columns = [
        ("month-end", ColumnKind::Day),
        ("currency", ColumnKind::Text),
        ("cash", ColumnKind::Money),
        ("set-aside", ColumnKind::Money),
        ("free", ColumnKind::Money),
        ("waiting", ColumnKind::Money),
    ];
    let mut report = Report::new(Kind::FundByMonth, basis, &columns);
    let mut charts: std::collections::BTreeMap<&str, Chart> = std::collections::BTreeMap::new();
    for end in ends {
        let mut totals = Totals::default();
        for sum in end.sums.iter().filter(|sum| !sum.is_empty()) {
            let net = sum.net()?;
            let nothing = Money::zero(net.currency());
            let owed = nothing.checked_sub(net)?;
            let amounts = match sum.head.as_str() {
                "fund_cash" => [net, nothing, net, nothing],
                "award_commitments" => [nothing, nothing, nothing, owed],
                head if SPOKEN_FOR.contains(&head) => {
                    [nothing, owed, nothing.checked_sub(owed)?, nothing]
                }
                _ => continue,
            };
            totals.add(net.currency(), &amounts)?;
        }
        for (code, sums) in &totals.0 {
            let mut cells = vec![Cell::Day(end.day), Cell::Text((*code).to_owned())];
            cells.extend(sums.iter().copied().map(Cell::Money));
            report.push(RowKind::Item, cells, None);
            let chart = charts.entry(code).or_insert_with(|| Chart {
                currency: sums[0].currency(),
                bars: vec!["cash", "set-aside", "free"],
                groups: vec![],
            });
            chart.groups.push((Cell::Day(end.day), sums[..3].to_vec()));
        }
    }
    report.charts = charts.into_values().collect();
    Ok(report)
}
