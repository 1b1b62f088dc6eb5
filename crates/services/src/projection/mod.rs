//! The projection: what Telegent had when it was last read.
//!
//! [`mod@write`] is the only place that changes it; [`sync`] reads everything again, the journal what it touched.

pub mod guardian;
mod offer;
pub mod sync;
pub mod write;

pub use offer::offer;
pub use sync::{Settings, Syncer, request_refresh};
