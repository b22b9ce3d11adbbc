use std::process::ExitCode;
use std::sync::Arc;

use agent::Identity;
use anyhow::Context as _;
use ident::Imei;
use phone::{Phone, PhoneConfig, PhoneError};
use proof::session::EnrollmentCode;
use tokio::io::AsyncReadExt as _;

use crate::cli::{PhoneOptions, Usage};
use crate::environment::{OsEntropy, monotonic};
use crate::http::Http;
use crate::shutdown;

/// `quittance phone`.
pub(crate) async fn run(options: PhoneOptions) -> anyhow::Result<ExitCode> {
    let code: Option<EnrollmentCode> =
        options.enroll.as_deref().map(str::parse).transpose().map_err(|error| usage(&error))?;
    let imeis: Result<Vec<Imei>, _> = options.imeis.iter().map(|imei| imei.parse()).collect();
    let config = PhoneConfig {
        server: None,
        dir: options.dir,
        listen: options.listen,
        identity: Identity {
            imeis: imeis.map_err(|error| usage(&error))?,
            serial: options.serial.unwrap_or_default(),
            model: options.model,
        },
        test_clock: options.test_clock,
        entropy: Box::new(OsEntropy),
        monotonic: Arc::new(monotonic),
    };
    let phone = Phone::start(config).await.map_err(start_error)?;
    let url = format!("http://{}/", phone.address());
    let ended = async {
        tokio::select! {
            () = shutdown::requested() => {}
            () = stdin_closed(), if options.until_stdin_closes => {}
        }
    };
    let scan = async {
        if let Some(code) = code {
            let scanned =
                Http::new().post_text(&format!("{url}control/provision"), &code.to_string()).await?;
            anyhow::ensure!(scanned.status.is_success(), "the phone can't use the code: {}", scanned.status);
        }
        say(&url);
        Ok(())
    };
    tokio::try_join!(async { phone.run(ended).await.context("the phone failed") }, scan)?;
    Ok(ExitCode::SUCCESS)
}

fn usage<E: std::fmt::Display>(error: &E) -> Usage {
    Usage(error.to_string())
}

/// What the caller can mend is told as such.
fn start_error(error: PhoneError) -> anyhow::Error {
    match error {
        PhoneError::NotLoopback(_) => usage(&error).into(),
        error => error.into(),
    }
}

/// The one who started the phone is gone.
async fn stdin_closed() {
    let mut ignored = Vec::new();
    // An error is an end as well.
    drop(tokio::io::stdin().read_to_end(&mut ignored).await);
}

/// The first line of the output tells where the screen is.
#[expect(clippy::print_stdout, reason = "the result of the command")]
fn say(url: &str) {
    println!("{}", serde_json::json!({ "url": url }));
}
