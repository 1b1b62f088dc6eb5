//! What requests are refused, and how answers are hardened.

use domain::Role;
use sqlx::PgPool;
use testkit::{PASSWORD, TestApp};

const FORM: &str = "application/x-www-form-urlencoded";

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn other_sites_change_nothing(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    app.person("robin@example.com", Role::Owner, None).await.unwrap();
    let browser = app.browser().unwrap();
    let body = format!("email=robin%40example.com&password={}&next=%2F", PASSWORD.replace(' ', "+"));
    let ours = app.url.origin().ascii_serialization();
    for (header, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("x-nothing", "at all", 403),
        ("origin", ours.as_str(), 303),
        ("sec-fetch-site", "same-origin", 303),
    ] {
        let request = browser.request("POST", "/do/sign-in").unwrap();
        let request = request.header(header, value).header("content-type", FORM).body(body.clone());
        let answer = browser.send(request).await.unwrap();
        assert_eq!(answer.status, status, "{header}: {value}");
        if status == 403 {
            assert!(answer.body.contains("That didn’t come from this site"), "{}", answer.body);
            assert!(answer.header("location").is_empty());
        }
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn pages_say_what_browsers_must_refuse(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let browser = app.browser().unwrap();
    let page = browser.get("/sign-in").await.unwrap();
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(nonce.len() >= 22, "{policy}");
    for part in ["default-src 'none'", "'strict-dynamic'", "style-src 'self'", "form-action 'self'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe-inline"));
    for script in page.body.split("<script").skip(1) {
        assert!(script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")), "{script}");
    }
    assert!(!page.body.contains(" style="), "inline styles are blocked");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "strict-origin-when-cross-origin");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(page.header("x-request-id").len(), 32);
    assert!(page.header("strict-transport-security").is_empty(), "not on http");
    assert_ne!(browser.get("/sign-in").await.unwrap().header("content-security-policy"), policy);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_may_not_learns_nothing(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let nobody = app.browser().unwrap();
    let manager = app.manager("AID-1").await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    // A staff page to a family, a family page to staff, and no page at all: one answer.
    for (browser, path) in [
        (&manager, "/accounts"),
        (&manager, "/drafts"),
        (&manager, "/nowhere"),
        (&staff, "/home"),
        (&nobody, "/nowhere"),
    ] {
        let page = browser.get(path).await.unwrap();
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("There is nothing here"), "{path}: {}", page.body);
    }
    for path in ["/accounts", "/home", "/drafts", "/demo/mail/x"] {
        let page = nobody.get(path).await.unwrap();
        assert!(matches!(page.status, 303 | 404), "{path}");
    }
    assert_eq!(nobody.get("/events").await.unwrap().status, 401);
    assert_eq!(nobody.post_form("/do/sign-out", &[]).await.unwrap().status, 401);
    assert_eq!(manager.post_form("/do/start-draft", &[("kind", "new_family")]).await.unwrap().status, 404);
    assert_eq!(nobody.post_form("/nowhere", &[]).await.unwrap().status, 404);
    assert_eq!(nobody.get("/do/sign-in").await.unwrap().status, 404);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn unreadable_forms_are_answered_with_a_page(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let browser = app.browser().unwrap();
    for body in ["", "email=robin%40example.com", "email[x]=1&password=2", "%ff%fe"] {
        let request = browser.request("POST", "/do/sign-in").unwrap().header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", FORM).header("referer", app.url.as_str()).body(body);
        let page = browser.send(request).await.unwrap();
        assert_eq!((page.status, page.location()), (400, ""), "{body}");
        assert!(page.body.contains("We couldn’t read that form"), "{body}: {}", page.body);
        assert!(!page.body.contains("missing field"));
    }
    let big = "x".repeat(1024 * 1024 + 1);
    let page = browser.post_form("/do/sign-in", &[("email", big.as_str())]).await.unwrap();
    assert_eq!(page.status, 413);
    assert!(page.body.contains("That was too much at once"), "{}", page.body);
}

/// A browser says how long its form is; who does not is cut off.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_body_of_unsaid_length_is_cut_off(pool: PgPool) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let app = TestApp::start(pool).await.unwrap();
    let post = async |chunks: usize| {
        let addr = app.url.socket_addrs(|| None).unwrap()[0];
        let mut stream = tokio::net::TcpStream::connect(addr).await.unwrap();
        let head = format!(
            "POST /do/sign-in HTTP/1.1\r\nHost: {addr}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
             Content-Type: {FORM}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n\
             2c\r\nemail=robin%40example.com&next=%2F&password=\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
        for _ in 0..chunks {
            // It may have had enough already.
            if stream.write_all(chunk.as_bytes()).await.is_err() {
                break;
            }
        }
        let _ = stream.write_all(b"0\r\n\r\n").await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    };
    let fits = post(1).await;
    assert!(fits.starts_with("HTTP/1.1 303"), "{fits}");
    let long = post(17).await;
    assert!(long.starts_with("HTTP/1.1 413") && long.contains("That was too much at once"), "{long}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn machines_get_plain_answers(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let browser = app.browser().unwrap();
    assert_eq!(browser.get("/healthz").await.unwrap().body, "ok");
    assert_eq!(browser.get("/readyz").await.unwrap().status, 200);
    let request = browser.request("POST", "/do/hydration-failed").unwrap().header("sec-fetch-site", "same-origin");
    assert_eq!(browser.send(request.body("no wasm")).await.unwrap().status, 204);
    let bare = browser.request("GET", "/nowhere").unwrap().send().await.unwrap();
    assert_eq!((bare.status().as_u16(), bare.text().await.unwrap().len()), (404, 0));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn live_events_reach_those_they_concern(pool: PgPool) {
    use std::time::Duration;

    use app::live::{Event, concerns};

    let app = TestApp::start(pool).await.unwrap();
    let mine = app.manager("AID-1").await.unwrap();
    let other = app.manager("AID-2").await.unwrap();
    let event = |account: Option<&str>| Event { account: account.map(str::to_owned), chain: None, port_in: None };
    assert!(concerns(&event(Some("AID-1")), &mine.actor));
    assert!(!concerns(&event(Some("AID-1")), &other.actor));
    assert!(!concerns(&event(None), &other.actor));

    let mut stream = mine.browser.request("GET", "/events").unwrap().send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    app.state.live.send(event(Some("AID-2")));
    app.state.live.send(event(Some("AID-1")));
    let frame = tokio::time::timeout(Duration::from_secs(5), stream.chunk()).await.unwrap().unwrap().unwrap();
    let frame = String::from_utf8_lossy(&frame);
    assert!(frame.contains("event: changed") && frame.contains("AID-1") && !frame.contains("AID-2"), "{frame}");
}
