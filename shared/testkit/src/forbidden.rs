//! Who may not is told that, and nothing of what is wrong with a form: tried on every page that takes one.

use crate::{App, Who, token};

/// Stands for whatever an address names.
const NOBODY: &str = "019ab000-0000-7000-8000-00000000beef";

impl App {
    /// Sends a form that no page takes to every address of a router's source that takes one, as a person who may do
    /// nothing there. Fails unless each answers 403; how many there are. `named` says what stands where an address
    /// is open and takes no identifier; what lies under `files` takes a form with a file.
    pub async fn forbids_forms(
        &self,
        who: &Who,
        router: &str,
        named: &[(&str, &str)],
        files: &[&str],
    ) -> usize {
        let routes = router.split(".route(").skip(1).filter(|route| route.contains("post("));
        let mut tried = 0;
        for address in routes.filter_map(|route| route.split('"').nth(1)) {
            let open = |path: String, (from, to): &(&str, &str)| path.replace(from, to);
            let path = named.iter().fold(address.to_owned(), open);
            let parts =
                path.split('/').map(|part| if part.starts_with('{') { NOBODY } else { part });
            let path = parts.collect::<Vec<_>>().join("/");
            let wrong = [("not-a-field", "?")];
            let reply = if files.contains(&address) {
                self.post_parts(who, &path, &token(), &wrong).await
            } else {
                self.post(who, &path, &wrong).await
            };
            assert_eq!(reply.status, 403, "{path}: {}", reply.text());
            tried += 1;
        }
        tried
    }
}
