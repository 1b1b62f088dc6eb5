//! Interactive parts of this area.

mod quick_exit;

pub use quick_exit::QuickExit;
