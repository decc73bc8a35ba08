//! Writing a message: elements in order, text escaped, the same bytes for the same value.
//! Belongs here: syntax. Never here: the meaning of an element.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use redress_kernel::{Date, Money, Timestamp};
use time::macros::format_description;

/// A message in the making.
pub(crate) struct Out(Writer<Vec<u8>>);

impl Out {
    /// A whole message in the namespace, indented by two, ending in a line break.
    pub(crate) fn document(namespace: &str, body: impl FnOnce(&mut Out)) -> Vec<u8> {
        let mut out = Out(Writer::new_with_indent(Vec::new(), b' ', 2));
        out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let root = BytesStart::new("Document").with_attributes([("xmlns", namespace)]);
        out.event(Event::Start(root));
        body(&mut out);
        out.event(Event::End(BytesEnd::new("Document")));
        let mut bytes = out.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("a vector takes every byte");
    }

    /// An element with elements inside.
    pub(crate) fn group(&mut self, name: &str, body: impl FnOnce(&mut Out)) {
        self.event(Event::Start(BytesStart::new(name)));
        body(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with text inside.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.event(Event::Start(BytesStart::new(name)));
        self.event(Event::Text(BytesText::new(text)));
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// As [`Out::leaf`], left out when there is nothing to write.
    pub(crate) fn leaf_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    /// A date and nothing else: `2026-11-23`.
    pub(crate) fn date(&mut self, name: &str, day: Date) {
        self.leaf(name, &iso_day(day));
    }

    /// A moment in UTC, to the second.
    pub(crate) fn moment(&mut self, name: &str, moment: Timestamp) {
        let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        let utc = moment.to_offset(time::UtcOffset::UTC);
        self.leaf(name, &utc.format(format).expect("every moment has these parts"));
    }

    /// An amount with its currency, at the currency's decimals.
    pub(crate) fn money(&mut self, name: &str, money: Money) {
        let code = money.currency().code();
        let start = BytesStart::new(name).with_attributes([("Ccy", code)]);
        self.event(Event::Start(start));
        self.event(Event::Text(BytesText::new(&money.amount().to_string())));
        self.event(Event::End(BytesEnd::new(name)));
    }
}

/// `2026-11-23`.
pub(crate) fn iso_day(day: Date) -> String {
    day.format(format_description!("[year]-[month]-[day]")).expect("every day has these parts")
}
