//! What stands around every page: brand, navigation, search, the signed-in person, what just happened.
//!
//! [`staff_page`], [`family_page`] and, for whoever comes, [`either_page`] load a page and put it in its frame with the message the last form left, also when
//! it cannot be shown.

mod brand;
mod either;
mod family;
mod language_switch;
mod parts;
mod plain;
mod staff;
mod user_menu;

pub use brand::{BrandLogo, BrandMark};
pub use either::either_page;
pub use family::{FamilyFrame, FamilyPlace, family_page};
pub use language_switch::LanguageSwitch;
pub use parts::{DataAge, FlashToast};
pub use plain::PlainFrame;
pub use staff::{StaffFrame, StaffPlace, staff_page};
pub use user_menu::UserMenu;
