//! An XML message as a tree with limits, and the way to ask it for values.
//! Belongs here: what is refused before any message is understood: size, depth, DTD, entities.
//! Never here: the meaning of an element.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Date, Decimal, Money, Timestamp, Uuid};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// What a message may take up. Exceeded limits refuse the whole message.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Elements inside each other.
    pub depth: usize,
    /// Elements in all.
    pub elements: usize,
}

/// Room for a statement of some 20,000 entries; a file beyond it is an attack or a mistake.
pub const LIMITS: Limits = Limits { bytes: 32 << 20, depth: 32, elements: 1_500_000 };

/// Why a message is refused. The text is for logs; people read the message of [`Problem::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More bytes than [`Limits::bytes`].
    #[error("file too large")]
    TooLarge,
    /// Deeper than [`Limits::depth`].
    #[error("elements nested too deeply")]
    TooDeep,
    /// More elements than [`Limits::elements`].
    #[error("too many elements")]
    TooManyElements,
    /// Bytes that are not UTF-8, or a declared encoding other than UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// Not well-formed.
    #[error("not well-formed XML")]
    NotXml,
    /// A document type declaration, which no bank message has.
    #[error("document type declarations are refused")]
    DocumentType,
    /// An entity other than the five of XML itself.
    #[error("entities are refused")]
    Entity,
    /// The root or its namespace is another message.
    #[error("another kind of message")]
    OtherMessage,
    /// A mandatory element is missing or empty.
    #[error("missing")]
    Missing,
    /// No decimal number, below zero, too large, or too many decimals for its currency.
    #[error("not an amount")]
    NotAnAmount,
    /// A currency that is not on the list.
    #[error("unknown currency")]
    UnknownCurrency,
    /// No date or date and time.
    #[error("not a date")]
    NotADate,
    /// A code outside its list.
    #[error("unknown code")]
    UnknownCode,
    /// Not an identifier of its kind, or too long.
    #[error("not an identifier")]
    NotAnIdentifier,
    /// The statement's account moves in another currency.
    #[error("currency differs from the account's")]
    CurrencyDiffers,
    /// Opening balance and booked movements do not make the closing balance.
    #[error("opening balance and movements do not make the closing balance")]
    BalanceDiffers,
    /// The details of an entry do not sum to the entry.
    #[error("details do not sum to the entry")]
    DetailsDiffer,
    /// Stated number or sum of transactions differs from what the file holds.
    #[error("control total differs")]
    ControlDiffers,
}

impl Problem {
    /// Stable code; its message key is `refusal-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Problem::TooLarge => "bank-problem-too_large",
            Problem::TooDeep => "bank-problem-too_deep",
            Problem::TooManyElements => "bank-problem-too_many_elements",
            Problem::NotUtf8 => "bank-problem-not_utf8",
            Problem::NotXml => "bank-problem-not_xml",
            Problem::DocumentType => "bank-problem-document_type",
            Problem::Entity => "bank-problem-entity",
            Problem::OtherMessage => "bank-problem-other_message",
            Problem::Missing => "bank-problem-missing",
            Problem::NotAnAmount => "bank-problem-not_an_amount",
            Problem::UnknownCurrency => "bank-problem-unknown_currency",
            Problem::NotADate => "bank-problem-not_a_date",
            Problem::UnknownCode => "bank-problem-unknown_code",
            Problem::NotAnIdentifier => "bank-problem-not_an_identifier",
            Problem::CurrencyDiffers => "bank-problem-currency_differs",
            Problem::BalanceDiffers => "bank-problem-balance_differs",
            Problem::DetailsDiffer => "bank-problem-details_differ",
            Problem::ControlDiffers => "bank-problem-control_differs",
        }
    }
}

/// A message that can't be read: where, and why. Carries no value of the message, only its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}, line {line}: {problem}")]
pub struct ReadError {
    /// Element, with the way to it from the nearest one found.
    pub place: String,
    /// Line of the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub problem: Problem,
}

