//! The fund's accounts as pages name them, and sums in the currency of one.

use crate::cash::actions::read_cash::Cash;
use crate::cash::domain::AccountState;
use redress_kernel::Currency;
use redress_web::Page;

/// An account, by its code.
pub(crate) fn name(page: &Page, code: Option<&str>) -> String {
    code.map_or_else(|| page.t("account-general"), str::to_owned)
}

/// The accounts that are open, to choose one; the general one first.
pub(crate) fn places(page: &Page, cash: &Cash) -> Vec<(String, String)> {
    std::iter::once((String::new(), page.t("account-general-usd")))
        .chain(cash.accounts.iter().filter(|one| one.account.state == AccountState::Open).map(
            |one| {
                let account = &one.account;
                (
                    account.code.clone(),
                    format!("{} · {} · {}", account.code, account.currency, account.name),
                )
            },
        ))
        .collect()
}

/// The currency of the account that was chosen; US dollars for the general one.
pub(crate) fn currency_of(code: Option<&str>, cash: &Cash) -> Currency {
    let account = cash.accounts.iter().find(|one| Some(one.account.code.as_str()) == code);
    account.map_or(Currency::USD, |one| one.account.balance.currency())
}
