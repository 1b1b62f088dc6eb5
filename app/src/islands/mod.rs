//! Interactive parts shared by areas. An area's own stand in the area.

#[cfg(feature = "hydrate")]
pub(crate) mod follow;
pub mod root;
