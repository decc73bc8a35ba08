//! Payee details once opened, and how a payment file names them.
//! Belongs here: the form that intake seals. Never here: keys, SQL. No `Debug`: details stay out
//! of logs.

use redress_iso20022::party::{Account, Agent};
use redress_kernel::codes;
use serde::Deserialize;

codes! {
    /// By which way a payment goes (`pay-method-<code>`).
    Method {
        /// Transfer to an account.
        Bank = "bank",
        /// To a telephone.
        MobileMoney = "mobile_money",
        /// Cash at a counter.
        Cash = "cash",
    }
}

/// Where a payment goes, as the vault keeps it: JSON with the method as tag.
#[derive(Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Payee {
    /// Transfer to an account.
    Bank {
        /// Name on the account.
        holder: String,
        /// International number.
        #[serde(default)]
        iban: Option<String>,
        /// National number, where there is no IBAN.
        #[serde(default)]
        account: Option<String>,
        /// Name of the bank.
        #[serde(default)]
        bank_name: Option<String>,
        /// BIC of the bank.
        #[serde(default)]
        bic: Option<String>,
    },
    /// To a telephone.
    MobileMoney {
        /// Name with which the number is registered.
        holder: String,
        /// The company.
        provider: String,
        /// The number.
        number: String,
    },
    /// Cash at a counter.
    Cash {
        /// Name on the paper that is shown at the counter.
        holder: String,
        /// Town or counter.
        place: String,
    },
}

/// The payee as a payment file names her.
pub struct Creditor {
    pub name: String,
    /// Account, telephone, or the reference that is shown at a counter.
    pub account: Account,
    /// Bank, company or counter.
    pub agent: Option<Agent>,
}

impl Payee {
    /// As a payment file names her; `reference` is what is shown at a counter.
    pub fn creditor(self, reference: &str) -> Creditor {
        match self {
            Payee::Bank { holder, iban, account, bank_name, bic } => Creditor {
                name: holder,
                account: Account::from_typed(&iban.or(account).unwrap_or_default()),
                agent: bic.map(Agent::Bic).or(bank_name.map(Agent::Name)),
            },
            Payee::MobileMoney { holder, provider, number } => Creditor {
                name: holder,
                account: Account::Other(number),
                agent: Some(Agent::Name(provider)),
            },
            Payee::Cash { holder, place } => Creditor {
                name: holder,
                account: Account::Other(reference.to_owned()),
                agent: Some(Agent::Name(place)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn creditor(json: &str) -> Creditor {
        serde_json::from_str::<Payee>(json).expect("the sealed form").creditor("CODE-1")
    }

    #[test]
    fn every_method_names_an_account_and_who_pays_it_out() {
        let bank = creditor(
            r#"{"method":"bank","holder":"A","iban":"DE89370400440532013000","country":"DE"}"#,
        );
        assert!(matches!(bank.account, Account::Iban(_)) && bank.agent.is_none());
        let phone = creditor(
            r#"{"method":"mobile_money","holder":"A","provider":"Orange","number":"23670000001","country":"CF"}"#,
        );
        assert_eq!(phone.account, Account::Other("23670000001".to_owned()));
        let cash = creditor(r#"{"method":"cash","holder":"A","place":"Bangui","country":"CF"}"#);
        assert_eq!(cash.account, Account::Other("CODE-1".to_owned()));
        assert_eq!(cash.agent, Some(Agent::Name("Bangui".to_owned())));
    }
}
