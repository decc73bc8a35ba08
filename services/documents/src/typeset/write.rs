//! Placed glyphs to the bytes of a file.
//! Belongs here: the PDF format. Two passes: printpdf writes pages and fonts; over its object tree go
//! the tags, the language and an identifier that is a hash of the content. Never here: layout.

use super::TypesetError;
use super::layout::{Item, Laid, PAGE_HEIGHT, PAGE_WIDTH};
use super::paper::Paper;
use super::tags::{ElementId, Tree};
use super::text::Scribe;
use aws_lc_rs::digest;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use printpdf::{
    Color, CustomPdfConformance, DictItem, Greyscale, Mm, Op, PaintMode, PdfConformance,
    PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt, Rect,
};
use std::collections::BTreeMap;

/// A piece of marked content: page, number on the page, element.
type Mark = (usize, i64, ElementId);

/// The file of a laid out paper.
pub fn write(paper: &Paper, laid: &Laid) -> Result<Vec<u8>, TypesetError> {
    let scribe = Scribe::of(laid)?;
    let mut pdf = PdfDocument::new(&paper.title);
    for (font, parsed) in scribe.used(laid) {
        pdf.resources.fonts.map.insert(font.id(), PdfFont::new(parsed.clone()));
    }
    // No standard of print production is claimed, so no colour profile is put in.
    pdf.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    let mut marks = Vec::new();
    for (place, items) in laid.pages.iter().enumerate() {
        let mut ops = Vec::new();
        let mut next = 0;
        for item in items {
            match item {
                Item::Bar(x, y, width, height, grey) => {
                    bar(&mut ops, [*x, *y, *width, *height], *grey);
                }
                Item::Text { element: Some(element), style, lines } => {
                    marks.push((place, next, *element));
                    let kind = laid.tree.elements[element.0].kind;
                    scribe.show(&mut ops, begin_tagged(kind, next), *style, lines);
                    next += 1;
                }
                Item::Text { element: None, style, lines } => {
                    scribe.show(&mut ops, begin_artifact(), *style, lines);
                }
            }
        }
        pdf.pages.push(PdfPage::new(points(PAGE_WIDTH), points(PAGE_HEIGHT), ops));
    }
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut warnings = Vec::new();
    let document = pdf.to_lopdf_document(&options, &mut warnings);
    finish(document, paper, &laid.tree, &marks)
}

fn points(length: f32) -> Mm {
    Pt(length).into()
}

fn begin_tagged(kind: &str, number: i64) -> Op {
    let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
    Op::BeginMarkedContentWithProperties {
        tag: kind.to_owned(),
        properties: DictItem::Dict { map },
    }
}

fn begin_artifact() -> Op {
    Op::BeginMarkedContent { tag: "Artifact".to_owned() }
}

/// A filled box; `at` is left, top, width, height.
fn bar(ops: &mut Vec<Op>, at: [f32; 4], level: f32) {
    let [x, y, width, height] = at;
    ops.push(begin_artifact());
    ops.push(Op::SetFillColor { col: Color::Greyscale(Greyscale::new(level, None)) });
    ops.push(Op::DrawRectangle {
        rectangle: Rect {
            x: Pt(x),
            y: Pt(PAGE_HEIGHT - y - height),
            width: Pt(width),
            height: Pt(height),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        },
    });
    ops.push(Op::EndMarkedContent);
}

/// The second pass: tags, language, title and dates from the paper, identifier from the content.
fn finish(
    mut document: Document,
    paper: &Paper,
    tree: &Tree,
    marks: &[Mark],
) -> Result<Vec<u8>, TypesetError> {
    "1.7".clone_into(&mut document.version);
    let root = structure(&mut document, tree, marks)?;
    let catalog = document.catalog_mut().map_err(broken)?;
    catalog.set("Lang", Object::string_literal(paper.language.as_str()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("StructTreeRoot", root);
    let dated = format!(
        "D:{:04}{:02}{:02}000000Z",
        paper.dated.year(),
        u8::from(paper.dated.month()),
        paper.dated.day()
    );
    let info = document.add_object(dictionary! {
        "Title" => lopdf::text_string(&paper.title),
        "CreationDate" => Object::string_literal(dated.as_str()),
        "ModDate" => Object::string_literal(dated.as_str()),
    });
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    document.trailer.remove(b"ID");
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(broken)?;
    let hash = digest::digest(&digest::SHA256, &bytes);
    let id = Object::String(hash.as_ref()[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    bytes.clear();
    document.save_to(&mut bytes).map_err(broken)?;
    Ok(bytes)
}

/// The structure tree and its way back from pages (ISO 32000-1, 14.7).
fn structure(
    document: &mut Document,
    tree: &Tree,
    marks: &[Mark],
) -> Result<ObjectId, TypesetError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let top = document.new_object_id();
    let ids: Vec<ObjectId> = tree.elements.iter().map(|_| document.new_object_id()).collect();
    for (place, element) in tree.elements.iter().enumerate() {
        let mut kids: Vec<Object> =
            tree.children(Some(ElementId(place))).map(|kid| ids[kid.0].into()).collect();
        for (page, number, _) in marks.iter().filter(|mark| mark.2 == ElementId(place)) {
            kids.push(Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => pages[*page],
                "MCID" => *number,
            }));
        }
        let mut entry = dictionary! {
            "Type" => "StructElem",
            "S" => element.kind,
            "P" => element.parent.map_or(top, |parent| ids[parent.0]),
            "K" => kids,
        };
        if let Some(scope) = element.scope {
            entry.set("A", dictionary! { "O" => "Table", "Scope" => scope });
        }
        document.set_object(ids[place], entry);
    }
    let kids: Vec<Object> = tree.children(None).map(|kid| ids[kid.0].into()).collect();
    document.set_object(
        top,
        dictionary! {
            "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids,
        },
    );
    let mut back = Vec::new();
    for (place, page) in pages.iter().enumerate() {
        let parents: Vec<Object> =
            marks.iter().filter(|mark| mark.0 == place).map(|mark| ids[mark.2.0].into()).collect();
        let key = i64::try_from(place).map_err(broken)?;
        back.extend([Object::Integer(key), Object::Array(parents)]);
        let page: &mut Dictionary = document.get_dictionary_mut(*page).map_err(broken)?;
        page.set("StructParents", key);
        page.set("Tabs", "S");
        page.remove(b"Annots");
    }
    let back = document.add_object(dictionary! { "Nums" => back });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot", "K" => top, "ParentTree" => back,
        },
    );
    Ok(root)
}

