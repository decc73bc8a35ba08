//! Lists the files of the schema, in their order, so that the program carries them. A new file makes the crate build again.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
    let folder = Path::new("../../migrations/definitions");
    let topics = std::fs::read_to_string(folder.join("topics.txt")).expect("topics.txt");
    let mut list = String::from("&[\n");
    let mut add = |name: &str| {
        let path = format!("/../../migrations/definitions/{name}");
        writeln!(
            list,
            "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
        )
        .expect("text grows");
    };
    add("before.sql");
    for topic in topics.lines() {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join(topic))
            .unwrap_or_else(|error| panic!("topics.txt names {topic}: {error}"))
            .map(|entry| entry.expect("a folder that can be read").path())
            .collect();
        files.sort();
        for file in files {
            let name = file.file_name().expect("a file has a name").to_string_lossy();
            add(&format!("{topic}/{name}"));
        }
    }
    add("after.sql");
    list.push(']');
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("definitions.rs"), list).expect("the list can be written");
}
