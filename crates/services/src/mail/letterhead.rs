//! What every mail needs beside its words.

use std::sync::Arc;

use url::Url;

use super::Brand;

/// Whose mail it is, and where its links lead. Clones share it.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// Where the portal is reached.
    pub public_url: Url,
    /// Whose portal it is.
    pub brand: Arc<Brand>,
}
