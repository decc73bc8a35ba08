//! How the survivor wants to be paid: bank account, mobile money, or cash at a counter.
//! Belongs here: the sealed details and what is wrong with them. Never here: payments themselves.

use redress_kernel::Refusal;
use serde::{Deserialize, Serialize};

use super::safety::phone;
use super::typed::{LINE_MAX, Typed};

/// Most instalments an award may be split into.
pub const INSTALMENTS_MAX: u16 = 5;

redress_kernel::codes! {
    /// The method of payment.
    Method {
        /// Transfer to an account.
        Bank = "bank",
        /// To a telephone with mobile money.
        MobileMoney = "mobile_money",
        /// Cash at the counter of an agent.
        Cash = "cash",
    }
}

/// Where a payment goes. Sealed at rest, as JSON with the method as tag; the ledger opens it to
/// pay.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Payee {
    /// Transfer to an account: by IBAN, or by number with bank.
    Bank {
        /// Name on the account.
        holder: String,
        /// International number, without spaces; else `account`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        iban: Option<String>,
        /// National number, where there is no IBAN.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<String>,
        /// Name of the bank.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bank_name: Option<String>,
        /// BIC of the bank.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bic: Option<String>,
        /// Country of the account, ISO 3166 alpha-2.
        country: String,
    },
    /// To a telephone.
    MobileMoney {
        /// Name with which the number is registered.
        holder: String,
        /// The company.
        provider: String,
        /// The number, 6 to 15 digits.
        number: String,
        /// Country of the company, ISO 3166 alpha-2.
        country: String,
    },
    /// Cash at a counter.
    Cash {
        /// Name on the paper that is shown at the counter.
        holder: String,
        /// Town or counter.
        place: String,
        /// Country of the counter, ISO 3166 alpha-2.
        country: String,
    },
}

impl Payee {
    /// The method that these details are for.
    pub fn method(&self) -> Method {
        match self {
            Payee::Bank { .. } => Method::Bank,
            Payee::MobileMoney { .. } => Method::MobileMoney,
            Payee::Cash { .. } => Method::Cash,
        }
    }

    /// What makes two payees the same account, for a keyed hash: never stored as such.
    pub fn account_text(&self) -> String {
        match self {
            Payee::Bank { iban: Some(iban), .. } => iban.clone(),
            Payee::Bank { account, bic, bank_name, country, .. } => {
                let bank = bic.as_ref().or(bank_name.as_ref()).map_or("", String::as_str);
                let account = account.as_deref().unwrap_or_default();
                format!("{country}|{}|{account}", bank.to_lowercase())
            }
            Payee::MobileMoney { number, country, .. } => format!("{country}|{number}"),
            Payee::Cash { holder, place, country } => {
                format!("{country}|{}|{}", place.to_lowercase(), holder.to_lowercase())
            }
        }
    }

    /// The last four characters of the account or telephone: all that is ever shown.
    /// Nothing for cash, and for numbers so short that four would tell all.
    pub fn last_four(&self) -> Option<String> {
        let number = match self {
            Payee::Bank { iban, account, .. } => iban.as_ref().or(account.as_ref())?,
            Payee::MobileMoney { number, .. } => number,
            Payee::Cash { .. } => return None,
        };
        // Invariant: numbers are ASCII, `read` lets nothing else in.
        let start = number.len().checked_sub(4).filter(|start| *start >= 2)?;
        number.get(start..).map(str::to_owned)
    }
}

/// The details typed for a method; nothing when every field is open (they can be given later).
/// Refuses field by field: `field-required`, `iban-wrong`, `account-wrong`, `bic-wrong`,
/// `country-wrong`, `phone-not-read`, `bank-missing`.
pub fn read(method: Method, typed: &Typed) -> Result<Option<Payee>, Vec<Refusal>> {
    let open = fields(method).iter().all(|field| typed.one(field).is_empty());
    if open {
        return Ok(None);
    }
    let mut refusals = Vec::new();
    let mut take = |result: Result<Option<String>, Refusal>, field: &'static str, must: bool| {
        match result {
            Err(refusal) => refusals.push(refusal),
            Ok(None) if must => refusals.push(Refusal::field(field, "field-required")),
            Ok(Some(text)) => return Some(text),
            Ok(None) => {}
        }
        None
    };
    let holder = take(typed.line("holder", LINE_MAX), "holder", true).unwrap_or_default();
    let country = take(country(typed), "country", true).unwrap_or_default();
    let payee = match method {
        Method::Bank => {
            let iban = take(iban(typed), "iban", false);
            let account = take(account(typed), "account", false);
            let bank_name = take(typed.line("bank_name", LINE_MAX), "bank_name", false);
            let bic = take(bic(typed), "bic", false);
            if refusals.is_empty() && iban.is_none() {
                if account.is_none() {
                    refusals.push(Refusal::field("account", "account-missing"));
                } else if bank_name.is_none() && bic.is_none() {
                    refusals.push(Refusal::field("bank_name", "bank-missing"));
                }
            }
            Payee::Bank { holder, iban, account, bank_name, bic, country }
        }
        Method::MobileMoney => {
            let provider = take(typed.line("provider", LINE_MAX), "provider", true);
            let number = take(phone("number", typed.one("number")), "number", true);
            Payee::MobileMoney {
                holder,
                provider: provider.unwrap_or_default(),
                number: number.unwrap_or_default(),
                country,
            }
        }
        Method::Cash => {
            let place = take(typed.line("place", LINE_MAX), "place", true).unwrap_or_default();
            Payee::Cash { holder, place, country }
        }
    };
    if refusals.is_empty() { Ok(Some(payee)) } else { Err(refusals) }
}

