//! Charts as drawings in the page: lying bars with their figures beside them, told apart by pattern and not by colour.
//! Belongs here: where each bar stands. Never here: a number that no table shows, words of a service.

/// Where bars begin, and how long the longest is.
const LEFT: u64 = 400;
const LONGEST: u64 = 400;
const STEP: u64 = 22;
const EDGE: u64 = 8;

/// A drawing; `chart.html` has the macro that writes it.
#[derive(Debug)]
pub struct Chart {
    /// Names it within the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same in words, for who does not see it.
    pub summary: String,
    /// Its height.
    pub height: u64,
    /// What each kind of bar means; empty where there is one kind.
    pub legend: Vec<Sign>,
    /// Bars by row.
    pub groups: Vec<Group>,
}

/// A kind of bar in the legend.
#[derive(Debug)]
pub struct Sign {
    /// Top of its sample.
    pub y: u64,
    /// Where its text stands.
    pub text_y: u64,
    /// How it is filled.
    pub fill: String,
    /// What it means.
    pub text: String,
}

/// Bars of one row.
#[derive(Debug)]
pub struct Group {
    /// The row.
    pub label: String,
    /// Where its text stands.
    pub text_y: u64,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug)]
pub struct Bar {
    /// Its top.
    pub y: u64,
    /// Its length.
    pub width: u64,
    /// How it is filled; all have a dark edge.
    pub fill: String,
    /// Its figure.
    pub text: String,
    /// Where the figure stands.
    pub text_x: u64,
    /// Where the figure stands.
    pub text_y: u64,
}

/// The figure of a bar: how long it is among the others, and what stands beside it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Any unit that all bars of the chart have; nothing for what is not shown.
    pub size: u64,
    /// As the table writes it.
    pub text: String,
}

impl Chart {
    /// Draws rows of up to three kinds of bars; `kinds` are their names.
    pub fn draw(
        id: impl Into<String>,
        (title, summary): (String, String),
        kinds: Vec<String>,
        rows: Vec<(String, Vec<Figure>)>,
    ) -> Self {
        let id = id.into();
        let sizes = rows.iter().flat_map(|(_, figures)| figures.iter().map(|figure| figure.size));
        let most = sizes.max().unwrap_or(1).max(1);
        let (mut y, mut groups) = (EDGE, Vec::new());
        for (label, figures) in rows {
            let text_y = y + STEP - 6;
            let mut bars = Vec::new();
            for (figure, kind) in figures.into_iter().zip(0..) {
                let width = length(figure.size, most);
                let (text_x, text_y) = (LEFT + width + 6, y + STEP - 6);
                bars.push(Bar {
                    y: y + 3,
                    width,
                    fill: fill(&id, kind),
                    text: figure.text,
                    text_x,
                    text_y,
                });
                y += STEP;
            }
            groups.push(Group { label, text_y, bars });
            y += 10;
        }
        let mut legend = Vec::new();
        let kinds = if kinds.len() > 1 { kinds } else { Vec::new() };
        for (text, kind) in kinds.into_iter().zip(0..) {
            legend.push(Sign { y: y + 3, text_y: y + STEP - 6, fill: fill(&id, kind), text });
            y += STEP;
        }
        Self { id, title, summary, height: y + EDGE, legend, groups }
    }

    /// Where a bar begins.
    pub fn left(&self) -> u64 {
        LEFT
    }

    /// Where the text of a row ends.
    pub fn label_x(&self) -> u64 {
        LEFT - 10
    }

    /// Where the text of the legend begins.
    pub fn legend_x(&self) -> u64 {
        LEFT + 24
    }

    /// Whether one of its fills is drawn as a pattern.
    pub fn has_hatch(&self) -> bool {
        self.legend.len() > 2
    }
}

/// A bar that is there is at least one unit long.
fn length(size: u64, most: u64) -> u64 {
    let width = match size {
        0 => 0,
        some => (u128::from(some) * u128::from(LONGEST) / u128::from(most)).max(1),
    };
    u64::try_from(width).unwrap_or(LONGEST)
}

/// White, dark, hatched.
fn fill(id: &str, kind: usize) -> String {
    match kind {
        0 => "#fff".to_owned(),
        1 => "#0b5d4e".to_owned(),
        _ => format!("url(#{id}-hatch)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(size: u64) -> Figure {
        Figure { size, text: size.to_string() }
    }

    #[test]
    fn the_longest_bar_is_as_long_as_there_is_room_and_no_bar_vanishes() {
        let rows = vec![("a".to_owned(), vec![figure(u64::MAX), figure(1), figure(0)])];
        let kinds = vec!["x".to_owned(), "y".to_owned(), "z".to_owned()];
        let chart = Chart::draw("c", (String::new(), String::new()), kinds, rows);
        let widths: Vec<_> = chart.groups[0].bars.iter().map(|bar| bar.width).collect();
        assert_eq!(widths, [LONGEST, 1, 0]);
        let fills: std::collections::BTreeSet<_> =
            chart.groups[0].bars.iter().map(|bar| &bar.fill).collect();
        assert_eq!(fills.len(), 3, "kinds differ without colour");
        assert!(chart.legend.last().expect("a legend").y < chart.height);
    }

    #[test]
    fn one_kind_needs_no_legend() {
        let rows = vec![("a".to_owned(), vec![figure(1)]), ("b".to_owned(), vec![figure(2)])];
        let one = vec!["x".to_owned()];
        let chart = Chart::draw("c", (String::new(), String::new()), one, rows);
        assert!(chart.legend.is_empty() && !chart.has_hatch());
        assert!(chart.groups[0].bars[0].y < chart.groups[1].bars[0].y);
    }
}
