//! Awards and their lines: written once, read as they were written.

use super::money;
use crate::award::{Assessment, Head, Line, Rounding};
use crate::rules::{FactRead, Reason};
use redress_kernel::{AwardId, ClaimId, Fault, Money, Refusal, Stop, Timestamp, Uuid};
use sqlx::PgConnection;
use sqlx::types::Json;
use std::collections::BTreeMap;

/// A kept award.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Identifies it.
    pub award_id: AwardId,
    /// Version of the rules.
    pub rule_version: String,
    /// Version of the schedule.
    pub schedule_version: String,
    /// Sum of the heads before offsets.
    pub gross: Money,
    /// What is due.
    pub net: Money,
    /// Interim payments beyond the award.
    pub absorbed: Money,
    /// What can be paid now.
    pub payable_now: Money,
    /// What stays owed.
    pub outstanding: Money,
    /// What a person should look at.
    pub flags: Vec<String>,
    /// Every step.
    pub lines: Vec<Line>,
    /// When it was computed.
    pub assessed_at: Timestamp,
}

/// Where an award comes from.
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// The award.
    pub award_id: AwardId,
    /// The claim.
    pub claim_id: ClaimId,
    /// The worksheet that it follows.
    pub worksheet_id: Uuid,
    /// Version of the rules.
    pub rule_version: &'a str,
    /// What the panel stated for the computation.
    pub inputs: &'a serde_json::Value,
}

/// Keeps an award with all its lines; refused with `assessed-already` when there is one.
pub async fn save(
    db: &mut PgConnection,
    origin: &Origin<'_>,
    award: &Assessment,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::award::save
        insert into eligibility.award (award_id, claim_id, worksheet_id, rule_version,
          schedule_version, inputs, gross, net, absorbed, payable_now, outstanding, currency, flags,
          assessed_by, assessed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, shared.actor_id(), $14)
        returning award_id",
        origin.award_id.0,
        origin.claim_id.0,
        origin.worksheet_id,
        origin.rule_version,
        award.schedule_version,
        origin.inputs,
        award.gross.amount(),
        award.net.amount(),
        award.absorbed.amount(),
        award.payable_now.amount(),
        award.outstanding.amount(),
        award.net.currency().code(),
        &award.flags,
        now
    )
    .fetch_one(&mut *db)
    .await
    .map_err(|error| told(error.into()))?;
    for line in &award.lines {
        save_line(db, origin, line).await?;
    }
    Ok(())
}

async fn save_line(db: &mut PgConnection, origin: &Origin<'_>, line: &Line) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::save_line
        insert into eligibility.award_line (award_id, claim_id, line_no, step, head, rule, label,
          args, inputs, arithmetic, rounding, amount, currency)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning line_no",
        origin.award_id.0,
        origin.claim_id.0,
        i32::from(line.line_no),
        line.step,
        line.head.map(Head::as_str),
        line.rule,
        line.label.key,
        Json(&line.label.args) as _,
        Json(&line.inputs) as _,
        line.arithmetic,
        line.rounding.map(Rounding::as_str),
        line.amount.amount(),
        line.amount.currency().code()
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The award of a claim with its lines.
pub async fn load(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Kept>, Fault> {
    let row = sqlx::query!(
        r#"-- store::award::load
        select award_id as "award_id: AwardId", rule_version, schedule_version, gross, net,
          absorbed, payable_now, outstanding, currency, flags, assessed_at
        from eligibility.award where claim_id = $1"#,
        claim.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Kept {
        award_id: row.award_id,
        rule_version: row.rule_version,
        schedule_version: row.schedule_version,
        gross: money(row.gross, &row.currency)?,
        net: money(row.net, &row.currency)?,
        absorbed: money(row.absorbed, &row.currency)?,
        payable_now: money(row.payable_now, &row.currency)?,
        outstanding: money(row.outstanding, &row.currency)?,
        flags: row.flags,
        lines: lines(db, row.award_id).await?,
        assessed_at: row.assessed_at,
    }))
}

async fn lines(db: &mut PgConnection, award: AwardId) -> Result<Vec<Line>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::lines
        select line_no, step, head, rule, label, args as "args: Json<BTreeMap<String, String>>",
          inputs as "inputs: Json<Vec<FactRead>>", arithmetic, rounding, amount, currency
        from eligibility.award_line where award_id = $1 order by line_no"#,
        award.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                line_no: u16::try_from(row.line_no).map_err(Fault::new)?,
                step: row.step,
                head: row.head.map(|head| head.parse()).transpose().map_err(Fault::new)?,
                rule: row.rule,
                label: Reason { key: row.label, args: row.args.0 },
                inputs: row.inputs.0,
                arithmetic: row.arithmetic,
                rounding: row.rounding.as_deref().map(rounding),
                amount: money(row.amount, &row.currency)?,
            })
        })
        .collect()
}

fn rounding(text: &str) -> Rounding {
    if text == "trunc2" { Rounding::Trunc2 } else { Rounding::Round2 }
}

fn told(fault: Fault) -> Stop {
    match fault.constraint() {
        Some("award_one_a_claim") => Refusal::conflict("assessed-already").into(),
        _ => Stop::Fault(fault),
    }
}