fn broken(error: impl std::fmt::Display) -> TypesetError {
    TypesetError::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::paper::{Block, Footer, Row, Table};
    use super::*;
    use time::macros::date;

    fn paper() -> Paper {
        let row = Row {
            label: "Première ligne".to_owned(),
            note: "24 × 40,00 = 960,00".to_owned(),
            amount: "960,00 USD".to_owned(),
        };
        let table = Table {
            heads: ("Ligne".to_owned(), "Montant".to_owned()),
            rows: vec![row; 40],
            total: Some(("Somme".to_owned(), "38 400,00 USD".to_owned())),
        };
        Paper {
            language: "fr".to_owned(),
            title: "Document 1".to_owned(),
            dated: date!(2026 - 11 - 02),
            blocks: vec![
                Block::Title("L’été à Bangui".to_owned()),
                Block::Rows(vec![("Code".to_owned(), "7K3M".to_owned())]),
                Block::Table(table),
                Block::Steps(vec!["Un".to_owned(), "Deux".to_owned()]),
            ],
            footer: Footer { words: "pied".to_owned(), page: "1".to_owned() },
        }
    }

    fn file() -> Document {
        let bytes = super::super::set(&paper()).expect("set");
        Document::load_mem(&bytes).expect("a PDF")
    }

    #[test]
    fn the_file_says_its_language_and_a_neutral_title_and_not_the_clock() {
        let file = file();
        let catalog = file.catalog().expect("catalog");
        let language = catalog.get(b"Lang").and_then(Object::as_str);
        assert_eq!(language.ok(), Some(&b"fr"[..]));
        let info = file.trailer.get(b"Info").and_then(Object::as_reference).expect("info");
        let info = file.get_dictionary(info).expect("info");
        let mut names: Vec<_> = info.iter().map(|(name, _)| name.as_slice()).collect();
        names.sort_unstable();
        assert_eq!(names, [&b"CreationDate"[..], b"ModDate", b"Title"]);
        let date = info.get(b"CreationDate").and_then(Object::as_str);
        assert_eq!(date.ok(), Some(&b"D:20261102000000Z"[..]));
        assert!(file.trailer.get(b"ID").is_ok());
    }

    #[test]
    fn the_text_can_be_copied_letter_by_letter() {
        let file = file();
        let pages: Vec<u32> = file.get_pages().into_keys().collect();
        let text = file.extract_text(&pages).expect("text");
        for part in ["L’été à Bangui", "Première ligne", "24 × 40,00 = 960,00", "38 400,00 USD"]
        {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn every_marked_piece_of_every_page_hangs_in_the_tree() {
        let file = file();
        assert!(file.get_pages().len() > 1);
        for page in file.get_pages().into_values() {
            let content = file.get_and_decode_page_content(page).expect("content");
            let marked =
                content.operations.iter().filter(|operation| operation.operator == "BDC").count();
            let opened = content.operations.iter().filter(|o| o.operator.starts_with('B'));
            let opened = opened.filter(|o| o.operator.ends_with('C')).count();
            let closed = content.operations.iter().filter(|o| o.operator == "EMC").count();
            assert_eq!(opened, closed);
            let key = file.get_dictionary(page).expect("page").get(b"StructParents").cloned();
            let key = key.and_then(|key| key.as_i64()).expect("a key");
            assert_eq!(parents(&file, key).len(), marked);
        }
    }

    /// The elements that the marked pieces of a page belong to.
    fn parents(file: &Document, page: i64) -> Vec<Object> {
        let root = file.catalog().expect("catalog").get(b"StructTreeRoot");
        let root = root.and_then(Object::as_reference).expect("root");
        let back = file.get_dictionary(root).expect("root").get(b"ParentTree");
        let back = back.and_then(Object::as_reference).expect("parent tree");
        let nums = file.get_dictionary(back).expect("tree").get(b"Nums").expect("numbers");
        let nums = nums.as_array().expect("an array");
        let place = nums.iter().position(|n| n.as_i64().ok() == Some(page)).expect("the page");
        nums[place + 1].as_array().expect("its pieces").clone()
    }
}
