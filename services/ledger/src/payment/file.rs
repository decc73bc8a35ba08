//! The payment file of a batch: payee details opened for it, each opening audited by claim.

use super::domain::payee::Payee;
use super::store::payee;
use crate::desk::ids::BatchItemId;
use crate::desk::refusal::impossible;
use redress_contract::log;
use redress_iso20022::pain001::{Debtor, Payment, PaymentFile, WriteProblem, uetr};
use redress_iso20022::party::{Account, Agent};
use redress_kernel::{
    Action, BatchId, ClaimId, Currency, Date, Decimal, Money, Outcome, PayeeId, Refusal, Stop,
    Timestamp, action,
};
use redress_runtime::Tx;
use redress_vault::{Place, Vault, VaultError, WrappedKey};
use std::collections::BTreeMap;

/// Opening payee details, as audit rows name it; part of preparing, releasing and downloading.
pub const OPEN_PAYEE: Action = action!("ledger.open_payee", [FinanceOfficer, FinanceApprover]);

/// Who pays and when, as the file names it.
pub(super) struct Head<'a> {
    pub batch_id: BatchId,
    pub created_at: Timestamp,
    pub execution_date: Date,
    pub debtor_name: &'a str,
    pub debtor_account: &'a str,
    pub debtor_bic: &'a str,
    pub remittance_text: &'a str,
}

/// One payment, before its payee is opened.
pub(super) struct ToPay {
    pub item_id: BatchItemId,
    pub claim_id: ClaimId,
    pub claim_code: String,
    pub end_to_end_id: String,
    pub place: i32,
    pub parts: i64,
    pub pay: Money,
    pub rate: Decimal,
    pub payee_id: PayeeId,
}

/// Opens the payees and puts the file together. Refused with the claim codes where details are erased or the bank could
/// not write or take them; nothing is left out silently.
pub(super) async fn open_and_build(
    tx: &mut Tx,
    vault: &Vault,
    head: &Head<'_>,
    items: &[ToPay],
) -> Outcome<PaymentFile> {
    let ids: Vec<_> = items.iter().map(|item| item.payee_id).collect();
    let mut sealed: BTreeMap<PayeeId, payee::SealedPayee> =
        payee::sealed(tx.conn(), &ids).await?.into_iter().map(|row| (row.payee_id, row)).collect();
    let actor = tx.actor().clone();
    let subject = format!("batch {}", head.batch_id);
    let mut payments = Vec::new();
    for item in items {
        // Two instalments of one claim share a payee: the row stays for the second.
        let row = sealed
            .get_mut(&item.payee_id)
            .ok_or_else(|| Refusal::conflict("payee-shut").with("claim", &item.claim_code))?;
        let creditor = open(vault, row, item)?.creditor(&item.end_to_end_id);
        let claim = Some(item.claim_id);
        log::audit(tx.conn(), &actor, OPEN_PAYEE, claim, Some(&subject), None).await?;
        payments.push(Payment {
            instruction_id: item.item_id.0.simple().to_string(),
            end_to_end_id: item.end_to_end_id.clone(),
            uetr: uetr(item.item_id.0),
            amount: item.pay,
            rate: (item.pay.currency() != Currency::USD).then_some(item.rate),
            creditor_name: creditor.name,
            creditor_account: creditor.account,
            creditor_agent: creditor.agent,
            remittance: format!("{} {}/{}", head.remittance_text, item.place, item.parts),
        });
    }
    let file = PaymentFile {
        message_id: head.batch_id.0.simple().to_string(),
        created_at: head.created_at,
        debtor: Debtor {
            name: head.debtor_name.to_owned(),
            account: Account::from_typed(head.debtor_account),
            agent: Agent::Bic(head.debtor_bic.to_owned()),
        },
        execution_date: head.execution_date,
        payments,
    };
    refuse_unwritable(&file, items)?;
    Ok(file)
}

fn open(vault: &Vault, row: &payee::SealedPayee, item: &ToPay) -> Outcome<Payee> {
    let of_claim = |code| Stop::from(Refusal::conflict(code).with("claim", &item.claim_code));
    let wrapped = row.wrapped.clone().ok_or_else(|| of_claim("payee-erased"))?;
    let wrapped = WrappedKey { key_version: row.key_version, bytes: wrapped };
    let key = vault.open_key(row.claimant_id, &wrapped).map_err(|e: VaultError| impossible(e))?;
    let place = Place {
        table: "vault.payee",
        column: "sealed",
        row: row.payee_id.0,
        owner: item.claim_id.0,
        version: row.version,
    };
    // Somebody has put other details there, past the product, or those of another claim.
    let plain = key.open(&place, &row.sealed).map_err(|_| of_claim("payee-altered"))?;
    serde_json::from_slice(&plain).map_err(|_| {
        // The parser's words may quote the details: they go nowhere.
        Stop::Fault(redress_kernel::Fault::new("payee details are not of the agreed form"))
    })
}

/// Every payment that the bank could not take, by claim code and field.
fn refuse_unwritable(file: &PaymentFile, items: &[ToPay]) -> Outcome<()> {
    let code_of = |reference: &str| {
        let item = items.iter().find(|item| item.end_to_end_id == reference);
        item.map(|item| item.claim_code.clone()).unwrap_or_default()
    };
    let mut refusals: Vec<Refusal> = file
        .check()
        .into_iter()
        .map(|error| {
            let code = match error.problem {
                WriteProblem::Telling => "bank-text-telling",
                WriteProblem::Repeated => "instalment-under-way",
                _ => "bank-field",
            };
            Refusal::conflict(code)
                .with("claim", error.payment.map(|id| code_of(&id)).unwrap_or_default())
                .with("field", error.field)
        })
        .collect();
    refusals.extend(file.lost_letters().into_iter().map(|lost| {
        Refusal::conflict("bank-letters")
            .with("claim", code_of(&lost.payment))
            .with("field", lost.field)
    }));
    refusals.dedup();
    if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
}
