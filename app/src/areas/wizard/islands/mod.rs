//! The wizards' interactive parts: live checks and autosave, stock, progress.

mod live_fields;
mod live_progress;
mod stock_hint;

pub use live_fields::LiveFields;
pub use live_progress::LiveProgress;
pub use stock_hint::StockHint;
