//! Reads a finished file again, as programs do that copy, search or speak it: what stands beside glyphs counts before
//! what the glyphs stand for. Only for tests.

use lopdf::{Document, Object};

/// Something that was opened in a page, with what was read in it.
struct Opened {
    /// Its glyphs are not asked: what they say stands beside them.
    is_said: bool,
    /// What is in it stands in reverse order.
    is_reversed: bool,
    read: Vec<String>,
}

/// The text of all pages in the order of the file; the foot of each page is left out, as readers do.
pub fn read(bytes: &[u8]) -> String {
    let file = Document::load_mem(bytes).expect("a PDF");
    let mut text = String::new();
    for page in file.get_pages().into_values() {
        let fonts = file.get_page_fonts(page).expect("fonts");
        let content = file.get_and_decode_page_content(page).expect("content");
        let mut font: &[u8] = b"";
        let mut opened: Vec<Opened> = Vec::new();
        for operation in &content.operations {
            match (operation.operator.as_str(), operation.operands.as_slice()) {
                ("Tf", [Object::Name(name), ..]) => font = name,
                ("BMC", [Object::Name(tag)]) => opened.push(Opened {
                    is_said: tag == b"Artifact",
                    is_reversed: tag == b"ReversedChars",
                    read: Vec::new(),
                }),
                ("BDC", [_, Object::Dictionary(properties)]) => {
                    let said = properties.get(b"ActualText").ok().map(spoken);
                    let is_said = said.is_some();
                    let read = said.into_iter().collect();
                    opened.push(Opened { is_said, is_reversed: false, read });
                }
                ("EMC", _) => {
                    let mut ended = opened.pop().expect("something was opened");
                    if ended.is_reversed {
                        ended.read.reverse();
                    }
                    match opened.last_mut() {
                        Some(around) => around.read.push(ended.read.concat()),
                        None => text += &(ended.read.concat() + "\n"),
                    }
                }
                ("TJ", [Object::Array(items)]) if opened.iter().all(|part| !part.is_said) => {
                    let encoding = fonts[font].get_font_encoding(&file).expect("an encoding");
                    let around = opened.last_mut().expect("all text is in something");
                    for item in items {
                        if let Object::String(glyph, _) = item {
                            let said = Document::decode_text(&encoding, glyph).expect("letters");
                            around.read.push(said);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    text
}

/// UTF-16, after a mark that says so.
fn spoken(said: &Object) -> String {
    let bytes = said.as_str().expect("a text");
    let units = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.expect("UTF-16")).collect()
}
