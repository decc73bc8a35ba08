//! Money held for children: balances, statements, terms, requests, hand-overs.

use super::actions::ask_trust_release;
use super::actions::ask_trust_release::{AskTrustRelease, TrustReleaseAsked};
use super::actions::decide_hand_over;
use super::actions::decide_hand_over::{DecideHandOver, HandOverDecided};
use super::actions::decide_trust_release;
use super::actions::decide_trust_release::{DecideTrustRelease, TrustReleaseDecided};
use super::actions::decide_trust_terms;
use super::actions::decide_trust_terms::{DecideTrustTerms, TrustTermsDecided};
use super::actions::propose_trust_terms;
use super::actions::propose_trust_terms::{ProposeTrustTerms, TrustTermsProposed};
use super::actions::read_trust as read;
use super::actions::read_trust::{TrustStatement, Trusts};
use super::actions::start_hand_over;
use super::actions::start_hand_over::HandOverStarted;
use crate::desk::App;
use crate::desk::ids::{HandOverId, TermsId, TrustRequestId};
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::ClaimId;
use redress_web::{Body, Caller, Failure, IdempotencyKey, Keyed};

/// What is held for children, by claim code, and the terms of interest.
#[utoipa::path(get, path = "/api/ledger/trust", operation_id = "ledger.list_trusts",
    responses((status = 200, description = "As it stands", body = Trusts)))]
pub(crate) async fn list_trusts(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Trusts>, Failure> {
    Ok(Json(read::list(&app.ctx, &caller.actor).await?))
}

/// The trust statement of a claim.
#[utoipa::path(get, path = "/api/ledger/trust/{claim_id}", operation_id = "ledger.show_trust",
    responses((status = 200, description = "The statement", body = TrustStatement),
        (status = 404, description = "Nothing is held for it, for this caller")))]
pub(crate) async fn show_trust(
    State(app): State<App>,
    caller: Caller,
    Path(claim): Path<ClaimId>,
) -> Result<Json<TrustStatement>, Failure> {
    Ok(Json(read::statement(&app.ctx, &caller.actor, claim).await?))
}

/// Propose terms of interest.
#[utoipa::path(post, path = "/api/ledger/trust-terms", operation_id = "ledger.propose_trust_terms",
    request_body = ProposeTrustTerms,
    responses((status = 200, description = "Done", body = TrustTermsProposed),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn propose_trust_terms(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<ProposeTrustTerms>,
) -> Result<Json<TrustTermsProposed>, Failure> {
    let once = body.once(&key);
    let (ctx, actor, cmd) = (&app.ctx, &caller.actor, body.value);
    let done = propose_trust_terms::propose_trust_terms(ctx, actor, cmd, Some(&once));
    Ok(Json(done.await?))
}

/// Confirm or refuse proposed terms.
#[utoipa::path(post, path = "/api/ledger/trust-terms/{terms_id}", operation_id = "ledger.decide_trust_terms",
    params(("terms_id" = Uuid, Path)),
    request_body = DecideTrustTerms,
    responses((status = 200, description = "Done", body = TrustTermsDecided)))]
pub(crate) async fn decide_trust_terms(
    State(app): State<App>,
    caller: Caller,
    Path(terms_id): Path<TermsId>,
    key: IdempotencyKey,
    body: Body<DecideTrustTerms>,
) -> Result<Json<TrustTermsDecided>, Failure> {
    let once = body.once(&key);
    let (ctx, actor, cmd) = (&app.ctx, &caller.actor, body.value);
    let done = decide_trust_terms::decide_trust_terms(ctx, actor, terms_id, cmd, Some(&once));
    Ok(Json(done.await?))
}

/// Ask for money that is held for a child.
#[utoipa::path(post, path = "/api/ledger/trust/{claim_id}/requests", operation_id = "ledger.ask_trust_release",
    request_body = AskTrustRelease,
    responses((status = 200, description = "Done", body = TrustReleaseAsked),
        (status = 404, description = "Nothing is held for it"),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn ask_trust_release(
    State(app): State<App>,
    caller: Caller,
    Path(claim): Path<ClaimId>,
    key: IdempotencyKey,
    body: Body<AskTrustRelease>,
) -> Result<Json<TrustReleaseAsked>, Failure> {
    let once = body.once(&key);
    let (ctx, actor, cmd) = (&app.ctx, &caller.actor, body.value);
    let done = ask_trust_release::ask_trust_release(ctx, actor, claim, cmd, Some(&once));
    Ok(Json(done.await?))
}

/// Grant or refuse what a liaison asked for.
#[utoipa::path(post, path = "/api/ledger/trust-requests/{request_id}", operation_id = "ledger.decide_trust_release",
    params(("request_id" = Uuid, Path)),
    request_body = DecideTrustRelease,
    responses((status = 200, description = "Done", body = TrustReleaseDecided)))]
pub(crate) async fn decide_trust_release(
    State(app): State<App>,
    caller: Caller,
    Path(request): Path<TrustRequestId>,
    key: IdempotencyKey,
    body: Body<DecideTrustRelease>,
) -> Result<Json<TrustReleaseDecided>, Failure> {
    let once = body.once(&key);
    let (ctx, actor, cmd) = (&app.ctx, &caller.actor, body.value);
    let done = decide_trust_release::decide_trust_release(ctx, actor, request, cmd, Some(&once));
    Ok(Json(done.await?))
}

/// Start to hand over what is held for a child who has come of age.
#[utoipa::path(post, path = "/api/ledger/trust/{claim_id}/hand-overs", operation_id = "ledger.start_hand_over",
    responses((status = 200, description = "Done", body = HandOverStarted),
        (status = 404, description = "Nothing is held for it")))]
pub(crate) async fn start_hand_over(
    State(app): State<App>,
    by: Keyed,
    Path(claim): Path<ClaimId>,
) -> Result<Json<HandOverStarted>, Failure> {
    let done = start_hand_over::start_hand_over(&app.ctx, &by.actor, claim, Some(&by.once));
    Ok(Json(done.await?))
}

/// Confirm or refuse a hand-over.
#[utoipa::path(post, path = "/api/ledger/hand-overs/{hand_over_id}", operation_id = "ledger.decide_hand_over",
    params(("hand_over_id" = Uuid, Path)),
    request_body = DecideHandOver,
    responses((status = 200, description = "Done", body = HandOverDecided)))]
pub(crate) async fn decide_hand_over(
    State(app): State<App>,
    caller: Caller,
    Path(hand_over): Path<HandOverId>,
    key: IdempotencyKey,
    body: Body<DecideHandOver>,
) -> Result<Json<HandOverDecided>, Failure> {
    let once = body.once(&key);
    let (ctx, actor, cmd) = (&app.ctx, &caller.actor, body.value);
    let done = decide_hand_over::decide_hand_over(ctx, actor, hand_over, cmd, Some(&once));
    Ok(Json(done.await?))
}
