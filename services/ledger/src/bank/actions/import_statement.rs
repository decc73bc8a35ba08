//! Import a bank statement (camt.053) of any of the fund's accounts: what its new lines are matched with is booked, the
//! rest is shown with its reason. The same file, or the same line in another file, changes nothing.

use crate::bank::domain::line::{Continuity, Flow, Meaning};
use crate::bank::matching::{Matched, NewLine, ToBook, matched};
use crate::bank::store::line::{self, LineMatch, StatementLine};
use crate::bank::store::statement;
use crate::books::domain::cash::FundAccount;
use crate::books::domain::journal::Side;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::cash::domain::AccountState;
use crate::cash::movement as cashing;
use crate::cash::store::bank_account;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_bank;
use crate::fund::store::fund;
use crate::payment::domain::step::OutcomeKind;
use crate::payment::settlement::Touched;
use crate::payment::store::outcome;
use redress_contract::Event;
use redress_iso20022::ReadError;
use redress_iso20022::camt053;
use redress_iso20022::camt053::Direction;
use redress_iso20022::party::Account;
use redress_kernel::{Action, Actor, Currency, Money, Outcome, Refusal, StatementId, Stop, action};
use redress_runtime::config::Bank;
use redress_runtime::{Ctx, Once, Tx};
use redress_web::keys::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Finance officers import what the bank says.
pub const NAME: Action = action!("ledger.import_statement", [FinanceOfficer]);

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Imported {
    /// The statements of the file.
    pub statements: Vec<StatementId>,
    /// Whether the file had been imported before; then nothing changed.
    pub was_known: bool,
    /// Lines that are new.
    pub lines: usize,
    /// Lines that an earlier statement had already.
    pub repeated: usize,
    /// Payments settled.
    pub settled: usize,
    /// Payments that came back.
    pub returned: usize,
    /// Fees of the bank.
    pub charges: usize,
    /// Contributions that had been recorded and are now seen at the bank.
    pub contributions: usize,
    /// Exchanges between our accounts that are in the books and now seen at the bank.
    #[serde(default)]
    pub transfers: usize,
    /// Lines that a person must look at.
    pub exceptions: usize,
}

/// Imports every statement of a file, or none.
#[tracing::instrument(name = "ledger.import_statement", skip_all)]
pub async fn import_statement(
    ctx: &Ctx,
    bank: &Bank,
    actor: &Actor,
    file: &[u8],
    once: Option<&Once>,
) -> Outcome<Imported> {
    ctx.once(actor, NAME, once, async |tx| {
        let statements = camt053::read(file).map_err(|error| unreadable(&error))?;
        lock_bank(tx.conn()).await?;
        let digest = sha256(file);
        let known = statement::of_file(tx.conn(), &digest).await?;
        let mut imported = Imported { statements: known, ..Imported::default() };
        if !imported.statements.is_empty() {
            imported.was_known = true;
            return Ok(imported);
        }
        let general = Account::from_typed(&bank.debtor_account);
        let mut touched = Touched::default();
        for (number, read) in (1_i16..).zip(&statements) {
            let place = place_of(tx, &general, read).await?;
            let id = save_statement(tx, read, &place, &digest, number).await?;
            imported.statements.push(id);
            let new = new_lines(tx, id, (read, &place), &mut imported).await?;
            let matched = matched(tx, &place, new).await?;
            book(tx, &place, matched, &mut imported, &mut touched).await?;
        }
        touched.follow(tx).await?;
        tx.subject(format!("statement file {}", redress_web::keys::hex(&digest[..8])));
        Ok(imported)
    })
    .await
}

/// Whose statement it is: the general account by its number; another by its currency and the last
/// four characters, which are all that is kept. What was closed may still have a last statement.
async fn place_of(
    tx: &mut Tx,
    general: &Account,
    read: &camt053::Statement,
) -> Outcome<FundAccount> {
    if read.account == *general && read.currency == Currency::USD {
        return Ok(FundAccount::general());
    }
    // Before what is looked up, and before the lock of the fund.
    bank_account::lock(tx.conn()).await?;
    let number = read.account.number().to_ascii_uppercase();
    let mut found = bank_account::list(tx.conn(), None).await?;
    found.retain(|one| {
        one.state != AccountState::Waiting
            && one.currency == read.currency
            && number.ends_with(&one.last_four)
    });
    if found.iter().any(|one| one.state == AccountState::Open) {
        found.retain(|one| one.state == AccountState::Open);
    }
    let code = match &found[..] {
        [] => "statement-other-account",
        [only] => return Ok(FundAccount { code: only.code.clone(), currency: read.currency }),
        _ => "statement-accounts-alike",
    };
    Err(Refusal::field("file", code).with("account", read.account.masked()).into())
}

