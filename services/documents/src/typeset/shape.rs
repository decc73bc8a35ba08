//! Text to lines of placed glyphs, with the fonts kept here and no other.
//! Belongs here: shaping and line breaking. Never here: where a line stands on a page.

use super::TypesetError;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFeatures, FontWeight, Layout,
    LayoutContext, PositionedLayoutItem, StyleProperty,
};
use redress_kernel::printable::is_left_out;
use std::sync::Arc;

/// Noto Sans, upright; licence beside it.
pub const REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
/// Noto Sans, bold.
pub const BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");
/// Name under which both are known to the shaper; no system font can have it by chance.
const FAMILY: &str = "Redress Paper";

/// Which of the two fonts.
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
    /// The letters that it stands for, for those who copy or search the text.
    pub text: String,
    /// Distance of its origin from the start of the line, in points.
    pub x: f32,
}

/// One line of one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// From left to right.
    pub glyphs: Vec<Glyph>,
    /// Width without the space at its end, in points.
    pub width: f32,
}

/// Shapes and breaks text.
pub struct Shaper {
    fonts: FontContext,
    scratch: LayoutContext<()>,
}

impl Shaper {
    /// A shaper that knows two fonts and never looks at the system's.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        for (bytes, weight) in [(REGULAR, FontWeight::NORMAL), (BOLD, FontWeight::BOLD)] {
            let name = FontInfoOverride {
                family_name: Some(FAMILY),
                weight: Some(weight),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(Blob::new(Arc::new(bytes)), Some(name));
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, scratch: LayoutContext::new() }
    }

    /// The lines of `text` within `width` points. A line feed ends a line.
    pub fn lines(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
    ) -> Result<Vec<Line>, TypesetError> {
        let text = plain(text);
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(match style.face {
            Face::Regular => FontWeight::NORMAL,
            Face::Bold => FontWeight::BOLD,
        }));
        // Ligatures off: one glyph, one letter, so that copied text is the text.
        let features = FontFeatures::from("\"liga\" 0, \"clig\" 0");
        builder.push_default(StyleProperty::FontFeatures(features));
        let mut layout: Layout<()> = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout.lines().map(|line| placed(&line, &text)).collect()
    }
}

/// The glyphs of a broken line, relative to its start.
fn placed(line: &parley::Line<'_, ()>, text: &str) -> Result<Line, TypesetError> {
    let mut glyphs = Vec::new();
    for item in line.items() {
        let PositionedLayoutItem::GlyphRun(run) = item else { continue };
        let mut pen = run.offset();
        for cluster in run.run().visual_clusters() {
            let letters = &text[cluster.text_range()];
            if cluster.is_hard_line_break() {
                continue;
            }
            for (place, glyph) in cluster.glyphs().enumerate() {
                let id = u16::try_from(glyph.id).unwrap_or(0);
                if id == 0 {
                    return Err(TypesetError::NoGlyph(letters.chars().next().unwrap_or('?')));
                }
                let text = if place == 0 { spaced(letters) } else { String::new() };
                glyphs.push(Glyph { id, text, x: pen + glyph.x });
                pen += glyph.advance;
            }
        }
    }
    let metrics = line.metrics();
    Ok(Line { glyphs, width: metrics.advance - metrics.hanging_advance })
}

/// No-break spaces copy as plain ones, since both are one glyph in the font.
fn spaced(letters: &str) -> String {
    letters.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The text without marks that print nothing: control characters, joiners, direction marks.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !is_left_out(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { face: Face::Regular, size: 10.0, leading: 15.0, grey: 0.0 };

    fn text(line: &Line) -> String {
        line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn a_long_text_is_broken_at_spaces_and_loses_nothing() {
        let words = "The panel has read your file with care and decided. ".repeat(4);
        let lines = Shaper::new().lines(&words, STYLE, 200.0).expect("lines");
        assert!(lines.len() > 4);
        assert!(lines.iter().all(|line| line.width <= 200.0));
        assert_eq!(lines.iter().map(text).collect::<String>(), words);
    }

    #[test]
    fn french_is_set_with_its_accents_and_narrow_spaces() {
        let lines =
            Shaper::new().lines("Décision n° 1 : 34 460,00 USD", STYLE, 400.0).expect("lines");
        assert_eq!(lines.iter().map(text).collect::<String>(), "Décision n° 1 : 34 460,00 USD");
    }

    #[test]
    fn a_letter_that_the_fonts_lack_is_refused_not_boxed() {
        let refused = Shaper::new().lines("ok 中", STYLE, 400.0);
        assert_eq!(refused, Err(TypesetError::NoGlyph('中')));
    }

    #[test]
    fn what_people_may_type_for_a_paper_can_be_set() {
        let mut shaper = Shaper::new();
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
        let lines = Shaper::new().lines("a\u{2068}b\u{2069}\tc", STYLE, 400.0).expect("lines");
        assert_eq!(lines.iter().map(text).collect::<String>(), "ab c");
    }
}
