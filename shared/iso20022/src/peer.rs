//! The independent judge of tests: libxml2 with the official schemas.
//! Belongs here: calling xmllint. Never here: anything that runs in the product.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Fails the test unless the official schema takes the bytes, and when schema or tool are missing.
pub(crate) fn assert_valid(schema: &str, bytes: &[u8]) {
    let folder = schema_folder();
    let path = folder.join(schema);
    assert!(
        path.is_file(),
        "{} is missing: fetch the ISO 20022 schemas into that folder (make xsd), or name another \
         folder in REDRESS_XSD_DIR",
        path.display()
    );
    let mut child = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(&path)
        .arg("-")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint runs (Debian package libxml2-utils)");
    child.stdin.take().expect("piped").write_all(bytes).expect("xmllint reads");
    let output = child.wait_with_output().expect("xmllint ends");
    assert!(
        output.status.success(),
        "{schema} refuses:\n{}\n{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(bytes)
    );
}

fn schema_folder() -> PathBuf {
    std::env::var_os("REDRESS_XSD_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../.run/xsd"),
        PathBuf::from,
    )
}

#[test]
fn the_judge_refuses_what_is_wrong() {
    let file = crate::pain001::tests::file().write().expect("a file");
    let wrong = String::from_utf8(file).expect("UTF-8").replace("PmtMtd", "PayMtd");
    let judged = std::panic::catch_unwind(|| assert_valid("pain.001.001.09.xsd", wrong.as_bytes()));
    assert!(judged.is_err());
}