/// The fields of a method's page, in order.
pub fn fields(method: Method) -> &'static [&'static str] {
    match method {
        Method::Bank => &["holder", "iban", "account", "bank_name", "bic", "country"],
        Method::MobileMoney => &["holder", "provider", "number", "country"],
        Method::Cash => &["holder", "place", "country"],
    }
}

/// Letters and digits in upper case, without the spaces and hyphens people type.
fn compact(typed: &str) -> String {
    let kept = redress_kernel::typed::digits(typed);
    kept.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

fn checked(
    typed: &Typed,
    field: &'static str,
    code: &'static str,
    good: impl Fn(&str) -> bool,
) -> Result<Option<String>, Refusal> {
    match compact(typed.one(field)) {
        text if text.is_empty() => Ok(None),
        text if good(&text) => Ok(Some(text)),
        _ => Err(Refusal::field(field, code)),
    }
}

fn iban(typed: &Typed) -> Result<Option<String>, Refusal> {
    checked(typed, "iban", "iban-wrong", is_iban)
}

fn account(typed: &Typed) -> Result<Option<String>, Refusal> {
    let good = |text: &str| text.len() <= 34 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    checked(typed, "account", "account-wrong", good)
}

fn bic(typed: &Typed) -> Result<Option<String>, Refusal> {
    let good = |text: &str| {
        let bytes = text.as_bytes();
        matches!(bytes.len(), 8 | 11)
            && bytes[..6].iter().all(u8::is_ascii_alphabetic)
            && bytes[6..].iter().all(u8::is_ascii_alphanumeric)
    };
    checked(typed, "bic", "bic-wrong", good)
}

fn country(typed: &Typed) -> Result<Option<String>, Refusal> {
    let good = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    checked(typed, "country", "country-wrong", good)
}

/// ISO 13616: two letters, two digits, up to thirty letters or digits; moved four to the end and
/// read as a number (A = 10 ... Z = 35), it leaves 1 when divided by 97 (ISO 7064).
pub fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    shaped
        && bytes[4..].iter().chain(&bytes[..4]).fold(0_u32, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        }) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn codes(result: Result<Option<Payee>, Vec<Refusal>>) -> Vec<(&'static str, String)> {
        let refusals = result.err().expect("refused");
        let field = |refusal: &Refusal| refusal.field.clone().unwrap_or_default().into_owned();
        refusals.iter().map(|refusal| (refusal.code, field(refusal))).collect()
    }

    #[test]
    fn an_iban_is_checked_to_the_digit() {
        for good in
            ["GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606"]
        {
            assert!(is_iban(good), "{good}");
        }
        for bad in ["GB82WEST12345698765433", "DE89370400440532013", "DE8937040044053201300é", ""]
        {
            assert!(!is_iban(bad), "{bad}");
        }
    }

    #[test]
    fn an_account_shows_its_last_four_only() {
        let typed = form(&[
            ("holder", "G. Mbeka"),
            ("iban", "de89 3704-0044 0532 0130 00"),
            ("country", "de"),
        ]);
        let payee = read(Method::Bank, &typed).expect("read").expect("given");
        assert_eq!(payee.last_four().as_deref(), Some("3000"));
        let json = serde_json::to_value(&payee).expect("json");
        assert_eq!(json["method"], "bank");
        assert_eq!(json["iban"], "DE89370400440532013000");
        assert!(serde_json::from_value::<Payee>(json).expect("json") == payee);
    }

    #[test]
    fn without_an_iban_the_bank_must_be_named() {
        let typed = form(&[("holder", "G. Mbeka"), ("account", "0012 345"), ("country", "CF")]);
        assert_eq!(codes(read(Method::Bank, &typed)), [("bank-missing", "bank_name".to_owned())]);
        let typed = form(&[("holder", "G. Mbeka"), ("country", "CF")]);
        assert_eq!(codes(read(Method::Bank, &typed)), [("account-missing", "account".to_owned())]);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let typed = form(&[("iban", "DE00"), ("bic", "XX"), ("country", "Chad")]);
        let expected = [
            ("field-required", "holder".to_owned()),
            ("country-wrong", "country".to_owned()),
            ("iban-wrong", "iban".to_owned()),
            ("bic-wrong", "bic".to_owned()),
        ];
        assert_eq!(codes(read(Method::Bank, &typed)), expected);
    }

    #[test]
    fn telephones_and_counters_pay_too_and_later_is_fine() {
        let typed = form(&[
            ("holder", "Grâce"),
            ("provider", "Orange"),
            ("number", "+236 72 00 11 22"),
            ("country", "CF"),
        ]);
        let payee = read(Method::MobileMoney, &typed).expect("read").expect("given");
        assert_eq!(payee.last_four().as_deref(), Some("1122"));
        let typed = form(&[("holder", "Grâce"), ("place", "Bangui"), ("country", "CF")]);
        let payee = read(Method::Cash, &typed).expect("read").expect("given");
        assert_eq!((payee.method(), payee.last_four()), (Method::Cash, None));
        assert!(read(Method::Cash, &Typed::default()).expect("read").is_none());
    }
}
