//! Awards and their lines: added each time, read as they were written; the latest counts.

use crate::domain::ids::WorksheetId;
use crate::domain::sheet::Worksheet;
use redress_kernel::{AwardId, ClaimId, Currency, Date, Decimal, Fault, Money, Stop, Timestamp};
use redress_mechanism::Label;
use redress_mechanism::explain::{ExplainedAward, ExplainedLater, ExplainedLine};
use sqlx::PgConnection;
use sqlx::types::Json;

/// A kept award.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Identifies it.
    pub award_id: AwardId,
    /// The worksheet whose award it is.
    pub worksheet_id: WorksheetId,
    /// Version of the rules.
    pub rule_version: Label,
    /// Version of the schedule.
    pub schedule_version: Label,
    /// Sum of the heads before offsets.
    pub gross: Money,
    /// What is due.
    pub net: Money,
    /// Views that a decision for it needs.
    pub views_needed: usize,
    /// When it was computed.
    pub assessed_at: Timestamp,
}

/// Keeps the award of a worksheet with all its lines.
pub async fn save(
    db: &mut PgConnection,
    (award_id, claim): (AwardId, ClaimId),
    of: &Worksheet,
    (award, views_needed): (&ExplainedAward, usize),
    now: Timestamp,
) -> Result<(), Stop> {
    let flags: Vec<String> = award.flags.iter().map(ToString::to_string).collect();
    let inputs = serde_json::json!({ "worksheet": of.worksheet_id });
    sqlx::query!(
        "-- store::award::save
        insert into eligibility.award (award_id, claim_id, worksheet_id, rule_version,
          schedule_version, inputs, gross, net, absorbed, payable_now, outstanding, currency, flags,
          views_needed, assessed_by, assessed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, shared.actor_id(), $15)
        returning award_id",
        award_id.0,
        claim.0,
        of.worksheet_id.0,
        of.result.rules_version.as_str(),
        of.result.schedule_version.as_str(),
        inputs,
        award.gross.amount(),
        award.net.amount(),
        award.absorbed.amount(),
        award.payable_now.amount(),
        award.outstanding.amount(),
        Currency::USD.code(),
        &flags,
        i32::try_from(views_needed).map_err(Fault::new)?,
        now
    )
    .fetch_one(&mut *db)
    .await?;
    for line in &award.lines {
        save_line(db, (award_id, claim), line).await?;
    }
    Ok(())
}

async fn save_line(
    db: &mut PgConnection,
    (award_id, claim): (AwardId, ClaimId),
    line: &ExplainedLine,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::save_line
        insert into eligibility.award_line (award_id, claim_id, line_no, step, head, rule, label,
          args, inputs, arithmetic, rounding, amount, currency)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning line_no",
        award_id.0,
        claim.0,
        i32::from(line.line_no),
        line.step.as_str(),
        line.head.map(redress_mechanism::award::Head::as_str),
        line.rule.as_str(),
        &*line.label.key,
        Json(&line.label.args) as _,
        Json(&line.inputs) as _,
        line.arithmetic,
        line.rounding.map(redress_mechanism::award::line::Rounding::as_str),
        line.amount,
        line.currency.code()
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// How a child's award is held.
#[derive(Debug, Clone, Copy)]
pub struct Child {
    /// Share released at once of what is not upkeep.
    pub released: Decimal,
    /// Maintenance due (H6), which goes to the carer in full.
    pub upkeep: Money,
    /// First day on which she is surely of age.
    pub of_age_on: Date,
}

/// Keeps how a child's award is held.
pub async fn save_child(
    db: &mut PgConnection,
    (award_id, claim): (AwardId, ClaimId),
    child: &Child,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::save_child
        insert into eligibility.award_child (award_id, claim_id, released, upkeep, of_age_on)
        values ($1, $2, $3, $4, $5) returning award_id",
        award_id.0,
        claim.0,
        child.released,
        child.upkeep.amount(),
        child.of_age_on
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Keeps the maintenance that falls due later.
pub async fn save_later(
    db: &mut PgConnection,
    (award_id, claim): (AwardId, ClaimId),
    later: &[ExplainedLater],
) -> Result<(), Fault> {
    let days: Vec<Date> = later.iter().map(|due| due.due_on).collect();
    let amounts: Vec<Decimal> = later.iter().map(|due| due.amount.amount()).collect();
    sqlx::query!(
        "-- store::award::save_later
        insert into eligibility.award_later (award_id, claim_id, number, due_on, amount, currency)
        select $1, $2, l.number, l.due_on, l.amount, $5
        from unnest($3::date[], $4::numeric[]) with ordinality as l (due_on, amount, number)
        returning number",
        award_id.0,
        claim.0,
        &days,
        &amounts,
        Currency::USD.code()
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// The award in force of a claim: the latest.
pub async fn load(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Kept>, Fault> {
    let row = sqlx::query!(
        "-- store::award::load
        select award_id, worksheet_id, rule_version, schedule_version, gross, net, currency,
          views_needed, assessed_at
        from eligibility.award where claim_id = $1 order by seq desc limit 1",
        claim.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Kept {
        award_id: row.award_id,
        worksheet_id: row.worksheet_id,
        rule_version: row.rule_version,
        schedule_version: row.schedule_version,
        gross: Money::new(row.gross, row.currency).map_err(Fault::new)?,
        net: Money::new(row.net, row.currency).map_err(Fault::new)?,
        views_needed: usize::try_from(row.views_needed).map_err(Fault::new)?,
        assessed_at: row.assessed_at,
    }))
}
