//! Beancount's ledger: <https://beancount.github.io/docs/beancount_language_syntax.html>, version 3.

use super::{Account, Entry, FIRST_DAY, Leg, amount, facts, iso};
use redress_kernel::Date;

pub(crate) fn head(text: &mut String, basis: &[String], accounts: &[Account]) {
    for line in basis {
        text.push_str(&format!("; {line}\n"));
    }
    // To the last decimal: without this, half a cent could be missing.
    text.push_str("option \"title\" \"Redress, journal of the ledger\"\n");
    text.push_str("option \"tolerance_multiplier\" \"0\"\n\n");
    for Account { name, currency, .. } in accounts {
        text.push_str(&format!("{} open {name} {currency}\n", iso(FIRST_DAY)));
    }
}

pub(crate) fn opening(text: &mut String, day: Date, legs: &[Leg], accounts: &[Account]) {
    text.push_str(&format!("\n{} * \"opening balances\"\n", iso(day)));
    postings(text, legs, accounts);
}

pub(crate) fn entry(text: &mut String, entry: &Entry, accounts: &[Account]) {
    text.push_str(&format!("\n{} * \"{}\"\n", iso(entry.occurred_on), entry.kind));
    text.push_str(&format!("  place: {}\n", entry.seq));
    for (name, value) in facts(entry) {
        text.push_str(&format!("  {name}: \"{value}\"\n"));
    }
    postings(text, &entry.legs, accounts);
}

pub(crate) fn end(text: &mut String, day: Date, legs: &[Leg], accounts: &[Account]) {
    // A balance is that of the day's beginning.
    let day = iso(day.next_day().unwrap_or(day));
    text.push_str("\n; Every account must stand at:\n");
    for leg in legs {
        let Account { name, currency, .. } = &accounts[leg.account];
        let sum = amount(leg.amount, *currency);
        text.push_str(&format!("{day} balance {name}  {sum} ~ 0 {currency}\n"));
    }
}

fn postings(text: &mut String, legs: &[Leg], accounts: &[Account]) {
    for leg in legs {
        let Account { name, currency, .. } = &accounts[leg.account];
        text.push_str(&format!("  {name}  {} {currency}\n", amount(leg.amount, *currency)));
    }
}
