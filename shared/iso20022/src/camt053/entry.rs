//! Movements of a statement and the payments in them.

use super::{Detail, Direction, Entry, direction, short};
use crate::tree::{Node, Problem, ReadError};
use redress_kernel::{Currency, Decimal, Money};

/// One movement on an account in this currency.
pub(super) fn read(node: &Node, currency: Currency) -> Result<Entry, ReadError> {
    let amount = node.need("Amt")?.money()?;
    if amount.currency() != currency {
        return Err(node.need("Amt")?.fail(Problem::CurrencyDiffers));
    }
    let status = node.need("Sts")?;
    let status = status.text_at("Cd").unwrap_or_else(|| status.text().to_owned());
    let way = direction(node)?;
    let value_on = node.find("ValDt").map(Node::date).transpose()?;
    let booked_on = match node.find("BookgDt") {
        Some(day) => day.date()?,
        None => value_on.ok_or_else(|| {
            node.need("BookgDt").err().unwrap_or_else(|| node.fail(Problem::NotADate))
        })?,
    };
    let details: Vec<Detail> = node
        .each("NtryDtls")
        .flat_map(|details| details.each("TxDtls"))
        .map(|tx| detail(tx, currency))
        .collect::<Result<_, _>>()?;
    let mut entry = Entry {
        servicer_reference: node.find("AcctSvcrRef").map(short).transpose()?,
        amount,
        direction: way,
        reversal: matches!(node.text_at("RvslInd").as_deref(), Some("true" | "1")),
        booked: status == "BOOK",
        booked_on,
        value_on,
        code: code(node),
        details,
    };
    complete(&mut entry, node)?;
    Ok(entry)
}

/// Amounts and charges of the details against the entry: a sole detail takes over what it does not
/// say itself; several must each say their amount and sum to the entry.
fn complete(entry: &mut Entry, node: &Node) -> Result<(), ReadError> {
    if let [only] = entry.details.as_mut_slice() {
        if only.amount.is_none_or(|amount| amount.currency() != entry.amount.currency()) {
            only.amount = Some(entry.amount);
        }
        if only.charges.is_none() {
            only.charges = charges(node, entry.amount.currency())?;
        }
    }
    if entry.details.is_empty() {
        return Ok(());
    }
    let sum = entry.details.iter().try_fold(Decimal::ZERO, |sum, detail| {
        let amount = detail.amount.filter(|a| a.currency() == entry.amount.currency())?;
        sum.checked_add(amount.amount())
    });
    if sum == Some(entry.amount.amount()) { Ok(()) } else { Err(node.fail(Problem::DetailsDiffer)) }
}

fn detail(node: &Node, currency: Currency) -> Result<Detail, ReadError> {
    // Without a `TxDtls/Amt` of its own, versions before .001.03 say the amount as `TxAmt`.
    let amount = node.find("Amt").or_else(|| node.find("AmtDtls/TxAmt/Amt"));
    Ok(Detail {
        end_to_end_id: node
            .find("Refs/EndToEndId")
            .map(short)
            .transpose()?
            .filter(|id| id != "NOTPROVIDED"),
        instruction_id: node.find("Refs/InstrId").map(short).transpose()?,
        uetr: node.find("Refs/UETR").map(Node::uuid).transpose()?,
        servicer_reference: node.find("Refs/AcctSvcrRef").map(short).transpose()?,
        amount: amount.map(Node::money).transpose()?,
        instructed: node.find("AmtDtls/InstdAmt/Amt").map(Node::money).transpose()?,
        charges: charges(node, currency)?,
        return_reason: node.find("RtrInf").map(|info| {
            let reason = info.text_at("Rsn/Cd").or_else(|| info.text_at("Rsn/Prtry"));
            reason
                .or_else(|| info.text_at("AddtlInf"))
                .unwrap_or_default()
                .chars()
                .take(35)
                .collect()
        }),
    })
}

/// Charges that are contained in the amount (`ChrgInclInd` true), debits less credits.
fn charges(node: &Node, currency: Currency) -> Result<Option<Money>, ReadError> {
    let Some(charges) = node.find("Chrgs") else { return Ok(None) };
    let mut sum = Money::zero(currency);
    for record in charges.each("Rcrd") {
        if !matches!(record.text_at("ChrgInclInd").as_deref(), Some("true" | "1")) {
            continue;
        }
        let amount = record.need("Amt")?.money()?;
        let back = record.find("CdtDbtInd").is_some() && direction(record)? == Direction::Credit;
        sum = if back { sum.checked_sub(amount) } else { sum.checked_add(amount) }
            .map_err(|_| record.fail(Problem::CurrencyDiffers))?;
    }
    Ok(Some(sum).filter(|sum| !sum.amount().is_zero()))
}

/// The bank transaction code, structured or the bank's own.
fn code(node: &Node) -> String {
    let parts = ["Domn/Cd", "Domn/Fmly/Cd", "Domn/Fmly/SubFmlyCd"];
    let structured: Vec<String> = node
        .find("BkTxCd")
        .map(|code| parts.iter().filter_map(|part| code.text_at(part)).collect())
        .unwrap_or_default();
    if structured.is_empty() {
        node.text_at("BkTxCd/Prtry/Cd")
            .map(|own| own.chars().take(35).collect())
            .unwrap_or_default()
    } else {
        structured.join("/")
    }
}
