//! camt.053.001: what the bank says moved on an account.
//! Belongs here: statements as values, read with their own arithmetic checked.
//! Never here: which payment a line settles (the ledger matches).

use crate::party::Account;
use crate::tree::{Node, Problem, ReadError, parse};
use redress_kernel::{Currency, Date, Decimal, Money, Uuid};

pub use crate::camt053_write::write;

pub(crate) const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
const FAMILY: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";

/// Whether money came to the account or left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Came.
    Credit,
    /// Left.
    Debit,
}

impl Direction {
    /// Code in messages.
    pub fn code(self) -> &'static str {
        match self {
            Direction::Credit => "CRDT",
            Direction::Debit => "DBIT",
        }
    }
}

/// One statement of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The bank's name for it.
    pub id: String,
    /// Running number, when the bank gives one.
    pub sequence: Option<u64>,
    /// The account.
    pub account: Account,
    /// Its currency.
    pub currency: Currency,
    /// Balance before the first movement; below zero when overdrawn.
    pub opening: Money,
    /// Day of the opening balance.
    pub opening_on: Date,
    /// Balance after the last.
    pub closing: Money,
    /// Day of the closing balance.
    pub closing_on: Date,
    /// Movements, in the bank's order.
    pub entries: Vec<Entry>,
}

/// One movement on the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The bank's reference of the movement.
    pub servicer_reference: Option<String>,
    /// Magnitude, in the account's currency.
    pub amount: Money,
    /// Which way.
    pub direction: Direction,
    /// Whether it takes back an earlier movement.
    pub reversal: bool,
    /// Booked, as opposed to pending or informative; only booked ones make the balance.
    pub booked: bool,
    /// Day of booking.
    pub booked_on: Date,
    /// Day from which it bears interest.
    pub value_on: Option<Date>,
    /// Bank transaction code as `PMNT/ICDT/ESCT`, or the bank's own.
    pub code: String,
    /// The payments in it; none when the bank says no more.
    pub details: Vec<Detail>,
}

/// One payment within a movement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// Our reference, unless the bank says that none was provided.
    pub end_to_end_id: Option<String>,
    /// Our instruction.
    pub instruction_id: Option<String>,
    /// Unique end-to-end transaction reference.
    pub uetr: Option<Uuid>,
    /// The bank's reference of this payment.
    pub servicer_reference: Option<String>,
    /// What it moved on the account, charges included; the entry's amount when it is the only one.
    pub amount: Option<Money>,
    /// What was instructed, in the currency of the instruction.
    pub instructed: Option<Money>,
    /// Charges contained in `amount`, in the account's currency.
    pub charges: Option<Money>,
    /// Why it came back: the bank's code, or its own words' first 35 letters.
    pub return_reason: Option<String>,
}

/// One line to be matched: an entry, or one payment of an entry that holds several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Place of the entry in its statement, from 1.
    pub entry: u32,
    /// Place within the entry, from 1.
    pub part: u32,
    /// What moved, in the account's currency.
    pub amount: Money,
    /// Which way.
    pub direction: Direction,
    /// Day of booking.
    pub booked_on: Date,
    /// Bank transaction code.
    pub code: String,
    /// The bank's reference: of the payment, else of the entry.
    pub reference: Option<String>,
    /// The payment's own facts; empty when the bank says no more.
    pub detail: Detail,
}

impl Entry {
    /// Whether it is a fee of the bank and no payment: subfamily `CHRG` or family `FEES`/`CHRG`,
    /// or one of the `COMM`, `FEES` subfamilies.
    pub fn is_charge(code: &str) -> bool {
        code.split('/').skip(1).any(|part| matches!(part, "CHRG" | "FEES" | "COMM"))
    }
}

impl Statement {
    /// Booked entries as lines: one for each payment that the bank details, else one for the entry.
    /// The lines of an entry always sum to the entry (refused on reading otherwise).
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (entry, place) in self.entries.iter().zip(1_u32..).filter(|(entry, _)| entry.booked) {
            let alone = [Detail::default()];
            let details = if entry.details.is_empty() { &alone[..] } else { &entry.details[..] };
            for (detail, part) in details.iter().zip(1_u32..) {
                lines.push(Line {
                    entry: place,
                    part,
                    amount: detail.amount.unwrap_or(entry.amount),
                    direction: entry.direction,
                    booked_on: entry.booked_on,
                    code: entry.code.clone(),
                    reference: detail
                        .servicer_reference
                        .clone()
                        .or_else(|| entry.servicer_reference.clone()),
                    detail: detail.clone(),
                });
            }
        }
        lines
    }

    /// Booked movements, credits less debits.
    fn movement(&self) -> Option<Money> {
        self.entries.iter().filter(|entry| entry.booked).try_fold(
            Money::zero(self.currency),
            |sum, entry| {
                match entry.direction {
                    Direction::Credit => sum.checked_add(entry.amount),
                    Direction::Debit => sum.checked_sub(entry.amount),
                }
                .ok()
            },
        )
    }
}

