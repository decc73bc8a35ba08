//! Lines of values for spreadsheets and databases: one a leg; before and after them what every account had. No value
//! needs quotes, and none begins with a sign that a spreadsheet takes for a formula.

use super::{Account, Entry, Leg, amount, iso, moment};
use redress_kernel::Date;

pub(crate) fn head(text: &mut String, basis: &[String]) {
    for line in basis {
        // A comma would be the next value.
        text.push_str(&format!("# {}\n", line.replace(',', ":")));
    }
    text.push_str(
        "row,place,entry,kind,effective,recorded,claim,reverses,leg,account,debit,credit,currency\n",
    );
}

pub(crate) fn entry(text: &mut String, entry: &Entry, accounts: &[Account]) {
    let reverses = entry.reverses.map(|id| id.to_string()).unwrap_or_default();
    for (leg, number) in entry.legs.iter().zip(1..) {
        text.push_str(&format!(
            "entry,{},{},{},{},{},{},{reverses},{number},{}\n",
            entry.seq,
            entry.entry_id,
            entry.kind,
            iso(entry.occurred_on),
            moment(entry.made_at),
            entry.claim_code.as_deref().unwrap_or_default(),
            sides(*leg, accounts)
        ));
    }
}

/// What accounts had at a day, as lines of one kind of row.
pub(crate) fn sums(text: &mut String, row: &str, day: Date, legs: &[Leg], accounts: &[Account]) {
    for leg in legs {
        text.push_str(&format!("{row},,,,{},,,,,{}\n", iso(day), sides(*leg, accounts)));
    }
}

/// Account, debit or credit, currency.
fn sides(leg: Leg, accounts: &[Account]) -> String {
    let Account { name, currency, .. } = &accounts[leg.account];
    let sum = amount(leg.amount.abs(), *currency);
    if leg.amount.is_sign_negative() && !leg.amount.is_zero() {
        format!("{name},,{sum},{currency}")
    } else {
        format!("{name},{sum},,{currency}")
    }
}
