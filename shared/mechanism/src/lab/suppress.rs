//! Small counts stay hidden: every count under ten, zero included, and as many others as it takes
//! that no hidden one can be worked out from what is shown (lifecycle, section 7).
//!
//! A table with its totals is a set of sums, one for each row and one for each column. What a reader
//! knows besides: a hidden small count is from 0 to 9, a withheld one is at least 10. A hidden count
//! is safe when another table exists that fits all of that and has another number in its place. Such
//! a table differs along a ring of hidden cells, each one up or down in turn; so a cell is safe when
//! a ring passes through it, and a ring is made by withholding the cheapest cells that close one.
//! Never here: what a table is about.

/// Counts below this are not shown.
pub const LEAST_SHOWN: u64 = 10;

/// How a cell of a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Shown.
    Shown,
    /// Below [`LEAST_SHOWN`].
    Few,
    /// Close to a number that is shown elsewhere, so that the difference would be a small count.
    Near,
    /// Withheld to protect another.
    Withheld,
    /// Nothing is known of it and nothing said.
    Free,
}

/// A table with a row and a column of totals at its ends.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    rows: usize,
    columns: usize,
    values: Vec<u64>,
    states: Vec<State>,
    /// What withholding a cell costs; nothing where it must stay.
    costs: Vec<Option<u32>>,
}

impl Grid {
    /// A table whose rows and columns both add up. `weights` says by column, that of totals last,
    /// what withholding a cell costs; the total of all always stays.
    pub fn table(inner: &[Vec<u64>], weights: &[u32]) -> Self {
        let mut rows: Vec<Vec<u64>> = inner.to_vec();
        for row in &mut rows {
            row.push(row.iter().sum());
        }
        let width = weights.len();
        let totals = (0..width).map(|at| rows.iter().map(|row| row[at]).sum()).collect();
        rows.push(totals);
        let last = rows.len() - 1;
        let mut grid = Self::of(rows, width);
        for (at, cost) in grid.costs.iter_mut().enumerate() {
            let bits = u64::BITS - grid.values[at].leading_zeros();
            // A total matters more than a row.
            let more = if at / width == last { 4 } else { 1 };
            *cost = Some(weights[at % width] * more * bits.max(1));
        }
        *grid.costs.last_mut().expect("a total of all") = None;
        grid
    }

    /// A list with a known total. Cells marked `near` are hidden from the start.
    pub fn list(values: &[u64], near: &[bool]) -> Self {
        let mut row = values.to_vec();
        row.push(values.iter().sum());
        let width = row.len();
        // Nothing is known of what the columns add up to.
        let mut grid = Self::of(vec![row, vec![0; width]], width);
        for at in 0..width {
            grid.states[width + at] = State::Free;
            let bits = u64::BITS - grid.values[at].leading_zeros();
            grid.costs[at] = (at + 1 < width).then_some(bits.max(1));
            if near.get(at) == Some(&true) && grid.states[at] == State::Shown {
                grid.states[at] = State::Near;
            }
        }
        grid
    }

    fn of(rows: Vec<Vec<u64>>, columns: usize) -> Self {
        let count = rows.len();
        let values: Vec<u64> = rows.into_iter().flatten().collect();
        let state = |value: &u64| if *value < LEAST_SHOWN { State::Few } else { State::Shown };
        let states = values.iter().map(state).collect();
        Self { rows: count, columns, costs: vec![None; values.len()], values, states }
    }

    /// How a cell stands.
    pub fn state(&self, row: usize, column: usize) -> State {
        self.states[row * self.columns + column]
    }

    /// The number of a cell; nothing where it is hidden.
    pub fn shown(&self, row: usize, column: usize) -> Option<u64> {
        let at = row * self.columns + column;
        (self.states[at] == State::Shown).then(|| self.values[at])
    }

