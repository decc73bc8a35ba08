//! What people may type, in every script that papers print, set and read again. Only tests.

use super::fonts::Font;
use super::layout::{Item, lay_out};
use super::reading::read;
use super::shape::{Face, Glyph, Line, Shaper, Style, Word};
use super::{Block, Footer, Paper, TypesetError, set};
use redress_kernel::printable::PRINTABLE;
use time::macros::date;

const STYLE: Style = Style { face: Face::Regular, size: 10.0, leading: 15.0, grey: 0.0 };

/// A sentence in each script, with what is hard about it.
const SENTENCES: [&str; 12] = [
    "We believe you. Nous vous croyons : c’est dit, à 100 % – Łucja, Şükran, Ngaïssona.",
    "Мы вам верим, и решение принято 2 мая.",
    "Σας πιστεύουμε· η απόφαση ελήφθη.",
    // Joined, with vowels, a ligature that must be, and a number.
    "نُصَدِّقُكِ، والقرار صدر في 2 مايو 2027؛ لا شكّ في ذلك.",
    // Persian: a joiner that keeps apart.
    "می\u{200c}خواهیم بدانید که باور می\u{200c}کنیم.",
    "אנו מאמינים לך, וההחלטה ניתנה ב־2 במאי.",
    "שָׁלוֹם",
    // Reordered and joined.
    "हम आप पर विश्वास करते हैं; क्षतिपूर्ति का निर्णय हो चुका है।",
    "See the letter ⟶→⟵ page 2 ✓ • first ☐ second ☑ ≤ ≥ ≠ ∑ √ ½ ①",
    "€ $ £ ¥ ₣ ₦ ₪ ₹ ₽ ₵",
    "Amina كتبت «نعم» (yes) في 12.5% من 34,460.00 USD",
    "Ö e\u{301} x\u{302}\u{323} ب\u{301} क\u{302} α\u{5b4}",
];

fn paper(paragraphs: &[&str]) -> Paper {
    Paper {
        language: "en".to_owned(),
        title: "Document".to_owned(),
        dated: date!(2026 - 11 - 02),
        blocks: paragraphs.iter().map(|text| Block::Paragraph((*text).to_owned())).collect(),
        footer: Footer { words: "foot".to_owned(), page: "1".to_owned() },
    }
}

fn lines(text: &str, width: f32) -> Vec<Line> {
    Shaper::new().expect("fonts").lines(text, STYLE, width).expect("lines")
}

/// What stands in a line from left to right, word by word.
fn seen(line: &Line) -> Vec<String> {
    let mut words: Vec<(f32, String)> =
        line.words.iter().map(|word| (glyphs(word)[0].x, word.text().trim().to_owned())).collect();
    words.sort_by(|one, other| one.0.total_cmp(&other.0));
    words.into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect()
}

fn glyphs(word: &Word) -> Vec<&Glyph> {
    word.pieces.iter().flat_map(|piece| &piece.glyphs).collect()
}

#[test]
fn what_was_typed_is_read_again_in_its_order() {
    let bytes = set(&paper(&SENTENCES)).expect("set");
    let text = read(&bytes);
    for sentence in SENTENCES {
        // A ligature is read as the letter that Unicode has for it.
        let sentence = sentence.replace(['\u{a0}', '\u{202f}'], " ").replace("لا", "\u{fefb}");
        assert!(text.contains(&sentence), "{sentence}\n\n{text}");
    }
    assert_eq!(set(&paper(&SENTENCES)).expect("set"), bytes, "the same paper has the same bytes");
}

#[test]
fn a_line_of_two_directions_stands_as_both_are_read() {
    let line = &lines("في 2024 كتب Amina شيئاً", 400.0)[0];
    assert_eq!(seen(line), ["شيئاً", "Amina", "كتب", "2024", "في"]);
    let number = line.words.iter().find(|word| word.text().trim() == "2024").expect("a number");
    assert!(glyphs(number).windows(2).all(|pair| pair[0].x < pair[1].x));
    let digits: String = number.pieces.iter().map(|piece| piece.said.as_str()).collect();
    assert_eq!(digits, "2024");
    let line = &lines("The year عام 2024 كان it ended", 400.0)[0];
    assert_eq!(seen(line), ["The", "year", "كان", "2024", "عام", "it", "ended"]);
    // A paragraph that begins in Arabic stands at the right, one that begins in Latin at the left.
    let end = |text| {
        let line = &lines(text, 400.0)[0];
        glyphs(&line.words[0]).iter().map(|glyph| glyph.x).fold(0.0, f32::max)
    };
    assert!(end("في 2024") > 380.0 && end("Amina في") < 100.0);
}

