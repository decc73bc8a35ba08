//! A new migration makes the crate build again: the macro that reads the folder sees only the files that it read.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
