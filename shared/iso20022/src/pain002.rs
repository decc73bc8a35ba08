//! pain.002.001: what the bank says of a payment file and its payments.
//! Belongs here: the report as a value, read and written. Never here: what a rejection does.

use crate::tree::{Node, Problem, ReadError, parse};
use crate::write::Out;
use redress_kernel::{Timestamp, Uuid};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.12";
const FAMILY: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.";

/// What became of a payment, of a group, or of a file, so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Taken or under way: received, checked, accepted, in process, pending.
    UnderWay,
    /// Settled on the debtor's or creditor's account; money is proven by the statement alone.
    Settled,
    /// Part of the payments is rejected: the payments tell which.
    Partly,
    /// Will not be paid.
    Rejected,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// `MsgId` of the bank's report.
    pub message_id: String,
    /// When the bank made it.
    pub created_at: Timestamp,
    /// `MsgId` of our file.
    pub original_message_id: String,
    /// Of the whole file, when stated.
    pub file: Option<Verdict>,
    /// Of groups that the bank judges without naming their payments, by `PmtInfId`.
    pub groups: Vec<(String, Verdict)>,
    /// Of single payments.
    pub payments: Vec<PaymentStatus>,
}

/// A status with the bank's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What became of it.
    pub status: Status,
    /// Code as the bank wrote it, e.g. `ACSP`.
    pub code: String,
    /// Reason, e.g. `AC01`.
    pub reason: Option<String>,
}

/// What became of one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentStatus {
    /// Our `InstrId`.
    pub instruction_id: Option<String>,
    /// Our `EndToEndId`.
    pub end_to_end_id: Option<String>,
    /// Unique end-to-end transaction reference.
    pub uetr: Option<Uuid>,
    /// Its verdict, or that of its group or file.
    pub verdict: Verdict,
}

/// The meaning of a status code of the external code lists.
fn status(code: &str) -> Option<Status> {
    match code {
        "RCVD" | "ACTC" | "ACCP" | "ACSP" | "ACWC" | "ACWP" | "ACFC" | "PDNG" | "PATC" => {
            Some(Status::UnderWay)
        }
        "ACSC" | "ACCC" => Some(Status::Settled),
        "PART" => Some(Status::Partly),
        "RJCT" | "CANC" | "BLCK" => Some(Status::Rejected),
        _ => None,
    }
}

/// A report from its bytes. A file or group that is judged without naming its payments stands in
/// [`Report::file`] or [`Report::groups`]; payments named without a status take their group's.
pub fn read(bytes: &[u8]) -> Result<Report, ReadError> {
    let root = parse(bytes)?;
    let body = root.message(FAMILY, "CstmrPmtStsRpt")?;
    let file = body.need("OrgnlGrpInfAndSts")?;
    let (mut groups, mut payments) = (Vec::new(), Vec::new());
    for group in body.each("OrgnlPmtInfAndSts") {
        let of_group = verdict(group, "PmtInfSts")?;
        if let (Some(verdict), None) = (&of_group, group.find("TxInfAndSts")) {
            groups.push((group.need_text("OrgnlPmtInfId")?, verdict.clone()));
        }
        for transaction in group.each("TxInfAndSts") {
            let own = verdict(transaction, "TxSts")?.or_else(|| of_group.clone());
            payments.push(PaymentStatus {
                instruction_id: transaction.text_at("OrgnlInstrId"),
                end_to_end_id: transaction.text_at("OrgnlEndToEndId"),
                uetr: transaction.find("OrgnlUETR").map(Node::uuid).transpose()?,
                verdict: match own {
                    Some(verdict) => verdict,
                    None => return Err(transaction.fail(Problem::Missing)),
                },
            });
        }
    }
    Ok(Report {
        message_id: body.need_text("GrpHdr/MsgId")?,
        created_at: body.need("GrpHdr/CreDtTm")?.moment()?,
        original_message_id: file.need_text("OrgnlMsgId")?,
        file: verdict(file, "GrpSts")?,
        groups,
        payments,
    })
}

fn verdict(node: &Node, name: &str) -> Result<Option<Verdict>, ReadError> {
    let Some(code) = node.find(name) else { return Ok(None) };
    let status = status(code.text()).ok_or_else(|| code.fail(Problem::UnknownCode))?;
    let reason = node
        .text_at("StsRsnInf/Rsn/Cd")
        .or_else(|| node.text_at("StsRsnInf/Rsn/Prtry"))
        .map(|reason| reason.chars().take(35).collect());
    Ok(Some(Verdict { status, code: code.text().to_owned(), reason }))
}

