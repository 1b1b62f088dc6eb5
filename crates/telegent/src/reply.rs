//! A typed value beside the JSON it was read from.

use std::{fmt, ops::Deref};

/// What an operation answered: dereferences to the typed value.
///
/// `raw` may hold passwords, PINs and activation codes in clear: `Debug` leaves it out, and it must not be logged.
#[derive(Clone)]
pub struct Reply<T> {
    /// The decoded value.
    pub value: T,
    /// The body as it came, before any normalisation.
    pub raw: serde_json::Value,
}

impl<T> Reply<T> {
    /// The typed value alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The same raw body with the value mapped.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reply<U> {
        Reply { value: f(self.value), raw: self.raw }
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("value", &self.value).finish_non_exhaustive()
    }
}
