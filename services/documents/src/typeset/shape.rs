//! Text to lines of placed glyphs, with the fonts kept here and no other.
//! Belongs here: shaping, direction (UAX #9) and line breaking. Never here: where a line stands on a page.

use super::TypesetError;
use super::fonts::{Font, Fonts, families, families_of_signs, weight};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFeatures, Layout, LayoutContext, OverflowWrap,
    PositionedLayoutItem, StyleProperty,
};
use redress_kernel::printable::is_left_out;
use std::ops::Range;

/// Upright or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
}

/// How a text looks. Sizes in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub face: Face,
    pub size: f32,
    /// From baseline to baseline.
    pub leading: f32,
    /// 0 is black, 1 is white.
    pub grey: f32,
}

/// One glyph of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Number in the font.
    pub id: u16,
    /// Distance of its origin from the start of the line, in points.
    pub x: f32,
    /// How far it is raised above the line, in points.
    pub rise: f32,
}

/// The glyphs that stand for one letter, or for several that can't be told apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The letters, in the order in which they are read.
    pub said: String,
    pub glyphs: Vec<Glyph>,
}

/// Letters of one font that are read in one direction, up to a space and with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub font: Font,
    pub is_rtl: bool,
    /// From left to right.
    pub pieces: Vec<Piece>,
}

/// One line of one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// In the order in which they are read.
    pub words: Vec<Word>,
    /// Width without the space at its end, in points.
    pub width: f32,
}

/// Letters that no font has all of, by where they stand in the text.
type Missing = Vec<Range<usize>>;

/// Shapes and breaks text.
pub struct Shaper {
    fonts: &'static Fonts,
    context: FontContext,
    scratch: LayoutContext<()>,
}

impl Shaper {
    /// A shaper that knows our fonts and never looks at the system's.
    pub fn new() -> Result<Self, TypesetError> {
        let fonts = Fonts::get()?;
        Ok(Self { fonts, context: fonts.context.clone(), scratch: LayoutContext::new() })
    }

    /// The lines of `text` within `width` points. A line feed ends a line, and what follows has its own direction.
    pub fn lines(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
    ) -> Result<Vec<Line>, TypesetError> {
        let mut lines = Vec::new();
        for text in plain(text).split('\n') {
            let set = match self.set(text, style, width) {
                Ok(set) => set,
                // A mark above a letter of another script: each is set by itself.
                Err(missing) => {
                    let parted = parted(text, &missing);
                    self.set(&parted, style, width)
                        .map_err(|missing| no_glyph(&parted, &missing))?
                }
            };
            lines.extend(set);
        }
        Ok(lines)
    }

    fn set(&mut self, text: &str, style: Style, width: f32) -> Result<Vec<Line>, Missing> {
        let mut builder = self.scratch.ranged_builder(&mut self.context, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(families()));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(weight(style.face)));
        // Ligatures off, but for those that a script can't be read without: one glyph, one letter, so that copied
        // text is the text.
        let features = FontFeatures::from("\"liga\" 0, \"clig\" 0");
        builder.push_default(StyleProperty::FontFeatures(features));
        // A word that is longer than a line goes on in the next.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        for signs in signs(text) {
            builder.push(StyleProperty::FontFamily(families_of_signs()), signs);
        }
        let mut layout: Layout<()> = builder.build(text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        let mut missing = Vec::new();
        let lines = layout.lines().map(|line| self.placed(&line, text, &mut missing)).collect();
        if missing.is_empty() { Ok(lines) } else { Err(missing) }
    }

    /// The words of a broken line, relative to its start.
    fn placed(&self, line: &parley::Line<'_, ()>, text: &str, missing: &mut Missing) -> Line {
        let mut words = Vec::new();
        let mut last = None;
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(run) = item else { continue };
            // One that holds signs of mathematics and others comes once for each of them.
            if last.replace(run.run().index()) == Some(run.run().index()) {
                continue;
            }
            let Some(font) = self.fonts.known(run.run().font().data.id()) else { continue };
            let mut pen = run.offset();
            let mut clusters = Vec::new();
            for cluster in run.run().visual_clusters() {
                let is_hidden = text[cluster.text_range()].chars().all(is_left_out);
                let mut placed = Cluster { range: cluster.text_range(), glyphs: Vec::new() };
                for glyph in cluster.glyphs() {
                    let id = u16::try_from(glyph.id).unwrap_or(0);
                    let is_blank = glyph.advance == 0.0 && self.fonts.is_blank(font, id);
                    if id == 0 && !is_hidden {
                        missing.push(cluster.text_range());
                    } else if !is_hidden && !is_blank {
                        let (x, rise) = (pen + glyph.x, -glyph.y);
                        placed.glyphs.push(Glyph { id, x, rise });
                    }
                    pen += glyph.advance;
                }
                if !is_hidden {
                    clusters.push(placed);
                }
            }
            let is_rtl = run.run().is_rtl();
            if is_rtl {
                clusters.reverse();
            }
            words.extend(
                whole(clusters, text).map(|word| word.placed(self.fonts, font, is_rtl, text)),
            );
        }
        words.sort_by_key(|(at, _)| *at);
        let metrics = line.metrics();
        Line {
            words: words.into_iter().map(|(_, word)| word).collect(),
            width: metrics.advance - metrics.hanging_advance,
        }
    }
}