/// An unreadable file, told by place and by reason.
pub(crate) fn unreadable(error: &ReadError) -> Stop {
    let place = Refusal::field("file", "bank-file").with("place", &error.place);
    let reason = Refusal::field("file", error.problem.code());
    Stop::Refused(vec![place.with("line", error.line), reason])
}

async fn save_statement(
    tx: &mut Tx,
    read: &camt053::Statement,
    place: &FundAccount,
    digest: &[u8],
    number: i16,
) -> Outcome<StatementId> {
    let code = place.code();
    // Of an account that has a code no more is kept than is known of it.
    let account = match code {
        None => read.account.number().to_owned(),
        Some(_) => read.account.masked(),
    };
    let continuity = match statement::last_closing(tx.conn(), &account, code).await? {
        None => Continuity::First,
        Some(closing) if closing == read.opening => Continuity::Follows,
        Some(_) => Continuity::Gap,
    };
    let (by, now) = (tx.actor().actor_id, tx.now());
    let row = statement::Statement {
        statement_id: tx.fresh(),
        bank_statement_id: read.id.clone(),
        account,
        bank_account: code.map(str::to_owned),
        opening: read.opening,
        opening_on: read.opening_on,
        closing: read.closing,
        closing_on: read.closing_on,
        continuity,
        imported_at: now,
        lines: 0,
        exceptions: 0,
        seq: 0,
    };
    statement::save(tx.conn(), &row, digest, number, by).await?;
    Ok(row.statement_id)
}

async fn new_lines(
    tx: &mut Tx,
    id: StatementId,
    (read, place): (&camt053::Statement, &FundAccount),
    imported: &mut Imported,
) -> Outcome<Vec<NewLine>> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut new = Vec::new();
    for line in read.lines() {
        let key = line_key(read, place, &line, &mut seen);
        let detail = &line.detail;
        let row = StatementLine {
            line_id: tx.fresh(),
            entry_number: i32::try_from(line.entry).unwrap_or(i32::MAX),
            part: i32::try_from(line.part).unwrap_or(i32::MAX),
            booked_on: line.booked_on,
            direction: match line.direction {
                Direction::Credit => Flow::Came,
                Direction::Debit => Flow::Left,
            },
            amount: line.amount,
            code: line.code.clone(),
            reference: line.reference.clone(),
            end_to_end_id: detail.end_to_end_id.clone(),
            instructed: detail.instructed,
            charges: detail.charges,
            return_reason: detail.return_reason.clone(),
        };
        if line::save(tx.conn(), id, &row, &key).await? {
            new.push(NewLine { row, read: line });
        } else {
            imported.repeated += 1;
        }
    }
    imported.lines += new.len();
    Ok(new)
}

/// By what a line is known again in another file: account (of one number the bank may keep several
/// currencies), the bank's reference (its name of the statement where it gives none), direction,
/// amount, day, our reference, and which of several alike it is.
fn line_key(
    read: &camt053::Statement,
    place: &FundAccount,
    line: &camt053::Line,
    seen: &mut BTreeMap<String, u32>,
) -> [u8; 32] {
    let reference = match &line.reference {
        Some(reference) => format!("r{reference}"),
        None => format!("s{}", read.id),
    };
    let facts = format!(
        "{}{}|{reference}|{}|{}|{}|{}",
        read.account.number(),
        place.code().map(|_| place.currency.code()).unwrap_or_default(),
        line.direction.code(),
        line.amount.amount(),
        line.booked_on,
        line.detail.end_to_end_id.as_deref().unwrap_or_default()
    );
    let ordinal = seen.entry(facts.clone()).or_insert(0);
    *ordinal += 1;
    sha256(format!("{facts}|{ordinal}").as_bytes())
}

