//! What a session is used with, in words that its person knows it by. Nothing finer is kept: an address or a version would tell
//! of her more than she needs.

use axum::http::{HeaderMap, header};

/// A browser and the system that it runs on, as far as it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: Option<&'static str>,
    /// The system.
    pub system: Option<&'static str>,
}

/// What stands in the header, and the name. The first that is found counts: most browsers name others, too.
const NAMES: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl Program {
    /// Of a request.
    pub fn of(headers: &HeaderMap) -> Self {
        let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Self::named(said.unwrap_or_default())
    }

    fn named(said: &str) -> Self {
        let find = |list: &[(&str, &'static str)]| {
            list.iter().find(|(part, _)| said.contains(part)).map(|(_, name)| *name)
        };
        Self { name: find(&NAMES), system: find(&SYSTEMS) }
    }
}

#[cfg(test)]
mod tests {
    use super::Program;

    #[test]
    fn browsers_are_known_by_the_name_that_people_know() {
        for (said, name, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Some("Firefox"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
                Some("Chrome"),
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                Some("Safari"),
                Some("iOS"),
            ),
            ("curl/8.5.0", None, None),
            ("", None, None),
        ] {
            assert_eq!(Program::named(said), Program { name, system }, "{said}");
        }
    }
}
