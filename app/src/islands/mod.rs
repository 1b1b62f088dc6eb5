//! Interactive parts shared by areas. An area's own stand in the area.

pub mod root;
