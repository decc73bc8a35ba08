//! A bank that answers a payment file: for demonstrations, training and tests.
//! Belongs here: what a bank would say (pain.002) and book (camt.053), for a file it was given.
//! Never here: the product's own belief of what happened; it learns that from the answers alone.

use crate::camt053;
use crate::camt053::{Detail, Direction, Entry, Statement};
use crate::pain001;
use crate::pain001::{Payment, PaymentFile};
use crate::pain002;
use crate::pain002::{PaymentStatus, Report, Status, Verdict};
use crate::tree::{Problem, ReadError};
use redress_kernel::money::round_to;
use redress_kernel::{Currency, Date, Decimal, Money, Timestamp};
use std::collections::BTreeMap;

/// What the bank shall do otherwise than pay. Keys are `EndToEndId`s.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Not paid at all, with the reason, e.g. `AC01`.
    pub reject: BTreeMap<String, String>,
    /// Paid, then sent back, with the reason, e.g. `AC04`.
    pub give_back: BTreeMap<String, String>,
    /// Paid, with charges in US dollars taken on top, within the same movement.
    pub charges: BTreeMap<String, Decimal>,
    /// Booked with another instructed amount, in the currency of the instruction.
    pub wrong_amount: BTreeMap<String, Decimal>,
    /// A movement of the account that no instruction explains, in US dollars.
    pub stray_debit: Option<Decimal>,
    /// Money that comes to the account, in US dollars: a movement each, without a reference of ours.
    pub credits: Vec<Decimal>,
    /// Percentage that the bank's rate is worse for the fund than the one in the file.
    pub spread_percent: Decimal,
    /// All payments of the file in one movement, told apart only in its details.
    pub one_movement: bool,
    /// Balance of the account before, in US dollars; below zero is taken as zero.
    pub opening: Decimal,
    /// Number of the statement.
    pub sequence: u64,
}

/// The bank's answers as files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// pain.002: what became of each payment.
    pub report: Vec<u8>,
    /// camt.053: what moved on the account.
    pub statement: Vec<u8>,
    /// Balance after the statement, in US dollars: the `opening` of the next one.
    pub closing: Decimal,
}

/// Reads a payment file and answers it. `now` dates the answers; movements are booked on the
/// requested day of execution. A payment in another currency without a rate in the file is an
/// error.
pub fn answer(pain001: &[u8], options: &Options, now: Timestamp) -> Result<Answer, ReadError> {
    let file = pain001::read(pain001)?;
    let mut details = Vec::new();
    let mut returns = Vec::new();
    for (payment, number) in file.payments.iter().zip(1_u32..) {
        if options.reject.contains_key(&payment.end_to_end_id) {
            continue;
        }
        let reference = format!("SIM{:04}{number:06}", options.sequence % 10_000);
        let detail = debit(payment, reference, options)?;
        if let Some(reason) = options.give_back.get(&payment.end_to_end_id) {
            returns.push(give_back(&detail, reason));
        }
        details.push(detail);
    }
    let mut entries = credits(options, file.execution_date)?;
    entries.extend(group(details, options, file.execution_date)?);
    entries.extend(
        returns.into_iter().map(|detail| entry(detail, Direction::Credit, file.execution_date)),
    );
    entries.extend(stray(options, file.execution_date)?);
    let statement = statement(&file, entries, options)?;
    Ok(Answer {
        report: pain002::write(&report(&file, options, now)),
        closing: statement.closing.amount(),
        statement: camt053::write(&format!("SIMST{}", options.sequence), now, &[statement]),
    })
}

fn report(file: &PaymentFile, options: &Options, now: Timestamp) -> Report {
    let verdict = |status, code: &str, reason: Option<&String>| Verdict {
        status,
        code: code.to_owned(),
        reason: reason.cloned(),
    };
    let payments: Vec<PaymentStatus> = file
        .payments
        .iter()
        .map(|payment| PaymentStatus {
            instruction_id: Some(payment.instruction_id.clone()),
            end_to_end_id: Some(payment.end_to_end_id.clone()),
            uetr: Some(payment.uetr),
            verdict: match options.reject.get(&payment.end_to_end_id) {
                Some(reason) => verdict(Status::Rejected, "RJCT", Some(reason)),
                None => verdict(Status::UnderWay, "ACSP", None),
            },
        })
        .collect();
    let rejected = payments.iter().filter(|p| p.verdict.status == Status::Rejected).count();
    let whole = match rejected {
        0 => verdict(Status::UnderWay, "ACSP", None),
        some if some < payments.len() => verdict(Status::Partly, "PART", None),
        _ => verdict(Status::Rejected, "RJCT", None),
    };
    Report {
        message_id: format!("SIMRP{}", options.sequence),
        created_at: now,
        original_message_id: file.message_id.clone(),
        file: Some(whole),
        groups: Vec::new(),
        payments,
    }
}

