//! Whether numbers are to be had in an area, asked of Telegent and remembered for a minute.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::wizard::Area;
use futures::future::join_all;
use telegent::{AvailabilityRequest, Client};
use tokio::{
    sync::Mutex as AsyncMutex,
    time::{Instant, timeout_at},
};

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

impl Level {
    /// How long it is remembered: typing an area code must not eat the rate budget.
    fn keeps(self) -> Duration {
        Duration::from_secs(if self == Self::Unknown { 5 } else { 60 })
    }
}

/// What is known of an area. Whoever asks Telegent holds it, the others wait for the answer.
type Slot = Arc<AsyncMutex<Option<(Instant, Level)>>>;

/// Asks Telegent, and remembers.
#[derive(Clone, Debug)]
pub struct Stock {
    client: Client,
    known: Arc<Mutex<HashMap<String, Slot>>>,
}

/// The stock of some areas.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(HashMap<String, Level>);

impl Levels {
    /// Of one of them; unknown when it was not asked for.
    pub(super) fn of(&self, area: &Area) -> Level {
        self.0.get(&area.words()).copied().unwrap_or(Level::Unknown)
    }
}

impl Stock {
    const PATIENCE: Duration = Duration::from_secs(4);

    /// Stock as this client sees it.
    pub fn new(client: Client) -> Self {
        Self { client, known: Arc::default() }
    }

    /// The stock of an area; never an error and never a long wait.
    pub async fn level(&self, area: &Area) -> Level {
        self.level_until(area, Instant::now() + Self::PATIENCE).await
    }

    /// The stock of these areas, asked for all at once.
    pub(super) async fn levels(&self, areas: impl IntoIterator<Item = Area>) -> Levels {
        let until = Instant::now() + Self::PATIENCE;
        let areas: HashMap<String, Area> = areas.into_iter().map(|area| (area.words(), area)).collect();
        let asked = areas.into_iter().map(|(key, area)| async move { (key, self.level_until(&area, until).await) });
        Levels(join_all(asked).await.into_iter().collect())
    }

    async fn level_until(&self, area: &Area, until: Instant) -> Level {
        let slot = self.slot(area.words());
        let Ok(mut known) = timeout_at(until, slot.lock()).await else { return Level::Unknown };
        if let Some((_, level)) = known.filter(|(at, level)| at.elapsed() < level.keeps()) {
            return level;
        }
        let level = timeout_at(until, self.ask(area)).await.unwrap_or(Level::Unknown);
        *known = Some((Instant::now(), level));
        level
    }

    fn slot(&self, key: String) -> Slot {
        let mut slots = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever can't be looked at is being asked for.
        slots.retain(|_, slot| {
            slot.try_lock().map_or(true, |known| known.is_some_and(|(at, level)| at.elapsed() < level.keeps()))
        });
        Arc::clone(slots.entry(key).or_default())
    }

    async fn ask(&self, area: &Area) -> Level {
        let request = match area {
            Area::Code(code) => AvailabilityRequest::mobile(Some(code.as_str().into()), None),
            Area::Zip(zip) => AvailabilityRequest::mobile(None, Some(zip.as_str().into())),
        };
        match self.client.numbers().availability(&request).await {
            Ok(reply) => match reply.results_total.map(u32::try_from) {
                Some(Ok(0)) => Level::None,
                Some(Ok(n)) => Level::Some(n),
                _ if reply.available_number_areas.is_empty() => Level::None,
                _ => Level::Unknown,
            },
            Err(error) => {
                tracing::info!(%error, "stock not read");
                Level::Unknown
            }
        }
    }
}
