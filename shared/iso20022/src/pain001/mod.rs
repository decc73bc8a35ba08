//! pain.001.001.09: the payment file that goes to the bank.
//! Belongs here: the file as a value, its checks, and its bytes, the same every time.
//! Never here: where payee details come from, or who may send the file.

use crate::neutral::telling_word;
use crate::party::{Account, Agent, is_bic};
use crate::text::fold;
use crate::write::Out;
use aws_lc_rs::digest::{SHA256, digest};
use redress_kernel::{Currency, Date, Decimal, Money, Timestamp, Uuid};
use std::collections::{BTreeMap, BTreeSet};

mod read;

pub use read::read;

pub(crate) const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
pub(crate) const FAMILY: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.";

/// A file holds no more payments than this; a larger batch is split.
pub const PAYMENTS_MAX: usize = 10_000;

/// Who pays, as the bank knows it: from the configuration, neutral by policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debtor {
    /// Neutral name.
    pub name: String,
    /// The account that is debited.
    pub account: Account,
    /// The bank that keeps it.
    pub agent: Agent,
}

/// One credit transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// `InstrId`, at most 35 characters: identifies the instruction between us and the bank.
    pub instruction_id: String,
    /// `EndToEndId`, at most 35 characters: see [`end_to_end_id`].
    pub end_to_end_id: String,
    /// Unique end-to-end transaction reference: see [`uetr`].
    pub uetr: Uuid,
    /// What the payee receives, in the currency she chose.
    pub amount: Money,
    /// Units of that currency for one US dollar, as converted (award P12); none for US dollars.
    pub rate: Option<Decimal>,
    /// Name of the payee.
    pub creditor_name: String,
    /// Account of the payee.
    pub creditor_account: Account,
    /// Bank or payment agent of the payee; none where an IBAN says it.
    pub creditor_agent: Option<Agent>,
    /// What the payee's statement shows; neutral.
    pub remittance: String,
}

/// A payment file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentFile {
    /// `MsgId`, at most 32 characters, never used twice.
    pub message_id: String,
    /// When it was made, to the second.
    pub created_at: Timestamp,
    /// Who pays.
    pub debtor: Debtor,
    /// Requested day of execution.
    pub execution_date: Date,
    /// The transfers; written by currency, then by `EndToEndId`.
    pub payments: Vec<Payment>,
}

/// Which field of which payment the bank would not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} of {}: {problem}", .payment.as_deref().unwrap_or("the file"))]
pub struct WriteError {
    /// Stable name of the field.
    pub field: &'static str,
    /// `EndToEndId` of the payment, when it is about one.
    pub payment: Option<String>,
    /// What is wrong.
    pub problem: WriteProblem,
}

/// Why a field can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteProblem {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// More characters than the message allows.
    #[error("too long")]
    TooLong,
    /// Not of the form that the message wants, or wrong check digits.
    #[error("malformed")]
    Malformed,
    /// The same identifier twice in one file.
    #[error("used twice")]
    Repeated,
    /// The text tells what the money is for.
    #[error("not neutral")]
    Telling,
    /// More than [`PAYMENTS_MAX`].
    #[error("too many payments")]
    TooMany,
}

/// Letters of a payment that the bank's character set can't show, for the officer to see
/// beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostLetters {
    /// `EndToEndId` of the payment.
    pub payment: String,
    /// Stable name of the field.
    pub field: &'static str,
    /// The letters, in order.
    pub letters: Vec<char>,
}

/// The reference that comes back on statements: claim code without hyphens, number of the
/// instalment from 1, and from the second attempt on its number. At most 26 characters.
pub fn end_to_end_id(compact_claim_code: &str, instalment: u32, attempt: u32) -> String {
    if attempt <= 1 {
        format!("{compact_claim_code}-{instalment}")
    } else {
        format!("{compact_claim_code}-{instalment}-{attempt}")
    }
}

/// The unique end-to-end transaction reference of an instruction: a version 4 UUID (the only
/// version that the message allows), derived, so that the same instruction has the same one in
/// every file.
pub fn uetr(instruction: Uuid) -> Uuid {
    let mut input = b"redress uetr 1 ".to_vec();
    input.extend_from_slice(instruction.as_bytes());
    let hash = digest(&SHA256, &input);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_ref()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Uuid::from_bytes(bytes)
}

