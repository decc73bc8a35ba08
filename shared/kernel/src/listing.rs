//! One page of a long list. A page begins after a place, and a place is the sort key of the last row
//! shown: the list goes on rightly although rows have come, gone or moved in the meantime.

/// Rows of a page, where nothing else is asked for: what a person can look through.
pub const PAGE: usize = 50;
/// Rows of a page at most.
pub const PAGE_MAX: usize = 200;

/// Which page of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<K> {
    /// The place after which it begins; nothing for the first page.
    pub after: Option<K>,
    /// Rows at most.
    pub limit: usize,
}

impl<K> Default for Wanted<K> {
    fn default() -> Self {
        Self { after: None, limit: PAGE }
    }
}

impl<K> Wanted<K> {
    /// All rows, of a list that something else keeps short.
    pub fn all() -> Self {
        Self { after: None, limit: usize::MAX }
    }

    /// Rows to ask the database for: one more than shown tells whether there is a next page.
    pub fn rows(&self) -> i64 {
        i64::try_from(self.limit.saturating_add(1)).unwrap_or(i64::MAX)
    }

    /// The page, of the rows that came; `place` is the sort key of a row.
    pub fn page<T>(&self, mut rows: Vec<T>, place: impl FnOnce(&T) -> K) -> Paged<T, K> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = if more { rows.last().map(place) } else { None };
        Paged { rows, next }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged<T, K> {
    /// What it shows.
    pub rows: Vec<T>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<K>,
}

#[cfg(test)]
mod tests {
    use super::{Paged, Wanted};

    #[test]
    fn one_row_more_than_shown_tells_of_a_next_page() {
        let wanted = Wanted { after: None, limit: 2 };
        assert_eq!(wanted.rows(), 3);
        let full = wanted.page(vec![1, 2, 3], |row| *row);
        assert_eq!(full, Paged { rows: vec![1, 2], next: Some(2) });
        assert_eq!(wanted.page(vec![4, 5], |row| *row), Paged { rows: vec![4, 5], next: None });
        assert_eq!(wanted.page(Vec::new(), |row: &i32| *row).next, None);
    }
}