/// Every statement of a file; refused as a whole when one of them does not add up.
pub fn read(bytes: &[u8]) -> Result<Vec<Statement>, ReadError> {
    let root = parse(bytes)?;
    let body = root.message(FAMILY, "BkToCstmrStmt")?;
    body.need("Stmt")?;
    body.each("Stmt").map(statement).collect()
}

fn statement(node: &Node) -> Result<Statement, ReadError> {
    let account = node.need("Acct")?;
    let opening = balance(node, &["OPBD", "PRCD"])?;
    let closing = balance(node, &["CLBD"])?;
    let currency = opening.0.currency();
    let statement = Statement {
        id: short(node.need("Id")?)?,
        sequence: node
            .find("ElctrncSeqNb")
            .map(|number| number.text().parse().map_err(|_| number.fail(Problem::NotAnIdentifier)))
            .transpose()?,
        account: Account::read(account)?,
        currency,
        opening: opening.0,
        opening_on: opening.1,
        closing: closing.0,
        closing_on: closing.1,
        entries: node
            .each("Ntry")
            .map(|entry| self::entry(entry, currency))
            .collect::<Result<_, _>>()?,
    };
    if closing.0.currency() != currency
        || account.text_at("Ccy").is_some_and(|code| code != currency.code())
    {
        return Err(account.fail(Problem::CurrencyDiffers));
    }
    let adds_up = statement
        .movement()
        .and_then(|movement| statement.opening.checked_add(movement).ok())
        .is_some_and(|end| end == statement.closing);
    if adds_up { Ok(statement) } else { Err(node.fail(Problem::BalanceDiffers)) }
}

/// A balance with its sign, and its day.
fn balance(node: &Node, codes: &[&str]) -> Result<(Money, Date), ReadError> {
    let found = codes.iter().find_map(|code| {
        node.each("Bal").find(|bal| bal.text_at("Tp/CdOrPrtry/Cd").as_deref() == Some(*code))
    });
    let bal = found.ok_or_else(|| ReadError {
        place: format!("Stmt/Bal {}", codes[0]),
        ..node.fail(Problem::Missing)
    })?;
    let amount = bal.need("Amt")?.money()?;
    let signed = match direction(bal)? {
        Direction::Credit => amount,
        Direction::Debit => Money::zero(amount.currency())
            .checked_sub(amount)
            .map_err(|_| bal.fail(Problem::NotAnAmount))?,
    };
    Ok((signed, bal.need("Dt")?.date()?))
}

fn direction(node: &Node) -> Result<Direction, ReadError> {
    let code = node.need("CdtDbtInd")?;
    match code.text() {
        "CRDT" => Ok(Direction::Credit),
        "DBIT" => Ok(Direction::Debit),
        _ => Err(code.fail(Problem::UnknownCode)),
    }
}

fn entry(node: &Node, currency: Currency) -> Result<Entry, ReadError> {
    let amount = node.need("Amt")?.money()?;
    if amount.currency() != currency {
        return Err(node.need("Amt")?.fail(Problem::CurrencyDiffers));
    }
    let status = node.need("Sts")?;
    let status = status.text_at("Cd").unwrap_or_else(|| status.text().to_owned());
    let way = direction(node)?;
    let value_on = node.find("ValDt").map(Node::date).transpose()?;
    let booked_on = match node.find("BookgDt") {
        Some(day) => day.date()?,
        None => value_on.ok_or_else(|| {
            node.need("BookgDt").err().unwrap_or_else(|| node.fail(Problem::NotADate))
        })?,
    };
    let details: Vec<Detail> = node
        .each("NtryDtls")
        .flat_map(|details| details.each("TxDtls"))
        .map(|tx| detail(tx, currency))
        .collect::<Result<_, _>>()?;
    let mut entry = Entry {
        servicer_reference: node.find("AcctSvcrRef").map(short).transpose()?,
        amount,
        direction: way,
        reversal: matches!(node.text_at("RvslInd").as_deref(), Some("true" | "1")),
        booked: status == "BOOK",
        booked_on,
        value_on,
        code: code(node),
        details,
    };
    complete(&mut entry, node)?;
    Ok(entry)
}