/// What leaves the account for a payment: its cost in US dollars, with charges.
fn debit(payment: &Payment, reference: String, options: &Options) -> Result<Detail, ReadError> {
    let id = &payment.end_to_end_id;
    let wrong = options.wrong_amount.get(id).copied();
    let instructed =
        Money::new(wrong.unwrap_or(payment.amount.amount()), payment.amount.currency())
            .map_err(|_| refused("InstdAmt", Problem::NotAnAmount))?;
    let cost = if instructed.currency() == Currency::USD {
        instructed.amount()
    } else {
        let rate = payment.rate.ok_or_else(|| refused("XchgRate", Problem::Missing))?;
        let worse = (Decimal::ONE_HUNDRED + options.spread_percent) / Decimal::ONE_HUNDRED;
        let exact = instructed.amount().checked_div(rate).and_then(|cost| cost.checked_mul(worse));
        // Rounding: a bank's own, half away from zero to the cent.
        round_to(exact.ok_or_else(|| refused("XchgRate", Problem::NotAnAmount))?, 2)
    };
    let charges = options.charges.get(id).copied();
    Ok(Detail {
        end_to_end_id: Some(id.clone()),
        instruction_id: Some(payment.instruction_id.clone()),
        uetr: Some(payment.uetr),
        servicer_reference: Some(reference),
        amount: Some(usd(cost + charges.unwrap_or_default())?),
        instructed: Some(instructed),
        charges: charges.map(usd).transpose()?,
        return_reason: None,
    })
}

/// The same money coming back; the bank keeps its charges.
fn give_back(detail: &Detail, reason: &str) -> Detail {
    let kept = detail.charges.map_or(Decimal::ZERO, Money::amount);
    let back = detail.amount.map(|amount| {
        Money::usd(amount.amount() - kept).expect("charges were added to the amount before")
    });
    Detail {
        amount: back,
        charges: None,
        return_reason: Some(reason.to_owned()),
        servicer_reference: detail.servicer_reference.as_ref().map(|r| format!("{r}R")),
        ..detail.clone()
    }
}

fn group(details: Vec<Detail>, options: &Options, day: Date) -> Result<Vec<Entry>, ReadError> {
    if !options.one_movement || details.is_empty() {
        return Ok(details
            .into_iter()
            .map(|detail| entry(detail, Direction::Debit, day))
            .collect());
    }
    let sum = details.iter().filter_map(|d| d.amount).map(Money::amount).sum();
    let mut whole = entry(details[0].clone(), Direction::Debit, day);
    whole.amount = usd(sum)?;
    whole.details = details;
    Ok(vec![whole])
}

fn entry(detail: Detail, direction: Direction, day: Date) -> Entry {
    Entry {
        servicer_reference: detail.servicer_reference.clone(),
        amount: detail.amount.expect("every detail here has its amount"),
        direction,
        reversal: false,
        booked: true,
        booked_on: day,
        value_on: Some(day),
        code: match direction {
            Direction::Debit => "PMNT/ICDT/XBCT".to_owned(),
            Direction::Credit => "PMNT/ICDT/RRTN".to_owned(),
        },
        details: vec![detail],
    }
}

fn credits(options: &Options, day: Date) -> Result<Vec<Entry>, ReadError> {
    let came = options.credits.iter().zip(1_u32..).map(|(amount, number)| {
        Ok(Entry {
            servicer_reference: Some(format!("SIM{:04}CR{number:02}", options.sequence % 10_000)),
            amount: usd(*amount)?,
            direction: Direction::Credit,
            reversal: false,
            booked: true,
            booked_on: day,
            value_on: Some(day),
            code: "PMNT/RCDT/OTHR".to_owned(),
            details: Vec::new(),
        })
    });
    came.collect()
}

