//! Verifies an export with nothing but the public key: no change, gap, addition or cut passes.

use crate::export::{Item, Signed};
use crate::{End, Hash, PublicKey, Seal, Tree, from_hex};
use redress_kernel::{Decimal, Uuid};
use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufRead};

/// What an export holds, when nothing is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Seals.
    pub seals: u64,
    /// Entries under them.
    pub entries: u64,
}

/// What is wrong, and in which line of the export (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line.
    pub line: u64,
    /// What is wrong.
    pub what: String,
}

/// The longest line that is read: an entry of 200 legs has some 30,000 letters.
const LINE_MAX: u64 = 1_000_000;
/// More findings tell no more.
const FINDINGS_MAX: usize = 100;

/// Reads an export to its end; the findings, if there are any.
pub fn verify(export: impl BufRead, key: &PublicKey) -> io::Result<Result<Verified, Vec<Finding>>> {
    let mut check = Check {
        key,
        findings: Vec::new(),
        at: 0,
        tree: Tree::default(),
        seals: 0,
        total: 0,
        last: [0; 32],
        ended: false,
        seen: HashSet::new(),
    };
    let mut export = export;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = io::Read::take(&mut export, LINE_MAX).read_until(b'\n', &mut line)?;
        if read == 0 || check.findings.len() >= FINDINGS_MAX {
            break;
        }
        check.at += 1;
        if line.pop_if(|last| *last == b'\n').is_none() {
            check.finds("the line has no end: the file was cut");
        }
        check.line(&line);
    }
    check.at += 1;
    if !check.ended {
        check.finds("the end is missing: the export was cut short");
    }
    let verified = Verified { seals: check.seals, entries: check.total };
    Ok(if check.findings.is_empty() { Ok(verified) } else { Err(check.findings) })
}

struct Check<'a> {
    key: &'a PublicKey,
    findings: Vec<Finding>,
    at: u64,
    tree: Tree,
    seals: u64,
    total: u64,
    last: Hash,
    ended: bool,
    seen: HashSet<Uuid>,
}

impl Check<'_> {
    fn finds(&mut self, what: impl Into<String>) {
        self.findings.push(Finding { line: self.at, what: what.into() });
    }

    fn line(&mut self, bytes: &[u8]) {
        if self.ended {
            return self.finds("something stands after the end");
        }
        match serde_json::from_slice(bytes) {
            Ok(Item::Entry(entry)) => {
                self.tree.add(bytes);
                if !self.seen.insert(entry.entry_id) {
                    self.finds(format!("entry {} stands twice", entry.entry_id));
                }
                if !balances(&entry) {
                    self.finds(format!("entry {} does not balance", entry.entry_id));
                }
            }
            Ok(Item::Seal(signed)) => self.seal(&signed),
            Ok(Item::End(signed)) => self.end(&signed),
            Err(_) => self.finds("this is neither an entry nor a seal"),
        }
    }

    fn signed(&mut self, signed: &Signed) -> bool {
        let good = from_hex::<64>(&signed.signature)
            .is_some_and(|signature| self.key.verifies(&signed.statement, &signature));
        if !good {
            self.finds("the signature is not of this key");
        }
        good
    }

    fn seal(&mut self, signed: &Signed) {
        self.signed(signed);
        let tree = std::mem::take(&mut self.tree);
        let Some(seal) = Seal::from_text(&signed.statement) else {
            return self.finds("the statement of the seal can't be read");
        };
        if seal.number != self.seals + 1 {
            self.finds(format!("seal {} follows seal {}", seal.number, self.seals));
        }
        if seal.previous != self.last {
            self.finds(format!("seal {} does not follow the one before", seal.number));
        }
        if seal.entries != tree.lines() || seal.total != self.total + tree.lines() {
            self.finds(format!(
                "seal {} is over {} entries, here are {}",
                seal.number,
                seal.entries,
                tree.lines()
            ));
        }
        if seal.root != tree.root() {
            self.finds(format!("an entry under seal {} is not what was sealed", seal.number));
        }
        (self.seals, self.total, self.last) = (seal.number, seal.total, seal.hash());
    }

    fn end(&mut self, signed: &Signed) {
        self.ended = true;
        self.signed(signed);
        if self.tree.lines() > 0 {
            self.finds("the last entries are under no seal");
        }
        let right = End::from_text(&signed.statement).is_some_and(|end| {
            (end.seals, end.entries, end.last) == (self.seals, self.total, self.last)
        });
        if !right {
            self.finds("the end speaks of other seals than these");
        }
    }
}

