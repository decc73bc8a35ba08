//! Lines to the operators that show them, so that what is copied, searched or spoken is what was typed.
//! Belongs here: glyphs, their order and what they say (ISO 32000-1, 9.4 and 14.9.4). Never here: tags, the file.

use super::TypesetError;
use super::fonts::{Font, Fonts};
use super::layout::{Item, Laid, PAGE_HEIGHT};
use super::shape::{Glyph, Line, Piece, Style, Word, is_joiner};
use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Op, ParsedFont, PdfFontHandle, Pt, TextItem, TextMatrix,
};
use std::collections::BTreeMap;

/// Widths of a millionth of the page are noise: corrections below this many thousandths of an em
/// are left out; they can't add up, for each is measured from the true position of the pen.
const KERN_NOISE: f32 = 0.5;
/// Less than this many points is not raised.
const RISE_NOISE: f32 = 0.01;

/// Two letters that are one glyph, and the letter that Unicode has for both: readers that turn letters round would turn
/// these two round as well, and make another word of them.
const LIGATURES: [(&str, &str); 4] = [
    ("\u{644}\u{622}", "\u{fef5}"),
    ("\u{644}\u{623}", "\u{fef7}"),
    ("\u{644}\u{625}", "\u{fef9}"),
    ("\u{644}\u{627}", "\u{fefb}"),
];

/// Says what the glyphs of a paper stand for, and shows them.
pub struct Scribe {
    fonts: &'static Fonts,
    /// What each glyph of a font stands for in this file; readers have one table for all pages.
    table: BTreeMap<(Font, u16), String>,
}

/// What a piece of text is being shown with.
struct Hand {
    font: Option<Font>,
    /// Where a reader's pen stands, in thousandths of an em from the start of the line.
    pen: f32,
    items: Vec<TextItem>,
}

impl Scribe {
    /// A scribe for these pages.
    pub fn of(laid: &Laid) -> Result<Self, TypesetError> {
        let mut table = BTreeMap::new();
        for word in words(laid) {
            for piece in &word.pieces {
                // A joiner belongs to one place, not to the glyph.
                if let [glyph] = &piece.glyphs[..]
                    && !piece.said.contains(is_joiner)
                {
                    let said = || told(piece).to_owned();
                    table.entry((word.font, glyph.id)).or_insert_with(said);
                }
            }
        }
        Ok(Self { fonts: Fonts::get()?, table })
    }

