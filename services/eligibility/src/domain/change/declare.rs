//! How a change is declared: once, with what it says, how a form asks for it, and where in the facts
//! it stands. Out of a declaration come the variant of [`Change`](super::Change), its form and what it
//! does to the facts.
//! Never here: which changes there are.
//!
//! ```text
//! /// What the change is about (its rule).
//! Birth = "birth" in Claimant {                      // name in data, heading of its form
//!     /// When.
//!     when: DateSpan [must Span as Birth => claimant.birth],
//! }
//! ```
//! Behind each field of a change stands in brackets: `must` or `may` be answered, what its field of the
//! form takes ([`Kind`](super::form::Kind)), as which fact the rules read it (`as`), and where it is
//! put. `acts[act]` are the act that the field `act` names, or all of them where it names none;
//! `perpetrators[perpetrator]` is a person in the same way, or the first. `->` instead of `=>` says
//! where a value stands once `puts` has put the change as a whole. `each { … }` asks for the fields of
//! a part one by one, `rows { … }` for a list of parts. What nobody records by a form is `in _`.

macro_rules! changes {
    ($(
        $(#[$($doc:tt)*])*
        $variant:ident $(($whole:ident: $inner:ty))? = $what:literal in $group:tt
        $([$($spec:tt)*])?
        $({ $($(#[$($note:tt)*])* $field:ident: $type:ty [$($form:tt)*]),* $(,)? })?
        $(puts { $($effect:tt)* })?
    ),* $(,)?) => {
        /// One change. Each says the whole of its part: what is left out of it counts as not known.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
        pub enum Change {$(
            $(#[$($doc)*])*
            $variant $(($inner))? $({ $($(#[$($note)*])* $field: $type),* })?
        ),*}

        impl Change {
            /// The kind of change, as in its data.
            pub fn what(&self) -> &'static str {
                match self { $(Change::$variant { .. } => $what),* }
            }

            /// Puts the change into the facts. Returns the paths that it is about.
            pub(super) fn put(&self, facts: &mut Facts) -> Result<Vec<String>, Refusal> {
                let mut paths = Vec::new();
                match self {$(
                    Change::$variant $(($whole))? $({ $($field),* })? => {
                        $(put!(facts paths $whole; $($spec)*);)?
                        $($(put!(facts paths $field; $($form)*);)*)?
                        $(puts!(facts paths $($effect)*);)?
                    }
                )*}
                Ok(paths)
            }
        }

        /// Every kind of change with its form, in the order in which forms are shown.
        pub(crate) static FORMS: &[Form] = &[$(Form {
            what: $what,
            title: concat!("change-", $what),
            group: group!($group),
            parts: &[
                $(part!([$what _] $($spec)*),)?
                $($(part!([$what $field] $($form)*),)*)?
                $(part!(puts $($effect)*),)?
            ],
        }),*];
    };
}

/// Puts one field of a change where its declaration says.
macro_rules! put {
    ($facts:ident $paths:ident $value:ident; => $($at:tt)+) => {
        set!($facts $paths $($at)+ = Clone::clone($value));
    };
    ($facts:ident $paths:ident $value:ident;
     $of:ident { $($sub:tt)* } $(as $fact:ident)? => $($at:tt)+) => {
        set!($facts $paths $($at)+ = Clone::clone($value));
    };
    ($facts:ident $paths:ident $value:ident;
     $need:ident $kind:ident $(($list:ident))? $(as $fact:ident)? => $($at:tt)+) => {
        set!($facts $paths $($at)+ = Clone::clone($value));
    };
    ($facts:ident $paths:ident $value:ident; $($other:tt)*) => {};
}

/// Puts a change as a whole: at a place, or by what is to be done with the facts. The latter names
/// the place or comes to it.
macro_rules! puts {
    ($facts:ident $paths:ident |$all:ident| -> $path:expr) => {
        let $all: &mut Facts = $facts;
        $paths.push($path);
    };
    ($facts:ident $paths:ident
     |$all:ident| $first:ident $(.$rest:ident)* $(as $fact:ident)? $effect:block) => {
        let $all: &mut Facts = $facts;
        $effect
        $paths.push(at!(($first $(.$rest)*)).to_owned());
    };
    ($facts:ident $paths:ident
     $list:ident[$which:ident].$at:ident $(as $fact:ident)? = $value:expr) => {
        set!($facts $paths $list[$which].$at = $value);
    };
    ($facts:ident $paths:ident $first:ident $(.$rest:ident)* $(as $fact:ident)? = $value:expr) => {
        set!($facts $paths $first $(.$rest)* = $value);
    };
}

/// Puts a value at a place, which becomes a known value where it could be unknown.
macro_rules! set {
    ($facts:ident $paths:ident acts[$act:ident].$at:ident = $value:expr) => {
        for one in put::acts($facts, (*$act).into())? {
            one.$at = $value.into();
            $paths.push(format!(concat!("acts[{}].", stringify!($at)), one.act_id));
        }
    };
    ($facts:ident $paths:ident perpetrators[$who:ident].$at:ident = $value:expr) => {
        let one = put::person($facts, *$who)?;
        one.$at = $value.into();
        $paths.push(format!(concat!("perpetrators[{}].", stringify!($at)), one.perpetrator_id));
    };
    ($facts:ident $paths:ident $first:ident $(.$rest:ident)* = $value:expr) => {
        $facts.$first $(.$rest)* = $value.into();
        $paths.push(at!(($first $(.$rest)*)).to_owned());
    };
}

/// A part of the facts that a change is about, with the fields that ask for it.
macro_rules! part {
    ([$what:literal $name:tt] each { $($sub:tt)* } $(as $fact:ident)?
     $(=> $($at:tt)+)? $(-> $($shown:tt)+)?) => {
        part!(each [$what $name] ($($($at)+)? $($($shown)+)?) [$($fact)?] $($sub)*)
    };
    (each [$what:literal $name:tt] $at:tt [$($fact:ident)?]
     $($sub:ident: $need:ident $kind:ident $(($list:ident))? $(as $of:ident)?),* $(,)?) => {
        Part { fact: fact!($($fact)?), at: at!($at), fields: &[$(Field {
            name: joined!($name "." $sub),
            key: concat!("field-", $what, "-", joined!($name "-" $sub)),
            kind: kind!($kind $(($list))?),
            required: need!($need),
            at: below!($at $sub),
            fact: fact!($($of)?),
        }),*] }
    };
    ([$what:literal $name:ident] rows {
        $($sub:ident: $need:ident $kind:ident $(($list:ident))?),* $(,)?
     } $(as $fact:ident)? => $($at:tt)+) => {
        part!(one [$what $name] need!(may), Kind::Rows(&[$(Field {
            name: stringify!($sub),
            key: concat!("field-", $what, "-", stringify!($sub)),
            kind: kind!($kind $(($list))?),
            required: need!($need),
            at: "",
            fact: None,
        }),*]), [$($fact)?] ($($at)+))
    };
    ([$what:literal $name:ident] $need:ident $kind:ident $(($list:ident))? $(as $fact:ident)?
     $(=> $($at:tt)+)? $(-> $($shown:tt)+)?) => {
        part!(one [$what $name] need!($need), kind!($kind $(($list))?), [$($fact)?]
            ($($($at)+)? $($($shown)+)?))
    };
    (one [$what:literal $name:ident] $required:expr, $kind:expr, [$($fact:ident)?] $at:tt) => {
        Part { fact: None, at: at!($at), fields: &[Field {
            name: stringify!($name),
            key: concat!("field-", $what, "-", stringify!($name)),
            kind: $kind,
            required: $required,
            at: at!($at),
            fact: fact!($($fact)?),
        }] }
    };
    ([$what:literal $name:tt] $(=> $($at:tt)+)?) => {
        Part { fact: None, at: at!(($($($at)+)?)), fields: &[] }
    };
    (puts |$all:ident| -> $path:expr) => {
        Part { fact: None, at: "", fields: &[] }
    };
    (puts |$all:ident| $first:ident $(.$rest:ident)* $(as $fact:ident)? $effect:block) => {
        Part { fact: fact!($($fact)?), at: at!(($first $(.$rest)*)), fields: &[] }
    };
    (puts $list:ident[$which:ident].$at:ident $(as $fact:ident)? = $value:expr) => {
        Part { fact: fact!($($fact)?), at: at!(($list[$which].$at)), fields: &[] }
    };
    (puts $first:ident $(.$rest:ident)* $(as $fact:ident)? = $value:expr) => {
        Part { fact: fact!($($fact)?), at: at!(($first $(.$rest)*)), fields: &[] }
    };
}

/// A place in the facts as a path; that of the first act or person stands for all of them.
macro_rules! at {
    (()) => { "" };
    (($list:ident[$which:ident] $(.$rest:ident)+)) => {
        concat!(stringify!($list), "[0]" $(, ".", stringify!($rest))+)
    };
    (($first:ident $(.$rest:ident)*)) => {
        concat!(stringify!($first) $(, ".", stringify!($rest))*)
    };
}

macro_rules! below {
    (() $sub:ident) => {
        ""
    };
    ($at:tt $sub:ident) => {
        concat!(at!($at), ".", stringify!($sub))
    };
}

macro_rules! joined {
    (_ $by:literal $sub:ident) => {
        stringify!($sub)
    };
    ($name:ident $by:literal $sub:ident) => {
        concat!(stringify!($name), $by, stringify!($sub))
    };
}

macro_rules! kind {
    ($kind:ident) => {
        Kind::$kind
    };
    ($kind:ident($list:ident)) => {
        Kind::$kind(List::$list)
    };
}

macro_rules! need {
    (must) => {
        true
    };
    (may) => {
        false
    };
}

macro_rules! fact {
    () => {
        None
    };
    ($fact:ident) => {
        Some(FactName::$fact)
    };
}

macro_rules! group {
    (_) => {
        None
    };
    ($group:ident) => {
        Some(Group::$group)
    };
}
