//! What moves on a number's page without a post.

mod copy_text;
mod live_transfer;

pub use copy_text::CopyText;
pub use live_transfer::LiveTransfer;
