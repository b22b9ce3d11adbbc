//! The folder that holds everything: the database, the public log, the master key, the administration socket.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use ident::Entropy as _;
use policy::Pack;
use proof::authority::Witness;
use server::custody::{CustodyError, DiskFolder, KeyFile, KeyStore, Purpose};
use server::log::{LogBook, Witnesses};
use server::{App, AppConfig, AppParts, KeyRing, PackShelf};
use store::SqliteStore;
use zeroize::Zeroizing;

use crate::cli::Usage;
use crate::environment::{OsEntropy, wall_now};
use crate::{ceremony, whole_file};

/// The socket through which `quittance admin` talks to a running server.
pub(crate) fn admin_socket(data: &Path) -> PathBuf {
    data.join("admin.sock")
}

/// Opens the folder, makes what is missing, and puts the server together. Devices are told to ask for
/// `witnesses`; `None` leaves that as it is.
pub(crate) fn open(
    data: &Path,
    policies: Option<&Path>,
    config: AppConfig,
    passphrase_file: Option<&Path>,
    witnesses: Option<&Witnesses>,
) -> anyhow::Result<Arc<App>> {
    let make = fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
    make.with_context(|| format!("can't create the folder {}", data.display()))?;
    // A folder made before keeps its mode; borrowers' data is for its owner only.
    fs::set_permissions(data, fs::Permissions::from_mode(0o700))
        .with_context(|| format!("can't close the folder {} to others", data.display()))?;
    let store =
        SqliteStore::open(data).with_context(|| format!("can't open the data in {}", data.display()))?;
    let master = master_key(&data.join(MASTER), passphrase_file)?;
    let keys = KeyRing::new(*master);
    let signing = signing_keys(&data.join("keys"), &keys, witnesses.map(Witnesses::policy))?;
    let log = log_book(&data.join("log"), &config.public_url, &signing)?;
    let keys = keys.with_store(signing);
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

/// Opens the keys that sign for devices.
fn signing_keys(
    folder: &Path,
    keys: &KeyRing,
    witnesses: Option<(u8, Vec<Witness>)>,
) -> anyhow::Result<KeyStore> {
    let disk = DiskFolder::open(folder).with_context(|| format!("can't open {}", folder.display()))?;
    let store = KeyStore::open(Box::new(disk), keys.sealer(), witnesses);
    store.with_context(|| format!("can't use the keys in {}", folder.display()))
}

/// The public log, whatever the state of its folder: a restriction may wait for it, a release never does. Its name
/// is the root's, made from the server's address when the folder begins.
fn log_book(folder: &Path, public_url: &str, signing: &KeyStore) -> anyhow::Result<LogBook> {
    let address = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let known = fs::read_to_string(folder.join("checkpoint")).ok();
    let known = known.as_deref().and_then(|checkpoint| checkpoint.lines().next());
    let origin = known.map_or_else(|| format!("{}/log", address.trim_end_matches('/')), str::to_owned);
    signing.begin(&origin, wall_now(), &mut OsEntropy).context("can't begin the keys")?;
    Ok(LogBook::open(folder, &signing.origin()?, signing.log_signer()?))
}

/// Installs the first root into a folder where no server has ever started; `false` when one has.
pub(crate) fn install_first_root(
    data: &Path,
    root: &[u8],
    passphrase_file: Option<&Path>,
) -> anyhow::Result<bool> {
    if data.join("log").exists() {
        return Ok(false);
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(data)?;
    let keys = KeyRing::new(*master_key(&data.join(MASTER), passphrase_file)?);
    let signing = signing_keys(&data.join("keys"), &keys, None)?;
    signing.install_root(root).map_err(|error| Usage(error.to_string()))?;
    Ok(true)
}

/// The master key's file.
const MASTER: &str = "master.key";

/// Reads the master key, or makes one on the first start. Nobody but the owner may read it.
fn master_key(path: &Path, passphrase_file: Option<&Path>) -> anyhow::Result<Zeroizing<[u8; 32]>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return new_master_key(path),
        Err(error) => return Err(error).with_context(|| format!("can't read {}", path.display())),
    };
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!(Usage(format!("{} can be read by others; run chmod 600 on it", path.display())));
    }
    if let Ok(key) = <[u8; 32]>::try_from(bytes.as_slice()) {
        if passphrase_file.is_some() {
            bail!(Usage(format!(
                "{} has no passphrase; run `quittance admin master protect`",
                path.display()
            )));
        }
        return Ok(Zeroizing::new(key));
    }
    let locked = |error: CustodyError| Usage(format!("{}: {error}", path.display()));
    let file = KeyFile::parse(&String::from_utf8_lossy(&bytes)).map_err(locked)?;
    let Some(passphrase_file) = passphrase_file else {
        bail!(Usage(format!(
            "{} is locked; give its passphrase with --master-passphrase-file",
            path.display()
        )));
    };
    let passphrase = ceremony::files::passphrase(passphrase_file)?;
    Ok(file.open(Purpose::Master, &passphrase).map_err(locked)?)
}

fn new_master_key(path: &Path) -> anyhow::Result<Zeroizing<[u8; 32]>> {
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(OsEntropy.bytes());
    whole_file::write_new(path, key.as_slice())?;
    Ok(key)
}

/// Locks the master key with a passphrase, which every start needs from then on.
pub(crate) fn protect_master(data: &Path, passphrase_file: &Path) -> anyhow::Result<()> {
    let path = data.join(MASTER);
    let key = master_key(&path, None)?;
    let passphrase = ceremony::files::passphrase(passphrase_file)?;
    let file = KeyFile::lock(Purpose::Master, &key, &passphrase, &mut OsEntropy)?;
    whole_file::write(&path, file.to_json().as_bytes())
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
