//! What holds for the whole tree: who may import whom, who may read what, texts in every language.

mod arrows;
mod asvs;
mod boundary;
mod definitions;
mod front;
mod refusals;
mod rooms;
mod schema;
mod testing;
mod texts;
mod topics;

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lie in the root").to_owned()
}

/// The text of a file, by its path from the root.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below a folder whose name ends so, as paths from the root, sorted.
pub fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a folder that can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != "node_modules" && !name.starts_with('.')
            {
                folders.push(path);
            } else if name.ends_with(ending) {
                let path = path.strip_prefix(root()).expect("below the root");
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// Compares with a committed register; `REDRESS_UPDATE_REGISTERS=1` writes it anew, for review with the change.
pub fn compare(register: &str, present: &str) {
    let path = root().join("tests/house/registers").join(register);
    if std::env::var_os("REDRESS_UPDATE_REGISTERS").is_some() {
        std::fs::write(&path, present).expect("the register can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (was, is)) in committed.lines().zip(present.lines()).enumerate() {
        assert_eq!(
            was,
            is,
            "{register}, line {}: look at the change, then REDRESS_UPDATE_REGISTERS=1",
            line + 1
        );
    }
    assert_eq!(
        committed, present,
        "{register}: look at the change, then REDRESS_UPDATE_REGISTERS=1"
    );
}
