use std::process::ExitCode;

use axum::Router;
use serde_json::{Value, json};

use super::clock::Financed;
use super::lender::Lender;
use super::stage::Stage;
use super::{life, papers, portfolio, script};
use crate::cli::DemoOptions;

/// Lives the life once. Every line was observed on the phone; the first expectation that is not met ends it
/// with an error.
pub(super) async fn run(options: DemoOptions) -> anyhow::Result<ExitCode> {
    let (stage, listener) = Stage::build(options.listen).await?;
    let curtain = stage.serve(listener, Router::new());
    let home = stage.home();
    portfolio::seed(&stage, options.contracts, |_| {}).await?;
    let main = script::MAIN.enter(&stage.lender, &home, 1).await?;
    let weekly = script::WEEKLY.enter(&stage.lender, &home, 2).await?;
    let forbidden = script::FORBIDDEN.enter(&stage.lender, &home, 3).await?;
    let observer = Observer { lender: &stage.lender };
    let lived = life::live(&observer, &main, &weekly, &forbidden).await;
    let kept = match options.documents.filter(|_| lived.is_ok()) {
        Some(folder) => papers::keep(&stage.lender, &folder, &[&main, &weekly, &forbidden]).await,
        None => Ok(()),
    };
    curtain.fall().await?;
    lived?;
    kept?;
    Ok(ExitCode::SUCCESS)
}

/// Writes down what a phone shows.
pub(super) struct Observer<'a> {
    pub(super) lender: &'a Lender,
}

impl Observer<'_> {
    /// Waits until the phone shows what is expected, and prints the line.
    #[expect(clippy::print_stdout, reason = "the result of the command")]
    pub(super) async fn see(
        &self,
        step: &str,
        financed: &Financed,
        expected: impl Fn(&Value) -> bool,
    ) -> anyhow::Result<Value> {
        let screen = financed.phone.wait_for(step, expected).await?;
        let line = json!({
            "at": self.lender.now().await?.to_string(),
            "step": step,
            "contract": financed.contract,
            "device": financed.device,
            "standing_seq": screen["standing_seq"],
            "level": screen["level"],
            "screen": screen["title"],
            "proof": screen["proof"],
        });
        println!("{line}");
        Ok(screen)
    }
}
