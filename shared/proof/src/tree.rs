//! The hash tree over the lines of a seal: leaves and nodes are told apart, as in RFC 6962.

use aws_lc_rs::digest::{Context, SHA256, digest};

/// SHA-256.
pub type Hash = [u8; 32];

/// SHA-256 of bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    digest(&SHA256, bytes).as_ref().try_into().expect("SHA-256 has 32 bytes")
}

fn joined(mark: u8, parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(&[mark]);
    for part in parts {
        context.update(part);
    }
    context.finish().as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// The hash of a line as a leaf.
pub fn leaf(line: &[u8]) -> Hash {
    joined(0, &[line])
}

/// The hash of a node over two.
pub(crate) fn node(left: &Hash, right: &Hash) -> Hash {
    joined(1, &[left, right])
}

/// Grows by a line at a time and keeps one hash for each power of two of lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    lines: u64,
    /// Roots of full trees, the largest first.
    full: Vec<(u32, Hash)>,
}

impl Tree {
    /// Goes on from a tree of so many lines, of which the roots of its full trees were kept; nothing where there must be
    /// more or fewer of them.
    pub fn of_frontier(lines: u64, roots: &[u8]) -> Option<Self> {
        let (roots, rest) = roots.as_chunks::<32>();
        let heights = (0..u64::BITS).rev().filter(|height| lines >> height & 1 == 1);
        let full: Vec<(u32, Hash)> = heights.zip(roots.iter().copied()).collect();
        let fits = rest.is_empty() && roots.len() == lines.count_ones() as usize;
        fits.then_some(Self { lines, full })
    }

    /// The roots of its full trees, the largest first.
    pub fn frontier(&self) -> Vec<u8> {
        self.full.iter().flat_map(|(_, root)| *root).collect()
    }

    /// The root of the full tree that begins at a line and has so many, if it is one of those that this one is made of.
    pub(crate) fn full_tree(&self, from: u64, lines: u64) -> Option<Hash> {
        let mut at = 0;
        self.full.iter().find_map(|(height, root)| {
            let here = at;
            at += 1 << height;
            (here == from && 1 << height == lines).then_some(*root)
        })
    }

    /// Adds a line.
    pub fn add(&mut self, line: &[u8]) {
        self.add_leaf(leaf(line));
    }

    /// Adds a line of which only the hash is known.
    pub fn add_leaf(&mut self, leaf: Hash) {
        self.lines += 1;
        let mut new = (0, leaf);
        while let Some(&(height, left)) = self.full.last()
            && height == new.0
        {
            self.full.pop();
            new = (height + 1, node(&left, &new.1));
        }
        self.full.push(new);
    }

    /// How many lines it has.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// The hash that stands for all lines, their number and their order.
    pub fn root(&self) -> Hash {
        let mut roots = self.full.iter().rev().map(|(_, root)| *root);
        let Some(last) = roots.next() else { return hash(&[]) };
        roots.fold(last, |right, left| node(&left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6962 as it is written: split at the largest power of two below the number.
    fn written(lines: &[Vec<u8>]) -> Hash {
        match lines {
            [] => hash(&[]),
            [only] => joined(0, &[only]),
            _ => {
                let left = lines.len().next_power_of_two() / 2;
                joined(1, &[&written(&lines[..left]), &written(&lines[left..])])
            }
        }
    }

    #[test]
    fn it_is_the_tree_of_the_rfc_for_every_size() {
        let lines: Vec<Vec<u8>> = (0..70_u8).map(|number| vec![number; 3]).collect();
        let mut tree = Tree::default();
        for size in 0..lines.len() {
            assert_eq!(tree.root(), written(&lines[..size]), "{size}");
            tree.add(&lines[size]);
        }
        assert_eq!(tree.lines(), 70);
    }

    #[test]
    fn the_empty_tree_is_the_hash_of_nothing() {
        // Test vector of RFC 6962.
        let known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(crate::to_hex(&Tree::default().root()), known);
    }
}
