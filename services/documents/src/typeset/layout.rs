//! Where everything stands: blocks to pages.
//! Belongs here: the measures of the page, spacing, page breaks. Never here: the PDF format.
//! Points from the top left corner; the writer turns them over.

use super::TypesetError;
use super::paper::{Block, PAGE_MARK, PAGES_MARK, Paper, Table};
use super::shape::{Face, Line, Shaper, Style};
use super::tags::{ElementId, Tree};

/// A4, in points.
pub const PAGE_WIDTH: f32 = 595.276;
/// A4, in points.
pub const PAGE_HEIGHT: f32 = 841.89;
/// More than any paper of ours needs: a guard against content gone wrong.
pub const PAGES_MAX: usize = 40;

const LEFT: f32 = 82.0;
const RIGHT: f32 = PAGE_WIDTH - 82.0;
const WIDTH: f32 = RIGHT - LEFT;
const TOP: f32 = 88.0;
const BOTTOM: f32 = PAGE_HEIGHT - 96.0;
const FOOT: f32 = PAGE_HEIGHT - 58.0;

const TITLE: Style = Style { face: Face::Bold, size: 18.0, leading: 24.0, grey: 0.1 };
const HEADING: Style = Style { face: Face::Bold, size: 11.5, leading: 16.0, grey: 0.1 };
const BODY: Style = Style { face: Face::Regular, size: 10.5, leading: 15.75, grey: 0.1 };
const STRONG: Style = Style { face: Face::Bold, size: 10.5, leading: 15.75, grey: 0.1 };
const QUIET: Style = Style { face: Face::Regular, size: 10.5, leading: 15.75, grey: 0.38 };
const SMALL: Style = Style { face: Face::Regular, size: 8.75, leading: 13.0, grey: 0.38 };
const NOTE: Style = Style { face: Face::Regular, size: 9.75, leading: 14.75, grey: 0.2 };
const FOOTER: Style = Style { face: Face::Regular, size: 8.0, leading: 11.0, grey: 0.42 };

/// Between paragraphs.
const GAP: f32 = 8.0;
/// Before a heading, with the gap.
const BEFORE_HEADING: f32 = 12.0;
/// Width of the names in rows of facts.
const NAMES: f32 = 150.0;
/// Left for amounts in a table.
const AMOUNTS: f32 = 120.0;
/// Above and below the text of a table row.
const CELL: f32 = 5.0;
/// Where the text of steps and notes begins.
const INDENT: f32 = 18.0;

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Lines of one element, or of none when they only decorate (footers).
    Text {
        /// The element that they belong to.
        element: Option<ElementId>,
        /// How they look.
        style: Style,
        /// Each with its left edge and baseline.
        lines: Vec<(Line, f32, f32)>,
    },
    /// A filled box that decorates: left, top, width, height, grey.
    Bar(f32, f32, f32, f32, f32),
}

/// A paper with a place for everything.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    pub pages: Vec<Vec<Item>>,
    pub tree: Tree,
}

/// Gives everything its place.
pub fn lay_out(paper: &Paper) -> Result<Laid, TypesetError> {
    let mut desk = Desk {
        shaper: Shaper::new()?,
        pages: vec![Vec::new()],
        tree: Tree::default(),
        y: TOP,
        started: false,
    };
    for block in &paper.blocks {
        desk.block(block)?;
    }
    desk.footers(paper)?;
    Ok(Laid { pages: desk.pages, tree: desk.tree })
}

/// The page being filled.
struct Desk {
    shaper: Shaper,
    pages: Vec<Vec<Item>>,
    tree: Tree,
    y: f32,
    /// Whether something stands on the present page already.
    started: bool,
}

impl Desk {
    fn block(&mut self, block: &Block) -> Result<(), TypesetError> {
        match block {
            Block::Title(text) => self.heading(text, TITLE, "H1", 0.0, GAP),
            Block::Heading(text) => self.heading(text, HEADING, "H2", BEFORE_HEADING, -3.0),
            Block::Paragraph(text) => {
                let element = self.tree.add("P", None);
                self.running(text, BODY, element, LEFT, WIDTH)
            }
            Block::Steps(steps) => self.steps(steps),
            Block::Rows(rows) => self.rows(rows),
            Block::Table(table) => self.table(table),
            Block::Note(text) => self.note(text),
        }
    }

