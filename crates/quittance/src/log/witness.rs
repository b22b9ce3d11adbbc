use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, bail};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use ident::Entropy as _;
use proof::keys::{LenderKey, Signer as _};
use proof::log::{NoteKey, SignatureKind};
use tlog::witness::{MAX_REQUEST_BYTES, Refusal, Witness};
use tokio::net::TcpListener;

use super::options::WitnessOptions;
use crate::cli::Usage;
use crate::environment::{OsEntropy, wall_now};
use crate::{shutdown, whole_file};

type Shared = Arc<Mutex<Witness>>;

/// `quittance log witness`.
pub(crate) async fn run(options: WitnessOptions) -> anyhow::Result<ExitCode> {
    let make = fs::DirBuilder::new().recursive(true).mode(0o700).create(&options.dir);
    make.with_context(|| format!("can't create the folder {}", options.dir.display()))?;
    let _lock = lock(&options.dir)?;
    let key = key(&options.dir.join("witness.key"))?;
    let public = NoteKey::new(&options.name, SignatureKind::Cosignature, key.public_key());
    let public = public.map_err(|error| Usage(format!("--name `{}`: {error}", options.name)))?;
    let witness = Witness::new(&options.dir, &options.name, Arc::new(key), options.logs);
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| Usage(format!("can't listen on {}: {error}", options.listen)))?;
    say(&format!("http://{}", listener.local_addr()?), &public);
    let router = axum::Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
        .with_state(Arc::new(Mutex::new(witness)));
    axum::serve(listener, router).with_graceful_shutdown(shutdown::requested()).await?;
    Ok(ExitCode::SUCCESS)
}

async fn add_checkpoint(State(witness): State<Shared>, body: String) -> Response {
    let cosign =
        move || witness.lock().unwrap_or_else(PoisonError::into_inner).add_checkpoint(&body, wall_now());
    let answer = tokio::task::spawn_blocking(cosign).await;
    let refusal = match answer {
        Ok(Ok(line)) => return line.into_response(),
        Ok(Err(refusal)) => refusal,
        Err(error) => Refusal::Failed(error.to_string()),
    };
    tracing::warn!(status = refusal.status(), %refusal, "not cosigned");
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, refusal.content_type())], refusal.body()).into_response()
}

/// Two witnesses with one memory could cosign two histories.
fn lock(folder: &Path) -> anyhow::Result<fs::File> {
    let file = fs::File::create(folder.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => bail!(Usage(format!("{} is in use by another witness", folder.display()))),
    }
}

/// The witness's own key, made at the first start. Nobody but the owner may read it.
fn key(path: &Path) -> anyhow::Result<LenderKey> {
    let seed: [u8; 32] = match fs::read(path) {
        Ok(bytes) => {
            if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
                bail!(Usage(format!("{} can be read by others; run chmod 600 on it", path.display())));
            }
            bytes.try_into().map_err(|_| Usage(format!("{} is not a key of 32 bytes", path.display())))?
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let seed = OsEntropy.bytes();
            whole_file::write(path, &seed)?;
            seed
        }
        Err(error) => return Err(error).with_context(|| format!("can't read {}", path.display())),
    };
    Ok(LenderKey::from_seed(&seed))
}

/// The first line of the output: where it is, and the key for the log's operator and its readers.
#[expect(clippy::print_stdout, reason = "the result of the command")]
fn say(url: &str, key: &NoteKey) {
    println!(
        "{}",
        serde_json::json!({ "url": url, "key": key.to_string(), "witness": format!("{key}@{url}") })
    );
}
