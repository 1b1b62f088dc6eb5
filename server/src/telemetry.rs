//! Logs: ids and outcomes, never names, numbers, tokens or what was written.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Logs to standard error: for people in a terminal, JSON elsewhere. `RUST_LOG` chooses what, `info` by default.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Fails when somebody logs already, as in tests.
    let _ = if std::io::stderr().is_terminal() { logs.try_init() } else { logs.json().try_init() };
}
