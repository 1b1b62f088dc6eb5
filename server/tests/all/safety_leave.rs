//! Leaving an account safely, and numbers of help: what staff see, and what nobody of the account ever does.

use domain::{Lang, Role};
use services::{Scope, journal, mail, separations};
use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};

const ACCOUNT: &str = "AID-mensah";
const GOOD: [(&str, &str); 8] = [
    ("name", "Quiet Survivor"),
    ("way", "email"),
    ("email", "safe.place@example.com"),
    ("numbers", "(801) 555-0143"),
    ("holder", "Dana Mensah"),
    ("reason", "violence"),
    ("note", "Only in the morning"),
    ("attested", "on"),
];

async fn portal(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    app
}

/// Asks, and answers the path of the receipt.
async fn ask(browser: &Browser) -> String {
    let answer = browser.post_form("/do/ask-separation", &GOOD).await.unwrap();
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/leave-safely/"), "{}", answer.location());
    answer.location().to_owned()
}

/// The first request in the queue.
async fn first(staff: &Browser) -> (String, Page) {
    let queue = staff.get("/separations").await.unwrap().body;
    let path = queue.split("href=\"/separations/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = staff.get(&format!("/separations/{path}")).await.unwrap();
    (path, page)
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn it_is_asked_for_without_a_sign_in_and_nobody_of_the_account_hears_of_it(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager(ACCOUNT).await.unwrap();
    let ama = app.member(ACCOUNT, "TSUID-ama.mensah").await.unwrap();
    let nobody = app.browser().unwrap();
    let page = nobody.get("/leave-safely").await.unwrap();
    assert_eq!(
        (page.status, page.header("referrer-policy"), page.header("cache-control")),
        (200, "no-referrer", "no-store")
    );
    assert!(page.body.contains("<title>Help · Homeline</title>"), "{}", page.body);
    let exit = page.body.split("<a href=\"https://www.weather.gov/\"").nth(1).unwrap();
    assert!(exit.split('>').next().unwrap().contains("noreferrer"), "{exit}");
    assert!(nobody.get("/sign-in").await.unwrap().body.contains("href=\"/leave-safely\""));
    let count = async |table: &str| -> i64 {
        let mut tx = app.state.db.begin_all().await.unwrap();
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap()
    };
    let quiet = ["activity", "notices", "mail_outbox", "chains"];
    let mut before = Vec::new();
    for table in quiet {
        before.push(count(table).await);
    }
    // A member who is signed in asks, and one without a sign-in.
    let receipt = ask(&ama.browser).await;
    ask(&nobody).await;
    app.drain().await.unwrap();
    for (table, was) in quiet.iter().zip(before) {
        assert_eq!(count(table).await, was, "{table}");
    }
    assert_eq!(count("separation_requests").await, 2);
    let mut tx = app.state.db.begin_as(&Scope::Account(ACCOUNT.into())).await.unwrap();
    for table in ["separation_requests", "separation_events"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        assert_eq!(sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut *tx).await.unwrap(), 0, "{table}");
    }
    drop(tx);
    for path in ["/home", "/activity", "/people", "/lines/%2B18015550143", "/transfers"] {
        let page = dana.browser.get(path).await.unwrap();
        assert_eq!(page.status, 200, "{path}");
        for word in ["Quiet Survivor", "separation", "safe.place"] {
            assert!(!page.body.contains(word), "{path}: {word}");
        }
    }
    assert_eq!(dana.browser.get("/separations").await.unwrap().status, 404);

    // The receipt names nobody, and the code is kept as a hash.
    let page = nobody.get(&receipt).await.unwrap();
    assert_eq!((page.status, page.header("referrer-policy")), (200, "no-referrer"));
    let code = receipt.rsplit('/').next().unwrap();
    assert!(page.body.contains(code) && page.body.contains("We have your request"), "{}", page.body);
    assert!(!page.body.contains("Survivor") && !page.body.contains("555-0143"), "{}", page.body);
    let lower = code.to_lowercase().replace('-', " ");
    let found = nobody.post_form("/do/find-separation", &[("code", &lower)]).await.unwrap();
    assert_eq!((found.status, found.location()), (303, receipt.as_str()));
    let mut tx = app.state.db.begin_all().await.unwrap();
    let kept: String = sqlx::query_scalar("select string_agg(r::text, ' ') from separation_requests r")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert!(!kept.contains(code), "{kept}");
    drop(tx);
    let unknown = nobody.get("/leave-safely/0000-0000-0000").await.unwrap();
    assert!(unknown.status == 404 && unknown.body.contains("No request has this code"), "{}", unknown.body);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn staff_are_mailed_that_it_came_and_not_a_word_of_it(pool: PgPool) {
    let app = portal(pool).await;
    app.manager(ACCOUNT).await.unwrap();
    app.guardian(ACCOUNT, "TSUID-kofi.mensah", &["TSUID-ama.mensah"]).await.unwrap();
    app.member(ACCOUNT, "TSUID-ama.mensah").await.unwrap();
    app.staff().await.unwrap();
    for email in ["robin@example.com", "gone@example.com"] {
        app.person(email, Role::Owner, None).await.unwrap();
    }
    let mut tx = app.state.db.begin_all().await.unwrap();
    for sql in [
        "update users set language = 'es' where email = 'robin@example.com'",
        "update users set disabled_at = now() where email = 'gone@example.com'",
    ] {
        sqlx::query(sql).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let refused = app.browser().unwrap().post_form("/do/ask-separation", &GOOD[..1]).await.unwrap();
    assert_eq!(refused.location(), "/leave-safely");
    assert!(mail::recent(&app.state.db, 9).await.unwrap().is_empty(), "nothing was kept");
    ask(&app.browser().unwrap()).await;

    let mut tx = app.state.db.begin_all().await.unwrap();
    let (id, asked): (uuid::Uuid, i64) =
        sqlx::query_as("select id, floor(extract(epoch from asked_at))::bigint from separation_requests")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    drop(tx);
    let asked = jiff::Timestamp::from_second(asked).unwrap();
    let last = separations::last_day(asked, &app.state.default_time_zone).to_string();
    let mut letters = mail::recent(&app.state.db, 9).await.unwrap();
    letters.sort_by(|a, b| a.to.cmp(&b.to));
    assert_eq!(
        letters.iter().map(|letter| &*letter.to).collect::<Vec<_>>(),
        ["agent@example.com", "robin@example.com"]
    );
    for (letter, lang, words) in
        [(&letters[0], Lang::En, "leave an account safely"), (&letters[1], Lang::Es, "dejar una cuenta con seguridad")]
    {
        assert!(letter.subject.contains(words), "{}", letter.subject);
        let day = domain::porting::day_words(&last, lang);
        assert!(letter.text.contains(&day), "{day}: {}", letter.text);
        assert!(letter.text.contains(&format!("{}separations/{id}", app.url)), "{}", letter.text);
        names_nobody(letter);
    }
}

/// A mail says nothing of what was typed, nor whose the number is.
fn names_nobody(letter: &mail::Mail) {
    let all = format!("{} {} {}", letter.subject, letter.text, letter.html.as_deref().unwrap_or_default());
    for word in ["Quiet", "Survivor", "safe.place", "0143", "Mensah", "mensah", "Ama", "Dana", "iolence", "morning"] {
        assert!(!all.contains(word), "{word}: {all}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(pool: PgPool) {
    let app = portal(pool).await;
    let browser = app.browser().unwrap();
    let fields = [("name", "Quiet"), ("way", "phone"), ("numbers", "not a number"), ("note", "kept")];
    let refused = browser.post_form("/do/ask-separation", &fields).await.unwrap();
    assert_eq!((refused.status, refused.location()), (303, "/leave-safely"));
    let page = browser.get("/leave-safely").await.unwrap();
    for words in ["id=\"phone-error\"", "id=\"numbers-error\"", "not a number", "value=\"Quiet\"", "kept"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("id=\"name-error\""));
    // In the language that was chosen, which is kept.
    browser.post_form("/do/set-language", &[("language", "es"), ("back", "/leave-safely")]).await.unwrap();
    let spanish = browser.get("/leave-safely").await.unwrap().body;
    assert!(spanish.contains("Dejar una cuenta con seguridad") && spanish.contains("<title>Ayuda · Homeline</title>"));
    // Once: the next one at this browser finds nothing.
    assert!(!browser.get("/leave-safely").await.unwrap().body.contains("kept"));
    // An older browser hides where the page was; other sites cannot pass for one.
    let form = "name=Quiet&way=none&numbers=8015550143";
    for (site, status) in [(None, 303), (Some("cross-site"), 403)] {
        let mut request = browser.request("POST", "/do/ask-separation").unwrap().header("origin", "null");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form);
        assert_eq!(browser.send(request).await.unwrap().status, status, "{site:?}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn staff_work_through_the_queue_against_the_clock(pool: PgPool) {
    let app = portal(pool).await;
    let receipt = ask(&app.browser().unwrap()).await;
    let staff = app.staff().await.unwrap().browser;
    assert!(staff.get("/accounts").await.unwrap().body.contains(" need staff"));
    let (id, page) = first(&staff).await;
    for words in
        ["safe.place@example.com", "(801) 555-0143", "href=\"/accounts/AID-mensah\"", "Violence", "Only in the morning"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let path = format!("/separations/{id}");
    let turn = async |version: &str, state: &str, told: &str| {
        let fields = [("id", id.as_str()), ("version", version), ("state", state), ("told", told)];
        let answer = staff.post_form("/do/turn-separation", &fields).await.unwrap();
        assert_eq!((answer.status, answer.location()), (303, path.as_str()));
        staff.get(&path).await.unwrap().body
    };
    assert!(turn("1", "waiting", "").await.contains("id=\"told-error\""));
    assert!(turn("1", "new", "").await.contains("id=\"state-error\""));
    assert!(turn("1", "waiting", "A paper from the shelter").await.contains("Waiting for evidence"));
    assert!(turn("1", "done", "").await.contains("Nothing was overwritten"));
    let seen = app.browser().unwrap().get(&receipt).await.unwrap().body;
    assert!(seen.contains("We need something from you") && seen.contains("A paper from the shelter"), "{seen}");
    let note = [("id", id.as_str()), ("text", "Called the shelter")];
    staff.post_form("/do/note-separation", &note).await.unwrap();
    let page = staff.get(&path).await.unwrap().body;
    assert!(page.contains("Called the shelter") && page.contains("Test Person"), "{page}");
    assert!(!app.browser().unwrap().get(&receipt).await.unwrap().body.contains("Called the shelter"));

    // A younger one comes below it; what is late says so.
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query("update separation_requests set asked_at = now() - interval '12 days', name = 'Older One'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    ask(&app.browser().unwrap()).await;
    let queue = staff.get("/separations").await.unwrap().body;
    assert!(queue.find("Older One").unwrap() < queue.find("Quiet Survivor").unwrap(), "{queue}");
    assert!(queue.contains("Overdue since"), "{queue}");
    assert!(turn("2", "done", "").await.contains("Late: was due"));
    assert!(!staff.get("/separations").await.unwrap().body.contains("Older One"));
    assert!(staff.get("/separations?show=closed").await.unwrap().body.contains("Older One"));
    assert!(app.browser().unwrap().get(&receipt).await.unwrap().body.contains("It is done"));
    // Nothing of it went into the log of the account, and by mail only to staff that the second one came.
    let account = staff.get("/accounts/AID-mensah").await.unwrap().body;
    assert!(account.contains("Nothing was done here"), "{account}");
    let letters = mail::recent(&app.state.db, 5).await.unwrap();
    assert_eq!(letters.iter().map(|letter| &*letter.to).collect::<Vec<_>>(), ["agent@example.com"]);
    names_nobody(&letters[0]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn numbers_of_help_are_in_no_list_and_no_count(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager(ACCOUNT).await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    let say = async |detail: &str| {
        let mut tx = app.state.db.begin_all().await.unwrap();
        let entry = journal::Entry { account_id: Some(ACCOUNT), actor: None, what: "Change", detail };
        journal::append_activity(&mut tx, &entry).await.unwrap();
        tx.commit().await.unwrap();
    };
    let hidden = ["Called (800) 799-7233", "to +18007997233: 3 min", "988", "texts with 741741.", "988, twice"];
    let shown = ["(801) 988-0142 allowed", "988 MB → 2 GB", "+19885550142", "1988", "(801) 555-0988 blocked"];
    for detail in hidden.iter().chain(&shown) {
        say(detail).await;
    }
    // 26 in all would make two pages.
    for _ in 0..20 {
        say("Ordinary").await;
    }
    let page = dana.get("/activity").await.unwrap().body;
    for detail in shown {
        assert!(page.contains(detail), "{detail}: {page}");
    }
    for detail in hidden {
        assert!(!page.contains(&format!(">{detail}<")), "{detail}: {page}");
    }
    // A time may have the digits of a part of it.
    assert!(!page.contains("799-7233") && !page.contains("7997233") && !page.contains("page=2"), "{page}");

    // Staff paste more; what is none comes back to be mended.
    let rows = "Shelter Line, 801-555-0199\n988\nnothing here\n911, Emergency\n";
    let answer = staff.post_form("/do/add-hotlines", &[("rows", rows)]).await.unwrap();
    assert_eq!((answer.status, answer.location()), (303, "/reference/hotlines"));
    let list = staff.get("/reference/hotlines").await.unwrap().body;
    for words in [
        "1 added, 1 known before, 2 not taken",
        "Shelter Line",
        "nothing here\n911, Emergency",
        "National Domestic Violence Hotline",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    say("Called 801.555.0199").await;
    assert!(!dana.get("/activity").await.unwrap().body.contains("801.555.0199"));
    staff.post_form("/do/remove-hotline", &[("number", "+18015550199")]).await.unwrap();
    assert!(dana.get("/activity").await.unwrap().body.contains("801.555.0199"));
    assert_eq!(staff.post_form("/do/remove-hotline", &[("number", "+18015550199")]).await.unwrap().status, 404);
    assert!(staff.post_form("/do/add-hotlines", &[("rows", " ")]).await.unwrap().status == 303);
    assert!(staff.get("/reference/hotlines").await.unwrap().body.contains("id=\"rows-error\""));
    for (method, path) in [("GET", "/reference/hotlines"), ("POST", "/do/add-hotlines"), ("POST", "/do/remove-hotline")]
    {
        let answer = match method {
            "GET" => dana.get(path).await.unwrap(),
            _ => dana.post_form(path, &[("rows", "988"), ("number", "988")]).await.unwrap(),
        };
        assert_eq!(answer.status, 404, "{path}");
    }
}
