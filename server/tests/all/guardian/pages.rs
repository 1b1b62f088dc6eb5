//! What the tests of Guardian’s pages share.

use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};

pub const AMA: &str = "TSUID-ama.mensah";
pub const PAGE: &str = "/guardian/TSUID-ama.mensah";
pub const DANA: &str = "+18015550141";

/// A portal that has read the sandbox's families.
pub async fn portal(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    app
}

/// The version a page's form would post.
pub fn version(page: &Page) -> String {
    let at = page.body.split("name=\"version\" value=\"").nth(1);
    at.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no version: {}", page.body)).to_owned()
}

/// What the settings form posts without script: both directions, calls off, and the rest as said.
pub fn form<'a>(version: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("subscriber", AMA),
        ("version", version),
        ("texts.mode", "off"),
        ("texts.level", "own"),
        ("texts.inbound", "on"),
        ("texts.outbound", "on"),
        ("calls.mode", "off"),
        ("calls.inbound", "on"),
        ("calls.outbound", "on"),
        ("notify", ""),
    ];
    for (name, value) in more {
        fields.retain(|(other, _)| other != name);
        fields.push((name, value));
    }
    fields
}

pub async fn save(browser: &Browser, version: &str, more: &[(&str, &str)]) -> Page {
    browser.post_form("/do/save-guardian", &form(version, more)).await.unwrap()
}

pub async fn contact(browser: &Browser, version: &str, fields: &[(&str, &str)]) -> Page {
    let mut all = vec![("subscriber", AMA), ("version", version)];
    all.extend(fields);
    browser.post_form("/do/save-contact", &all).await.unwrap()
}

pub async fn body(browser: &Browser, path: &str) -> String {
    let page = browser.get(path).await.unwrap();
    assert_eq!(page.status, 200, "{path}");
    page.body
}

pub fn holds(body: &str, words: &[&str]) {
    for words in words {
        assert!(body.contains(words), "{words}: {body}");
    }
}
