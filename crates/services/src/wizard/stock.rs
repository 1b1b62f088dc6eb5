//! Whether numbers are to be had in an area, asked of Telegent and remembered for a minute.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::wizard::Area;
use telegent::{AvailabilityRequest, Client};
use tokio::time::{Instant, timeout};

/// What is in stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// About this many numbers.
    Some(u32),
    /// None.
    None,
    /// Telegent could not be asked in time. The order will tell.
    Unknown,
}

/// Remembers what was asked a minute ago: typing an area code must not eat the rate budget.
#[derive(Clone, Debug)]
pub struct Stock {
    client: Client,
    known: Arc<Mutex<HashMap<String, (Instant, Level)>>>,
}

impl Stock {
    const FRESH: Duration = Duration::from_secs(60);
    const PATIENCE: Duration = Duration::from_secs(4);

    /// Stock as this client sees it.
    pub fn new(client: Client) -> Self {
        Self { client, known: Arc::default() }
    }

    /// The stock of an area; never an error and never a long wait.
    pub async fn level(&self, area: &Area) -> Level {
        let key = area.words();
        if let Some((at, level)) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied()
            && at.elapsed() < Self::FRESH
        {
            return level;
        }
        let request = match area {
            Area::Code(code) => AvailabilityRequest::mobile(Some(code.as_str().into()), None),
            Area::Zip(zip) => AvailabilityRequest::mobile(None, Some(zip.as_str().into())),
        };
        let level = match timeout(Self::PATIENCE, self.client.numbers().availability(&request)).await {
            Ok(Ok(reply)) => match reply.results_total.map(u32::try_from) {
                Some(Ok(0)) => Level::None,
                Some(Ok(n)) => Level::Some(n),
                _ if reply.available_number_areas.is_empty() => Level::None,
                _ => Level::Unknown,
            },
            Ok(Err(error)) => {
                tracing::info!(%error, "stock not read");
                return Level::Unknown;
            }
            Err(_) => return Level::Unknown,
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (at, _)| at.elapsed() < Self::FRESH);
        known.insert(key, (Instant::now(), level));
        level
    }
}