/// Books each line as what it was matched with.
async fn book(
    tx: &mut Tx,
    place: &FundAccount,
    matched: Vec<Matched>,
    imported: &mut Imported,
    touched: &mut Touched,
) -> Outcome<()> {
    for Matched { line, to_book } in &matched {
        match to_book {
            ToBook::Settlement { payment, moved, charges } => {
                settle(tx, line, payment, *moved, *charges).await?;
                imported.settled += 1;
                touched.settled.insert(payment.claim_id);
            }
            ToBook::Return { payment, moved, reason } => {
                send_back(tx, line, payment, *moved, reason).await?;
                imported.returned += 1;
                touched.returned.insert(payment.claim_id);
            }
            ToBook::Fee(moved) => {
                fee(tx, place, line, *moved).await?;
                imported.charges += 1;
            }
            ToBook::Contribution(contribution) => {
                let entry = fund::entry_of(tx.conn(), *contribution).await?;
                let shown = LineMatch::booked(line.line_id, Meaning::Contribution, entry);
                save(tx, LineMatch { contribution_id: Some(*contribution), ..shown }).await?;
                imported.contributions += 1;
            }
            ToBook::Transfer(exchange) => {
                save(tx, LineMatch::booked(line.line_id, Meaning::Transfer, *exchange)).await?;
                imported.transfers += 1;
            }
            ToBook::Nothing(reason) => {
                save(tx, LineMatch::exception(line.line_id, reason)).await?;
                imported.exceptions += 1;
            }
        }
    }
    Ok(())
}

/// Books a fee of the bank; on an account in another currency at what it cost.
async fn fee(tx: &mut Tx, place: &FundAccount, line: &StatementLine, moved: Money) -> Outcome<()> {
    let day = cashing::day(tx, place, line.booked_on).await?;
    let gone = cashing::goes(tx, place.clone(), moved).await?;
    let entry = posting::charge(tx.fresh(), day, &gone.cash).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    cashing::keep_movement(tx, &gone, Side::Credit, entry.entry_id(), day).await?;
    save(tx, LineMatch::booked(line.line_id, Meaning::Charge, entry.entry_id())).await
}

async fn settle(
    tx: &mut Tx,
    row: &StatementLine,
    payment: &outcome::Released,
    moved: Money,
    charges: Option<Money>,
) -> Outcome<()> {
    let (claim, debt) = (payment.claim_id, payment.instructed.debt);
    let id = tx.fresh();
    let entry =
        posting::settlement(id, row.booked_on, claim, debt, moved, charges).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    let settled = outcome::Outcome {
        item_id: payment.instructed.item,
        claim_id: claim,
        kind: OutcomeKind::Settled,
        moved: Some(moved),
        charges,
        reason: None,
        bank_reference: row.reference.as_deref(),
        occurred_on: row.booked_on,
        entry_id: Some(id),
    };
    let now = tx.now();
    outcome::save(tx.conn(), &settled, now).await?;
    let matched = LineMatch::booked(row.line_id, Meaning::Settles, id);
    save(tx, LineMatch { item: Some((payment.instructed.item, claim)), ..matched }).await?;
    tx.emit(&Event::PaymentSettled { claim_id: claim, instalment_id: payment.instalment_id }).await
}

async fn send_back(
    tx: &mut Tx,
    row: &StatementLine,
    payment: &outcome::Released,
    moved: Money,
    reason: &str,
) -> Outcome<()> {
    let (claim, debt) = (payment.claim_id, payment.instructed.debt);
    let id = tx.fresh();
    let entry = posting::bank_return(id, row.booked_on, claim, debt, moved).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    let returned = outcome::Outcome {
        item_id: payment.instructed.item,
        claim_id: claim,
        kind: OutcomeKind::Returned,
        moved: Some(moved),
        charges: None,
        reason: Some(reason),
        bank_reference: row.reference.as_deref(),
        occurred_on: row.booked_on,
        entry_id: Some(id),
    };
    let now = tx.now();
    outcome::save(tx.conn(), &returned, now).await?;
    let matched = LineMatch::booked(row.line_id, Meaning::Returns, id);
    save(tx, LineMatch { item: Some((payment.instructed.item, claim)), ..matched }).await?;
    let instalment_id = payment.instalment_id;
    tx.emit(&Event::PaymentReturned { claim_id: claim, instalment_id, reason: reason.to_owned() })
        .await
}

async fn save(tx: &mut Tx, matched: LineMatch) -> Outcome<()> {
    let now = tx.now();
    Ok(line::save_match(tx.conn(), &matched, now).await?)
}
