//! In which language pages are written.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which may fail so")]

use sqlx::PgPool;
use testkit::{Browser, TestApp};

async fn asking(browser: &Browser, path: &str, language: &str) -> testkit::Page {
    let request = browser.request("GET", path).unwrap().header("accept-language", language);
    browser.send(request).await.unwrap()
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_page_is_in_the_language_that_was_chosen_else_asked_for(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let browser = app.browser().unwrap();
    for (asked, lang, word) in
        [("es-MX,es;q=0.9", "es", "Contraseña"), ("en-US", "en", "Password"), ("fr", "en", "Password")]
    {
        let page = asking(&browser, "/sign-in", asked).await;
        assert!(page.body.contains(&format!("<html lang=\"{lang}\"")), "{asked}");
        assert!(page.body.contains(word), "{asked}");
    }
    let back = browser.post_form("/do/set-language", &[("language", "es"), ("back", "/sign-in")]).await.unwrap();
    assert_eq!((back.status, back.location()), (303, "/sign-in"));
    // The cookie stays, whatever the browser asks for; what goes wrong is said in it too.
    assert!(asking(&browser, "/sign-in", "en-US").await.body.contains("Contraseña"));
    assert!(asking(&browser, "/nowhere", "en-US").await.body.contains("Aquí no hay nada"));
    // Only languages there are, and only back to this site.
    assert_eq!(browser.post_form("/do/set-language", &[("language", "tlh")]).await.unwrap().status, 400);
    let led = browser.post_form("/do/set-language", &[("language", "en"), ("back", "//evil.example")]).await.unwrap();
    assert_eq!(led.location(), "/");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_is_signed_in_keeps_their_language_on_every_device(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let manager = app.manager("AID-mensah").await.unwrap();
    let home = manager.browser.get("/home").await.unwrap();
    assert!(home.body.contains("<html lang=\"en\"") && home.body.contains(">Español</button>"), "{}", home.body);
    manager.browser.post_form("/do/set-language", &[("language", "es"), ("back", "/home")]).await.unwrap();
    let other = app.browser().unwrap();
    other.sign_in(&manager.actor.email, testkit::PASSWORD).await.unwrap();
    let home = other.get("/home").await.unwrap();
    assert!(home.body.contains("<html lang=\"es\"") && home.body.contains("Cerrar sesión"), "{}", home.body);
}
