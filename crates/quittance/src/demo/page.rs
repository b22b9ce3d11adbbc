//! The demo with a browser: the phones' screens live beside the contract's timeline.

mod handlers;
mod show;
mod views;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use super::stage::Stage;
use super::{portfolio, script};
use crate::cli::DemoOptions;
use crate::shutdown;
use show::{Act, Show, Wings};

pub(super) async fn run(options: DemoOptions) -> anyhow::Result<ExitCode> {
    let (stage, listener) = Stage::build(options.listen).await?;
    let wings = Arc::new(Wings::new(options.contracts));
    let curtain = stage.serve(listener, handlers::router(Arc::clone(&wings)));
    let address = format!("{}/demo", stage.url);
    say(&format!("Setting the stage: half a year of {} contracts.", options.contracts));
    let prepared = tokio::select! {
        prepared = prepare(stage, &wings) => Some(prepared?),
        () = shutdown::requested() => None,
    };
    if let Some(show) = prepared {
        say(&format!("The demo:     {address}"));
        say(&format!("The console:  {}/console  (demo, {})", show.stage.url, show.password));
        say(&format!("The API:      {}/docs/api", show.stage.url));
        for act in &show.acts {
            say(&format!("Phone {}:      {}/  ({})", act.number, act.financed.phone.url, act.title));
        }
        say("Ctrl+C ends it; nothing is kept.");
        wings.open(show);
        open_browser(&address);
        shutdown::requested().await;
    }
    curtain.fall().await?;
    Ok(ExitCode::SUCCESS)
}

async fn prepare(stage: Stage, wings: &Wings) -> anyhow::Result<Show> {
    portfolio::seed(&stage, wings.contracts, |percent| {
        wings.progress(percent);
        show_progress(percent);
    })
    .await?;
    let home = stage.home();
    let mut acts = Vec::new();
    for (role, number) in [script::MAIN, script::WEEKLY, script::FORBIDDEN].into_iter().zip(1..) {
        let financed = role.enter(&stage.lender, &home, number).await?;
        acts.push(Act { number, title: role.title, financed });
    }
    let password = stage.operator("demo").await?;
    Ok(Show { stage, acts, password })
}

/// One line that counts up, where somebody watches.
#[expect(clippy::print_stdout, reason = "the progress of the command")]
fn show_progress(percent: u32) {
    if std::io::stdout().is_terminal() {
        print!("\r{percent:3} %{}", if percent >= 100 { "\n" } else { "" });
        // A line that is not shown yet is no loss.
        drop(std::io::stdout().flush());
    }
}

/// Where there is a desktop the page opens by itself; elsewhere its address is enough.
fn open_browser(address: &str) {
    let has_desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if has_desktop {
        let opened = std::process::Command::new("xdg-open")
            .arg(address)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn();
        if let Err(error) = opened {
            tracing::debug!(%error, "no browser could be opened");
        }
    }
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn say(line: &str) {
    println!("{line}");
}
