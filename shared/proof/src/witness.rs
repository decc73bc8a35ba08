//! A witness of the log: it remembers the last checkpoint that it was shown and takes none that does not go on from it.

use crate::{Checkpoint, Hash, PublicKey, SealKey, from_hex, goes_on, to_hex};
use serde::{Deserialize, Serialize};

/// What the log shows: its newest checkpoint, and what proves that it goes on from the one that the witness has.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The checkpoint.
    pub statement: String,
    /// Its signature.
    pub signature: String,
    /// Hashes of the proof; none where the log knows no checkpoint of the size that was asked for.
    pub path: Vec<String>,
}

/// What a witness keeps: the last checkpoint, signed by the log and by the witness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witnessed {
    /// The checkpoint.
    pub statement: String,
    /// Its signature by the key of the log.
    pub signature: String,
    /// The signature of the witness under both.
    pub witnessed: String,
    /// The public key of the witness.
    pub witness: String,
}

impl Shown {
    /// A checkpoint with the proof.
    pub fn new(statement: String, signature: &[u8], path: &[Hash]) -> Self {
        let path = path.iter().map(|beside| to_hex(beside)).collect();
        Self { statement, signature: to_hex(signature), path }
    }

    fn read(&self, key: &PublicKey) -> Result<Checkpoint, String> {
        let signature = from_hex::<64>(&self.signature).ok_or("the signature can't be read")?;
        if !key.verifies(&self.statement, &signature) {
            return Err("the signature of the checkpoint is not of the log's key".to_owned());
        }
        Checkpoint::from_text(&self.statement)
            .ok_or_else(|| "the checkpoint can't be read".to_owned())
    }
}

impl Witnessed {
    fn text(statement: &str, signature: &str) -> String {
        format!("redress witness, version 1\n{statement}\nsignature {signature}")
    }

    /// The checkpoint that was witnessed; or why this is not what the witness wrote.
    pub fn read(&self, log: &PublicKey, witness: &PublicKey) -> Result<Checkpoint, String> {
        let shown = Shown {
            statement: self.statement.clone(),
            signature: self.signature.clone(),
            path: Vec::new(),
        };
        let signed = from_hex::<64>(&self.witnessed).is_some_and(|signature| {
            witness.verifies(&Self::text(&self.statement, &self.signature), &signature)
        });
        if !signed {
            return Err("what was witnessed last is not signed by this witness".to_owned());
        }
        shown.read(log)
    }
}

/// What the witness keeps after it was shown a checkpoint; or why it refuses. It never goes back.
pub fn witness(
    last: Option<&Witnessed>,
    shown: &Shown,
    log: &PublicKey,
    key: &SealKey,
) -> Result<Witnessed, String> {
    let now = shown.read(log)?;
    if let Some(last) = last {
        let was = last.read(log, &key.public())?;
        if now.size < was.size {
            return Err(format!(
                "the log went back: {} rows were witnessed at checkpoint {}, now it shows {}",
                was.size, was.number, now.size
            ));
        }
        let path: Option<Vec<Hash>> = shown.path.iter().map(|text| from_hex(text)).collect();
        let path = path.ok_or("the proof can't be read")?;
        if !goes_on((was.size, &was.root), (now.size, &now.root), &path) {
            return Err(format!(
                "the log was rewritten: checkpoint {} does not go on from checkpoint {} as it was witnessed",
                now.number, was.number
            ));
        }
    }
    let text = Witnessed::text(&shown.statement, &shown.signature);
    Ok(Witnessed {
        statement: shown.statement.clone(),
        signature: shown.signature.clone(),
        witnessed: to_hex(&key.sign(&text)),
        witness: key.public().text(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Grown, Tree, leaf};
    use time::macros::datetime;

    fn key() -> SealKey {
        SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file")
    }

    fn tree(lines: &[&str]) -> Tree {
        let mut tree = Tree::default();
        for line in lines {
            tree.add(line.as_bytes());
        }
        tree
    }

    /// What a log of these lines shows to who has seen the first `seen` of them.
    fn shown(key: &SealKey, number: u64, lines: &[&str], seen: usize) -> Shown {
        let whole = tree(lines);
        let sealed_at = datetime!(2026-12-01 10:00 UTC);
        let said = Checkpoint { number, size: whole.lines(), root: whole.root(), sealed_at };
        let rest: Vec<Hash> = lines[seen..].iter().map(|line| leaf(line.as_bytes())).collect();
        let path = Grown::new(&tree(&lines[..seen]), &rest).consistency().expect("a proof");
        Shown::new(said.text(), &key.sign(&said.text()), &path)
    }

    #[test]
    fn a_log_that_goes_on_is_witnessed_and_none_that_goes_back_or_was_rewritten() {
        let (log, own) = (key(), key());
        let see =
            |last: Option<&Witnessed>, shown: &Shown| witness(last, shown, &log.public(), &own);
        let first = see(None, &shown(&log, 1, &["a", "b", "c"], 0)).expect("the first is taken");
        let again = shown(&log, 1, &["a", "b", "c"], 3);
        assert_eq!(see(Some(&first), &again), Ok(first.clone()), "nothing new");
        let second =
            see(Some(&first), &shown(&log, 2, &["a", "b", "c", "d", "e"], 3)).expect("goes on");

        let refused =
            |last: &Witnessed, shown: &Shown| see(Some(last), shown).expect_err("refused");
        let back = refused(&second, &shown(&log, 1, &["a", "b", "c"], 3));
        assert!(back.contains("went back"), "{back}");
        let rewritten = refused(&first, &shown(&log, 2, &["a", "x", "c", "d"], 3));
        assert!(rewritten.contains("was rewritten"), "{rewritten}");
        let same_size = refused(&first, &shown(&log, 1, &["a", "x", "c"], 3));
        assert!(same_size.contains("was rewritten"), "{same_size}");
        let other = refused(&second, &shown(&key(), 3, &["a", "b", "c", "d", "e", "f"], 5));
        assert!(other.contains("not of the log's key"), "{other}");
    }

    #[test]
    fn what_was_witnessed_can_not_be_changed_behind_the_witness() {
        let (log, own) = (key(), key());
        let first = witness(None, &shown(&log, 1, &["a"], 0), &log.public(), &own).expect("taken");
        assert_eq!(first.read(&log.public(), &own.public()).map(|said| said.size), Ok(1));
        let other = shown(&log, 1, &["x"], 0);
        let forged = Witnessed { statement: other.statement, signature: other.signature, ..first };
        let next = shown(&log, 2, &["x", "y"], 1);
        witness(Some(&forged), &next, &log.public(), &own).expect_err("not its own signature");
    }
}
