//! Reading a payment file: for the bank simulator, and to prove that what was written says what
//! was meant.
//! Belongs here: elements to values, control totals compared. Never here: writing.

use super::{Debtor, FAMILY, Payment, PaymentFile};
use crate::party::{Account, Agent};
use crate::tree::{Node, Problem, ReadError, parse};
use redress_kernel::Decimal;

/// A payment file from its bytes; its stated numbers and sums must be those of its payments.
pub fn read(bytes: &[u8]) -> Result<PaymentFile, ReadError> {
    let root = parse(bytes)?;
    let body = root.message(FAMILY, "CstmrCdtTrfInitn")?;
    let first = body.need("PmtInf")?;
    let mut payments = Vec::new();
    for group in body.each("PmtInf") {
        let start = payments.len();
        for transfer in group.each("CdtTrfTxInf") {
            payments.push(payment(transfer)?);
        }
        control(group, &payments[start..])?;
    }
    control(body.need("GrpHdr")?, &payments)?;
    Ok(PaymentFile {
        message_id: body.need_text("GrpHdr/MsgId")?,
        created_at: body.need("GrpHdr/CreDtTm")?.moment()?,
        debtor: Debtor {
            name: first.need_text("Dbtr/Nm")?,
            account: Account::read(first.need("DbtrAcct")?)?,
            agent: Agent::read(first.need("DbtrAgt")?)?,
        },
        execution_date: first.need("ReqdExctnDt")?.date()?,
        payments,
    })
}

fn payment(transfer: &Node) -> Result<Payment, ReadError> {
    Ok(Payment {
        instruction_id: transfer.need_text("PmtId/InstrId")?,
        end_to_end_id: transfer.need_text("PmtId/EndToEndId")?,
        uetr: transfer.need("PmtId/UETR")?.uuid()?,
        amount: transfer.need("Amt/InstdAmt")?.money()?,
        rate: transfer.find("XchgRateInf/XchgRate").map(Node::decimal).transpose()?,
        creditor_name: transfer.need_text("Cdtr/Nm")?,
        creditor_account: Account::read(transfer.need("CdtrAcct")?)?,
        creditor_agent: transfer.find("CdtrAgt").map(Agent::read).transpose()?,
        remittance: transfer.need_text("RmtInf/Ustrd")?,
    })
}

/// Stated totals against the payments; the sum is irrespective of currency.
fn control(holder: &Node, payments: &[Payment]) -> Result<(), ReadError> {
    let count = holder.need("NbOfTxs")?;
    if count.text().parse() != Ok(payments.len()) {
        return Err(count.fail(Problem::ControlDiffers));
    }
    if let Some(stated) = holder.find("CtrlSum") {
        let sum: Decimal = payments.iter().map(|payment| payment.amount.amount()).sum();
        if stated.decimal()? != sum {
            return Err(stated.fail(Problem::ControlDiffers));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pain001::tests::file;

    #[test]
    fn a_changed_amount_breaks_the_control_sum() {
        let text = String::from_utf8(file().write().expect("a file")).expect("UTF-8");
        let error = read(text.replace(">11486.67</InstdAmt>", ">91486.67</InstdAmt>").as_bytes())
            .expect_err("refused");
        assert_eq!((error.place.as_str(), error.problem), ("CtrlSum", Problem::ControlDiffers));
    }

    #[test]
    fn a_removed_payment_breaks_the_count() {
        let text = String::from_utf8(file().write().expect("a file")).expect("UTF-8");
        let start = text.find("    <PmtInf>").expect("a group");
        let end = text.find("</PmtInf>\n").expect("its end") + "</PmtInf>\n".len();
        let cut = format!("{}{}", &text[..start], &text[end..]);
        assert_eq!(read(cut.as_bytes()).expect_err("refused").problem, Problem::ControlDiffers);
    }
}
