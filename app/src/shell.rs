//! The HTML document around every page.

use http::header::CONTENT_SECURITY_POLICY;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{app::App, context, islands::root::Root, paths};

/// The document around the site.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    document(options, App)
}

/// The document around anything. Sets the content security policy that goes with the nonce of its scripts.
pub fn document<V: IntoView>(options: LeptosOptions, site: impl FnOnce() -> V) -> impl IntoView {
    let nonce = use_nonce();
    let hue = context::maybe_state().and_then(|state| state.brand.hue);
    if let Some(nonce) = &nonce {
        context::set_header(CONTENT_SECURITY_POLICY, &policy(nonce));
    }
    view! {
        <!DOCTYPE html>
        <html lang=context::lang().as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet id="style" options=options.clone()/>
                {hue.map(|hue| view! { <link rel="stylesheet" href=paths::brand_style(hue)/> })}
                <script nonce=nonce>{WATCH}</script>
                <AutoReload options=options.clone()/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                {site()}
                // Last, so that every other island is alive when it says that they are.
                <Root/>
            </body>
        </html>
    }
}

/// Scripts run by nonce, everything else comes from this site, nothing is inline.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; manifest-src 'self'"
    )
}

/// Tells the server when the islands cannot come alive: the script that fetches them fails in silence.
const WATCH: &str = "(() => { let told = false; const tell = (why) => { \
    if (told || document.documentElement.hasAttribute('data-hydrated')) return; told = true; \
    document.documentElement.setAttribute('data-hydration-failed', ''); \
    navigator.sendBeacon('/do/hydration-failed', String(why).slice(0, 300)); }; \
    addEventListener('unhandledrejection', (e) => tell(e.reason)); \
    addEventListener('error', (e) => tell(e.message)); })()";
