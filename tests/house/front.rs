//! The front server of real use leads each address that a service declares to that service.

use super::{files, read};
use std::collections::BTreeMap;
use std::path::Path;

const SERVICES: [&str; 4] = ["intake", "eligibility", "ledger", "documents"];

/// What the file says of one place: the words after `location`, and where it leads.
struct Location {
    place: String,
    upstream: String,
}

/// The locations of the file in its order; those that lead nowhere answer by themselves.
fn locations(conf: &str) -> Vec<Location> {
    let places = conf.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let conf = places.collect::<Vec<_>>().join("\n");
    let found = conf.split("\nlocation ").skip(1).filter_map(|rest| {
        let (place, body) = rest.split_once('{')?;
        let (_, to) = body.split_once("proxy_pass http://")?;
        let upstream = to.split(';').next()?.to_owned();
        Some(Location { place: place.trim().to_owned(), upstream })
    });
    found.collect()
}

/// Where nginx leads a path: the first expression that fits, else the longest beginning.
fn leads<'a>(locations: &'a [Location], path: &str) -> &'a str {
    let begins = |head: &str| path == head || path.starts_with(&format!("{head}/"));
    let by_expression = locations.iter().find(|location| {
        let Some(expression) = location.place.strip_prefix("~ ") else { return false };
        let heads = expression.strip_prefix("^/(").and_then(|rest| rest.strip_suffix(")(/|$)"));
        let heads = heads.expect("an expression is ^/(one|other)(/|$), for this test to read it");
        heads.split('|').any(|head| begins(&format!("/{head}")))
    });
    let by_beginning = || {
        let fits = locations.iter().filter(|location| path.starts_with(&location.place));
        fits.max_by_key(|location| location.place.len())
    };
    &by_expression.or_else(by_beginning).expect("/ takes what is nobody's").upstream
}

/// Addresses that stand in a source text after `begin`, between quotation marks.
fn quoted<'a>(text: &'a str, begin: &str) -> impl Iterator<Item = &'a str> {
    text.split(begin).skip(1).filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix('"')?;
        rest.split('"').next().filter(|path| path.starts_with('/'))
    })
}

/// Every address that the pages and the API below a folder declare.
fn declared(folder: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for file in files(folder, ".rs") {
        let text = read(&file);
        paths.extend(quoted(&text, ".route(").map(ToOwned::to_owned));
        paths.extend(quoted(&text, "path = ").map(ToOwned::to_owned));
    }
    // Templates lie where they are used.
    paths.retain(|path| Path::new(path).extension().is_none_or(|ending| ending != "html"));
    paths
}

#[test]
fn the_front_server_leads_each_address_to_its_service() {
    let locations = locations(&read("infra/nginx/redress.conf"));
    let mut counts = BTreeMap::new();
    for service in SERVICES {
        let mut paths = declared(&format!("services/{service}/src"));
        paths.extend([format!("/api/{service}"), format!("/api/{service}/openapi.json")]);
        for path in &paths {
            assert_eq!(leads(&locations, path), format!("redress_{service}"), "{path}");
        }
        counts.insert(service, paths.len());
    }
    assert!(counts.values().all(|count| *count > 4) && counts["ledger"] > 60, "{counts:?}");
    // What every service has is asked of the first; what a problem means, of the one that knows it. Signing in has a program
    // of its own.
    for path in declared("shared/web/src") {
        let expected = match path.split('/').nth(1) {
            Some("problems") => "redress_any",
            Some("sign-in" | "sign-out" | "sessions") => "redress_sign_in",
            _ => "redress_intake",
        };
        assert_eq!(leads(&locations, &path), expected, "{path}");
    }
}

#[test]
fn the_front_server_knows_where_each_service_listens() {
    let conf = read("infra/nginx/redress.conf");
    let config = redress_runtime::Config::default();
    for service in redress_runtime::config::SERVICES {
        let address = &config.listener(service).address;
        let upstream = conf.split(&format!("upstream redress_{service} ")).nth(1);
        let upstream = upstream.and_then(|rest| rest.split('}').next()).expect("an upstream");
        assert!(upstream.contains(&format!("server {address};")), "{service}: {upstream}");
    }
    let any = conf.split("upstream redress_any ").nth(1).and_then(|rest| rest.split('}').next());
    assert_eq!(any.expect("an upstream").matches("server ").count(), SERVICES.len());
}
