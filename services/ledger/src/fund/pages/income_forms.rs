//! The forms of what came, what is promised and who gives.

use crate::cash::actions::read_cash::Cash;
use crate::cash::pages::accounts::places;
use crate::desk::view::{CommandForm, Field, typed_if};
use crate::fund::actions::read_fund::Income;
use crate::fund::domain::codes::{IncomeKind, Purpose};
use redress_web::{Fields, Page};

/// Where they are.
pub(super) const HERE: &str = "/finance/fund/income";

/// What can be promised.
const PROMISED: [IncomeKind; 3] =
    [IncomeKind::Voluntary, IncomeKind::WithheldPay, IncomeKind::Assessed];

/// Choices of a list of codes, by their words; the empty one first where it may be left open.
fn codes<T: ToString>(page: &Page, prefix: &str, codes: &[T]) -> Vec<(String, String)> {
    let codes = codes.iter().map(ToString::to_string);
    codes.map(|code| (code.clone(), page.t(&format!("{prefix}-{code}")))).collect()
}

fn funders(page: &Page, seen: &Income, may_be_none: bool) -> Vec<(String, String)> {
    let none = may_be_none.then(|| (String::new(), page.t("funder-none")));
    let named = seen.funders.iter().map(|one| (one.code.clone(), one.name.clone()));
    none.into_iter().chain(named).collect()
}

fn purposes(page: &Page) -> Vec<(String, String)> {
    let widest_first: Vec<_> = Purpose::ALL.iter().rev().collect();
    codes(page, "purpose", &widest_first)
}

pub(super) fn contribution_sheet(
    page: &Page,
    (seen, cash): (&Income, &Cash),
    typed: &Fields,
    today: &str,
) -> CommandForm {
    let day = typed_if(typed, "received_on").unwrap_or_else(|| today.to_owned());
    let open = seen.pledges.iter().filter(|one| !one.open.amount().is_zero());
    let promised = open.map(|one| {
        let (open, day) = (page.money(&one.open), page.day(&one.expected_on));
        let text = format!("{}, {open}, {day}", one.reference);
        (one.pledge_id.to_string(), text)
    });
    let none = (String::new(), page.t("pledge-none"));
    let fields = vec![
        Field::choice(
            page,
            "kind",
            ("contribution-kind", ""),
            typed.get("kind"),
            codes(page, "contribution", IncomeKind::ALL),
        ),
        Field::choice(
            page,
            "bank_account",
            ("contribution-account", "contribution-account-hint"),
            typed.get("bank_account"),
            places(page, cash),
        ),
        Field::decimal(
            page,
            "amount",
            ("contribution-amount", "exchange-left-hint"),
            typed.get("amount"),
        ),
        Field::typed(page, "received_on", ("contribution-received", "date-hint"), day),
        Field::typed(
            page,
            "reference",
            ("contribution-reference", "contribution-reference-hint"),
            typed.get("reference"),
        ),
        Field::choice(
            page,
            "pledge_id",
            ("contribution-pledge", "contribution-pledge-hint"),
            typed.get("pledge_id"),
            std::iter::once(none).chain(promised).collect(),
        ),
        Field::choice(
            page,
            "funder",
            ("contribution-funder", ""),
            typed.get("funder"),
            funders(page, seen, true),
        ),
        Field::choice(
            page,
            "purpose",
            ("contribution-purpose", ""),
            typed.get("purpose"),
            purposes(page),
        ),
    ];
    CommandForm::new(page, "contribution", HERE, fields).in_words()
}

pub(super) fn pledge_sheet(page: &Page, seen: &Income, typed: &Fields) -> CommandForm {
    let fields = vec![
        Field::choice(
            page,
            "funder",
            ("contribution-funder", "pledge-funder-hint"),
            typed.get("funder"),
            funders(page, seen, true),
        ),
        Field::choice(
            page,
            "purpose",
            ("contribution-purpose", ""),
            typed.get("purpose"),
            purposes(page),
        ),
        Field::choice(
            page,
            "kind",
            ("contribution-kind", ""),
            typed.get("kind"),
            codes(page, "contribution", &PROMISED),
        ),
        Field::decimal(
            page,
            "amount",
            ("pledge-amount", "contribution-amount-hint"),
            typed.get("amount"),
        ),
        Field::typed(
            page,
            "expected_on",
            ("pledge-expected", "date-hint"),
            typed.get("expected_on"),
        ),
        Field::typed(
            page,
            "reference",
            ("contribution-reference", "contribution-reference-hint"),
            typed.get("reference"),
        ),
    ];
    CommandForm::new(page, "pledge", "/finance/fund/income/pledge", fields).in_words()
}

pub(super) fn funder_sheet(page: &Page, typed: &Fields) -> CommandForm {
    let fields = vec![
        Field::typed(page, "name", ("funder-name", ""), typed.get("name")),
        Field::typed(page, "code", ("funder-code", "funder-code-hint"), typed.get("code")),
    ];
    CommandForm::new(page, "funder", "/finance/fund/income/funder", fields)
}
