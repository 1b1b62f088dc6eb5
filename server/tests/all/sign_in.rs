//! Signing in and out, over real requests.

use domain::Role;
use services::mail;
use sqlx::PgPool;
use testkit::{PASSWORD, TestApp};

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_session_begins_and_ends(pool: PgPool) {
    let app = TestApp::start(pool.clone()).await.unwrap();
    let person = app.person("robin@example.com", Role::Owner, None).await.unwrap();
    let browser = person.browser;
    let first = browser.get("/").await.unwrap();
    assert_eq!((first.status, first.location()), (303, "/accounts"));
    assert_eq!(browser.get("/sign-in").await.unwrap().location(), "/");

    let id: String = sqlx::query_scalar("select id from sessions").fetch_one(&pool).await.unwrap();
    let out = browser.post_form("/do/sign-out", &[]).await.unwrap();
    assert_eq!((out.status, out.location()), (303, "/sign-in"));
    assert!(out.header("set-cookie").contains("__Host-homeline=;"), "{:?}", out.headers);
    let left: i64 =
        sqlx::query_scalar("select count(*) from sessions where id = $1").bind(id).fetch_one(&pool).await.unwrap();
    assert_eq!(left, 0);
    assert_eq!(browser.get("/").await.unwrap().location(), "/sign-in");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_cookie_is_locked_down_and_changes_at_sign_in(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let browser = app.browser().unwrap();
    // A refusal is remembered in a session of nobody's.
    let before = browser.sign_in("robin@example.com", "wrong").await.unwrap();
    let planted = before.header("set-cookie").to_owned();
    let person = app.person("robin@example.com", Role::Owner, None).await.unwrap();
    let after = browser.sign_in("robin@example.com", PASSWORD).await.unwrap();
    let cookie = after.header("set-cookie");
    for part in ["__Host-homeline=", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/", "; Max-Age=43"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let value = |cookie: &str| cookie.split(';').next().map(str::to_owned);
    assert_ne!(value(&planted), value(cookie));
    // Disabled: the next request is nobody's.
    sqlx::query("update users set disabled_at = now() where id = $1")
        .bind(person.actor.user_id)
        .execute(app.state.db.pool())
        .await
        .unwrap();
    assert_eq!(browser.get("/").await.unwrap().location(), "/sign-in");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn unknown_and_wrong_look_alike_and_keep_what_was_typed(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    app.person("robin@example.com", Role::Owner, None).await.unwrap();
    let mut pages = Vec::new();
    for (email, password) in [("robin@example.com", "wrong"), ("nobody@example.com", PASSWORD)] {
        let browser = app.browser().unwrap();
        let refused = browser.sign_in(email, password).await.unwrap();
        assert_eq!((refused.status, refused.location()), (303, "/sign-in?next=%2F"));
        let page = browser.get(refused.location()).await.unwrap();
        assert_eq!(page.status, 200);
        assert!(page.body.contains("don’t belong together"), "{}", page.body);
        assert!(page.body.contains(&format!("value=\"{email}\"")));
        assert!(!page.body.contains(password));
        // Once.
        assert!(!browser.get("/sign-in").await.unwrap().body.contains("don’t belong together"));
        let same = page.body.replace(email, "");
        let nonce = same.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        pages.push(same.replace(&nonce, ""));
    }
    assert_eq!(pages[0], pages[1]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn many_failures_say_how_long_to_wait(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let browser = app.browser().unwrap();
    for _ in 0..5 {
        browser.sign_in("robin@example.com", "wrong").await.unwrap();
    }
    let refused = browser.sign_in("robin@example.com", "wrong").await.unwrap();
    let page = browser.get(refused.location()).await.unwrap();
    assert!(page.body.contains("try again in 1 minute."), "{}", page.body);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn one_comes_back_to_where_one_wanted(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    app.person("robin@example.com", Role::Owner, None).await.unwrap();
    let browser = app.browser().unwrap();
    let sent = browser.get("/accounts?q=mensah").await.unwrap();
    assert_eq!((sent.status, sent.location()), (303, "/sign-in?next=%2Faccounts%3Fq%3Dmensah"));
    let form = browser.get(sent.location()).await.unwrap();
    assert!(form.body.contains(r#"name="next" value="/accounts?q=mensah""#), "{}", form.body);
    for (next, leads_to) in [
        ("/accounts?q=mensah", "/accounts?q=mensah"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/do/sign-out", "/"),
    ] {
        let fields = [("email", "robin@example.com"), ("password", PASSWORD), ("next", next)];
        let signed_in = app.browser().unwrap().post_form("/do/sign-in", &fields).await.unwrap();
        assert_eq!((signed_in.status, signed_in.location()), (303, leads_to), "{next}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_invitation_is_accepted_in_the_browser(pool: PgPool) {
    use services::identity::{self, Invite};

    let app = TestApp::start(pool).await.unwrap();
    let email = domain::Email::parse("dana@example.com").unwrap();
    let invite = Invite {
        email: &email,
        name: "Dana",
        role: Role::Manager,
        account_id: "AID-1",
        subscriber_id: Some("SID-1"),
        language: domain::Lang::En,
        inviter: "Robin",
    };
    let state = &app.state;
    let mut tx = state.db.begin_all().await.unwrap();
    identity::invite(&mut tx, &invite, &state.public_url, &state.brand).await.unwrap();
    tx.commit().await.unwrap();
    app.drain().await.unwrap();
    assert_eq!(app.mails().unwrap().len(), 1);
    let letter = mail::recent(&state.db, 1).await.unwrap().remove(0);
    let path = letter.text.split(app.url.as_str()).nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let (path, token) = (format!("/{path}"), path.rsplit('/').next().unwrap().to_owned());

    let browser = app.browser().unwrap();
    let page = browser.get(&path).await.unwrap();
    assert_eq!((page.status, page.header("referrer-policy")), (200, "same-origin"));
    assert!(page.body.contains("Welcome, Dana") && page.body.contains("dana@example.com"), "{}", page.body);
    let post = async |password: &str| {
        let fields = [("token", token.as_str()), ("password", password), ("repeat", PASSWORD)];
        browser.post_form("/do/accept-invitation", &fields).await.unwrap()
    };
    let short = post("short").await;
    assert_eq!(short.location(), path);
    assert!(browser.get(&path).await.unwrap().body.contains("Use at least 12 characters"));
    assert_eq!(post(PASSWORD).await.location(), "/");
    assert_eq!(browser.get("/").await.unwrap().location(), "/home");

    let spent = app.browser().unwrap().get(&path).await.unwrap();
    assert_eq!(spent.status, 410);
    assert!(spent.body.contains("Mail me a new link"));
    let fields = [("token", token.as_str()), ("email", "nobody@example.com")];
    let asked = app.browser().unwrap().post_form("/do/renew-invitation", &fields).await.unwrap();
    assert_eq!((asked.status, asked.location()), (303, path.as_str()));
}
