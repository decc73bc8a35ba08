//! What a paper is made of, already worded: the input of this room and its only one.
//! Never here: message keys, amounts as numbers, how it looks.

use time::Date;

/// Stands for the number of the page in [`Footer::page`].
pub const PAGE_MARK: &str = "\u{E000}";
/// Stands for the number of pages in [`Footer::page`].
pub const PAGES_MARK: &str = "\u{E001}";

/// One paper, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Language tag (BCP 47), for readers that speak the text.
    pub language: String,
    /// Title of the file: neutral, for it shows in windows and lists (lifecycle, section 4).
    pub title: String,
    /// Day that the file says it was made: the day of its content, never the clock's.
    pub dated: Date,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
    /// What stands at the foot of every page.
    pub footer: Footer,
}

/// The foot of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// Document code, version, language.
    pub words: String,
    /// "Page n of m", with [`PAGE_MARK`] and [`PAGES_MARK`] for the numbers.
    pub page: String,
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of the whole paper.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// Steps to take one after the other; numbered.
    Steps(Vec<String>),
    /// Facts by name: claim code, date.
    Rows(Vec<(String, String)>),
    /// Lines with an amount each.
    Table(Table),
    /// Something to keep in mind, set apart.
    Note(String),
}

impl Block {
    /// Does something with each of its texts.
    pub fn each_text(&mut self, mut change: impl FnMut(&mut String)) {
        match self {
            Self::Title(text) | Self::Heading(text) | Self::Paragraph(text) | Self::Note(text) => {
                change(text);
            }
            Self::Steps(steps) => steps.iter_mut().for_each(change),
            Self::Rows(rows) => rows.iter_mut().for_each(|(name, value)| {
                change(name);
                change(value);
            }),
            Self::Table(table) => {
                let heads = std::iter::once(&mut table.heads).chain(&mut table.total);
                for (words, amount) in heads {
                    change(words);
                    change(amount);
                }
                for row in &mut table.rows {
                    [&mut row.label, &mut row.note, &mut row.amount]
                        .into_iter()
                        .for_each(&mut change);
                }
            }
        }
    }
}

/// Lines with an amount each, the amounts flush right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Headings of the two columns.
    pub heads: (String, String),
    pub rows: Vec<Row>,
    /// What the lines come to.
    pub total: Option<(String, String)>,
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// How it was reached, in smaller type below; may be empty.
    pub note: String,
    /// The amount with its currency, as written.
    pub amount: String,
}
