//! Work that is looked for again and again.

use std::{future::Future, time::Duration};

use tokio::{sync::watch, time::timeout};

use crate::Error;

/// Does `once` for as long as it finds something to do, then looks again after `idle`, until `end` turns true. A failure is
/// logged with these words and tried again.
pub(crate) async fn rounds<F: Future<Output = Result<bool, Error>>>(
    mut end: watch::Receiver<bool>,
    idle: Duration,
    failed: &str,
    once: impl Fn() -> F,
) {
    while !*end.borrow() {
        match once().await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "{failed}"),
        }
        let _ = timeout(idle, end.wait_for(|end| *end)).await;
    }
}