/// Letters that are set as one, with their glyphs from left to right.
struct Cluster {
    range: Range<usize>,
    glyphs: Vec<Glyph>,
}

/// The clusters of a word, in the order in which they are read.
struct Clusters(Vec<Cluster>);

/// Clusters as words, each with the space behind it.
fn whole(clusters: Vec<Cluster>, text: &str) -> impl Iterator<Item = Clusters> {
    let mut words: Vec<Clusters> = Vec::new();
    let mut is_open = false;
    for cluster in clusters {
        let letters = &text[cluster.range.clone()];
        let goes_on = !letters.ends_with(char::is_whitespace);
        match words.last_mut() {
            Some(word) if is_open => match word.0.last_mut() {
                // The glyphs of a ligature are with its first letter.
                Some(last) if cluster.glyphs.is_empty() => last.range.end = cluster.range.end,
                _ => word.0.push(cluster),
            },
            _ => words.push(Clusters(vec![cluster])),
        }
        is_open = goes_on;
    }
    words.into_iter()
}

impl Clusters {
    /// The word, and where it stands in the text.
    fn placed(self, fonts: &Fonts, font: Font, is_rtl: bool, text: &str) -> (usize, Word) {
        let at = self.0.first().map_or(0, |cluster| cluster.range.start);
        let mut pieces: Vec<Piece> = Vec::new();
        for Cluster { range, glyphs } in self.0 {
            let piece = Piece { said: said(&text[range]), glyphs };
            pieces.extend(fonts.parted(font, piece, is_rtl));
        }
        if is_rtl {
            pieces.reverse();
        }
        (at, Word { font, is_rtl, pieces })
    }
}

impl Word {
    /// What it says, in the order in which it is read.
    pub fn text(&self) -> String {
        let said = |piece: &Piece| piece.said.clone();
        if self.is_rtl {
            self.pieces.iter().rev().map(said).collect()
        } else {
            self.pieces.iter().map(said).collect()
        }
    }
}

impl Fonts {
    /// The pieces of one cluster, in the order in which they are read: one a letter, where each letter has its own glyph.
    /// Marks stand where the shaper put them; read from left to right they may come only in that order.
    fn parted(&self, font: Font, whole: Piece, is_rtl: bool) -> Vec<Piece> {
        let count = whole.glyphs.len();
        // Readers take a raised glyph by itself for another line, and tear its word.
        let is_raised = whole.glyphs.iter().any(|glyph| glyph.rise != 0.0);
        if count < 2 || is_raised || whole.said.chars().count() != count {
            return vec![whole];
        }
        let mut left: Vec<(usize, char)> = whole.said.chars().enumerate().collect();
        let mut parts: Vec<(Option<(usize, char)>, Glyph)> = Vec::new();
        for glyph in &whole.glyphs {
            let own = |(_, letter): &(usize, char)| self.glyph(font, *letter) == Some(glyph.id);
            let letter = left.iter().position(own).map(|place| left.remove(place));
            parts.push((letter, glyph.clone()));
        }
        // Of a letter that is shaped, the glyph is what remains.
        let mut unnamed = parts.iter_mut().filter(|(letter, _)| letter.is_none());
        if let (Some((letter, _)), None) = (unnamed.next(), unnamed.next()) {
            *letter = left.pop();
        }
        let mut named: Vec<(usize, Piece)> = Vec::new();
        for (letter, glyph) in parts {
            let Some((place, letter)) = letter else { return vec![whole] };
            named.push((place, Piece { said: letter.to_string(), glyphs: vec![glyph] }));
        }
        if is_rtl {
            named.sort_by_key(|(place, _)| *place);
        }
        if !named.is_sorted_by_key(|(place, _)| *place) {
            return vec![whole];
        }
        named.into_iter().map(|(_, piece)| piece).collect()
    }
}

