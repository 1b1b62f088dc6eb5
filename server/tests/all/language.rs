//! In which language pages are written.

use sqlx::PgPool;
use testkit::{Browser, TestApp};

const ACCOUNT: &str = "AID-mensah";
const AMA: &str = "TSUID-ama.mensah";

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
    let manager = app.manager(ACCOUNT).await.unwrap();
    let home = manager.browser.get("/home").await.unwrap();
    assert!(home.body.contains("<html lang=\"en\"") && home.body.contains(">Español</button>"), "{}", home.body);
    manager.browser.post_form("/do/set-language", &[("language", "es"), ("back", "/home")]).await.unwrap();
    let other = app.browser().unwrap();
    other.sign_in(&manager.actor.email, testkit::PASSWORD).await.unwrap();
    let home = other.get("/home").await.unwrap();
    assert!(home.body.contains("<html lang=\"es\"") && home.body.contains("Cerrar sesión"), "{}", home.body);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_changed_is_read_in_the_readers_language(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    let dana = app.manager(ACCOUNT).await.unwrap();
    let ama = app.member(ACCOUNT, AMA).await.unwrap();
    let (id, number) = (ama.actor.user_id.to_string(), "+18015550143");
    let marks =
        [("limits.notify", "700 MB"), ("limits.throttle", "0.8"), ("limits.limit", "0.9"), ("limits.speed", "5-mbps")];
    let guardian = [
        ("subscriber", AMA),
        ("version", "0"),
        ("texts.mode", "enforce"),
        ("texts.level", "own"),
        ("texts.links", "on"),
        ("texts.inbound", "on"),
        ("texts.outbound", "on"),
        ("calls.mode", "off"),
        ("calls.inbound", "on"),
        ("calls.outbound", "on"),
        ("notify", ""),
    ];
    let line = [("number", number)];
    for (browser, path, fields) in [
        (&dana.browser, "/do/invite-person", vec![("person", "TSUID-yaw.mensah"), ("role", "member")]),
        (&ama.browser, "/do/ask", vec![("form", "data"), ("data.more", "1 GB")]),
        (&dana.browser, "/do/set-limits", [&line[..], &marks].concat()),
        (&dana.browser, "/do/save-guardian", guardian.to_vec()),
        (&dana.browser, "/do/set-voicemail", [&line[..], &[("voicemail.pin", "530917")]].concat()),
        (&dana.browser, "/do/suspend-line", line.to_vec()),
        (&dana.browser, "/do/remove-person", vec![("user", id.as_str())]),
    ] {
        assert_eq!(browser.post_form(path, &fields).await.unwrap().status, 303, "{path}");
    }
    app.drain().await.unwrap();
    let english = dana.browser.get("/activity").await.unwrap().body;
    dana.browser.post_form("/do/set-language", &[("language", "es"), ("back", "/activity")]).await.unwrap();
    let spanish = dana.browser.get("/activity").await.unwrap().body;
    for (en, es) in [
        ("no access → Member", "sin acceso → Miembro"),
        ("Member → no access", "Miembro → sin acceso"),
        ("asks for 1 GB more data", "pide 1 GB más de datos"),
        ("Notice at 700 MB, from 800 MB slowed to 5 Mbps", "Aviso a los 700 MB, desde 800 MB más lento (5 Mbps)"),
        ("Stop links: off → on", "Detener enlaces: apagado → encendido"),
        (": no e-mail, new PIN", ": sin correo, PIN nuevo"),
        ("(801) 555-0143: in service → suspended", "(801) 555-0143: en servicio → suspendida"),
    ] {
        assert!(english.contains(en) && !english.contains(es), "{en}: {english}");
        assert!(spanish.contains(es) && !spanish.contains(en), "{es}: {spanish}");
    }
    // Beside the log, which is one chain all the same.
    let mut tx = app.state.db.begin_all().await.unwrap();
    assert_eq!(services::journal::verify_activity(&mut tx).await.unwrap(), None);
}