impl PaymentFile {
    /// Number of transfers and their hash total: amounts summed irrespective of currency, as the
    /// message defines it.
    pub fn control(&self) -> (usize, Decimal) {
        (self.payments.len(), self.payments.iter().map(|payment| payment.amount.amount()).sum())
    }

    /// Sum and number of transfers for each currency.
    pub fn totals(&self) -> BTreeMap<Currency, (usize, Decimal)> {
        let mut totals = BTreeMap::new();
        for payment in &self.payments {
            let total = totals.entry(payment.amount.currency()).or_insert((0, Decimal::ZERO));
            total.0 += 1;
            total.1 += payment.amount.amount();
        }
        totals
    }

    /// What the bank's character set can't show.
    pub fn lost_letters(&self) -> Vec<LostLetters> {
        let mut lost = Vec::new();
        for payment in &self.payments {
            let fields = [
                ("creditor_name", payment.creditor_name.as_str()),
                ("creditor_agent", payment.creditor_agent.as_ref().map_or("", Agent::label)),
                ("remittance", payment.remittance.as_str()),
            ];
            for (field, text) in fields {
                let letters = fold(text).lost;
                if !letters.is_empty() {
                    lost.push(LostLetters {
                        payment: payment.end_to_end_id.clone(),
                        field,
                        letters,
                    });
                }
            }
        }
        lost
    }

    /// Everything that the bank or our own policy would refuse, field by field.
    pub fn check(&self) -> Vec<WriteError> {
        let mut errors = Errors(Vec::new());
        errors.identifier("message_id", None, &self.message_id, 32);
        errors.name("debtor_name", None, &self.debtor.name);
        errors.neutral("debtor_name", None, &self.debtor.name);
        errors.account("debtor_account", None, &self.debtor.account);
        errors.agent("debtor_agent", None, &self.debtor.agent);
        if self.payments.is_empty() {
            errors.add("payments", None, WriteProblem::Empty);
        }
        if self.payments.len() > PAYMENTS_MAX {
            errors.add("payments", None, WriteProblem::TooMany);
        }
        let mut seen = BTreeSet::new();
        for payment in &self.payments {
            errors.payment(payment);
            for id in [&payment.instruction_id, &payment.end_to_end_id] {
                if !seen.insert((id == &payment.end_to_end_id, id.clone())) {
                    errors.add("identifier", Some(payment), WriteProblem::Repeated);
                }
            }
        }
        errors.0
    }

    /// The bytes of the file: the same for the same value. Refused when [`PaymentFile::check`]
    /// finds anything.
    pub fn write(&self) -> Result<Vec<u8>, Vec<WriteError>> {
        let errors = self.check();
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut groups: BTreeMap<Currency, Vec<&Payment>> = BTreeMap::new();
        for payment in &self.payments {
            groups.entry(payment.amount.currency()).or_default().push(payment);
        }
        Ok(Out::document(NAMESPACE, |out| {
            out.group("CstmrCdtTrfInitn", |out| {
                self.write_header(out);
                for (currency, mut payments) in groups {
                    payments.sort_by(|a, b| a.end_to_end_id.cmp(&b.end_to_end_id));
                    self.write_group(out, currency, &payments);
                }
            });
        }))
    }

    fn write_header(&self, out: &mut Out) {
        let (count, sum) = self.control();
        out.group("GrpHdr", |out| {
            out.leaf("MsgId", &self.message_id);
            out.moment("CreDtTm", self.created_at);
            out.leaf("NbOfTxs", &count.to_string());
            out.leaf("CtrlSum", &sum.to_string());
            out.group("InitgPty", |out| out.leaf("Nm", &fold(&self.debtor.name).text));
        });
    }

    fn write_group(&self, out: &mut Out, currency: Currency, payments: &[&Payment]) {
        let sum: Decimal = payments.iter().map(|payment| payment.amount.amount()).sum();
        out.group("PmtInf", |out| {
            out.leaf("PmtInfId", &format!("{}{currency}", self.message_id));
            out.leaf("PmtMtd", "TRF");
            // Each payment its own statement entry: what settles one claim never hides in a sum.
            out.leaf("BtchBookg", "false");
            out.leaf("NbOfTxs", &payments.len().to_string());
            out.leaf("CtrlSum", &sum.to_string());
            out.group("ReqdExctnDt", |out| out.date("Dt", self.execution_date));
            out.group("Dbtr", |out| out.leaf("Nm", &fold(&self.debtor.name).text));
            out.group("DbtrAcct", |out| self.debtor.account.write(out));
            self.debtor.agent.write(out, "DbtrAgt");
            // All charges are the fund's: she receives the amount of her award.
            out.leaf("ChrgBr", "DEBT");
            for payment in payments {
                payment.write(out);
            }
        });
    }
}