/// The bytes of a report: the same for the same value.
pub fn write(report: &Report) -> Vec<u8> {
    Out::document(NAMESPACE, |out| {
        out.group("CstmrPmtStsRpt", |out| {
            out.group("GrpHdr", |out| {
                out.leaf("MsgId", &report.message_id);
                out.moment("CreDtTm", report.created_at);
            });
            out.group("OrgnlGrpInfAndSts", |out| {
                out.leaf("OrgnlMsgId", &report.original_message_id);
                out.leaf("OrgnlMsgNmId", "pain.001.001.09");
                if let Some(verdict) = &report.file {
                    verdict.write(out, "GrpSts");
                }
            });
            for (group, verdict) in &report.groups {
                out.group("OrgnlPmtInfAndSts", |out| {
                    out.leaf("OrgnlPmtInfId", group);
                    verdict.write(out, "PmtInfSts");
                });
            }
            if !report.payments.is_empty() {
                out.group("OrgnlPmtInfAndSts", |out| {
                    out.leaf("OrgnlPmtInfId", &report.original_message_id);
                    for payment in &report.payments {
                        payment.write(out);
                    }
                });
            }
        });
    })
}

impl Verdict {
    fn write(&self, out: &mut Out, name: &str) {
        out.leaf(name, &self.code);
        if let Some(reason) = &self.reason {
            out.group("StsRsnInf", |out| out.group("Rsn", |out| out.leaf("Cd", reason)));
        }
    }
}

impl PaymentStatus {
    fn write(&self, out: &mut Out) {
        out.group("TxInfAndSts", |out| {
            out.leaf_if("OrgnlInstrId", self.instruction_id.as_deref());
            out.leaf_if("OrgnlEndToEndId", self.end_to_end_id.as_deref());
            out.leaf_if("OrgnlUETR", self.uetr.map(|id| id.to_string()).as_deref());
            self.verdict.write(out, "TxSts");
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peer::assert_valid;
    use time::macros::datetime;

    fn verdict(code: &str, reason: Option<&str>) -> Verdict {
        Verdict {
            status: status(code).expect("a code of the list"),
            code: code.to_owned(),
            reason: reason.map(str::to_owned),
        }
    }

    fn report() -> Report {
        let payment = |id: &str, verdict| PaymentStatus {
            instruction_id: Some(format!("i{id}")),
            end_to_end_id: Some(id.to_owned()),
            uetr: Some(crate::pain001::uetr(Uuid::nil())),
            verdict,
        };
        Report {
            message_id: "R1".to_owned(),
            created_at: datetime!(2026-11-24 06:00:00 UTC),
            original_message_id: "M1".to_owned(),
            file: Some(verdict("PART", None)),
            groups: vec![("M1EUR".to_owned(), verdict("RJCT", Some("AM05")))],
            payments: vec![
                payment("A-1", verdict("ACSC", None)),
                payment("B-1", verdict("RJCT", Some("AC01"))),
            ],
        }
    }

    #[test]
    fn a_report_survives_the_wire_and_the_official_schema() {
        let bytes = write(&report());
        assert_valid("pain.002.001.12.xsd", &bytes);
        assert_eq!(read(&bytes), Ok(report()));
    }

    #[test]
    fn a_rejected_group_rejects_its_payments() {
        let text = String::from_utf8(write(&report())).expect("UTF-8");
        let text = text.replace("<TxSts>ACSC</TxSts>", "").replace(
            "<OrgnlPmtInfId>M1</OrgnlPmtInfId>",
            "<OrgnlPmtInfId>M1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>",
        );
        let read = read(text.as_bytes()).expect("a report");
        assert_eq!(read.payments[0].verdict.status, Status::Rejected);
    }

    #[test]
    fn an_unknown_status_is_no_guess() {
        let text = String::from_utf8(write(&report())).expect("UTF-8").replace("ACSC", "ABCD");
        let error = read(text.as_bytes()).expect_err("refused");
        assert_eq!((error.place.as_str(), error.problem), ("TxSts", Problem::UnknownCode));
    }
}
