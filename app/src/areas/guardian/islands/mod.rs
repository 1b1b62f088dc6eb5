//! What moves on a person's page without a post.

mod live_guardian;
mod save_bar;

pub use live_guardian::LiveGuardian;
pub use save_bar::SaveBar;
