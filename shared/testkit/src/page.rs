//! A page as its reader meets it: what it says, its fields, links, forms and tables. Texts are asked for by their keys, so
//! that a test holds a page to what it must say and not to how that is worded today.

use redress_kernel::Language;
use redress_texts::Texts;
use scraper::{ElementRef, Html, Selector};
use std::fmt;

/// An HTML page, or a part of one.
#[derive(Debug)]
pub struct Page {
    html: Html,
    texts: Option<&'static Texts>,
    lang: Language,
}

/// What it reads like; for the message of a failed assertion.
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// Text of an element with single spaces, as a browser lays it out; a no-break space stays one.
fn words(element: ElementRef<'_>) -> String {
    let parts: Vec<&str> = element.text().collect();
    one_spaced(&parts.join(" "))
}

/// What a text consists of between the values that were not given, which Fluent leaves as `{$name}`.
fn pieces(wanted: &str) -> impl Iterator<Item = &str> {
    let mut parts = wanted.split("{$");
    let first = parts.next();
    first.into_iter().chain(parts.map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)))
}

/// Whether the pieces of a wanted text stand in a text, in their order.
fn holds(text: &str, wanted: &str) -> bool {
    let mut rest = Some(text);
    for piece in pieces(wanted) {
        rest = rest.and_then(|rest| rest.split_once(piece)).map(|(_, after)| after);
    }
    rest.is_some()
}

/// Whether a text is the wanted one from its beginning to its end.
fn is_text(text: &str, wanted: &str) -> bool {
    let first = pieces(wanted).next().unwrap_or_default();
    let last = pieces(wanted).last().unwrap_or_default();
    if wanted.contains("{$") {
        text.starts_with(first) && text.ends_with(last) && holds(text, wanted)
    } else {
        text == wanted
    }
}

