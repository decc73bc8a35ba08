//! The fonts kept beside this file, and no other: for each letter the first that has it is taken.
//! Belongs here: which fonts there are, and their reading. Never here: what is set with them.

use super::TypesetError;
use super::shape::Face;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontFamily, FontFamilyName, FontWeight};
use printpdf::{FontId, ParsedFont};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A font, in the order in which they are asked for a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Font {
    /// Latin, Greek, Cyrillic.
    Regular,
    /// The same, bold. The other scripts have one weight: only a panel's running text has them.
    Bold,
    Arabic,
    Hebrew,
    Devanagari,
    /// Arrows, and signs of mathematics.
    Mathematics,
    /// Shapes, check marks, and most signs.
    Signs,
    /// Other signs: letters in circles, old numbers.
    OtherSigns,
}

/// Each with its bytes. `README.md` says where they come from.
pub const FONTS: [(Font, &[u8]); 8] = [
    (Font::Regular, include_bytes!("NotoSans-Regular.ttf")),
    (Font::Bold, include_bytes!("NotoSans-Bold.ttf")),
    (Font::Arabic, include_bytes!("NotoSansArabic-Regular.ttf")),
    (Font::Hebrew, include_bytes!("NotoSansHebrew-Regular.ttf")),
    (Font::Devanagari, include_bytes!("NotoSansDevanagari-Regular.ttf")),
    (Font::Mathematics, include_bytes!("NotoSansMath-Regular.ttf")),
    (Font::Signs, include_bytes!("NotoSansSymbols2-Regular.ttf")),
    (Font::OtherSigns, include_bytes!("NotoSansSymbols-Regular.ttf")),
];

impl Font {
    /// Our own names, in the shaper, where no system font can have them by chance, and in the file, where those that
    /// printpdf makes up would depend on what the process wrote before.
    pub fn id(self) -> FontId {
        let name = match self {
            Self::Regular => "R",
            Self::Bold => "B",
            Self::Arabic => "A",
            Self::Hebrew => "H",
            Self::Devanagari => "D",
            Self::Mathematics => "M",
            Self::Signs => "S",
            Self::OtherSigns => "O",
        };
        FontId(name.to_owned())
    }

    /// The family that the shaper knows it by: regular and bold are one.
    fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::Bold => "Redress Paper",
            Self::Arabic => "Redress Arabic",
            Self::Hebrew => "Redress Hebrew",
            Self::Devanagari => "Redress Devanagari",
            Self::Mathematics => "Redress Mathematics",
            Self::Signs => "Redress Signs",
            Self::OtherSigns => "Redress Other Signs",
        }
    }
}

/// All fonts, read once for the process.
pub struct Fonts {
    /// For the shaper, which takes a copy: the bytes stay where they are.
    pub context: FontContext,
    /// For the writer.
    pub parsed: BTreeMap<Font, ParsedFont>,
    /// The fonts by the number that the shaper gave their bytes.
    known: Vec<(u64, Font)>,
    /// The glyph of each font that marks leave where they print nothing.
    blank: BTreeMap<Font, u16>,
}

impl Fonts {
    /// The fonts.
    pub fn get() -> Result<&'static Self, TypesetError> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        FONTS
            .get_or_init(Self::read)
            .as_ref()
            .ok_or_else(|| TypesetError::Broken("a font can't be read".to_owned()))
    }

    fn read() -> Option<Self> {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut context = FontContext {
            collection: Collection::new(options),
            source_cache: SourceCache::default(),
        };
        let (mut parsed, mut known) = (BTreeMap::new(), Vec::new());
        let mut blank = BTreeMap::new();
        for (font, bytes) in FONTS {
            let weight = if font == Font::Bold { FontWeight::BOLD } else { FontWeight::NORMAL };
            let name = FontInfoOverride {
                family_name: Some(font.family()),
                weight: Some(weight),
                ..FontInfoOverride::default()
            };
            let blob = Blob::new(Arc::new(bytes));
            known.push((blob.id(), font));
            context.collection.register_fonts(blob, Some(name));
            let read = ParsedFont::from_bytes(bytes, 0, &mut Vec::new())?;
            blank.insert(font, read.lookup_glyph_index(u32::from(' '))?);
            parsed.insert(font, read);
        }
        Some(Self { context, parsed, known, blank })
    }

    /// The font whose bytes the shaper has under a number.
    pub fn known(&self, number: u64) -> Option<Font> {
        self.known.iter().find(|(known, _)| *known == number).map(|(_, font)| *font)
    }

    /// The glyph that a font has for a letter that stands alone.
    pub fn glyph(&self, font: Font, letter: char) -> Option<u16> {
        self.parsed.get(&font)?.lookup_glyph_index(u32::from(letter))
    }

    /// Whether a glyph is the blank that marks leave where they print nothing.
    pub fn is_blank(&self, font: Font, glyph: u16) -> bool {
        self.blank.get(&font) == Some(&glyph)
    }
}

/// The families in the order in which they are asked for a letter.
pub fn families() -> FontFamily<'static> {
    named(FONTS.iter().map(|(font, _)| *font))
}

/// The families in the order in which they are asked for a sign of mathematics.
pub fn families_of_signs() -> FontFamily<'static> {
    named([Font::Mathematics, Font::Signs, Font::OtherSigns].into_iter())
}

fn named(fonts: impl Iterator<Item = Font>) -> FontFamily<'static> {
    let mut names: Vec<&str> = fonts.map(Font::family).collect();
    names.dedup();
    FontFamily::List(Cow::Owned(names.into_iter().map(FontFamilyName::named).collect()))
}

/// The weight of a face.
pub fn weight(face: Face) -> FontWeight {
    match face {
        Face::Regular => FontWeight::NORMAL,
        Face::Bold => FontWeight::BOLD,
    }
}