/// Amounts and charges of the details against the entry: a sole detail takes over what it does not
/// say itself; several must each say their amount and sum to the entry.
fn complete(entry: &mut Entry, node: &Node) -> Result<(), ReadError> {
    if let [only] = entry.details.as_mut_slice() {
        if only.amount.is_none_or(|amount| amount.currency() != entry.amount.currency()) {
            only.amount = Some(entry.amount);
        }
        if only.charges.is_none() {
            only.charges = charges(node, entry.amount.currency())?;
        }
    }
    if entry.details.is_empty() {
        return Ok(());
    }
    let sum = entry.details.iter().try_fold(Decimal::ZERO, |sum, detail| {
        let amount = detail.amount.filter(|a| a.currency() == entry.amount.currency())?;
        sum.checked_add(amount.amount())
    });
    if sum == Some(entry.amount.amount()) { Ok(()) } else { Err(node.fail(Problem::DetailsDiffer)) }
}

fn detail(node: &Node, currency: Currency) -> Result<Detail, ReadError> {
    // Without a `TxDtls/Amt` of its own, versions before .001.03 say the amount as `TxAmt`.
    let amount = node.find("Amt").or_else(|| node.find("AmtDtls/TxAmt/Amt"));
    Ok(Detail {
        end_to_end_id: node
            .find("Refs/EndToEndId")
            .map(short)
            .transpose()?
            .filter(|id| id != "NOTPROVIDED"),
        instruction_id: node.find("Refs/InstrId").map(short).transpose()?,
        uetr: node.find("Refs/UETR").map(Node::uuid).transpose()?,
        servicer_reference: node.find("Refs/AcctSvcrRef").map(short).transpose()?,
        amount: amount.map(Node::money).transpose()?,
        instructed: node.find("AmtDtls/InstdAmt/Amt").map(Node::money).transpose()?,
        charges: charges(node, currency)?,
        return_reason: node.find("RtrInf").map(|info| {
            let reason = info.text_at("Rsn/Cd").or_else(|| info.text_at("Rsn/Prtry"));
            reason
                .or_else(|| info.text_at("AddtlInf"))
                .unwrap_or_default()
                .chars()
                .take(35)
                .collect()
        }),
    })
}

/// Charges that are contained in the amount (`ChrgInclInd` true), debits less credits.
fn charges(node: &Node, currency: Currency) -> Result<Option<Money>, ReadError> {
    let Some(charges) = node.find("Chrgs") else { return Ok(None) };
    let mut sum = Money::zero(currency);
    for record in charges.each("Rcrd") {
        if !matches!(record.text_at("ChrgInclInd").as_deref(), Some("true" | "1")) {
            continue;
        }
        let amount = record.need("Amt")?.money()?;
        let back = record.find("CdtDbtInd").is_some() && direction(record)? == Direction::Credit;
        sum = if back { sum.checked_sub(amount) } else { sum.checked_add(amount) }
            .map_err(|_| record.fail(Problem::CurrencyDiffers))?;
    }
    Ok(Some(sum).filter(|sum| !sum.amount().is_zero()))
}

/// The bank transaction code, structured or the bank's own.
fn code(node: &Node) -> String {
    let parts = ["Domn/Cd", "Domn/Fmly/Cd", "Domn/Fmly/SubFmlyCd"];
    let structured: Vec<String> = node
        .find("BkTxCd")
        .map(|code| parts.iter().filter_map(|part| code.text_at(part)).collect())
        .unwrap_or_default();
    if structured.is_empty() {
        node.text_at("BkTxCd/Prtry/Cd")
            .map(|own| own.chars().take(35).collect())
            .unwrap_or_default()
    } else {
        structured.join("/")
    }
}