/// One element.
#[derive(Debug)]
pub struct Node {
    name: String,
    namespace: Option<String>,
    currency: Option<String>,
    text: String,
    children: Vec<Node>,
    line: u32,
}

impl Node {
    /// The first child of that name along a path such as `Refs/EndToEndId`.
    pub fn find(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|c| c.name == name))
    }

    /// As [`Node::find`]; refused when missing.
    pub fn need(&self, path: &str) -> Result<&Node, ReadError> {
        self.find(path).ok_or_else(|| ReadError {
            place: format!("{}/{path}", self.name),
            line: self.line,
            problem: Problem::Missing,
        })
    }

    /// Every child of that name, in order.
    pub fn each<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text without surrounding space.
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// The text at a path, when there is any.
    pub fn text_at(&self, path: &str) -> Option<String> {
        self.find(path).map(|node| node.text().to_owned()).filter(|text| !text.is_empty())
    }

    /// The text at a path; refused when missing or empty.
    pub fn need_text(&self, path: &str) -> Result<String, ReadError> {
        let node = self.need(path)?;
        if node.text().is_empty() {
            return Err(node.fail(Problem::Missing));
        }
        Ok(node.text().to_owned())
    }

    /// An error at this element.
    pub fn fail(&self, problem: Problem) -> ReadError {
        ReadError { place: self.name.clone(), line: self.line, problem }
    }

    /// A plain decimal number, not below zero.
    pub fn decimal(&self) -> Result<Decimal, ReadError> {
        let plain = self.text().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !plain || self.text().len() > 30 {
            return Err(self.fail(Problem::NotAnAmount));
        }
        self.text().parse().map_err(|_| self.fail(Problem::NotAnAmount))
    }

    /// An amount with its `Ccy`, not below zero.
    pub fn money(&self) -> Result<Money, ReadError> {
        let code = self.currency.as_deref().ok_or_else(|| self.fail(Problem::UnknownCurrency))?;
        let currency: Currency = code.parse().map_err(|_| self.fail(Problem::UnknownCurrency))?;
        Money::new(self.decimal()?, currency)
            .map_err(|_: MoneyError| self.fail(Problem::NotAnAmount))
    }

    /// The day of a date, or of a date and time as the bank wrote it.
    pub fn date(&self) -> Result<Date, ReadError> {
        let node = self.find("Dt").or_else(|| self.find("DtTm")).unwrap_or(self);
        let day = node.text().get(..10).ok_or_else(|| node.fail(Problem::NotADate))?;
        Date::parse(day, format_description!("[year]-[month]-[day]"))
            .map_err(|_| node.fail(Problem::NotADate))
    }

    /// A moment; without an offset it is taken as UTC.
    pub fn moment(&self) -> Result<Timestamp, ReadError> {
        Timestamp::parse(self.text(), &Rfc3339)
            .or_else(|_| Timestamp::parse(&format!("{}Z", self.text()), &Rfc3339))
            .map_err(|_| self.fail(Problem::NotADate))
    }

    /// An end-to-end transaction reference (UUID).
    pub fn uuid(&self) -> Result<Uuid, ReadError> {
        self.text().parse().map_err(|_| self.fail(Problem::NotAnIdentifier))
    }

    /// The body of a message: `Document` of the namespace family, then `body`.
    /// `family` is the namespace without its version, e.g. `urn:...:xsd:camt.053.001.`.
    pub fn message(&self, family: &str, body: &str) -> Result<&Node, ReadError> {
        let ours = self.namespace.as_deref().is_some_and(|found| found.starts_with(family));
        if self.name != "Document" || !ours {
            return Err(self.fail(Problem::OtherMessage));
        }
        self.need(body)
    }
}

/// Reads a message within [`LIMITS`].
pub fn parse(bytes: &[u8]) -> Result<Node, ReadError> {
    parse_within(bytes, LIMITS)
}

