//! The log as lines, without what it says: hashes of its rows, each checkpoint after those that it adds, and the end.

use crate::export::Signed;
use crate::statement::{moment, values};
use crate::{Checkpoint, Finding, Hash, PublicKey, SealKey, Tree, from_hex, to_hex};
use redress_kernel::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Item {
    Row(String),
    Checkpoint(Signed),
    End(Signed),
}

/// What an export of the log holds, when nothing is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogSize {
    /// Checkpoints.
    pub checkpoints: u64,
    /// Rows under them.
    pub rows: u64,
}

const END: &str = "redress log, end of export, version 1";

fn text(item: &Item) -> String {
    serde_json::to_string(item).expect("texts are always JSON")
}

/// The line of a row.
pub fn row_line(leaf: &Hash) -> String {
    text(&Item::Row(to_hex(leaf)))
}

/// The line of a checkpoint as it was signed.
pub fn checkpoint_line(statement: String, signature: &[u8]) -> String {
    text(&Item::Checkpoint(Signed { statement, signature: to_hex(signature) }))
}

fn end(size: LogSize, made_at: &str) -> String {
    format!("{END}\ncheckpoints {}\nrows {}\nmade {made_at}", size.checkpoints, size.rows)
}

/// The line that ends an export, so that one that was cut short is noticed.
pub fn log_end_line(size: LogSize, made_at: Timestamp, key: &SealKey) -> String {
    let statement = end(size, &moment(made_at));
    let signature = to_hex(&key.sign(&statement));
    text(&Item::End(Signed { statement, signature }))
}

/// The longest line that is read.
const LINE_MAX: u64 = 10_000;
/// More findings tell no more.
const FINDINGS_MAX: usize = 100;

/// Reads an export of the log to its end; the findings, if there are any.
pub fn verify_log(
    mut export: impl BufRead,
    key: &PublicKey,
) -> io::Result<Result<LogSize, Vec<Finding>>> {
    let mut check = Check { key, tree: Tree::default(), checkpoints: 0, sealed: 0, ended: false };
    let (mut findings, mut line, mut at) = (Vec::new(), Vec::new(), 0);
    loop {
        line.clear();
        at += 1;
        let read = io::Read::take(&mut export, LINE_MAX).read_until(b'\n', &mut line)?;
        let what = if read > 0 {
            check.line(&line).err()
        } else {
            (!check.ended).then(|| "the end is missing: the export was cut short".to_owned())
        };
        findings.extend(what.map(|what| Finding { line: at, what }));
        if read == 0 || findings.len() >= FINDINGS_MAX {
            let size = LogSize { checkpoints: check.checkpoints, rows: check.tree.lines() };
            return Ok(if findings.is_empty() { Ok(size) } else { Err(findings) });
        }
    }
}

struct Check<'a> {
    key: &'a PublicKey,
    tree: Tree,
    checkpoints: u64,
    /// Rows under the last checkpoint.
    sealed: u64,
    ended: bool,
}

impl Check<'_> {
    fn line(&mut self, line: &[u8]) -> Result<(), String> {
        if self.ended {
            return Err("something stands after the end".to_owned());
        }
        match serde_json::from_slice(line.strip_suffix(b"\n").unwrap_or(line)) {
            Ok(Item::Row(leaf)) => {
                self.tree.add_leaf(from_hex(&leaf).ok_or("this is no hash")?);
                Ok(())
            }
            Ok(Item::Checkpoint(signed)) => self.checkpoint(&signed),
            Ok(Item::End(signed)) => self.end(&signed),
            Err(_) => Err("this is neither a row nor a checkpoint".to_owned()),
        }
    }

    fn signed(&self, signed: &Signed) -> Result<(), String> {
        let good = from_hex::<64>(&signed.signature)
            .is_some_and(|signature| self.key.verifies(&signed.statement, &signature));
        if good { Ok(()) } else { Err("the signature is not of this key".to_owned()) }
    }

    fn checkpoint(&mut self, signed: &Signed) -> Result<(), String> {
        self.checkpoints += 1;
        self.sealed = self.tree.lines();
        self.signed(signed)?;
        let said =
            Checkpoint::from_text(&signed.statement).ok_or("the checkpoint can't be read")?;
        if said.number != self.checkpoints {
            return Err(format!("checkpoint {} is in place {}", said.number, self.checkpoints));
        }
        if (said.size, said.root) != (self.tree.lines(), self.tree.root()) {
            return Err(format!(
                "the rows up to checkpoint {} are not what was sealed",
                said.number
            ));
        }
        Ok(())
    }

    fn end(&mut self, signed: &Signed) -> Result<(), String> {
        self.ended = true;
        self.signed(signed)?;
        let size = LogSize { checkpoints: self.checkpoints, rows: self.sealed };
        let made_at = values(&signed.statement, END, ["checkpoints", "rows", "made"]);
        let right = made_at.is_some_and(|[.., made]| end(size, made) == signed.statement);
        if !right || self.sealed != self.tree.lines() {
            return Err("the end speaks of other checkpoints than these".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf;
    use time::macros::datetime;

    fn export(key: &SealKey, sizes: &[u8]) -> Vec<String> {
        let (mut tree, mut lines) = (Tree::default(), Vec::new());
        let at = datetime!(2026-12-01 10:00 UTC);
        for (many, number) in sizes.iter().zip(1..) {
            for _ in 0..*many {
                let row = leaf(&tree.lines().to_be_bytes());
                tree.add_leaf(row);
                lines.push(row_line(&row));
            }
            let (size, root) = (tree.lines(), tree.root());
            let said = Checkpoint { number, size, root, sealed_at: at };
            lines.push(checkpoint_line(said.text(), &key.sign(&said.text())));
        }
        let size = LogSize { checkpoints: sizes.len() as u64, rows: tree.lines() };
        lines.push(log_end_line(size, at, key));
        lines
    }

    #[test]
    fn an_export_is_whole_as_it_was_written_and_no_line_less_more_or_moved() {
        let key = SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file");
        let read = |lines: &[String]| {
            let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
            verify_log(text.as_bytes(), &key.public()).expect("memory can be read")
        };
        let whole = export(&key, &[3, 1, 4]);
        assert_eq!(read(&whole), Ok(LogSize { checkpoints: 3, rows: 8 }));
        assert_eq!(read(&export(&key, &[])), Ok(LogSize { checkpoints: 0, rows: 0 }));
        for place in 0..whole.len() {
            let mut less = whole.clone();
            less.remove(place);
            read(&less).expect_err("a line less");
            read(&whole[..place]).expect_err("cut");
            let mut more = whole.clone();
            more.insert(place, whole[(place + 2) % whole.len()].clone());
            read(&more).expect_err("a line more");
            let mut moved = whole.clone();
            moved.swap(place, (place + 1) % whole.len());
            read(&moved).expect_err("moved");
        }
        let other = SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file");
        let text = whole.join("\n") + "\n";
        verify_log(text.as_bytes(), &other.public()).expect("readable").expect_err("another key");
    }
}
