use super::super::paper::{Footer, Row};
use super::super::shape::Word;
use super::*;
use time::macros::date;

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        language: "en".to_owned(),
        title: "Document".to_owned(),
        dated: date!(2026 - 11 - 02),
        blocks,
        footer: Footer { words: "A".to_owned(), page: format!("Page {PAGE_MARK} of {PAGES_MARK}") },
    }
}

fn lines(page: &[Item]) -> Vec<(String, f32)> {
    let mut found = Vec::new();
    for item in page {
        if let Item::Text { lines, .. } = item {
            for (line, _, y) in lines {
                found.push((line.words.iter().map(Word::text).collect(), *y));
            }
        }
    }
    found
}

#[test]
fn every_page_says_which_of_how_many() {
    let text = "One two three four five six seven. ".repeat(300);
    let laid = lay_out(&paper(vec![Block::Paragraph(text)])).expect("laid out");
    let pages = laid.pages.len();
    assert!(pages > 2);
    for (place, page) in laid.pages.iter().enumerate() {
        let foot = lines(page).pop().expect("a footer").0;
        assert_eq!(foot, format!("Page {} of {pages}", place + 1));
    }
}

#[test]
fn short_paragraphs_go_over_page_ends_whole() {
    // One of them begins just where a page ends.
    for words in [1, 30] {
        let blocks =
            (0..150).map(|place| Block::Paragraph(format!("{place} {}", "w ".repeat(words))));
        let laid = lay_out(&paper(blocks.collect())).expect("laid out");
        let found: Vec<String> =
            laid.pages.iter().flat_map(|page| lines(page)).map(|line| line.0).collect();
        for place in 0..150 {
            let begins = |line: &&String| line.starts_with(&format!("{place} w"));
            assert_eq!(found.iter().filter(begins).count(), 1, "paragraph {place}");
        }
    }
}

#[test]
fn a_heading_moves_on_with_its_text() {
    // Fills the page until there is room for the heading only.
    for count in 30..50 {
        let mut blocks = vec![Block::Paragraph("x\n".repeat(count))];
        blocks.push(Block::Heading("Why".to_owned()));
        blocks.push(Block::Paragraph("Because\nof\nthis".to_owned()));
        let laid = lay_out(&paper(blocks)).expect("laid out");
        let page = |what: &str| {
            laid.pages.iter().position(|page| lines(page).iter().any(|line| line.0 == what))
        };
        assert_eq!(page("Why"), page("Because"), "after {count} lines");
    }
}

#[test]
fn nothing_runs_into_the_foot_and_amounts_end_at_the_margin() {
    let row = |place: usize| Row {
        label: format!("Line {place}"),
        note: "30,000.00 × 1.05 = 31,500.00".to_owned(),
        amount: format!("{place},500.00 USD"),
    };
    let table = Table {
        heads: ("What".to_owned(), "Amount".to_owned()),
        rows: (0..60).map(row).collect(),
        total: Some(("Sum".to_owned(), "1.00 USD".to_owned())),
    };
    let laid = lay_out(&paper(vec![Block::Table(table)])).expect("laid out");
    assert!(laid.pages.len() > 2);
    for page in &laid.pages {
        assert_eq!(lines(page)[0].0, "What");
        for item in page {
            let Item::Text { lines, element, .. } = item else { continue };
            for (line, x, y) in lines {
                assert!(element.is_none() || *y <= BOTTOM, "text in the foot");
                assert!(x + line.width <= RIGHT + 0.01, "text in the margin");
            }
        }
    }
}

#[test]
fn content_gone_wrong_is_refused() {
    let text = "word\n".repeat(2_000);
    assert_eq!(lay_out(&paper(vec![Block::Paragraph(text)])), Err(TypesetError::TooLong));
}
