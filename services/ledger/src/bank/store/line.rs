//! Lines of statements, what each means, and how a person booked an exception.

use crate::bank::domain::Reason;
use crate::bank::domain::line::{BookedAs, Flow, Meaning, Unmatched};
use crate::desk::ids::{BatchItemId, BookingRequestId, ContributionId};
use crate::desk::store::{money, money_if};
use redress_kernel::{
    ClaimId, Date, EntryId, Fault, Money, StatementId, StatementLineId, Stop, Timestamp, Wanted,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A line as the bank wrote it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatementLine {
    /// Identifies it.
    pub line_id: StatementLineId,
    /// Place of the entry in the statement.
    pub entry_number: i32,
    /// Place within the entry.
    pub part: i32,
    /// Day of booking.
    pub booked_on: Date,
    /// `credit` or `debit`.
    #[schema(value_type = String)]
    pub direction: Flow,
    /// What moved.
    pub amount: Money,
    /// Bank transaction code.
    pub code: String,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Our reference.
    pub end_to_end_id: Option<String>,
    /// What was instructed, as the bank says.
    pub instructed: Option<Money>,
    /// Charges within.
    pub charges: Option<Money>,
    /// Why it came back.
    pub return_reason: Option<String>,
}

/// Writes a line; false when it was on another statement before.
pub async fn save(
    db: &mut PgConnection,
    statement: StatementId,
    line: &StatementLine,
    key: &[u8],
) -> Result<bool, Fault> {
    let made = sqlx::query_scalar!(
        "-- store::line::save
        insert into ledger.statement_line (line_id, statement_id, line_key, entry_number, part, booked_on,
          direction, amount, currency, code, reference, end_to_end_id, instructed_amount,
          instructed_currency, charges, return_reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (line_key) do nothing returning line_id",
        line.line_id.0,
        statement.0,
        key,
        line.entry_number,
        line.part,
        line.booked_on,
        line.direction.as_str(),
        line.amount.amount(),
        line.amount.currency().code(),
        line.code,
        line.reference,
        line.end_to_end_id,
        line.instructed.map(Money::amount),
        line.instructed.map(|money| money.currency().code()),
        line.charges.map(Money::amount),
        line.return_reason
    )
    .fetch_optional(db)
    .await?;
    Ok(made.is_some())
}

/// What a line was matched with.
#[derive(Debug, Clone, Copy)]
pub struct LineMatch {
    /// The line.
    pub line_id: StatementLineId,
    /// What it means.
    pub meaning: Meaning,
    /// The instruction and its claim.
    pub item: Option<(BatchItemId, ClaimId)>,
    /// The contribution that it shows, which is booked already.
    pub contribution_id: Option<ContributionId>,
    /// How it was booked.
    pub entry_id: Option<EntryId>,
    /// Why it matched nothing.
    pub reason: Option<Unmatched>,
    /// What was expected instead.
    pub expected: Option<Money>,
}

impl LineMatch {
    /// A line that means something, booked by an entry.
    pub fn booked(line_id: StatementLineId, meaning: Meaning, entry: EntryId) -> Self {
        let (item, contribution_id, reason, expected) = (None, None, None, None);
        Self { line_id, meaning, item, contribution_id, entry_id: Some(entry), reason, expected }
    }

    /// A line that means nothing, for a reason.
    pub fn exception(line_id: StatementLineId, reason: &Reason) -> Self {
        let expected = reason.amounts().map(|(expected, _)| expected);
        let (meaning, reason) = (Meaning::Exception, Some(reason.code()));
        let (item, contribution_id, entry_id) = (None, None, None);
        Self { line_id, meaning, item, contribution_id, entry_id, reason, expected }
    }
}

/// Notes what a line was matched with.
pub async fn save_match(
    db: &mut PgConnection,
    matched: &LineMatch,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::line::save_match
        insert into ledger.line_match (line_id, meaning, item_id, claim_id, entry_id, reason, expected_amount,
          expected_currency, contribution_id, matched_by, matched_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, shared.actor_id(), $10) returning line_id",
        matched.line_id.0,
        matched.meaning.as_str(),
        matched.item.map(|(item, _)| item.0),
        matched.item.map(|(_, claim)| claim.0),
        matched.entry_id.map(|id| id.0),
        matched.reason.map(Unmatched::as_str),
        matched.expected.map(Money::amount),
        matched.expected.map(|money| money.currency().code()),
        matched.contribution_id.map(|id| id.0),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A line with its meaning.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Explained {
    /// As the bank wrote it.
    #[serde(flatten)]
    pub line: StatementLine,
    /// `settles`, `returns`, `charge`, `contribution`, `transfer` or `exception`.
    #[schema(value_type = String)]
    pub meaning: Meaning,
    /// As what a person booked an exception: `charge`, `contribution`, `transfer`, `claim_cost` or
    /// `own_error`.
    #[schema(value_type = Option<String>)]
    pub resolved: Option<BookedAs>,
    /// Whether a person has asked another to book it, who has not answered yet.
    pub waits: bool,
    /// Whether it may show an exchange that is in the books already.
    pub is_transfer: bool,
    /// The claim, where it belongs to one that the reader may see.
    pub claim_id: Option<ClaimId>,
    /// Its code.
    pub claim_code: Option<String>,
    /// Why it matched nothing.
    #[schema(value_type = Option<String>)]
    pub reason: Option<Unmatched>,
    /// What was expected instead.
    pub expected: Option<Money>,
}

/// The lines of a statement in the bank's order, at most `limit`.
pub async fn list(
    db: &mut PgConnection,
    statement: StatementId,
    wanted: &Wanted<(i32, i32)>,
) -> Result<Vec<Explained>, Fault> {
    let (entry, part) = wanted.after.unwrap_or((0, 0));
    let rows = sqlx::query!(
        r#"-- store::line::list
        select l.line_id, l.entry_number, l.part, l.booked_on, l.direction,
          l.amount, l.currency, l.code, l.reference, l.end_to_end_id, l.instructed_amount,
          l.instructed_currency, l.charges, l.return_reason, m.meaning as "meaning?",
          c.claim_id as "claim_id?: ClaimId", c.claim_code as "claim_code?", m.reason as "reason?",
          m.expected_amount as "expected_amount?", m.expected_currency as "expected_currency?",
          r.kind as "resolved?",
          exists (select from ledger.booking_request q where q.line_id = l.line_id
                  and not exists (select from ledger.booking_answer n where n.request_id = q.request_id)) as "waits!",
          m.meaning = 'exception' and r.line_id is null and exists (
            select from ledger.exchange x join ledger.exchange_answer n using (exchange_id)
            where n.outcome = 'confirmed' and abs(x.day - l.booked_on) <= 10
              and case l.direction when 'debit' then x.from_code is not distinct from s.bank_account and x.left_amount = l.amount
                  else x.to_code is not distinct from s.bank_account and x.arrived_amount = l.amount end
              and not ledger.exchange_is_seen(n.entry_id, s.bank_account)) as "is_transfer?"
        from ledger.statement_line l join ledger.statement s using (statement_id)
        left join ledger.line_match m using (line_id)
        left join ledger.line_resolution r using (line_id)
        left join shared.claim c on c.claim_id = m.claim_id
        where l.statement_id = $1 and (l.entry_number, l.part) > ($2, $3)
        order by l.entry_number, l.part limit $4"#,
        statement.0,
        entry,
        part,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Explained {
                line: StatementLine {
                    line_id: row.line_id,
                    entry_number: row.entry_number,
                    part: row.part,
                    booked_on: row.booked_on,
                    direction: row.direction,
                    amount: money(row.amount, &row.currency)?,
                    code: row.code,
                    reference: row.reference,
                    end_to_end_id: row.end_to_end_id,
                    instructed: money_if(
                        row.instructed_amount,
                        row.instructed_currency.as_deref(),
                    )?,
                    charges: money_if(row.charges, Some(&row.currency))?,
                    return_reason: row.return_reason,
                },
                // A match of a claim that the reader may not see.
                meaning: row.meaning.unwrap_or(Meaning::Hidden),
                resolved: row.resolved,
                waits: row.waits,
                is_transfer: row.is_transfer.unwrap_or_default(),
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                reason: row.reason,
                expected: money_if(row.expected_amount, row.expected_currency.as_deref())?,
            })
        })
        .collect()
}

/// An exception that nobody has booked yet: which way, how much, when.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Its statement.
    pub statement_id: StatementId,
    /// Code of the account; nothing for the general one.
    pub bank_account: Option<String>,
    /// Which way it went.
    pub direction: Flow,
    /// What moved.
    pub amount: Money,
    /// Day of booking.
    pub booked_on: Date,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Why it matched nothing.
    pub reason: Unmatched,
}