    /// The fonts that pages use, with the name of each in the file.
    pub fn used(&self, laid: &Laid) -> BTreeMap<Font, &'static ParsedFont> {
        let parsed = |word: &Word| Some((word.font, self.fonts.parsed.get(&word.font)?));
        words(laid).filter_map(parsed).collect()
    }

    /// Lines of one style as one piece of marked content.
    pub fn show(&self, ops: &mut Vec<Op>, begin: Op, style: Style, lines: &[(Line, f32, f32)]) {
        let grey = Color::Greyscale(Greyscale::new(style.grey, None));
        ops.extend([begin, Op::StartTextSection, Op::SetFillColor { col: grey }]);
        let mut hand = Hand { font: None, pen: 0.0, items: Vec::new() };
        for (line, x, y) in lines {
            if let Some(word) = line.words.first() {
                hand.take(ops, word.font, style);
            }
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, *x, PAGE_HEIGHT - y]);
            ops.push(Op::SetTextMatrix { matrix });
            hand.pen = 0.0;
            for word in &line.words {
                self.word(ops, &mut hand, word, style);
            }
            hand.put_down(ops);
        }
        ops.extend([Op::EndTextSection, Op::EndMarkedContent]);
    }

    /// One word; what it says stands beside it where its glyphs alone don't tell. From right to left that is said of
    /// single pieces: readers that turn letters round turn what is said of a whole word round too.
    fn word(&self, ops: &mut Vec<Op>, hand: &mut Hand, word: &Word, style: Style) {
        let is_told = |piece: &Piece| match &piece.glyphs[..] {
            [glyph] => {
                self.table.get(&(word.font, glyph.id)).is_some_and(|said| said == told(piece))
            }
            _ => false,
        };
        let is_whole = !word.is_rtl && !word.pieces.iter().all(is_told);
        if word.is_rtl {
            hand.begin(ops, Op::BeginMarkedContent { tag: "ReversedChars".to_owned() });
        } else if is_whole {
            hand.begin(ops, saying(&word.text()));
        }
        hand.take(ops, word.font, style);
        for piece in &word.pieces {
            let is_single = word.is_rtl && !is_told(piece);
            if is_single {
                hand.begin(ops, saying(&piece.said));
            }
            for glyph in &piece.glyphs {
                self.raised(ops, hand, word.font, glyph, style);
            }
            if is_single {
                hand.begin(ops, Op::EndMarkedContent);
            }
        }
        if word.is_rtl || is_whole {
            hand.begin(ops, Op::EndMarkedContent);
        }
    }

    /// A glyph at its height.
    fn raised(&self, ops: &mut Vec<Op>, hand: &mut Hand, of: Font, glyph: &Glyph, style: Style) {
        let is_raised = glyph.rise.abs() > RISE_NOISE;
        if is_raised {
            hand.begin(ops, Op::SetLineOffset { multiplier: glyph.rise });
        }
        self.glyph(hand, of, glyph, style);
        if is_raised {
            hand.begin(ops, Op::SetLineOffset { multiplier: 0.0 });
        }
    }

    /// A glyph, with the correction that brings it to where the shaper put it.
    fn glyph(&self, hand: &mut Hand, of: Font, glyph: &Glyph, style: Style) {
        let Some(font) = self.fonts.parsed.get(&of) else { return };
        let off = hand.pen - glyph.x * 1000.0 / style.size;
        if off.abs() > KERN_NOISE {
            let correction = off.round();
            hand.items.push(TextItem::Offset(correction));
            hand.pen -= correction;
        }
        let per_em = f32::from(font.pdf_font_metrics.units_per_em);
        hand.pen += (f32::from(font.get_horizontal_advance(glyph.id)) * 1000.0 / per_em).trunc();
        let said = self.table.get(&(of, glyph.id)).cloned().unwrap_or_default();
        hand.items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(glyph.id, 0.0, said)]));
    }
}

impl Hand {
    /// Goes on with this font.
    fn take(&mut self, ops: &mut Vec<Op>, font: Font, style: Style) {
        if self.font != Some(font) {
            self.put_down(ops);
            let name = PdfFontHandle::External(font.id());
            ops.push(Op::SetFont { font: name, size: Pt(style.size) });
            self.font = Some(font);
        }
    }

    /// Shows what was gathered, and begins or ends something else.
    fn begin(&mut self, ops: &mut Vec<Op>, op: Op) {
        self.put_down(ops);
        ops.push(op);
    }

    /// Shows what was gathered.
    fn put_down(&mut self, ops: &mut Vec<Op>) {
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }
}

/// What the glyph of a piece stands for.
fn told(piece: &Piece) -> &str {
    let ligature = LIGATURES.iter().find(|(letters, _)| *letters == piece.said);
    ligature.map_or(&piece.said, |(_, ligature)| ligature)
}

/// Begins glyphs that say this.
fn saying(text: &str) -> Op {
    let mut data = vec![0xfe, 0xff];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let map =
        BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties {
        tag: "Span".to_owned(),
        properties: DictItem::Dict { map },
    }
}

/// All words of the pages.
fn words(laid: &Laid) -> impl Iterator<Item = &Word> {
    let lines = laid.pages.iter().flatten().flat_map(|item| match item {
        Item::Text { lines, .. } => &lines[..],
        Item::Bar(..) => &[],
    });
    lines.flat_map(|(line, _, _)| &line.words)
}
