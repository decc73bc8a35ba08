//! Accounts and banks as messages name them.
//! Belongs here: the two ways to name an account and the two to name a bank, with their check
//! digits.
//! Never here: the person behind an account.

use crate::tree::{Node, Problem, ReadError};
use crate::write::Out;

/// An account at a bank or a payment agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// International bank account number, without spaces, check digits right.
    Iban(String),
    /// Any other number: an account, or a wallet's telephone number. At most 34 characters.
    Other(String),
}

/// The bank or payment agent that keeps an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agent {
    /// Business identifier code, 8 or 11 characters.
    Bic(String),
    /// Name, where there is no code.
    Name(String),
}

/// Whether the text is an IBAN: form and check digits (ISO 13616, ISO 7064 modulus 97).
pub fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let formed = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if !formed {
        return false;
    }
    let moved = bytes[4..].iter().chain(&bytes[..4]);
    let remainder = moved.fold(0_u32, |rest, byte| {
        if byte.is_ascii_digit() {
            (rest * 10 + u32::from(byte - b'0')) % 97
        } else {
            (rest * 100 + u32::from(byte - b'A') + 10) % 97
        }
    });
    remainder == 1
}

/// Whether the text has the form of a BIC (ISO 9362).
pub fn is_bic(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 8 | 11)
        && bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && bytes[4..6].iter().all(u8::is_ascii_uppercase)
}

impl Account {
    /// What a person typed: an IBAN when its check digits are right, another number otherwise.
    pub fn from_typed(text: &str) -> Account {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let upper = compact.to_ascii_uppercase();
        if is_iban(&upper) { Account::Iban(upper) } else { Account::Other(compact) }
    }

    /// The number.
    pub fn number(&self) -> &str {
        match self {
            Account::Iban(number) | Account::Other(number) => number,
        }
    }

    /// The number with all but its last four characters hidden.
    pub fn masked(&self) -> String {
        let number = self.number();
        let shown = number.chars().count().saturating_sub(4);
        let tail: String = number.chars().skip(shown).collect();
        if shown < 4 { "••••".to_owned() } else { format!("•••• {tail}") }
    }

    /// Whether a bank can take it.
    pub fn is_writable(&self) -> bool {
        match self {
            Account::Iban(iban) => is_iban(iban),
            Account::Other(number) => {
                (1..=34).contains(&number.len()) && number.chars().all(crate::text::is_plain)
            }
        }
    }

    /// `<Id>` of an account.
    pub(crate) fn write(&self, out: &mut Out) {
        out.group("Id", |out| match self {
            Account::Iban(iban) => out.leaf("IBAN", iban),
            Account::Other(number) => out.group("Othr", |out| out.leaf("Id", number)),
        });
    }

    /// From an element that holds `<Id>`.
    pub(crate) fn read(node: &Node) -> Result<Account, ReadError> {
        if let Some(iban) = node.text_at("Id/IBAN") {
            return Ok(Account::Iban(iban));
        }
        let other = node.need("Id/Othr/Id")?;
        let number = other.text();
        if number.is_empty() || number.chars().count() > 34 {
            return Err(other.fail(Problem::NotAnIdentifier));
        }
        Ok(Account::Other(number.to_owned()))
    }
}

impl Agent {
    /// What a person typed: a BIC when it has the form of one, a name otherwise.
    pub fn from_typed(text: &str) -> Agent {
        let trimmed = text.trim();
        if is_bic(trimmed) {
            Agent::Bic(trimmed.to_owned())
        } else {
            Agent::Name(trimmed.to_owned())
        }
    }

    /// Code or name.
    pub fn label(&self) -> &str {
        match self {
            Agent::Bic(text) | Agent::Name(text) => text,
        }
    }

    /// An agent element of the given name.
    pub(crate) fn write(&self, out: &mut Out, name: &str) {
        out.group(name, |out| {
            out.group("FinInstnId", |out| match self {
                Agent::Bic(bic) => out.leaf("BICFI", bic),
                Agent::Name(text) => out.leaf("Nm", &crate::text::fold(text).text),
            });
        });
    }

    /// From an agent element.
    pub(crate) fn read(node: &Node) -> Result<Agent, ReadError> {
        match node.text_at("FinInstnId/BICFI") {
            Some(bic) => Ok(Agent::Bic(bic)),
            None => node.need_text("FinInstnId/Nm").map(Agent::Name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_known_by_its_check_digits() {
        // The registry's own examples.
        for iban in
            ["DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606"]
        {
            assert!(is_iban(iban), "{iban}");
        }
        assert_eq!(
            Account::from_typed("de89 3704 0044 0532 0130 00"),
            Account::Iban("DE89370400440532013000".to_owned())
        );
        let swapped = Account::from_typed("DE89370400440532013001");
        assert!(matches!(swapped, Account::Other(_)));
        assert_eq!(
            Account::from_typed("+236 70 00 00 01"),
            Account::Other("+23670000001".to_owned())
        );
    }

    #[test]
    fn banks_are_codes_or_names() {
        assert_eq!(Agent::from_typed("ECOCCFCF"), Agent::Bic("ECOCCFCF".to_owned()));
        assert_eq!(Agent::from_typed("Ecobank"), Agent::Name("Ecobank".to_owned()));
    }

    #[test]
    fn a_masked_account_shows_four_characters_at_most() {
        assert_eq!(Account::Other("12345678901".to_owned()).masked(), "•••• 8901");
        assert_eq!(Account::Other("12345".to_owned()).masked(), "••••");
    }
}
