use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use attest::Roots;
use server::AppConfig;
use server::log::{WitnessPeer, Witnesses};
use servicing::LockBudget;
use tokio::net::{TcpListener, UnixListener};

use crate::cli::{ServeOptions, Usage};
use crate::{data_dir, shutdown};

/// As many as a roster takes.
const MOST_WITNESSES: u8 = 32;

/// `quittance serve`.
pub(crate) async fn run(options: ServeOptions) -> anyhow::Result<ExitCode> {
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| Usage(format!("can't listen on {}: {error}", options.listen)))?;
    let address = listener.local_addr()?;
    let public_url = options.public_url.unwrap_or_else(|| format!("http://{address}"));
    check_public_url(&public_url)?;
    let config = AppConfig {
        public_url: public_url.trim_end_matches('/').to_owned(),
        allow_private_webhooks: options.allow_private_webhooks,
        attestation_roots: attestation_roots(&options.attestation_roots)?,
    };
    let witnesses = witnesses(&options.witnesses, options.witness_quorum)?;
    let app = data_dir::open(
        &options.data,
        options.policies.as_deref(),
        config,
        options.master_passphrase_file.as_deref(),
        Some(&witnesses),
    )?;
    app.set_installation_budget(LockBudget {
        phones_per_hour: options.lock_budget,
        share_of_active_bp: options.lock_budget_share,
    });
    if !witnesses.is_empty() {
        app.log.watched_by(witnesses);
    }
    let admin = bind_admin(&data_dir::admin_socket(&options.data))?;
    tracing::info!(%address, data = %options.data.display(), "serving");
    let router = server::router(&app);
    server::serve(app, router, listener, Some(admin), shutdown::requested()).await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// The roots of all these files together.
fn attestation_roots(files: &[PathBuf]) -> anyhow::Result<Roots> {
    files.iter().try_fold(Roots::default(), |roots, path| {
        let fault = |fault: &dyn std::fmt::Display| Usage(format!("{}: {fault}", path.display()));
        let pem = std::fs::read(path).map_err(|error| fault(&error))?;
        Ok(roots.and(&Roots::from_pem(&pem).map_err(|error| fault(&error))?))
    })
}

fn witnesses(texts: &[String], quorum: u8) -> anyhow::Result<Witnesses> {
    let peers: Result<Vec<WitnessPeer>, _> = texts.iter().map(|text| text.parse()).collect();
    let peers = peers.map_err(|error| Usage(format!("--witness: {error}")))?;
    if usize::from(quorum) > peers.len() {
        let given = peers.len();
        return Err(
            Usage(format!("--witness-quorum {quorum} is more than the {given} --witness given")).into()
        );
    }
    let witnesses = Witnesses::new(peers, quorum);
    // As rosters ask for it: there witnesses are told apart by their names.
    let (_, named) = witnesses.policy();
    let names: BTreeSet<_> = named.iter().map(|witness| &witness.name).collect();
    if names.len() < named.len() || named.len() > usize::from(MOST_WITNESSES) {
        return Err(Usage(format!("--witness: at most {MOST_WITNESSES}, each of another name")).into());
    }
    Ok(witnesses)
}

fn check_public_url(url: &str) -> anyhow::Result<()> {
    if url.starts_with("http://") || url.starts_with("https://") {
        return Ok(());
    }
    Err(Usage(format!("--public-url `{url}` must begin with https:// (or http:// for a test)")).into())
}

/// A socket left by a server that was killed is removed: the store's lock proves that none is running.
fn bind_admin(path: &Path) -> anyhow::Result<UnixListener> {
    if path.exists() {
        std::fs::remove_file(path)?;
    }
    let socket = UnixListener::bind(path).with_context(|| format!("can't open {}", path.display()))?;
    // Whatever the folder and the umask let others do.
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_socket_is_its_owner_s_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("admin.sock");
        drop(bind_admin(&path).unwrap());
        let again = bind_admin(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        drop(again);
    }
}