fn one_spaced(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub(crate) fn new(html: &str, texts: Option<&'static Texts>) -> Self {
        let html = Html::parse_document(html);
        let lang = html.root_element().attr("lang").and_then(|tag| tag.parse().ok());
        let lang = lang.unwrap_or_default();
        Self { html, texts, lang }
    }

    /// All that it reads, title included.
    pub fn text(&self) -> String {
        words(self.html.root_element())
    }

    /// The text of a key in the language of the page.
    #[track_caller]
    pub fn worded(&self, key: &str, args: &[(&str, &str)]) -> String {
        let texts = self.texts.expect("the app of the test was given its texts");
        let text = texts.find(self.lang, key, args);
        one_spaced(&text.unwrap_or_else(|| panic!("there is no text {key}")))
    }

    /// Whether the page says the text of a key. Values that are not given may be any.
    #[track_caller]
    pub fn is_said(&self, key: &str, args: &[(&str, &str)]) -> bool {
        holds(&self.text(), &self.worded(key, args))
    }

    /// Fails unless the page says the text of a key.
    #[track_caller]
    pub fn says(&self, key: &str, args: &[(&str, &str)]) {
        let wanted = self.worded(key, args);
        assert!(self.is_said(key, args), "{key} (“{wanted}”) is not said: {self}");
    }

    /// Fails when the page says the text of a key.
    #[track_caller]
    pub fn leaves_out(&self, key: &str, args: &[(&str, &str)]) {
        let unwanted = self.worded(key, args);
        assert!(!self.holds(&unwanted), "{key} (“{unwanted}”) is said: {self}");
    }

    /// Fails unless the page shows something that is data and no wording: a code, a sum, what somebody typed.
    #[track_caller]
    pub fn shows(&self, data: &str) {
        assert!(self.text().contains(&one_spaced(data)), "{data} is not shown: {self}");
    }

    /// Fails when it stands anywhere in the page, attributes included.
    #[track_caller]
    pub fn hides(&self, data: &str) {
        assert!(!self.holds(data), "{data} is shown: {self}");
    }

    fn holds(&self, text: &str) -> bool {
        self.text().contains(&one_spaced(text)) || self.html.html().contains(text)
    }

    /// Fails unless what was sent is refused with a code: told in the summary of errors, or as the whole of a page. Values
    /// that are not given may be any.
    #[track_caller]
    pub fn refuses(&self, code: &str, args: &[(&str, &str)]) {
        let wanted = self.worded(&format!("refusal-{code}"), args);
        let told = self.texts_of("[role=alert] li, main > h1, main > p");
        let is_told = told.iter().any(|text| is_text(text, &wanted));
        assert!(is_told, "{code} (“{wanted}”) is not told, but {told:?}: {self}");
    }

    /// Fails when a text is missing: it would show as its key in square brackets.
    #[track_caller]
    pub fn has_every_text(&self) {
        assert!(!self.holds("["), "every text exists: {self}");
    }

    /// Whether there is an element that fits a CSS selector.
    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// How many elements fit.
    pub fn count(&self, css: &str) -> usize {
        self.html.select(&selector(css)).count()
    }

    /// The texts of the elements that fit.
    pub fn texts_of(&self, css: &str) -> Vec<String> {
        self.html.select(&selector(css)).map(words).collect()
    }

    /// An attribute of the elements that fit.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let selector = selector(css);
        let found = self.html.select(&selector);
        found.filter_map(|element| element.attr(name)).map(ToOwned::to_owned).collect()
    }

    /// Whether it has a link to an address.
    pub fn links_to(&self, address: &str) -> bool {
        self.has(&format!("a[href=\"{address}\"]"))
    }

    /// Where a list goes on.
    pub fn next_page(&self) -> Option<String> {
        self.attributes("a[rel=next]", "href").pop()
    }

    /// Whether it has a button with the text of a key.
    #[track_caller]
    pub fn has_button(&self, key: &str) -> bool {
        self.texts_of("button").contains(&self.worded(key, &[]))
    }

    /// The value of the first field of a name.
    pub fn value(&self, name: &str) -> Option<String> {
        let css = selector(&format!("[name=\"{name}\"]"));
        self.html.select(&css).next().map(value)
    }

    /// The forms that are sent to an address: names and values of each one's fields, as they would be sent untouched.
    pub fn forms(&self, action: &str) -> Vec<Vec<(String, String)>> {
        let (forms, fields) =
            (selector(&format!("form[action=\"{action}\"]")), selector("input, select, textarea"));
        let sent = |form: ElementRef<'_>| {
            let fields = form.select(&fields).filter(|field| is_sent(*field));
            fields
                .filter_map(|field| Some((field.attr("name")?.to_owned(), value(field))))
                .collect()
        };
        self.html.select(&forms).map(sent).collect()
    }

    /// The row of a table that has a text, whatever its column.
    #[track_caller]
    pub fn row(&self, text: &str) -> Row {
        let rows = self.rows();
        let found = rows.into_iter().find(|row| row.shows(text));
        found.unwrap_or_else(|| panic!("no row has {text}: {self}"))
    }

    /// The rows of all tables, headings left out.
    pub fn rows(&self) -> Vec<Row> {
        let (tables, heads, rows, cells) =
            (selector("table"), selector("thead th"), selector("tr"), selector("th, td"));
        let mut found = Vec::new();
        for table in self.html.select(&tables) {
            let columns: Vec<String> = table.select(&heads).map(words).collect();
            for row in table.select(&rows) {
                let cells: Vec<String> = row.select(&cells).map(words).collect();
                if cells != columns {
                    // Parsed inside a table a row keeps its cells.
                    let part = Page::new(&format!("<table>{}</table>", row.html()), self.texts);
                    found.push(Row { columns: columns.clone(), cells, part });
                }
            }
        }
        found
    }

    /// What stands beside the text of a key in a list of names and values.
    #[track_caller]
    pub fn beside(&self, key: &str) -> String {
        let name = self.worded(key, &[]);
        let items = selector("dt, dd");
        let mut items = self.html.select(&items).skip_while(|item| words(*item) != name);
        let value = items.nth(1).filter(|item| item.value().name() == "dd");
        words(value.unwrap_or_else(|| panic!("nothing stands beside {key} (“{name}”): {self}")))
    }
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    columns: Vec<String>,
    /// The texts of its cells.
    pub cells: Vec<String>,
    /// The row as a page of its own.
    pub part: Page,
}

