use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Logs to standard error: lines for a terminal, JSON for everything else. Standard output belongs to the
/// commands' results.
pub(crate) fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        builder.with_target(false).init();
    } else {
        builder.json().flatten_event(true).init();
    }
}
