//! Fresh key files, readable by their owner only.

use redress_kernel::Fault;
use redress_proof::SealKey;
use redress_vault::Vault;
use redress_web::keys::token;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Writes `vault-keys.toml`, `page-keys.toml` and `seal-key.toml` into `folder`. A file that is there stays: overwriting the
/// vault's keys would make every identity unreadable.
pub fn write(folder: &Path) -> Result<(), Fault> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(Fault::new)?;
    let files = [
        ("vault-keys.toml", Vault::new_key_file()),
        ("page-keys.toml", token()),
        ("seal-key.toml", SealKey::new_key_file()),
    ];
    for (name, text) in files {
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => file.write_all(text.as_bytes()).map_err(Fault::new)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                eprintln!("{} is there already and stays as it is.", path.display());
            }
            Err(error) => return Err(Fault::new(format!("{}: {error}", path.display()))),
        }
    }
    Ok(())
}