/// What copies of letters say. No-break spaces copy as plain ones, since both are one glyph in the font; joiners that
/// choose a form belong to the word, other marks that print nothing don't.
fn said(letters: &str) -> String {
    letters
        .chars()
        .filter(|letter| is_joiner(*letter) || !is_left_out(*letter))
        .map(|letter| if matches!(letter, '\u{a0}' | '\u{202f}') { ' ' } else { letter })
        .collect()
}

/// The text without marks that print nothing, but for those by which letters of the scripts that need them are shaped
/// and ordered.
fn plain(text: &str) -> String {
    let is_shaped = text.chars().any(is_shaped);
    text.chars()
        .map(|letter| match letter {
            '\t' => ' ',
            '\u{2028}' | '\u{2029}' => '\n',
            _ => letter,
        })
        .filter(|letter| {
            *letter == '\n'
                || !is_left_out(*letter)
                || is_shaped && (is_joiner(*letter) || is_direction(*letter))
        })
        .collect()
}

/// Where signs of mathematics stand. Their own font has each of them whole; the one of letters would put "not equal"
/// together from a stroke and an equals sign, badly.
fn signs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices() {
        if matches!(letter, '\u{2190}'..='\u{22ff}') {
            let end = at + letter.len_utf8();
            match found.last_mut().filter(|signs| signs.end == at) {
                Some(signs) => signs.end = end,
                None => found.push(at..end),
            }
        }
    }
    found
}

/// Whether a letter is of a script that is joined, reordered or read from right to left.
fn is_shaped(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{97f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether a mark chooses the form of the letters beside it.
pub fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with the letters of these places apart: between them stands a mark that prints nothing and breaks no line.
fn parted(text: &str, missing: &Missing) -> String {
    let mut parted = String::with_capacity(text.len() + 3 * missing.len());
    for (at, letter) in text.char_indices() {
        if missing.iter().any(|range| range.start < at && at < range.end) {
            parted.push('\u{2060}');
        }
        parted.push(letter);
    }
    parted
}

fn no_glyph(text: &str, missing: &Missing) -> TypesetError {
    let letters = missing.first().map_or("", |range| &text[range.clone()]);
    TypesetError::NoGlyph(letters.chars().find(|letter| !is_left_out(*letter)).unwrap_or('?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { face: Face::Regular, size: 10.0, leading: 15.0, grey: 0.0 };

    fn shaper() -> Shaper {
        Shaper::new().expect("fonts")
    }

    fn text(line: &Line) -> String {
        line.words.iter().map(Word::text).collect()
    }

    #[test]
    fn a_long_text_is_broken_at_spaces_and_loses_nothing() {
        let words = "The panel has read your file with care and decided. ".repeat(4);
        let lines = shaper().lines(&words, STYLE, 200.0).expect("lines");
        assert!(lines.len() > 4);
        assert!(lines.iter().all(|line| line.width <= 200.0));
        assert_eq!(lines.iter().map(text).collect::<String>(), words);
    }

    #[test]
    fn french_is_set_with_its_accents_and_narrow_spaces() {
        let lines = shaper().lines("Décision n° 1 : 34 460,00 USD", STYLE, 400.0).expect("lines");
        assert_eq!(lines.iter().map(text).collect::<String>(), "Décision n° 1 : 34 460,00 USD");
    }

    #[test]
    fn a_letter_that_the_fonts_lack_is_refused_not_boxed() {
        let refused = shaper().lines("ok 中", STYLE, 400.0);
        assert_eq!(refused, Err(TypesetError::NoGlyph('中')));
    }

    #[test]
    fn what_people_may_type_for_a_paper_can_be_set() {
        let mut shaper = shaper();
        for (first, last) in redress_kernel::printable::PRINTABLE {
            let letters: String = (first..=last).collect();
            for face in [Face::Regular, Face::Bold] {
                let set = shaper.lines(&letters, Style { face, ..STYLE }, 400.0);
                set.unwrap_or_else(|error| panic!("{first} to {last}: {error}"));
            }
        }
    }

    #[test]
    fn invisible_marks_are_left_out() {
        let lines = shaper().lines("a\u{2068}b\u{2069}\tc", STYLE, 400.0).expect("lines");
        assert_eq!(lines.iter().map(text).collect::<String>(), "ab c");
    }
}