    /// Withholds cells until every hidden one is safe. Where that can't be reached, all are withheld.
    pub fn protect(&mut self) {
        loop {
            let hidden = (0..self.values.len())
                .filter(|at| !matches!(self.states[*at], State::Shown | State::Free))
                .find(|at| self.ring(*at, false).is_none());
            let Some(open) = hidden else { return };
            let Some(ring) = self.ring(open, true) else {
                for state in self.states.iter_mut().filter(|state| **state == State::Shown) {
                    *state = State::Withheld;
                }
                return;
            };
            for at in ring {
                if self.states[at] == State::Shown {
                    self.states[at] = State::Withheld;
                }
            }
        }
    }

    /// The cheapest ring through a cell; without `withholding` only through hidden cells.
    fn ring(&self, cell: usize, withholding: bool) -> Option<Vec<usize>> {
        let ways = [true, false].into_iter().filter(|up| self.can_move(cell, *up));
        let rings = ways.filter_map(|up| self.path(cell, up, withholding));
        rings.min_by_key(|(cost, _)| *cost).map(|(_, cells)| cells)
    }

    /// Whether a cell could hold one more, or one less, as far as a reader knows.
    fn can_move(&self, at: usize, up: bool) -> bool {
        let value = self.values[at];
        match self.states[at] {
            State::Free => true,
            State::Few if up => value + 1 < LEAST_SHOWN,
            State::Few => value > 0,
            State::Near => up || value > 0,
            State::Shown | State::Withheld => up || value > LEAST_SHOWN,
        }
    }

    /// Whether the sums of row and column see the cell with a plus. Totals stand against their parts.
    fn is_plus(&self, at: usize) -> bool {
        let (row, column) = (at / self.columns, at % self.columns);
        (row + 1 == self.rows) == (column + 1 == self.columns)
    }

    /// The cheapest way from where moving `cell` breaks one sum to where it breaks the other.
    fn path(&self, cell: usize, up: bool, withholding: bool) -> Option<(u32, Vec<usize>)> {
        let (row, column) = (cell / self.columns, self.rows + cell % self.columns);
        let (from, to) = if up == self.is_plus(cell) { (column, row) } else { (row, column) };
        let nodes = self.rows + self.columns;
        let mut best: Vec<Option<(u32, usize)>> = vec![None; nodes];
        best[from] = Some((0, usize::MAX));
        // At most as many rounds as there are sums: each round settles one more step.
        for _ in 0..nodes {
            let mut is_settled = true;
            for (at, here, there) in self.steps() {
                let Some((so_far, _)) = best[here] else { continue };
                let Some(cost) = self.cost(at, here, withholding).filter(|_| at != cell) else {
                    continue;
                };
                let cost = so_far + cost;
                if best[there].is_none_or(|(known, _)| cost < known) {
                    best[there] = Some((cost, at));
                    is_settled = false;
                }
            }
            if is_settled {
                break;
            }
        }
        let mut cells = Vec::new();
        let mut node = to;
        while node != from {
            let (_, at) = best[node]?;
            cells.push(at);
            let (row, column) = (at / self.columns, self.rows + at % self.columns);
            node = if node == row { column } else { row };
        }
        Some((best[to]?.0, cells))
    }

    /// Each cell as a step between its row and its column, both ways.
    fn steps(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        (0..self.values.len()).flat_map(|at| {
            let (row, column) = (at / self.columns, self.rows + at % self.columns);
            [(at, row, column), (at, column, row)]
        })
    }

    /// What a step over a cell costs; nothing where it can't be taken. A step from a row makes the
    /// cell larger in its sums, one from a column makes it smaller.
    fn cost(&self, at: usize, here: usize, withholding: bool) -> Option<u32> {
        let is_larger = here < self.rows;
        if !self.can_move(at, is_larger == self.is_plus(at)) {
            return None;
        }
        match self.states[at] {
            State::Shown if withholding => self.costs[at],
            State::Shown => None,
            _ => Some(0),
        }
    }
}

#[cfg(test)]
#[path = "suppress_tests.rs"]
mod tests;
