//! What the review said when it looked at claims before a payment.

use redress_contract::PaymentStep;
use redress_kernel::{BatchId, ClaimId, Fault, codes};
use sqlx::PgConnection;

codes! {
    /// How a claim stands before a step of a batch (`clearance-<code>`).
    State {
        /// Found clear, and nothing has held it since.
        Clear = "clear",
        /// No look has come yet, or something has changed since.
        Waiting = "waiting",
        /// Something stands against paying now.
        Held = "held",
    }
}

codes! {
    /// Who is asked where a claim is held (`clearance-for-<code>`).
    HeldFor {
        /// The liaison: a consent is not clear.
        Consent = "consent",
        /// Intake: there may be a second file.
        Match = "match",
        /// The liaison: who is paid is not clear.
        Payee = "payee",
        /// The panel, which has learned something since.
        Panel = "panel",
    }
}

/// A claim of a batch before its step.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Look {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its code.
    pub claim_code: String,
    /// How it stands.
    pub state: State,
    /// Whom to ask where it is held: `consent`, `match`, `payee` or `panel`.
    #[schema(value_type = Vec<String>)]
    pub held_for: Vec<HeldFor>,
}

/// The claims of a batch before a step, by code.
pub async fn of_batch(
    db: &mut PgConnection,
    batch: BatchId,
    step: PaymentStep,
) -> Result<Vec<Look>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::clearance::of_batch
        select i.claim_id, c.claim_code,
          shared.payment_cleared(i.claim_id, $1, $2) as "is_clear!",
          coalesce((select p.held_for from shared.payment_clearance p
            where p.claim_id = i.claim_id and (p.batch_id = $1 and p.step = $2 or p.batch_id is null)
            order by p.seq desc limit 1), '{}') as "held_for!: Vec<HeldFor>"
        from (select distinct claim_id from ledger.batch_item where batch_id = $1) i
        join shared.claim c using (claim_id)
        order by c.claim_code"#,
        batch.0,
        step.as_str()
    )
    .fetch_all(db)
    .await?;
    let looks = rows.into_iter().map(|row| {
        let state = match (row.is_clear, row.held_for.is_empty()) {
            (true, _) => State::Clear,
            (false, true) => State::Waiting,
            (false, false) => State::Held,
        };
        Look {
            claim_id: row.claim_id,
            claim_code: row.claim_code,
            state,
            held_for: if row.is_clear { Vec::new() } else { row.held_for },
        }
    });
    Ok(looks.collect())
}
