//! hledger's journal: <https://hledger.org/hledger.html>, version 1.25 and newer.

use super::{Account, Entry, Leg, amount, facts, iso};
use redress_kernel::{Currency, Date};
use std::collections::BTreeSet;

pub(crate) fn head(text: &mut String, basis: &[String], accounts: &[Account]) {
    for line in basis {
        text.push_str(&format!("; {line}\n"));
    }
    text.push_str("decimal-mark .\n");
    let currencies: BTreeSet<Currency> = accounts.iter().map(|account| account.currency).collect();
    for currency in currencies {
        let zeros = "0".repeat(currency.exponent() as usize);
        text.push_str(&format!("commodity 1000.{zeros} {currency}\n"));
    }
    for account in accounts {
        text.push_str(&format!("account {}\n", account.name));
    }
}

pub(crate) fn opening(text: &mut String, day: Date, legs: &[Leg], accounts: &[Account]) {
    text.push_str(&format!("\n{} * opening balances\n", iso(day)));
    postings(text, legs, accounts);
}

pub(crate) fn entry(text: &mut String, entry: &Entry, accounts: &[Account]) {
    text.push_str(&format!("\n{} * ({}) {}\n", iso(entry.occurred_on), entry.seq, entry.kind));
    for (name, value) in facts(entry) {
        text.push_str(&format!("    ; {name}: {value}\n"));
    }
    postings(text, &entry.legs, accounts);
}

pub(crate) fn end(text: &mut String, day: Date, legs: &[Leg], accounts: &[Account]) {
    text.push_str(&format!("\n; Every account must stand at:\n{} * balances\n", iso(day)));
    for leg in legs {
        let Account { name, currency, .. } = &accounts[leg.account];
        let sum = amount(leg.amount, *currency);
        text.push_str(&format!("    {name}  0 {currency} = {sum} {currency}\n"));
    }
}

fn postings(text: &mut String, legs: &[Leg], accounts: &[Account]) {
    for leg in legs {
        let Account { name, currency, .. } = &accounts[leg.account];
        text.push_str(&format!("    {name}  {} {currency}\n", amount(leg.amount, *currency)));
    }
}