impl Payment {
    fn write(&self, out: &mut Out) {
        out.group("CdtTrfTxInf", |out| {
            out.group("PmtId", |out| {
                out.leaf("InstrId", &self.instruction_id);
                out.leaf("EndToEndId", &self.end_to_end_id);
                out.leaf("UETR", &self.uetr.to_string());
            });
            out.group("Amt", |out| out.money("InstdAmt", self.amount));
            if let Some(rate) = self.rate {
                out.group("XchgRateInf", |out| {
                    out.leaf("UnitCcy", Currency::USD.code());
                    out.leaf("XchgRate", &rate.normalize().to_string());
                });
            }
            if let Some(agent) = &self.creditor_agent {
                agent.write(out, "CdtrAgt");
            }
            out.group("Cdtr", |out| out.leaf("Nm", &fold(&self.creditor_name).text));
            out.group("CdtrAcct", |out| self.creditor_account.write(out));
            out.group("RmtInf", |out| out.leaf("Ustrd", &fold(&self.remittance).text));
        });
    }
}

/// Errors as they are found.
struct Errors(Vec<WriteError>);

impl Errors {
    fn add(&mut self, field: &'static str, payment: Option<&Payment>, problem: WriteProblem) {
        let payment = payment.map(|payment| payment.end_to_end_id.clone());
        self.0.push(WriteError { field, payment, problem });
    }

    fn payment(&mut self, payment: &Payment) {
        let this = Some(payment);
        self.identifier("instruction_id", this, &payment.instruction_id, 35);
        self.identifier("end_to_end_id", this, &payment.end_to_end_id, 35);
        if payment.uetr.get_version_num() != 4 {
            self.add("uetr", this, WriteProblem::Malformed);
        }
        if payment.amount.amount() <= Decimal::ZERO {
            self.add("amount", this, WriteProblem::Malformed);
        }
        // The message allows eleven digits, ten of them decimals.
        if payment.rate.is_some_and(|rate| {
            let rate = rate.normalize();
            rate <= Decimal::ZERO || rate.mantissa().abs() > 99_999_999_999 || rate.scale() > 10
        }) {
            self.add("rate", this, WriteProblem::Malformed);
        }
        self.name("creditor_name", this, &payment.creditor_name);
        self.account("creditor_account", this, &payment.creditor_account);
        match (&payment.creditor_agent, &payment.creditor_account) {
            (Some(agent), _) => self.agent("creditor_agent", this, agent),
            (None, Account::Iban(_)) => {}
            (None, Account::Other(_)) => self.add("creditor_agent", this, WriteProblem::Empty),
        }
        self.name("remittance", this, &payment.remittance);
        self.neutral("remittance", this, &payment.remittance);
    }

    fn identifier(
        &mut self,
        field: &'static str,
        payment: Option<&Payment>,
        id: &str,
        most: usize,
    ) {
        if id.is_empty() {
            self.add(field, payment, WriteProblem::Empty);
        } else if id.len() > most {
            self.add(field, payment, WriteProblem::TooLong);
        } else if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            self.add(field, payment, WriteProblem::Malformed);
        }
    }

    fn name(&mut self, field: &'static str, payment: Option<&Payment>, text: &str) {
        let folded = fold(text).text;
        if !folded.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            self.add(field, payment, WriteProblem::Empty);
        } else if folded.len() > 140 {
            self.add(field, payment, WriteProblem::TooLong);
        }
    }

    fn neutral(&mut self, field: &'static str, payment: Option<&Payment>, text: &str) {
        if telling_word(text).is_some() {
            self.add(field, payment, WriteProblem::Telling);
        }
    }

    fn account(&mut self, field: &'static str, payment: Option<&Payment>, account: &Account) {
        if !account.is_writable() {
            self.add(field, payment, WriteProblem::Malformed);
        }
    }

    fn agent(&mut self, field: &'static str, payment: Option<&Payment>, agent: &Agent) {
        match agent {
            Agent::Bic(bic) if !is_bic(bic) => self.add(field, payment, WriteProblem::Malformed),
            Agent::Bic(_) => {}
            Agent::Name(name) => self.name(field, payment, name),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