/// Debits and credits are the same in each currency.
fn balances(entry: &crate::Line) -> bool {
    let mut sums = BTreeMap::new();
    for leg in &entry.legs {
        let sum = sums.entry(leg.currency).or_insert(Decimal::ZERO);
        let signed = match leg.side.as_str() {
            "debit" => leg.amount,
            "credit" => -leg.amount,
            _ => return false,
        };
        let Some(more) = sum.checked_add(signed) else { return false };
        *sum = more;
    }
    entry.legs.len() >= 2
        && entry
            .legs
            .iter()
            .all(|leg| leg.amount > Decimal::ZERO && leg.exponent == leg.currency.exponent())
        && sums.values().all(Decimal::is_zero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Line, LineLeg, SealKey, end_line, entry_line, seal_line};
    use proptest::prelude::*;
    use redress_kernel::Currency;
    use std::sync::LazyLock;
    use time::macros::{date, datetime};

    static KEY: LazyLock<SealKey> =
        LazyLock::new(|| SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file"));

    fn entry(seq: i64) -> Line {
        let leg = |account: &str, side: &str| LineLeg {
            account: account.to_owned(),
            holder: String::new(),
            side: side.to_owned(),
            amount: Decimal::new(1000 + seq, 2),
            currency: Currency::USD,
            exponent: 2,
        };
        Line {
            seq,
            entry_id: Uuid::from_u128(seq.unsigned_abs().into()),
            kind: "contribution".to_owned(),
            occurred_on: date!(2026 - 11 - 02),
            made_at: datetime!(2026-11-02 09:00:00.123456 UTC),
            made_by: Uuid::from_u128(1),
            claim_id: None,
            reverses: None,
            legs: vec![leg("fund_cash", "debit"), leg("contributions", "credit")],
        }
    }

    /// An export of seals with so many entries each.
    fn export(sizes: &[i64]) -> Vec<String> {
        let (mut lines, mut previous, mut total, mut seq) = (Vec::new(), [0; 32], 0, 0);
        for (size, number) in sizes.iter().zip(1..) {
            let mut tree = Tree::default();
            for _ in 0..*size {
                seq += 1;
                let line = entry_line(entry(seq));
                tree.add(line.as_bytes());
                lines.push(line);
            }
            total += tree.lines();
            let seal = Seal {
                number,
                entries: tree.lines(),
                total,
                root: tree.root(),
                previous,
                sealed_at: datetime!(2026-11-02 10:00 UTC),
            };
            previous = seal.hash();
            lines.push(seal_line(&seal, &KEY.sign(&seal.text())));
        }
        let end = End {
            seals: sizes.len() as u64,
            entries: total,
            last: previous,
            made_at: datetime!(2026-11-03 10:00 UTC),
        };
        lines.push(end_line(&end, &KEY));
        lines
    }

    fn read(lines: &[String]) -> Result<Verified, Vec<Finding>> {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        verify(text.as_bytes(), &KEY.public()).expect("memory can be read")
    }

    #[test]
    fn an_export_as_it_was_written_is_whole() {
        assert_eq!(read(&export(&[3, 1, 7])), Ok(Verified { seals: 3, entries: 11 }));
        assert_eq!(read(&export(&[])), Ok(Verified { seals: 0, entries: 0 }));
    }

    #[test]
    fn another_key_verifies_nothing() {
        let other =
            SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file").public();
        let text = export(&[1]).join("\n") + "\n";
        let findings = verify(text.as_bytes(), &other).expect("readable").expect_err("another key");
        assert_eq!(findings.len(), 2, "the seal and the end: {findings:?}");
    }

    #[test]
    fn a_shorter_export_of_the_same_books_is_noticed() {
        // A liar without the key can only leave out, and the end says how much there was.
        let whole = export(&[2, 2]);
        let cut = [&whole[..3], &whole[6..]].concat();
        assert!(read(&cut).is_err());
        assert!(read(&whole[..3]).is_err());
    }

    proptest! {
        /// Whatever is done to the lines, by somebody without the key, is found.
        #[test]
        fn no_change_gap_or_cut_passes(
            sizes in proptest::collection::vec(1_i64..6, 1..4), at in any::<prop::sample::Index>(),
            other in any::<prop::sample::Index>(), deed in 0..5_u8, letter in any::<prop::sample::Index>(),
        ) {
            let whole = export(&sizes);
            let mut lines = whole.clone();
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            match deed {
                0 => { lines.remove(at); }
                1 => lines.swap(at, other),
                2 => lines.truncate(at),
                3 => { let copy = lines[at].clone(); lines.insert(other, copy); }
                _ => {
                    let mut bytes = lines[at].clone().into_bytes();
                    let letter = letter.index(bytes.len());
                    bytes[letter] = if bytes[letter] == b'1' { b'2' } else { b'1' };
                    lines[at] = String::from_utf8(bytes).expect("still ASCII");
                }
            }
            prop_assume!(lines != whole);
            prop_assert!(read(&lines).is_err(), "{lines:#?}");
        }
    }
}