fn stray(options: &Options, day: Date) -> Result<Option<Entry>, ReadError> {
    let Some(amount) = options.stray_debit else { return Ok(None) };
    Ok(Some(Entry {
        servicer_reference: Some(format!("SIM{:04}STRAY", options.sequence % 10_000)),
        amount: usd(amount)?,
        direction: Direction::Debit,
        reversal: false,
        booked: true,
        booked_on: day,
        value_on: Some(day),
        code: "PMNT/ICDT/OTHR".to_owned(),
        details: Vec::new(),
    }))
}

fn statement(
    file: &PaymentFile,
    entries: Vec<Entry>,
    options: &Options,
) -> Result<Statement, ReadError> {
    let opening = options.opening.max(Decimal::ZERO);
    let moved: Decimal = entries
        .iter()
        .map(|entry| match entry.direction {
            Direction::Credit => entry.amount.amount(),
            Direction::Debit => -entry.amount.amount(),
        })
        .sum();
    Ok(Statement {
        id: format!("SIM-{:06}", options.sequence),
        sequence: Some(options.sequence),
        account: file.debtor.account.clone(),
        currency: Currency::USD,
        opening: usd(opening)?,
        opening_on: file.execution_date,
        closing: usd(opening + moved)?,
        closing_on: file.execution_date,
        entries,
    })
}

fn usd(amount: Decimal) -> Result<Money, ReadError> {
    Money::usd(amount).map_err(|_| refused("option", Problem::NotAnAmount))
}

fn refused(place: &str, problem: Problem) -> ReadError {
    ReadError { place: place.to_owned(), line: 0, problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pain001::tests::file;
    use crate::peer::assert_valid;
    use rust_decimal_macros::dec;
    use time::macros::datetime;

    const CODE: &str = "7K3MQX9T2PWAD04H";

    fn one<T>(n: u32, value: T) -> BTreeMap<String, T> {
        BTreeMap::from([(format!("{CODE}-{n}"), value)])
    }

    fn answered(options: &Options) -> (Report, Statement) {
        let bytes = file().write().expect("a file");
        let answer =
            answer(&bytes, options, datetime!(2026-11-25 06:00:00 UTC)).expect("an answer");
        assert_valid("pain.002.001.12.xsd", &answer.report);
        assert_valid("camt.053.001.08.xsd", &answer.statement);
        let mut statements = camt053::read(&answer.statement).expect("readable");
        (pain002::read(&answer.report).expect("readable"), statements.remove(0))
    }

    #[test]
    fn a_plain_day_pays_all_at_the_rate_of_the_file() {
        let (report, statement) = answered(&Options { opening: dec!(50000), ..Options::default() });
        assert!(report.payments.iter().all(|p| p.verdict.status == Status::UnderWay));
        let paid: Vec<_> = statement.lines().iter().map(|line| line.amount.amount()).collect();
        assert_eq!(paid, [dec!(271.35), dec!(11486.67), dec!(11486.67)]);
        assert_eq!(statement.closing.amount(), dec!(26755.31));
    }

    #[test]
    fn a_bad_day_rejects_returns_charges_and_errs() {
        let options = Options {
            reject: one(3, "AC01".to_owned()),
            give_back: one(2, "AC04".to_owned()),
            charges: one(2, dec!(18.5)),
            wrong_amount: one(1, dec!(11486.76)),
            stray_debit: Some(dec!(12)),
            ..Options::default()
        };
        let (report, statement) = answered(&options);
        assert_eq!(report.file.map(|verdict| verdict.status), Some(Status::Partly));
        let lines = statement.lines();
        let seen: Vec<_> = lines.iter().map(|l| (l.direction, l.amount.amount())).collect();
        assert_eq!(
            seen,
            [
                (Direction::Debit, dec!(11486.76)),
                (Direction::Debit, dec!(11505.17)),
                (Direction::Credit, dec!(11486.67)),
                (Direction::Debit, dec!(12)),
            ]
        );
        assert_eq!(lines[1].detail.charges.map(Money::amount), Some(dec!(18.50)));
        assert_eq!(lines[2].detail.return_reason.as_deref(), Some("AC04"));
    }

    #[test]
    fn one_movement_still_tells_its_payments_apart() {
        let (_, statement) = answered(&Options { one_movement: true, ..Options::default() });
        assert_eq!((statement.entries.len(), statement.lines().len()), (1, 3));
    }
}
