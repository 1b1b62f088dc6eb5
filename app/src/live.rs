//! Events as they happen, from the database to whoever waits in this process.

use services::Actor;
pub use services::journal::live::Event;
use tokio::sync::broadcast;

/// Whether this person may know of an event: staff of all, families of their own account's.
pub fn concerns(event: &Event, actor: &Actor) -> bool {
    actor.role.is_staff() || (event.account.is_some() && event.account == actor.account_id)
}

/// A handle on the stream of events. Clones share it.
#[derive(Clone, Debug)]
pub struct Live {
    sender: broadcast::Sender<Event>,
}

impl Live {
    /// A stream nobody sends to yet. A listener that falls 256 events behind is told so.
    pub fn new() -> Self {
        Self { sender: broadcast::Sender::new(256) }
    }

    /// Tells everybody who listens.
    pub fn send(&self, event: Event) {
        // Fails when nobody listens, which is fine.
        let _ = self.sender.send(event);
    }

    /// Events from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}
