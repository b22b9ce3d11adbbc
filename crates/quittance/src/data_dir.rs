//! The folder that holds everything: the database, the public log, the master key, the administration socket.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use ident::Entropy as _;
use policy::Pack;
use server::log::LogBook;
use server::{App, AppConfig, AppParts, KeyRing, PackShelf};
use store::SqliteStore;

use crate::cli::Usage;
use crate::environment::{OsEntropy, wall_now};
use crate::whole_file;

/// The socket through which `quittance admin` talks to a running server.
pub(crate) fn admin_socket(data: &Path) -> PathBuf {
    data.join("admin.sock")
}

/// Opens the folder, makes what is missing, and puts the server together.
pub(crate) fn open(data: &Path, policies: Option<&Path>, config: AppConfig) -> anyhow::Result<Arc<App>> {
    let make = fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
    make.with_context(|| format!("can't create the folder {}", data.display()))?;
    // A folder made before keeps its mode; borrowers' data is for its owner only.
    fs::set_permissions(data, fs::Permissions::from_mode(0o700))
        .with_context(|| format!("can't close the folder {} to others", data.display()))?;
    let store =
        SqliteStore::open(data).with_context(|| format!("can't open the data in {}", data.display()))?;
    let master = master_key(&data.join("master.key"))?;
    let keys = KeyRing::new(master);
    let log = log(&data.join("log"), &config.public_url, &keys)?;
    Ok(Arc::new(App::new(AppParts {
        store: Arc::new(store),
        keys,
        packs: packs(policies)?,
        log: Arc::new(log),
        clock: Arc::new(wall_now),
        entropy: Box::new(OsEntropy),
        config,
    })))
}

/// Opens the public log. Its name is made from the server's address when it begins, and stays.
fn log(folder: &Path, public_url: &str, keys: &KeyRing) -> anyhow::Result<LogBook> {
    let address = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let known = fs::read_to_string(folder.join("checkpoint")).ok();
    let known = known.as_deref().and_then(|checkpoint| checkpoint.lines().next());
    let origin = known.map_or_else(|| format!("{}/log", address.trim_end_matches('/')), str::to_owned);
    LogBook::open(folder, &origin, Arc::new(keys.log_key()))
        .with_context(|| format!("can't open the public log in {}", folder.display()))
}

/// Reads the master key, or makes one on the first start. Nobody but the owner may read it.
fn master_key(path: &Path) -> anyhow::Result<[u8; 32]> {
    match fs::read(path) {
        Ok(bytes) => {
            let mode = fs::metadata(path)?.permissions().mode();
            if mode & 0o077 != 0 {
                bail!(Usage(format!("{} can be read by others; run chmod 600 on it", path.display())));
            }
            bytes.try_into().map_err(|_| Usage(format!("{} is not a key of 32 bytes", path.display())).into())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => new_master_key(path),
        Err(error) => Err(error).with_context(|| format!("can't read {}", path.display())),
    }
}

fn new_master_key(path: &Path) -> anyhow::Result<[u8; 32]> {
    let key: [u8; 32] = OsEntropy.bytes();
    whole_file::write_new(path, &key)?;
    Ok(key)
}

fn packs(folder: Option<&Path>) -> anyhow::Result<PackShelf> {
    let mut shelf = PackShelf::builtin();
    let Some(folder) = folder else { return Ok(shelf) };
    let entries = fs::read_dir(folder).map_err(|error| Usage(format!("{}: {error}", folder.display())))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path)?;
            let pack =
                Pack::from_toml(&text).map_err(|fault| Usage(format!("{}: {fault}", path.display())))?;
            shelf.put(pack);
        }
    }
    Ok(shelf)
}
