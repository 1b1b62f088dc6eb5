//! How a line leaves, over real requests.

use services::mail;
use sqlx::PgPool;
use testkit::{Browser, PASSWORD, Page, TestApp};

const LINE: &str = "+18015550142";
const PAGE: &str = "/lines/%2B18015550142/leaving";

/// A portal that has read the sandbox's families.
async fn portal(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    app
}

/// What another carrier must present.
fn stored(app: &TestApp) -> Option<String> {
    app.sandbox
        .with(|world| world.lines.iter().find(|line| line.number == LINE).and_then(|l| l.extras.port_out_pin.clone()))
}

async fn issue(browser: &Browser, password: &str, unlock: &str) -> Page {
    let fields = [("number", LINE), ("issue.password", password), ("unlock", unlock)];
    browser.post_form("/do/issue-pin", &fields).await.unwrap()
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_manager_gets_a_pin_in_two_clicks_and_sees_it_once(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let line = dana.get("/lines/%2B18015550142").await.unwrap();
    assert!(line.body.contains(&format!("href=\"{PAGE}\"")), "{}", line.body);
    let page = dana.get(PAGE).await.unwrap();
    for words in
        ["Leaving with (801) 555-0142", "Locked", "On from the start", "Unlock and get a PIN", "AID-mensah", "84043"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(page.header("refresh").is_empty());

    let wrong = issue(&dana, "not my password", "on").await;
    assert_eq!((wrong.status, wrong.location()), (303, PAGE));
    let page = dana.get(PAGE).await.unwrap();
    assert!(page.body.contains("That is not your password") && page.body.contains("<details open"), "{}", page.body);
    assert!(!page.body.contains("not my password"));
    assert!(issue(&dana, "", "on").await.status == 303 && app.sandbox.calls("POST /v1.0/numbers/portout") == 0);

    assert_eq!(issue(&dana, PASSWORD, "on").await.location(), PAGE);
    let page = dana.get(PAGE).await.unwrap();
    assert!(page.body.contains("Being stored") && page.header("refresh") == "3", "{}", page.body);
    app.drain().await.unwrap();
    let pin = stored(&app).unwrap();

    // Neither a look at the head, nor one ahead of a click, nor somebody else's uses up the one time.
    let head = dana.request("HEAD", PAGE).unwrap();
    assert_eq!(dana.send(head).await.unwrap().status, 200);
    let ahead = dana.request("GET", PAGE).unwrap().header("sec-purpose", "prefetch;prerender");
    assert!(!dana.send(ahead).await.unwrap().body.contains(&pin));
    let staff = app.staff().await.unwrap().browser;
    assert!(!staff.get(PAGE).await.unwrap().body.contains(&pin));

    let page = dana.get(PAGE).await.unwrap();
    assert!(page.body.contains(&pin) && page.body.contains("shown this once"), "{}", page.body);
    assert_eq!((page.header("cache-control"), page.header("refresh")), ("no-store", ""));
    let again = dana.get(PAGE).await.unwrap();
    assert!(again.body.contains("••••••") && again.body.contains("Not locked"), "{}", again.body);

    // It is in the inventory in clear, and on no page, nor in a mail.
    app.sync().await.unwrap();
    for (browser, path) in [
        (&dana, PAGE),
        (&dana, "/home"),
        (&dana, "/lines/%2B18015550142"),
        (&staff, PAGE),
        (&staff, "/accounts/AID-mensah"),
        (&staff, "/accounts?q=555-0142"),
        (&staff, "/demo/mail"),
    ] {
        let page = browser.get(path).await.unwrap();
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains(&pin), "{path}");
    }
    let account = staff.get("/accounts/AID-mensah").await.unwrap();
    for words in ["Transfer PIN issued", "Lock lifted", &format!("href=\"{PAGE}\"")] {
        assert!(account.body.contains(words), "{words}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn strangers_find_nothing_and_change_nothing(pool: PgPool) {
    let app = portal(pool).await;
    let chidi = app.manager("AID-okafor").await.unwrap().browser;
    let nobody = app.browser().unwrap();
    assert_eq!(chidi.get(PAGE).await.unwrap().status, 404);
    assert_eq!(chidi.get("/lines/x/leaving").await.unwrap().status, 404);
    assert_eq!(issue(&chidi, PASSWORD, "on").await.status, 404);
    let lift = [("number", LINE), ("lift.password", PASSWORD)];
    assert_eq!(chidi.post_form("/do/lift-lock", &lift).await.unwrap().status, 404);
    assert_eq!(chidi.post_form("/do/put-lock", &[("number", LINE)]).await.unwrap().status, 404);
    assert_eq!(nobody.get(PAGE).await.unwrap().status, 303);
    assert_eq!(issue(&nobody, PASSWORD, "on").await.status, 401);
    app.drain().await.unwrap();
    assert_eq!(stored(&app), None);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn lifting_asks_for_the_password_and_locking_does_not(pool: PgPool) {
    let app = portal(pool).await;
    let staff = app.staff().await.unwrap().browser;
    let lift = async |password: &str| {
        let fields = [("number", LINE), ("lift.password", password)];
        staff.post_form("/do/lift-lock", &fields).await.unwrap();
        staff.get(PAGE).await.unwrap().body
    };
    assert!(lift("wrong").await.contains("That is not your password"));
    let page = lift(PASSWORD).await;
    assert!(page.contains("Not locked") && page.contains("Lifted by Test Person"), "{page}");
    staff.post_form("/do/put-lock", &[("number", LINE)]).await.unwrap();
    let page = staff.get(PAGE).await.unwrap().body;
    assert!(page.contains("Put on by Test Person"), "{page}");
    // A page from before: the lock is said, and stays.
    assert_eq!(issue(&staff, PASSWORD, "").await.location(), PAGE);
    assert!(staff.get(PAGE).await.unwrap().body.contains("has changed since you opened the page"));
    for _ in 0..5 {
        lift("wrong").await;
    }
    let page = lift(PASSWORD).await;
    assert!(page.contains("Too many wrong passwords") && page.contains("in 1 minute."), "{page}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn this_was_not_me_needs_no_sign_in_and_works_once(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap();
    dana.browser.post_form("/do/set-language", &[("language", "es"), ("back", PAGE)]).await.unwrap();
    assert!(dana.browser.get(PAGE).await.unwrap().body.contains("Quitar el bloqueo y pedir el PIN"));
    issue(&dana.browser, PASSWORD, "on").await;
    app.drain().await.unwrap();
    let pin = stored(&app).unwrap();
    let letter = mail::recent(&app.state.db, 1).await.unwrap().remove(0);
    assert_eq!(letter.subject, "Se emitió un PIN de traslado para (801) 555-0142");
    let token = letter.text.split("/not-me/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let path = format!("/not-me/{token}");

    let anybody = app.browser().unwrap();
    let page = anybody.get(&path).await.unwrap();
    assert_eq!((page.status, page.header("referrer-policy")), (200, "same-origin"));
    assert!(page.body.contains("(801) 555-0142") && page.body.contains("Test Person"), "{}", page.body);
    let said = anybody.post_form("/do/not-me", &[("token", &token)]).await.unwrap();
    assert_eq!((said.status, said.location()), (303, path.as_str()));
    assert!(anybody.get(&path).await.unwrap().body.contains("The line is locked"));
    let spent = anybody.get(&path).await.unwrap();
    assert!(spent.status == 410 && spent.body.contains("This link no longer works"), "{}", spent.body);
    assert_eq!(anybody.post_form("/do/not-me", &[("token", &token)]).await.unwrap().location(), path);
    app.drain().await.unwrap();
    assert_ne!(stored(&app).unwrap(), pin);
    let page = dana.browser.get(PAGE).await.unwrap().body;
    assert!(page.contains("Alguien dijo que no pidió el PIN") && !page.contains(&pin), "{page}");
    let staff = app.staff().await.unwrap().browser.get("/accounts/AID-mensah").await.unwrap();
    assert!(staff.body.contains("Alarm"), "{}", staff.body);
}
