//! Files for the browser.

use std::path::Path;

use http::{HeaderValue, header::CACHE_CONTROL};
use tower::ServiceBuilder;
use tower_http::{
    services::ServeDir,
    set_header::{SetResponseHeader, SetResponseHeaderLayer},
};

/// What was built: script, WASM, style. Names with a hash never change their content.
pub(crate) fn built(site_root: &Path, hashed: bool) -> SetResponseHeader<ServeDir, HeaderValue> {
    let policy = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static(policy)))
        .service(dir(site_root))
}

/// What lies in `public/`: icon, logo, robots.txt.
pub(crate) fn public(site_root: &Path) -> ServeDir {
    dir(site_root)
}

fn dir(site_root: &Path) -> ServeDir {
    ServeDir::new(site_root).append_index_html_on_directories(false).precompressed_br().precompressed_gzip()
}
