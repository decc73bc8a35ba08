//! Proofs in a tree that only grows (RFC 9162): that a line is in it, and that a later tree goes on from an earlier one.

use crate::tree::node;
use crate::{Hash, Tree};

/// A tree of which the beginning is known by its full trees and the rest leaf by leaf: enough for every proof about that rest.
#[derive(Debug)]
pub struct Grown<'a> {
    before: &'a Tree,
    leaves: &'a [Hash],
}

/// The largest power of two below a number above one.
fn split(lines: u64) -> u64 {
    lines.next_power_of_two() / 2
}

impl<'a> Grown<'a> {
    /// A tree, and what came after it.
    pub fn new(before: &'a Tree, leaves: &'a [Hash]) -> Self {
        Self { before, leaves }
    }

    fn lines(&self) -> u64 {
        self.before.lines() + self.leaves.len() as u64
    }

    /// The hash over the lines from one to below another; nothing for a part of the beginning that isn't kept.
    fn over(&self, from: u64, to: u64) -> Option<Hash> {
        let start = self.before.lines();
        if to <= start {
            return self.before.full_tree(from, to - from);
        }
        if from >= start && to - from == 1 {
            return self.leaves.get(usize::try_from(from - start).ok()?).copied();
        }
        let middle = from + split(to - from);
        Some(node(&self.over(from, middle)?, &self.over(middle, to)?))
    }

    /// What proves that the line at a place, counted from nothing, is in the tree; only for lines of the rest.
    pub fn inclusion(&self, place: u64) -> Option<Vec<Hash>> {
        if place < self.before.lines() || place >= self.lines() {
            return None;
        }
        let (mut from, mut to, mut path) = (0, self.lines(), Vec::new());
        while to - from > 1 {
            let middle = from + split(to - from);
            let beside;
            (from, to, beside) = if place < middle {
                (from, middle, self.over(middle, to)?)
            } else {
                (middle, to, self.over(from, middle)?)
            };
            path.push(beside);
        }
        path.reverse();
        Some(path)
    }

    /// What proves that the tree goes on from its beginning.
    pub fn consistency(&self) -> Option<Vec<Hash>> {
        let mut path = Vec::new();
        let (mut from, mut to, mut old, mut is_whole) =
            (0, self.lines(), self.before.lines(), true);
        if old == 0 {
            return Some(path);
        }
        while to - from != old {
            let middle = split(to - from);
            let beside;
            (from, to, old, is_whole, beside) = if old <= middle {
                (from, from + middle, old, is_whole, self.over(from + middle, to)?)
            } else {
                (from + middle, to, old - middle, false, self.over(from, from + middle)?)
            };
            path.push(beside);
        }
        if !is_whole {
            path.push(self.over(from, to)?);
        }
        path.reverse();
        Some(path)
    }
}

/// The root that a line at a place comes to with a path; nothing for a path that fits no tree of so many lines.
fn root_of(leaf: Hash, place: u64, lines: u64, path: &[Hash]) -> Option<Hash> {
    if place >= lines {
        return None;
    }
    let (mut at, mut last, mut root) = (place, lines - 1, leaf);
    for beside in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            root = node(beside, &root);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            root = node(&root, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(root)
}

/// Whether a line is at a place, counted from nothing, of the tree with so many lines and this root.
pub fn is_in(leaf: Hash, place: u64, lines: u64, root: &Hash, path: &[Hash]) -> bool {
    root_of(leaf, place, lines, path).as_ref() == Some(root)
}

/// Whether the later tree (lines and root) begins with the earlier one.
pub fn goes_on(earlier: (u64, &Hash), later: (u64, &Hash), path: &[Hash]) -> bool {
    let ((old, old_root), (new, new_root)) = (earlier, later);
    if old == 0 || old == new {
        return path.is_empty() && (old == 0 || old_root == new_root);
    }
    if old > new {
        return false;
    }
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    // Where the earlier tree is a full one, it is its own first step.
    let mut steps = old.is_power_of_two().then_some(old_root).into_iter().chain(path);
    let Some(first) = steps.next() else { return false };
    let (mut was, mut is) = (*first, *first);
    for beside in steps {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            was = node(beside, &was);
            is = node(beside, &is);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            is = node(&is, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && (&was, &is) == (old_root, new_root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf;

    fn leaves(many: u8) -> Vec<Hash> {
        (0..many).map(|number| leaf(&[number; 3])).collect()
    }

    fn tree(leaves: &[Hash]) -> Tree {
        let mut tree = Tree::default();
        for leaf in leaves {
            tree.add_leaf(*leaf);
        }
        tree
    }

    #[test]
    fn every_line_of_every_rest_is_proven_and_no_other() {
        let all = leaves(40);
        for old in 0..all.len() {
            let before = tree(&all[..old]);
            let before = Tree::of_frontier(old as u64, &before.frontier()).expect("as it was kept");
            for new in old + 1..=all.len() {
                let (grown, whole) = (Grown::new(&before, &all[old..new]), tree(&all[..new]));
                for place in old..new {
                    let path = grown.inclusion(place as u64).expect("of the rest");
                    let proves = |leaf, place| is_in(leaf, place, new as u64, &whole.root(), &path);
                    assert!(proves(all[place], place as u64), "{old} {new} {place}");
                    assert!(!proves(all[(place + 1) % 40], place as u64), "{old} {new} {place}");
                    assert!(!proves(all[place], place as u64 + 1), "{old} {new} {place}");
                }
                assert_eq!(grown.inclusion(new as u64), None);
            }
        }
    }

    #[test]
    fn a_tree_goes_on_from_each_that_it_was_and_from_no_other() {
        let all = leaves(40);
        for old in 0..all.len() {
            let before = tree(&all[..old]);
            for new in old..=all.len() {
                let path = Grown::new(&before, &all[old..new]).consistency().expect("a proof");
                let whole = tree(&all[..new]);
                let later = (new as u64, &whole.root());
                assert!(goes_on((old as u64, &before.root()), later, &path), "{old} {new}");
                let forged = leaf(b"forged");
                if old > 0 {
                    assert!(!goes_on((old as u64, &forged), later, &path), "{old} {new}");
                    assert!(!goes_on((old as u64, &before.root()), (new as u64, &forged), &path));
                }
                if new > old && old > 0 {
                    assert!(!goes_on(later, (old as u64, &before.root()), &path), "back");
                    assert!(
                        !goes_on((old as u64, &before.root()), later, &path[1..]),
                        "{old} {new}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_torn_frontier_is_no_tree() {
        let kept = tree(&leaves(5)).frontier();
        assert!(Tree::of_frontier(5, &kept).is_some());
        assert_eq!(Tree::of_frontier(4, &kept), None);
        assert_eq!(Tree::of_frontier(5, &kept[1..]), None);
    }
}