    fn item(&mut self, item: Item) {
        self.started = true;
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    fn new_page(&mut self) -> Result<(), TypesetError> {
        if self.pages.len() == PAGES_MAX {
            return Err(TypesetError::TooLong);
        }
        self.pages.push(Vec::new());
        self.y = TOP;
        self.started = false;
        Ok(())
    }

    /// Makes sure that `height` fits on the page; whether a new one was begun.
    fn room(&mut self, height: f32) -> Result<bool, TypesetError> {
        if self.started && self.y + height > BOTTOM {
            self.new_page()?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Space before a block, none at the head of a page.
    fn space(&mut self, height: f32) {
        if self.started {
            self.y += height;
        }
    }

    /// Lines from `y` down, in one piece; gives the first y below.
    fn put(
        &mut self,
        at: (f32, f32),
        lines: Vec<Line>,
        style: Style,
        element: Option<ElementId>,
    ) -> f32 {
        let (x, mut y) = at;
        let mut placed = Vec::with_capacity(lines.len());
        for line in lines {
            // The baseline stands where ascent and half of the spare leading end.
            placed.push((line, x, y + style.leading * 0.5 + style.size * 0.36));
            y += style.leading;
        }
        self.item(Item::Text { element, style, lines: placed });
        y
    }

    /// A heading never stands last on a page: room for it and three lines of text.
    fn heading(
        &mut self,
        text: &str,
        style: Style,
        kind: &'static str,
        before: f32,
        after: f32,
    ) -> Result<(), TypesetError> {
        let lines = self.shaper.lines(text, style, WIDTH)?;
        self.space(before);
        self.room(height(&lines, style) + 3.0 * BODY.leading + GAP)?;
        let element = self.tree.add(kind, None);
        self.y = self.put((LEFT, self.y), lines, style, Some(element)) + GAP + after;
        Ok(())
    }

    /// Text that may go on overleaf, but leaves no single line behind.
    fn running(
        &mut self,
        text: &str,
        style: Style,
        element: ElementId,
        x: f32,
        width: f32,
    ) -> Result<(), TypesetError> {
        let mut lines = self.shaper.lines(text, style, width)?;
        while !lines.is_empty() {
            let mut fits = lines.len();
            while fits > 0 && self.y + style.leading * lines_f32(fits) > BOTTOM {
                fits -= 1;
            }
            // Neither the first line alone below, nor the last alone above.
            if fits > 0 && fits + 1 == lines.len() {
                fits -= 1;
            }
            if fits <= 1 && lines.len() > fits {
                if self.started {
                    self.new_page()?;
                    continue;
                }
                fits = fits.max(1);
            }
            let rest = lines.split_off(fits);
            self.y = self.put((x, self.y), lines, style, Some(element));
            lines = rest;
            if !lines.is_empty() {
                self.new_page()?;
            }
        }
        self.y += GAP;
        Ok(())
    }

    fn steps(&mut self, steps: &[String]) -> Result<(), TypesetError> {
        let list = self.tree.add("L", None);
        for (place, step) in steps.iter().enumerate() {
            self.room(2.0 * BODY.leading)?;
            let entry = self.tree.add("LI", Some(list));
            let label = self.tree.add("Lbl", Some(entry));
            let body = self.tree.add("LBody", Some(entry));
            let number = self.shaper.lines(&format!("{}.", place + 1), QUIET, INDENT)?;
            self.put((LEFT, self.y), number, QUIET, Some(label));
            self.running(step, BODY, body, LEFT + INDENT, WIDTH - INDENT)?;
            self.y -= GAP * 0.5;
        }
        self.y += GAP * 0.5;
        Ok(())
    }

    fn rows(&mut self, rows: &[(String, String)]) -> Result<(), TypesetError> {
        let table = self.tree.add("Table", None);
        for (name, value) in rows {
            let names = self.shaper.lines(name, QUIET, NAMES - 10.0)?;
            let values = self.shaper.lines(value, BODY, WIDTH - NAMES)?;
            self.room(height(&names, QUIET).max(height(&values, BODY)))?;
            let row = self.tree.add("TR", Some(table));
            let head = self.tree.add_header("Row", row);
            let cell = self.tree.add("TD", Some(row));
            let y = self.put((LEFT, self.y), names, QUIET, Some(head));
            self.y = self.put((LEFT + NAMES, self.y), values, BODY, Some(cell)).max(y) + 3.0;
        }
        self.y += GAP;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), TypesetError> {
        let element = self.tree.add("Table", None);
        self.room(3.0 * BODY.leading + 4.0 * CELL)?;
        self.table_head(table, Some(element))?;
        for row in &table.rows {
            let label = self.shaper.lines(&row.label, BODY, WIDTH - AMOUNTS)?;
            let note = self.shaper.lines(&row.note, SMALL, WIDTH - AMOUNTS)?;
            let note = if row.note.is_empty() { Vec::new() } else { note };
            if self.room(height(&label, BODY) + height(&note, SMALL) + 2.0 * CELL)? {
                self.table_head(table, None)?;
            }
            let line = self.tree.add("TR", Some(element));
            let cell = self.tree.add("TD", Some(line));
            let sum = self.tree.add("TD", Some(line));
            let top = self.y + CELL;
            let mut y = self.put((LEFT, top), label, BODY, Some(cell));
            if !note.is_empty() {
                y = self.put((LEFT, y), note, SMALL, Some(cell));
            }
            self.flush_right(&row.amount, top, BODY, Some(sum))?;
            self.y = y + CELL;
            self.rule(0.4, 0.82);
        }
        self.total(table, element)?;
        self.y += GAP * 1.5;
        Ok(())
    }

    /// The headings of a table; again, but only to the eye, on each page that it goes on to.
    fn table_head(&mut self, table: &Table, of: Option<ElementId>) -> Result<(), TypesetError> {
        let row = of.map(|table| self.tree.add("TR", Some(table)));
        let left = row.map(|row| self.tree.add_header("Column", row));
        let right = row.map(|row| self.tree.add_header("Column", row));
        let head = self.shaper.lines(&table.heads.0, SMALL, WIDTH - AMOUNTS)?;
        let top = self.y;
        let y = self.put((LEFT, top), head, SMALL, left);
        self.flush_right(&table.heads.1, top, SMALL, right)?;
        self.y = y + CELL;
        self.rule(0.8, 0.55);
        Ok(())
    }

    fn total(&mut self, table: &Table, element: ElementId) -> Result<(), TypesetError> {
        let Some((words, amount)) = &table.total else { return Ok(()) };
        let label = self.shaper.lines(words, STRONG, WIDTH - AMOUNTS)?;
        self.room(height(&label, STRONG) + 2.0 * CELL)?;
        let row = self.tree.add("TR", Some(element));
        let head = self.tree.add_header("Row", row);
        let sum = self.tree.add("TD", Some(row));
        let top = self.y + CELL;
        let y = self.put((LEFT, top), label, STRONG, Some(head));
        self.flush_right(amount, top, STRONG, Some(sum))?;
        self.y = y + CELL;
        self.rule(0.8, 0.55);
        Ok(())
    }

    fn flush_right(
        &mut self,
        text: &str,
        top: f32,
        style: Style,
        element: Option<ElementId>,
    ) -> Result<(), TypesetError> {
        let lines = self.shaper.lines(text, style, WIDTH)?;
        let width = lines.first().map_or(0.0, |line| line.width);
        self.put((RIGHT - width, top), lines, style, element);
        Ok(())
    }

    /// A line across the text at the present height.
    fn rule(&mut self, weight: f32, grey: f32) {
        self.item(Item::Bar(LEFT, self.y - weight * 0.5, WIDTH, weight, grey));
    }

    fn note(&mut self, text: &str) -> Result<(), TypesetError> {
        let lines = self.shaper.lines(text, NOTE, WIDTH - INDENT)?;
        self.space(2.0);
        self.room(height(&lines, NOTE) + 4.0)?;
        let element = self.tree.add("P", None);
        let top = self.y;
        let y = self.put((LEFT + INDENT, top + 2.0), lines, NOTE, Some(element)) + 2.0;
        self.item(Item::Bar(LEFT, top, 2.5, y - top, 0.75));
        self.y = y + GAP + 2.0;
        Ok(())
    }

    fn footers(&mut self, paper: &Paper) -> Result<(), TypesetError> {
        let pages = self.pages.len();
        for place in 0..pages {
            let page = paper
                .footer
                .page
                .replace(PAGE_MARK, &(place + 1).to_string())
                .replace(PAGES_MARK, &pages.to_string());
            let left = self.shaper.lines(&paper.footer.words, FOOTER, WIDTH)?;
            let right = self.shaper.lines(&page, FOOTER, WIDTH)?;
            let width = right.first().map_or(0.0, |line| line.width);
            let lines = left
                .into_iter()
                .map(|line| (line, LEFT, FOOT))
                .chain(right.into_iter().map(|line| (line, RIGHT - width, FOOT)))
                .collect();
            let rule = Item::Bar(LEFT, FOOT - 16.0, WIDTH, 0.4, 0.8);
            self.pages[place].push(rule);
            self.pages[place].push(Item::Text { element: None, style: FOOTER, lines });
        }
        Ok(())
    }
}

fn height(lines: &[Line], style: Style) -> f32 {
    style.leading * lines_f32(lines.len())
}

/// A count of lines as a factor; a page has far fewer than 65,535.
fn lines_f32(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests;
