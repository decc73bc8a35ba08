//! Seals, and the entries under them in the order in which they are hashed.

use crate::books::domain::journal::Side;
use redress_kernel::{Currency, Decimal, Fault};
use redress_proof::{Line, LineLeg, Seal};
use sqlx::PgConnection;

/// A seal as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What it says; nothing when the text is none of ours any more.
    pub seal: Option<Seal>,
    pub number: i64,
    /// Up to which moment it goes.
    pub moment_no: i64,
    /// The text that was signed.
    pub statement: String,
    /// Names the key.
    pub key_id: String,
    pub signature: Vec<u8>,
}

/// Entries that are read at once: enough to be quick, few enough for memory.
pub const PAGE: i32 = 5_000;

/// Takes the right to seal for this transaction; false when another program has it and it is not waited for.
pub async fn begin(db: &mut PgConnection, waits: bool) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::seal::begin
        select ledger.begin_seal($1) as "begun!""#,
        waits
    )
    .fetch_one(db)
    .await?)
}

/// Every seal, in order, from a number on, at most `limit`.
pub async fn from(db: &mut PgConnection, number: i64, limit: i64) -> Result<Vec<Kept>, Fault> {
    let rows = sqlx::query!(
        "-- store::seal::from
        select number, moment_no, statement, key_id, signature
        from ledger.seal where number >= $1 order by number limit $2",
        number,
        limit
    )
    .fetch_all(db)
    .await?;
    let kept = rows.into_iter().map(|row| Kept {
        seal: Seal::from_text(&row.statement),
        number: row.number,
        moment_no: row.moment_no,
        statement: row.statement,
        key_id: row.key_id,
        signature: row.signature,
    });
    Ok(kept.collect())
}

/// The newest seal.
pub async fn last(db: &mut PgConnection) -> Result<Option<Kept>, Fault> {
    let number = sqlx::query_scalar!(
        r#"-- store::seal::last
        select coalesce(max(number), 0) as "number!" from ledger.seal"#
    )
    .fetch_one(&mut *db)
    .await?;
    Ok(from(db, number.max(1), 1).await?.pop())
}

/// Whether anything was recorded after a moment.
pub async fn is_more(db: &mut PgConnection, after_moment: i64) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::seal::is_more
        select exists (select from ledger.entry e where e.seq > m.high)
          or not isempty(m.gaps) and exists (
            select from unnest(m.gaps) g join ledger.entry e on e.seq >= lower(g) and e.seq < upper(g)) as "more!"
        from ledger.moment m where m.moment_no = $1"#,
        after_moment
    )
    .fetch_optional(db)
    .await?
    .unwrap_or(false))
}

/// Notes what is recorded by now; the newest moment.
pub async fn take_moment(db: &mut PgConnection) -> Result<Option<i64>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::seal::take_moment
        select ledger.take_moment() as "moment_no""#
    )
    .fetch_one(db)
    .await?)
}

/// The last moment that brings the entries since `after` to no more than `most` or so: at least the next.
pub async fn reach(db: &mut PgConnection, after: i64, most: i64) -> Result<Option<i64>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::seal::reach
        select coalesce(
          (select max(m.moment_no) from ledger.moment m where m.moment_no > $1
             and m.high <= $2 + (select b.high from ledger.moment b where b.moment_no = $1)),
          (select min(m.moment_no) from ledger.moment m where m.moment_no > $1)) as "moment_no""#,
        after,
        most
    )
    .fetch_one(db)
    .await?)
}

/// A page of the entries that came after one moment and by another, after a place of the journal.
pub async fn lines(
    db: &mut PgConnection,
    (after, by): (i64, i64),
    place: i64,
) -> Result<Vec<Line>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::seal::lines
        select seq as "seq!", entry_id as "entry_id!", kind as "kind!", claim_id,
          occurred_on as "occurred_on!", made_at as "made_at!", made_by as "made_by!", reverses,
          heads as "heads!", holders as "holders!", currencies as "currencies!: Vec<Currency>",
          amounts as "amounts!: Vec<Decimal>"
        from ledger.entries_between($1, $2, $3, $4)"#,
        after,
        by,
        place,
        PAGE
    )
    .fetch_all(db)
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let mut legs = Vec::with_capacity(row.amounts.len());
        let parts = row.heads.into_iter().zip(row.holders).zip(row.currencies).zip(row.amounts);
        for (((account, holder), currency), amount) in parts {
            let side = if amount.is_sign_negative() { Side::Credit } else { Side::Debit };
            let mut amount = amount.abs();
            amount.rescale(currency.exponent());
            let (side, exponent) = (side.as_str().to_owned(), currency.exponent());
            legs.push(LineLeg { account, holder, side, amount, currency, exponent });
        }
        lines.push(Line {
            seq: row.seq,
            entry_id: row.entry_id,
            kind: row.kind,
            occurred_on: row.occurred_on,
            made_at: row.made_at,
            made_by: row.made_by,
            claim_id: row.claim_id,
            reverses: row.reverses,
            legs,
        });
    }
    Ok(lines)
}

/// Keeps a seal.
pub async fn save(
    db: &mut PgConnection,
    seal: &Seal,
    moment_no: i64,
    key_id: &str,
    signature: &[u8],
) -> Result<(), Fault> {
    let big = |number: u64| i64::try_from(number).map_err(Fault::new);
    sqlx::query!(
        "-- store::seal::save
        insert into ledger.seal (number, moment_no, entries, total, root, statement, key_id, signature, sealed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning number",
        big(seal.number)?,
        moment_no,
        big(seal.entries)?,
        big(seal.total)?,
        &seal.root[..],
        seal.text(),
        key_id,
        signature,
        seal.sealed_at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Lets this transaction read for as long as it takes.
pub async fn take_time(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::seal::take_time
        select set_config('statement_timeout', '0', true) as statement,
          set_config('idle_in_transaction_session_timeout', '0', true) as idle"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
