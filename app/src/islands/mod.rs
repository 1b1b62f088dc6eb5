//! Interactive parts shared by areas. An area's own stand in the area.

#[cfg(feature = "hydrate")]
pub(crate) mod follow;
#[cfg(feature = "hydrate")]
pub(crate) mod form;
pub mod root;

/// Said while a page that follows something hears nothing of it.
pub(crate) fn out_of_date() -> &'static str {
    crate::language::lang().pick(
        "Not up to date: this page can’t reach us right now. It tries again by itself.",
        "Sin actualizar: esta página no puede conectarse ahora. Lo intenta sola.",
    )
}