impl Row {
    /// Whether a cell of it has a text.
    pub fn shows(&self, text: &str) -> bool {
        self.cells.iter().any(|cell| cell.contains(text))
    }

    /// The cell under a heading.
    #[track_caller]
    pub fn under(&self, heading: &str) -> &str {
        let place = self.columns.iter().position(|column| column == heading);
        &self.cells[place.unwrap_or_else(|| panic!("no column {heading}: {:?}", self.columns))]
    }
}

/// What a field would be sent with, untouched.
fn value(field: ElementRef<'_>) -> String {
    match field.value().name() {
        "textarea" => field.text().collect(),
        "select" => {
            let options = selector("option");
            let chosen = field.select(&options).find(|option| option.attr("selected").is_some());
            let option = chosen.or_else(|| field.select(&options).next());
            option.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
        }
        _ => field.attr("value").unwrap_or_default().to_owned(),
    }
}

/// A box that is not ticked is not sent.
fn is_sent(field: ElementRef<'_>) -> bool {
    !matches!(field.attr("type"), Some("checkbox" | "radio")) || field.attr("checked").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    const OWN: &str =
        "sum = Sum\ngone = { $name } is gone since { $day }.\nrefusal-late = Too late: { $day }.";

    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of(&[&[(Language::En, &[OWN])]]));

    fn page(main: &str) -> Page {
        Page::new(&format!("<!doctype html><html lang=en><main>{main}</main>"), Some(&TEXTS))
    }

    #[test]
    fn texts_are_found_by_their_keys_whatever_the_values() {
        let page = page("<p>Ada is <b>gone</b>\n since today.</p>");
        page.says("gone", &[]);
        page.says("gone", &[("name", "Ada"), ("day", "today")]);
        assert!(!holds(&page.text(), &page.worded("gone", &[("name", "Eve")])));
        page.leaves_out("sum", &[]);
    }

    #[test]
    fn a_refusal_is_the_whole_of_an_entry() {
        let page = page("<div role=alert><ul><li>Too late: noon.</li></ul></div><p>x</p>");
        page.refuses("late", &[]);
        page.refuses("late", &[("day", "noon")]);
        assert!(!is_text("Sorry. Too late: noon.", &page.worded("refusal-late", &[])));
    }

    #[test]
    fn rows_know_their_columns_and_names_their_values() {
        let page = page(
            "<table><thead><tr><th>Code<th>Sum<tbody><tr><th>a<td><a href=/a>1</a><tr><th>b<td>2</table>
             <dl><dt>Sum</dt><dd>3 USD</dd></dl>",
        );
        assert_eq!(page.rows().len(), 2);
        assert_eq!(page.row("a").under(&page.worded("sum", &[])), "1");
        assert!(page.row("a").part.links_to("/a") && !page.row("b").part.has("a"));
        assert_eq!(page.beside("sum"), "3 USD");
    }

    #[test]
    fn a_form_is_what_would_be_sent() {
        let page = page(
            "<form action=/x><input type=hidden name=_once value=1><input type=checkbox name=a value=A checked>
             <input type=checkbox name=b value=B><select name=c><option value=1><option value=2 selected></select>
             <textarea name=d>so &amp; so</textarea></form>",
        );
        let sent = [("_once", "1"), ("a", "A"), ("c", "2"), ("d", "so & so")];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(page.forms("/x"), [sent.to_vec()]);
        assert_eq!(page.value("c").as_deref(), Some("2"));
    }
}