/// Reads a message within `limits`.
pub fn parse_within(bytes: &[u8], limits: Limits) -> Result<Node, ReadError> {
    let mut at = Position { bytes, read: 0, line: 1 };
    if bytes.len() > limits.bytes {
        return Err(at.fail(Problem::TooLarge));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    at.bytes = bytes;
    let text = std::str::from_utf8(bytes).map_err(|error| {
        at.advance(error.valid_up_to());
        at.fail(Problem::NotUtf8)
    })?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut builder = Builder { open: Vec::new(), root: None, count: 0, limits };
    loop {
        let event = reader.read_event();
        at.advance(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => builder.take(event, at.line).map_err(|problem| at.fail(problem))?,
            Err(_) => return Err(at.fail(Problem::NotXml)),
        }
    }
    if !builder.open.is_empty() {
        return Err(at.fail(Problem::NotXml));
    }
    builder.root.ok_or_else(|| at.fail(Problem::NotXml))
}

/// Where the reader stands; lines are counted as it goes.
struct Position<'a> {
    bytes: &'a [u8],
    read: usize,
    line: u32,
}

impl Position<'_> {
    fn advance(&mut self, to: usize) {
        let to = to.clamp(self.read, self.bytes.len());
        for byte in &self.bytes[self.read..to] {
            if *byte == b'\n' {
                self.line = self.line.saturating_add(1);
            }
        }
        self.read = to;
    }

    fn fail(&self, problem: Problem) -> ReadError {
        ReadError { place: "message".to_owned(), line: self.line, problem }
    }
}

/// The tree as it grows.
struct Builder {
    open: Vec<Node>,
    root: Option<Node>,
    count: usize,
    limits: Limits,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), Problem> {
        match event {
            Event::Start(start) => self.start(&start, line),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text),
            Event::CData(text) => self.text(&text),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().map_err(|_| Problem::Entity)?;
                match letter {
                    Some(letter) => self.text(letter.encode_utf8(&mut [0; 4])),
                    None => self.text(resolve_xml_entity(&name).ok_or(Problem::Entity)?),
                }
            }
            Event::DocType(_) => Err(Problem::DocumentType),
            Event::Decl(declaration) => match declaration.encoding() {
                None => Ok(()),
                Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") => Ok(()),
                Some(_) => Err(Problem::NotUtf8),
            },
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, line: u32) -> Result<(), Problem> {
        self.count += 1;
        if self.count > self.limits.elements {
            return Err(Problem::TooManyElements);
        }
        if self.open.len() >= self.limits.depth {
            return Err(Problem::TooDeep);
        }
        let name = start.name();
        let prefix = name.prefix().map(|prefix| format!("xmlns:{}", prefix.into_inner()));
        let declares = prefix.as_deref().unwrap_or("xmlns");
        let mut node = Node {
            name: name.local_name().into_inner().to_owned(),
            namespace: None,
            currency: None,
            text: String::new(),
            children: Vec::new(),
            line,
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Problem::NotXml)?;
            let key = attribute.key.into_inner();
            if key != "Ccy" && key != declares {
                continue;
            }
            // No bank writes references in codes or namespaces: raw text must do.
            if attribute.value.contains('&') {
                return Err(Problem::Entity);
            }
            let value = Some(attribute.value.trim().to_owned());
            if key == "Ccy" { node.currency = value } else { node.namespace = value }
        }
        self.open.push(node);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Problem> {
        let node = self.open.pop().ok_or(Problem::NotXml)?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None if self.root.is_none() => self.root = Some(node),
            None => return Err(Problem::NotXml),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        match self.open.last_mut() {
            Some(node) if node.children.is_empty() => node.text.push_str(text),
            // Space between children; no message of ours mixes text and elements.
            Some(_) => {}
            None if text.trim().is_empty() => {}
            None => return Err(Problem::NotXml),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
