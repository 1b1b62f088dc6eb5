//! Primitives every page is made of, one per file. They know nothing of accounts, wizards or the database.
//!
//! Colour never carries meaning alone, targets are at least 44 px high on phones, and nothing here needs script.

mod alert;
mod avatar;
mod badge;
mod button;
mod card;
mod confirm;
mod copy_id;
mod empty_state;
mod facts;
mod icon;
mod meter;
mod page_header;
mod pagination;
#[cfg(feature = "ssr")]
mod qr_code;
mod quoted;
mod ring;
mod toast;
mod tone;

pub use alert::Alert;
pub use avatar::{Avatar, AvatarSize};
pub use badge::{Badge, StatusBadge};
pub use button::{Button, ButtonSize, LinkButton, Look};
pub use card::Card;
pub use confirm::ConfirmDialog;
pub use copy_id::CopyId;
pub use empty_state::EmptyState;
pub use facts::{Fact, Facts};
pub use icon::{Glyph, Icon, glyph};
pub use meter::Meter;
pub use page_header::PageHeader;
pub use pagination::Pagination;
#[cfg(feature = "ssr")]
pub use qr_code::QrCode;
pub use quoted::Quoted;
pub use ring::Ring;
pub use toast::Toast;
pub use tone::Tone;