#[test]
fn letters_are_joined_and_reordered_as_their_script_asks() {
    let glyphs = |text| {
        let word = lines(text, 400.0).remove(0).words.remove(0);
        glyphs(&word).into_iter().map(|glyph| glyph.id).collect::<Vec<_>>()
    };
    let mut forms = glyphs("ععع");
    forms.extend(glyphs("ع"));
    forms.sort_unstable();
    forms.dedup();
    assert_eq!(forms.len(), 4, "at the beginning, in the middle, at the end, alone");
    assert_eq!(glyphs("لا").len(), 1, "a ligature that must be");
    assert_eq!(glyphs("क्ष").len(), 1);
    assert_eq!(glyphs("≠").len(), 1, "whole, not an equals sign under a stroke");
    let (sign, letter) = (glyphs("कि"), glyphs("क"));
    assert_eq!(sign.last(), letter.last(), "the sign is typed behind its letter and stands before");
}

#[test]
fn every_letter_of_the_lists_has_a_glyph_upright_and_bold() {
    let mut shaper = Shaper::new().expect("fonts");
    for (first, last) in PRINTABLE {
        for face in [Face::Regular, Face::Bold] {
            for letter in first..=last {
                let text = format!("a {letter} a");
                let style = Style { face, ..STYLE };
                let set = shaper.lines(&text, style, 400.0);
                let set = set.unwrap_or_else(|error| panic!("{letter}: {error}"));
                let ids = set.iter().flat_map(|line| &line.words).flat_map(glyphs);
                assert!(ids.clone().count() > 2 && ids.clone().all(|glyph| glyph.id != 0));
            }
        }
    }
}

#[test]
fn a_mark_above_a_letter_of_another_script_is_set_by_itself() {
    let line = &lines("ب\u{301}", 400.0)[0];
    let fonts: Vec<Font> = line.words.iter().map(|word| word.font).collect();
    assert_eq!(fonts, [Font::Arabic, Font::Regular]);
    // As many as nobody means.
    let marks = format!("ش{}", "\u{5b4}\u{302}\u{94d}".repeat(300));
    let set = lines(&marks, 400.0);
    assert!(set.iter().flat_map(|line| &line.words).count() > 1);
}

#[test]
fn a_word_of_four_thousand_letters_goes_over_lines_and_loses_nothing() {
    for letter in ['w', 'م', 'क', 'Ж', '→'] {
        let word = letter.to_string().repeat(4000);
        let laid = lay_out(&paper(&[&word])).expect("laid out");
        let mut said = String::new();
        for item in laid.pages.iter().flatten() {
            let Item::Text { element: Some(_), lines, .. } = item else { continue };
            for (line, x, _) in lines {
                said.extend(line.words.iter().map(Word::text));
                let glyphs = line.words.iter().flat_map(glyphs);
                let ends: Vec<f32> = glyphs.map(|glyph| x + glyph.x).collect();
                assert!(ends.iter().all(|end| (80.0..=515.0).contains(end)), "{letter}: {ends:?}");
                assert!(line.width <= 431.3, "{letter}");
            }
        }
        assert_eq!(said, word);
    }
}

#[test]
fn a_letter_of_no_font_is_refused_not_boxed() {
    for (text, letter) in [("ok 中", '中'), ("مرحبا ก", 'ก'), ("a\u{e000}", '\u{e000}')]
    {
        let refused = Shaper::new().expect("fonts").lines(text, STYLE, 400.0);
        assert_eq!(refused, Err(TypesetError::NoGlyph(letter)));
    }
}
