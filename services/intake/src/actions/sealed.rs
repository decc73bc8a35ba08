//! Opening and sealing of what names a person. Only called by actions, which leave their audit row.

use super::Desk;
use crate::domain::identity::{Identity, match_texts};
use crate::domain::payee::Payee;
use crate::domain::safety::SafetyPlan;
use crate::store::vault::{self as store, PayeeRow, SealedRow};
use redress_kernel::{
    ClaimId, ClaimantId, Fault, Outcome, PayeeId, Sensitive, Stop, Timestamp, Uuid,
};
use redress_vault::{DataKey, Place};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

/// The data key of a claimant; [`Stop::Missing`] when it was destroyed or the actor may not open
/// it.
pub(super) async fn key(
    db: &mut PgConnection,
    desk: &Desk,
    claimant: ClaimantId,
) -> Outcome<DataKey> {
    let wrapped = store::key(db, claimant).await?.ok_or(Stop::Missing)?;
    Ok(desk.vault.open_key(claimant, &wrapped).map_err(Fault::new)?)
}

fn place(table: &'static str, row: Uuid, owner: Uuid, version: i32) -> Place<'static> {
    Place { table, column: "sealed", row, owner, version }
}

fn seal<T: Serialize>(key: &DataKey, place: &Place<'_>, value: &T) -> Result<Vec<u8>, Fault> {
    Ok(key.seal(place, &serde_json::to_vec(value).map_err(Fault::new)?))
}

fn open<T: DeserializeOwned>(key: &DataKey, place: &Place<'_>, row: &[u8]) -> Result<T, Fault> {
    let plain = key.open(place, row).map_err(Fault::new)?;
    // What serde says of a wrong text may quote it: that stays here.
    serde_json::from_slice(&plain).map_err(|_| Fault::new("a sealed record has another form"))
}

/// Who she is, with the version of the row; version 0 when nothing was put in yet.
pub(super) async fn identity(
    db: &mut PgConnection,
    key: &DataKey,
    claimant: ClaimantId,
) -> Result<(i32, Sensitive<Identity>), Fault> {
    match store::identity(db, claimant).await? {
        None => Ok((0, Sensitive::new(Identity::default()))),
        Some(row) => {
            let place = place("vault.identity", claimant.0, claimant.0, row.version);
            Ok((row.version, Sensitive::new(open(key, &place, &row.sealed)?)))
        }
    }
}

/// Seals who she is as the version after `version`.
pub(super) async fn put_identity(
    db: &mut PgConnection,
    key: &DataKey,
    claimant: ClaimantId,
    version: i32,
    identity: &Sensitive<Identity>,
) -> Result<(), Fault> {
    let version = version + 1;
    let place = place("vault.identity", claimant.0, claimant.0, version);
    let row = SealedRow { version, sealed: seal(key, &place, identity.expose())? };
    store::put_identity(db, claimant, &row).await
}

/// The safety plan, with the version of the row; version 0 when nothing was put in yet.
pub(super) async fn plan(
    db: &mut PgConnection,
    key: &DataKey,
    claimant: ClaimantId,
) -> Result<(i32, Sensitive<SafetyPlan>), Fault> {
    match store::contact(db, claimant).await? {
        None => Ok((0, Sensitive::new(SafetyPlan::default()))),
        Some(row) => {
            let place = place("vault.contact", claimant.0, claimant.0, row.version);
            Ok((row.version, Sensitive::new(open(key, &place, &row.sealed)?)))
        }
    }
}

/// Seals the safety plan as the version after `version`.
pub(super) async fn put_plan(
    db: &mut PgConnection,
    key: &DataKey,
    claimant: ClaimantId,
    version: i32,
    plan: &Sensitive<SafetyPlan>,
) -> Result<(), Fault> {
    let version = version + 1;
    let place = place("vault.contact", claimant.0, claimant.0, version);
    let row = SealedRow { version, sealed: seal(key, &place, plan.expose())? };
    store::put_contact(db, claimant, &row).await
}

/// For whom a payee is sealed, and when.
pub(super) struct NewPayee {
    pub(super) payee_id: PayeeId,
    pub(super) claim_id: ClaimId,
    pub(super) claimant_id: ClaimantId,
    pub(super) at: Timestamp,
}

/// Seals payee details as a further version; earlier ones stay.
pub(super) async fn add_payee(
    db: &mut PgConnection,
    desk: &Desk,
    key: &DataKey,
    new: NewPayee,
    payee: &Payee,
) -> Result<(), Fault> {
    let version = store::latest_payee(db, new.claim_id).await?.map_or(1, |last| last.version + 1);
    let place = place("vault.payee", new.payee_id.0, new.claim_id.0, version);
    let row = PayeeRow {
        payee_id: new.payee_id,
        claim_id: new.claim_id,
        claimant_id: new.claimant_id,
        version,
        method: payee.method(),
        sealed: seal(key, &place, payee)?,
        last_four: payee.last_four(),
        token: desk.vault.match_token("payee", &payee.account_text()).to_vec(),
        made_at: new.at,
    };
    store::add_payee(db, &row).await
}

/// Renews the keyed hashes by which another file of the same person is found.
pub(super) async fn put_tokens(
    db: &mut PgConnection,
    desk: &Desk,
    claimant: ClaimantId,
    identity: &Sensitive<Identity>,
    plan: &Sensitive<SafetyPlan>,
) -> Result<(), Fault> {
    let texts = match_texts(identity.expose(), plan.expose().number.as_deref());
    let tokens: Vec<_> = texts
        .iter()
        .map(|(kind, text)| (*kind, desk.vault.match_token(kind.purpose(), text)))
        .collect();
    store::put_tokens(db, claimant, &tokens).await
}
