//! Attacks on what is shown, for tests: solving the sums, and narrowing what each number can be.

/// Numbers that a reader knows within bounds, and sums over them that the reader knows to be zero.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Least and most that each number can be; the same twice where it is shown.
    pub bounds: Vec<(i64, i64)>,
    /// Sums: numbers by place with their factors, together zero.
    pub sums: Vec<Vec<(usize, i64)>>,
}

/// Far beyond every count.
pub(super) const FAR: i64 = i64::MAX / 64;
const PRIME: i64 = 1_000_003;

impl Known {
    /// One more number; returns its place.
    pub fn number(&mut self, bounds: (i64, i64)) -> usize {
        self.bounds.push(bounds);
        self.bounds.len() - 1
    }

    /// Narrows the bounds by each sum until nothing changes.
    pub fn narrowed(&self) -> Vec<(i64, i64)> {
        let mut bounds = self.bounds.clone();
        for _ in 0..200 {
            let before = bounds.clone();
            for sum in &self.sums {
                for (place, factor) in sum {
                    let (mut low, mut high) = (0_i64, 0_i64);
                    for (other, factor) in sum.iter().filter(|(other, _)| other != place) {
                        let (least, most) = bounds[*other];
                        let (least, most) =
                            if *factor > 0 { (least, most) } else { (-most, -least) };
                        low = low.saturating_add(least).max(-FAR);
                        high = high.saturating_add(most).min(FAR);
                    }
                    let (low, high) = if *factor > 0 { (-high, -low) } else { (low, high) };
                    let known = &mut bounds[*place];
                    *known = (known.0.max(low), known.1.min(high));
                }
            }
            if before == bounds {
                break;
            }
        }
        bounds
    }

    /// Whether the sums alone, without any bounds, give a number: whether its own line adds nothing
    /// to the rank of those that there are. Computed modulo a prime.
    pub fn is_solved(&self, place: usize) -> bool {
        let hidden = self.bounds.iter().enumerate().filter(|(_, (low, high))| low != high);
        let hidden: Vec<usize> = hidden.map(|(place, _)| place).collect();
        let line = |sum: &[(usize, i64)]| -> Vec<i64> {
            let factor =
                |at: &usize| sum.iter().find(|(other, _)| other == at).map_or(0, |it| it.1);
            hidden.iter().map(factor).collect()
        };
        let mut lines: Vec<Vec<i64>> = self.sums.iter().map(|sum| line(sum)).collect();
        let without = rank(lines.clone());
        lines.push(line(&[(place, 1)]));
        rank(lines) == without
    }

    /// What is wrong with a number that should be hidden.
    pub fn leak(&self, place: usize) -> Option<String> {
        let (low, high) = self.narrowed()[place];
        if low >= high {
            return Some(format!("can only be {low}"));
        }
        self.is_solved(place).then(|| "is solved by the sums".to_owned())
    }
}

fn rank(mut lines: Vec<Vec<i64>>) -> usize {
    let width = lines.first().map_or(0, Vec::len);
    let mut rank = 0;
    for at in 0..width {
        let found = (rank..lines.len()).find(|line| lines[*line][at].rem_euclid(PRIME) != 0);
        let Some(found) = found else { continue };
        lines.swap(rank, found);
        let lead = lines[rank].clone();
        for line in lines.iter_mut().skip(rank + 1) {
            let factor = line[at].rem_euclid(PRIME);
            if factor == 0 {
                continue;
            }
            for (place, number) in line.iter_mut().enumerate() {
                *number = (*number * lead[at] - factor * lead[place]).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}

#[test]
fn the_attack_finds_what_can_be_found() {
    let mut known = Known::default();
    let total = known.number((30, 30));
    let shown = known.number((22, 22));
    let hidden = known.number((0, 9));
    known.sums.push(vec![(shown, 1), (hidden, 1), (total, -1)]);
    assert!(known.is_solved(hidden));
    assert_eq!(known.leak(hidden).as_deref(), Some("can only be 8"));
    let other = known.number((0, FAR));
    known.sums[0].push((other, 1));
    assert_eq!(known.leak(hidden), None);
    // Two zeros protect each other in no way: nothing is left for either.
    known.bounds[shown] = (30, 30);
    assert!(!known.is_solved(hidden));
    assert_eq!(known.leak(hidden).as_deref(), Some("can only be 0"));
}
