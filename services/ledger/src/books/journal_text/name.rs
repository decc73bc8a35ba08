//! One name for an account in every program.

use redress_kernel::Currency;

/// The name of an account: kind of account, head, holder, currency, e.g. `Assets:Fund-cash:Bank-c1:USD`.
///
/// Beancount is the strictest: parts begin with a capital or a digit and hold letters, digits and hyphens. Different
/// accounts have different names, and no account is the parent of another, because a balance there is asserted for
/// all below.
pub fn account_name(number: i16, head: &str, holder: &str, currency: Currency) -> String {
    let mut name = format!("{}:{}", root(number), part(&head.replace('_', "-")));
    if !holder.is_empty() {
        name.push(':');
        name.push_str(&holder_part(holder));
    }
    name.push(':');
    name.push_str(currency.code());
    name
}

/// By the number of the head in the chart.
fn root(number: i16) -> &'static str {
    match number {
        ..2000 => "Assets",
        2000..3000 => "Liabilities",
        3900..4000 => "Equity",
        3000..3900 | 4000..5000 => "Income",
        5000.. => "Expenses",
    }
}

fn part(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// Holders have lower-case letters, digits and `_ : . -`. Each sign becomes a hyphen and a letter; a holder that begins
/// with one gets two capitals before, which no other holder can have.
fn holder_part(holder: &str) -> String {
    let mut text = String::with_capacity(holder.len() + 4);
    for letter in holder.chars() {
        match letter {
            '_' => text.push_str("-u"),
            ':' => text.push_str("-c"),
            '.' => text.push_str("-p"),
            '-' => text.push_str("--"),
            other => text.push(other),
        }
    }
    if text.starts_with('-') { format!("XX{text}") } else { part(&text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_tell_head_holder_and_currency() {
        let name = |number, head, holder| account_name(number, head, holder, Currency::USD);
        assert_eq!(name(1000, "fund_cash", ""), "Assets:Fund-cash:USD");
        assert_eq!(name(1000, "fund_cash", "bank:1"), "Assets:Fund-cash:Bank-c1:USD");
        assert_eq!(name(2100, "awards_payable", ""), "Liabilities:Awards-payable:USD");
        assert_eq!(name(3000, "contributions", "7.gov"), "Income:Contributions:7-pgov:USD");
        assert_eq!(name(3900, "fund_balance", ""), "Equity:Fund-balance:USD");
        assert_eq!(name(5300, "own_error", "_x"), "Expenses:Own-error:XX-ux:USD");
    }

    #[test]
    fn different_holders_have_different_names() {
        // Every holder of up to four signs out of those that could be confused.
        let signs = ['x', 'u', '1', '_', ':', '.', '-'];
        let mut holders = vec![String::new()];
        for start in 0..4 {
            let longest: Vec<String> =
                holders.iter().filter(|holder| holder.len() == start).cloned().collect();
            for holder in longest {
                holders.extend(signs.iter().map(|sign| format!("{holder}{sign}")));
            }
        }
        let names: BTreeSet<String> = holders
            .iter()
            .map(|holder| account_name(1000, "fund_cash", holder, Currency::USD))
            .collect();
        assert_eq!(names.len(), holders.len());
        for name in names {
            for part in name.split(':') {
                let mut letters = part.chars();
                let first = letters.next().expect("no part is empty");
                assert!(first.is_ascii_uppercase() || first.is_ascii_digit(), "{name}");
                assert!(letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '-'));
            }
        }
    }
}
