//! What the wizards work with beside the database.

use telegent::Client;

use super::stock::Stock;
use crate::{Vault, mail::Letterhead};

/// Telegent for the two questions that a form waits for, the key for secrets, and paper for mail. Clones share it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// How many numbers an area has.
    pub stock: Stock,
    /// Whether a number may come over.
    pub client: Client,
    /// Seals what only the old account's holder knows.
    pub vault: Vault,
    /// For links that are mailed.
    pub letterhead: Letterhead,
}
