//! Where a person is led after signing in or choosing a language: never to another host.

use url::{Position, Url};

/// A path of this program, or home: never another host. Read as a browser reads it, which drops tabs and line ends, takes
/// `\\` for `/`, and whatever follows two of them for a host.
pub fn local_path(path: &str) -> String {
    let here = Url::parse("http://here.invalid").expect("an address");
    let home = || "/".to_owned();
    if !path.starts_with('/') || path.contains('\\') || path.contains(char::is_control) {
        return home();
    }
    let Ok(to) = here.join(path) else { return home() };
    if to.origin() != here.origin()
        || to.path().starts_with("//")
        || to.path().starts_with("/sign-in")
    {
        return home();
    }
    to[Position::BeforePath..Position::AfterQuery].to_owned()
}

/// As [`local_path`], or a page of one of the `programs` that people reach at addresses of their own.
pub fn way_back(path: &str, programs: &[String]) -> String {
    let of_program = |base: &String| {
        let rest = path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/'))?;
        Some(format!("{base}{}", local_path(rest)))
    };
    programs.iter().find_map(of_program).unwrap_or_else(|| local_path(path))
}

#[cfg(test)]
mod tests {
    use super::{local_path, way_back};

    #[test]
    fn the_way_back_leads_to_a_program_of_ours_at_most() {
        let programs = ["http://localhost:8081".to_owned(), "http://localhost:8082".to_owned()];
        let back = |path: &str| way_back(path, &programs);
        assert_eq!(
            back("http://localhost:8082/panel?page=2"),
            "http://localhost:8082/panel?page=2"
        );
        assert_eq!(back("/claims"), "/claims");
        assert_eq!(back("http://localhost:8082//evil.example"), "http://localhost:8082/");
        for elsewhere in [
            "http://localhost:80820/",
            "http://localhost:8082@evil.example/",
            "http://localhost:8082.evil.example/",
            "http://localhost:8083/",
            "http://localhost:8082",
        ] {
            assert_eq!(back(elsewhere), "/", "{elsewhere}");
        }
    }

    #[test]
    fn the_way_back_never_leaves_this_program() {
        assert_eq!(local_path("/claims?page=2"), "/claims?page=2");
        assert_eq!(local_path("/claims#top"), "/claims");
        let elsewhere = [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/sign-in",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/\0/evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "javascript:alert(1)",
            "/./sign-in",
            "/claims/../sign-in",
        ];
        for elsewhere in elsewhere {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere}");
        }
    }
}
