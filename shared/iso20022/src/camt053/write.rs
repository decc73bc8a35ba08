//! Writing statements, as a bank would: for the bank simulator and for round trips in tests.
//! Belongs here: values to elements. Never here: reading.

use super::{Detail, Direction, Entry, NAMESPACE, Statement};
use crate::write::Out;
use redress_kernel::{Date, Money, Timestamp};

/// The bytes of a file with these statements: the same for the same values.
pub fn write(message_id: &str, created_at: Timestamp, statements: &[Statement]) -> Vec<u8> {
    Out::document(NAMESPACE, |out| {
        out.group("BkToCstmrStmt", |out| {
            out.group("GrpHdr", |out| {
                out.leaf("MsgId", message_id);
                out.moment("CreDtTm", created_at);
            });
            for statement in statements {
                out.group("Stmt", |out| statement.write(out, created_at));
            }
        });
    })
}

impl Statement {
    fn write(&self, out: &mut Out, created_at: Timestamp) {
        out.leaf("Id", &self.id);
        out.leaf_if("ElctrncSeqNb", self.sequence.map(|number| number.to_string()).as_deref());
        out.moment("CreDtTm", created_at);
        out.group("Acct", |out| {
            self.account.write(out);
            out.leaf("Ccy", self.currency.code());
        });
        balance(out, "OPBD", self.opening, self.opening_on);
        balance(out, "CLBD", self.closing, self.closing_on);
        for entry in &self.entries {
            out.group("Ntry", |out| entry.write(out));
        }
    }
}

fn balance(out: &mut Out, code: &str, money: Money, day: Date) {
    let negative = money.amount().is_sign_negative() && !money.amount().is_zero();
    let magnitude = Money::new(money.amount().abs(), money.currency()).expect("as large as before");
    out.group("Bal", |out| {
        out.group("Tp", |out| out.group("CdOrPrtry", |out| out.leaf("Cd", code)));
        out.money("Amt", magnitude);
        out.leaf("CdtDbtInd", if negative { "DBIT" } else { "CRDT" });
        out.group("Dt", |out| out.date("Dt", day));
    });
}

impl Entry {
    fn write(&self, out: &mut Out) {
        out.money("Amt", self.amount);
        out.leaf("CdtDbtInd", self.direction.code());
        out.leaf_if("RvslInd", self.reversal.then_some("true"));
        out.group("Sts", |out| out.leaf("Cd", if self.booked { "BOOK" } else { "PDNG" }));
        out.group("BookgDt", |out| out.date("Dt", self.booked_on));
        if let Some(day) = self.value_on {
            out.group("ValDt", |out| out.date("Dt", day));
        }
        out.leaf_if("AcctSvcrRef", self.servicer_reference.as_deref());
        out.group("BkTxCd", |out| match self.code.split('/').collect::<Vec<_>>().as_slice() {
            [domain, family, sub] => out.group("Domn", |out| {
                out.leaf("Cd", domain);
                out.group("Fmly", |out| {
                    out.leaf("Cd", family);
                    out.leaf("SubFmlyCd", sub);
                });
            }),
            _ => out.group("Prtry", |out| out.leaf("Cd", &self.code)),
        });
        if !self.details.is_empty() {
            out.group("NtryDtls", |out| {
                for detail in &self.details {
                    out.group("TxDtls", |out| detail.write(out, self.direction));
                }
            });
        }
    }
}

impl Detail {
    fn write(&self, out: &mut Out, direction: Direction) {
        out.group("Refs", |out| {
            out.leaf_if("AcctSvcrRef", self.servicer_reference.as_deref());
            out.leaf_if("InstrId", self.instruction_id.as_deref());
            out.leaf_if("EndToEndId", self.end_to_end_id.as_deref());
            out.leaf_if("UETR", self.uetr.map(|id| id.to_string()).as_deref());
        });
        if let Some(amount) = self.amount {
            out.money("Amt", amount);
            out.leaf("CdtDbtInd", direction.code());
        }
        if let Some(instructed) = self.instructed {
            out.group("AmtDtls", |out| {
                out.group("InstdAmt", |out| out.money("Amt", instructed));
            });
        }
        if let Some(charges) = self.charges {
            out.group("Chrgs", |out| {
                out.group("Rcrd", |out| {
                    out.money("Amt", charges);
                    out.leaf("CdtDbtInd", "DBIT");
                    out.leaf("ChrgInclInd", "true");
                });
            });
        }
        if let Some(reason) = &self.return_reason {
            out.group("RtrInf", |out| out.group("Rsn", |out| out.leaf("Cd", reason)));
        }
    }
}