/// The open exception of a line.
pub async fn exception(
    db: &mut PgConnection,
    line: StatementLineId,
) -> Result<Option<Exception>, Fault> {
    let row = sqlx::query!(
        r#"-- store::line::exception
        select l.statement_id, s.bank_account, l.direction, l.amount, l.currency,
          l.booked_on, l.reference, m.reason as "reason!"
        from ledger.statement_line l join ledger.line_match m using (line_id)
        join ledger.statement s using (statement_id)
        where l.line_id = $1 and m.meaning = 'exception'
          and not exists (select from ledger.line_resolution r where r.line_id = l.line_id)"#,
        line.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Exception {
            statement_id: row.statement_id,
            bank_account: row.bank_account,
            direction: row.direction,
            amount: money(row.amount, &row.currency)?,
            booked_on: row.booked_on,
            reference: row.reference,
            reason: row.reason,
        })
    })
    .transpose()
}

/// Notes how a person booked an exception, alone or as another had asked for; refused with
/// `line-resolved` when it was booked before.
pub async fn resolve(
    db: &mut PgConnection,
    line: StatementLineId,
    kind: BookedAs,
    entry: EntryId,
    asked: Option<BookingRequestId>,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::line::resolve
        insert into ledger.line_resolution (line_id, kind, entry_id, request_id, resolved_by, resolved_at)
        values ($1, $2, $3, $4, shared.actor_id(), $5) returning line_id",
        line.0,
        kind.as_str(),
        entry.0,
        asked.map(|id| id.0),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