/// An identifier of at most 35 characters.
fn short(node: &Node) -> Result<String, ReadError> {
    let text = node.text();
    if text.is_empty() || text.chars().count() > 35 {
        return Err(node.fail(Problem::NotAnIdentifier));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::peer::assert_valid;
    use proptest::prelude::*;
    use redress_kernel::Decimal;
    use rust_decimal_macros::dec;
    use time::macros::{date, datetime};

    pub(crate) fn usd(amount: Decimal) -> Money {
        Money::usd(amount).expect("an amount")
    }

    /// A day with a payment, a payment in another currency with charges in it, a batch of two, a
    /// fee of the bank, a return, and a movement that is only announced.
    pub(crate) fn statement() -> Statement {
        let entry = |amount, direction, details| Entry {
            servicer_reference: Some("BANK-1".to_owned()),
            amount: usd(amount),
            direction,
            reversal: false,
            booked: true,
            booked_on: date!(2026 - 11 - 24),
            value_on: Some(date!(2026 - 11 - 25)),
            code: "PMNT/ICDT/XBCT".to_owned(),
            details,
        };
        let detail = |id: &str, amount| Detail {
            end_to_end_id: Some(id.to_owned()),
            instruction_id: Some("i1".to_owned()),
            uetr: Some(crate::pain001::uetr(Uuid::nil())),
            servicer_reference: Some("BANK-1-1".to_owned()),
            amount: Some(usd(amount)),
            ..Detail::default()
        };
        let mut foreign = detail("B-1", dec!(115.25));
        foreign.instructed =
            Some(Money::new(dec!(60525), "XAF".parse().expect("listed")).expect("xaf"));
        foreign.charges = Some(usd(dec!(15.25)));
        let mut back = detail("C-1", dec!(100));
        back.return_reason = Some("AC04".to_owned());
        let mut fee = entry(dec!(7.5), Direction::Debit, vec![]);
        fee.code = "ACMT/MDOP/CHRG".to_owned();
        let mut announced = entry(dec!(999), Direction::Debit, vec![]);
        announced.booked = false;
        let mut returned = entry(dec!(100), Direction::Credit, vec![back]);
        returned.reversal = true;
        Statement {
            id: "2026-328".to_owned(),
            sequence: Some(328),
            account: Account::Other("4000012345".to_owned()),
            currency: Currency::USD,
            opening: usd(dec!(300)),
            opening_on: date!(2026 - 11 - 23),
            closing: usd(dec!(-72.75)),
            closing_on: date!(2026 - 11 - 24),
            entries: vec![
                entry(dec!(100), Direction::Debit, vec![detail("A-1", dec!(100))]),
                entry(dec!(115.25), Direction::Debit, vec![foreign]),
                entry(
                    dec!(250),
                    Direction::Debit,
                    vec![detail("D-1", dec!(150)), detail("D-2", dec!(100))],
                ),
                fee,
                returned,
                announced,
            ],
        }
    }

    fn xml() -> String {
        let bytes = write("M1", datetime!(2026-11-25 06:00:00 UTC), &[statement()]);
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn problem(xml: &str) -> Problem {
        read(xml.as_bytes()).expect_err("refused").problem
    }

    #[test]
    fn a_statement_survives_the_wire_and_the_official_schema() {
        assert_valid("camt.053.001.08.xsd", xml().as_bytes());
        assert_eq!(read(xml().as_bytes()), Ok(vec![statement()]));
    }

    #[test]
    fn lines_are_payments_where_the_bank_tells_them_apart() {
        let lines = statement().lines();
        let seen: Vec<_> = lines.iter().map(|l| (l.entry, l.part, l.amount.amount())).collect();
        assert_eq!(
            seen,
            [
                (1, 1, dec!(100)),
                (2, 1, dec!(115.25)),
                (3, 1, dec!(150)),
                (3, 2, dec!(100)),
                (4, 1, dec!(7.5)),
                (5, 1, dec!(100)),
            ]
        );
        assert!(Entry::is_charge(&lines[4].code) && !Entry::is_charge(&lines[0].code));
    }

    #[test]
    fn many_statements_in_one_file_are_all_read() {
        let mut second = statement();
        second.id = "2026-329".to_owned();
        let bytes = write("M1", datetime!(2026-11-25 06:00:00 UTC), &[statement(), second]);
        assert_valid("camt.053.001.08.xsd", &bytes);
        assert_eq!(read(&bytes).map(|all| all.len()), Ok(2));
    }

    #[test]
    fn a_statement_that_does_not_add_up_is_refused() {
        assert_eq!(problem(&xml().replace(">7.50<", ">7.51<")), Problem::BalanceDiffers);
        assert_eq!(problem(&xml().replace(">150.00<", ">151.00<")), Problem::DetailsDiffer);
        assert_eq!(problem(&xml().replacen("CLBD", "CLAV", 1)), Problem::Missing);
    }

    #[test]
    fn an_error_tells_its_place() {
        let error = read(xml().replace("2026-11-25</Dt>", "25.11.2026</Dt>").as_bytes())
            .expect_err("refused");
        assert_eq!((error.place.as_str(), error.problem), ("Dt", Problem::NotADate));
        assert!(error.line > 10, "{error}");
    }

    #[test]
    fn another_message_is_not_taken_for_a_statement() {
        let pain = crate::pain001::tests::file().write().expect("a file");
        assert_eq!(read(&pain).expect_err("refused").problem, Problem::OtherMessage);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_changed_byte_is_refused_or_read_but_never_a_panic(at in 0_usize..4000, byte in any::<u8>()) {
            let mut bytes = xml().into_bytes();
            let place = at % bytes.len();
            bytes[place] = byte;
            let _ = read(&bytes);
        }
    }
}
