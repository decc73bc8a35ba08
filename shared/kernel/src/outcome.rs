//! How an action can end otherwise than well: told to the person, hidden from the stranger, or our fault.

use crate::typed::Reading;
use std::borrow::Cow;

/// What an action returns.
pub type Outcome<T> = Result<T, Stop>;

/// Why an action stopped.
#[derive(Debug)]
pub enum Stop {
    /// Told to the person, field by field.
    Refused(Vec<Refusal>),
    /// The actor's roles do not allow it.
    Forbidden,
    /// The actor signed in too long ago for this, and has to show once more who it is.
    SignInAgain,
    /// There is no such thing, or not for this actor: the two are not told apart.
    Missing,
    /// Our fault: logged under a number, of which the person sees only the number.
    Fault(Fault),
}

/// One thing that the person can put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code; the message key is `refusal-<code>`.
    pub code: &'static str,
    /// HTTP status, 4xx.
    pub status: u16,
    /// The field it is about, as named in the form and the API.
    pub field: Option<Cow<'static, str>>,
    /// Values for the message.
    pub args: Vec<(&'static str, String)>,
    /// The ways in which the field can be meant, where that is what is asked.
    pub readings: Vec<Reading>,
}

impl Refusal {
    /// A field that can't be taken as it is (422).
    pub fn field(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self { field: Some(field.into()), ..Self::status(422, code) }
    }

    /// Something that can't be done in the present state (409).
    pub fn conflict(code: &'static str) -> Self {
        Self::status(409, code)
    }

    /// A refusal with a status of its own.
    pub fn status(status: u16, code: &'static str) -> Self {
        Self { code, status, field: None, args: Vec::new(), readings: Vec::new() }
    }

    /// Adds a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the ways in which the field can be meant, the likelier first.
    #[must_use]
    pub fn meaning(mut self, readings: impl IntoIterator<Item = Reading>) -> Self {
        self.readings.extend(readings);
        self
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(vec![refusal])
    }
}

/// An error that the person can't mend. `Display` never prints its source: see [`Fault::chain`].
#[derive(Debug, thiserror::Error)]
#[error("internal fault")]
pub struct Fault(#[source] Box<dyn std::error::Error + Send + Sync>);

impl Fault {
    /// A fault from any error or message.
    pub fn new(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(error.into())
    }

    /// The error below, for the log.
    pub fn inner(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self.0.as_ref()
    }

    /// The name of the database constraint that refused, if one did.
    pub fn constraint(&self) -> Option<&str> {
        let sqlx::Error::Database(error) = self.0.downcast_ref::<sqlx::Error>()? else {
            return None;
        };
        error.constraint()
    }

    /// The whole chain as one line, for the log only.
    pub fn chain(&self) -> String {
        let mut line = self.0.to_string();
        let mut next = self.0.source();
        while let Some(error) = next {
            line.push_str(": ");
            line.push_str(&error.to_string());
            next = error.source();
        }
        line
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self(Box::new(error))
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Fault::from(error).into()
    }
}
