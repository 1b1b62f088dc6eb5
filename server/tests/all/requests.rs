//! What members ask for, and what becomes of the answers, over real requests.

use services::mail;
use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};

const AMA: &str = "TSUID-ama.mensah";
const LINE: &str = "+18015550143";
const LEE: &str = "+13855550188";

/// A portal that has read the sandbox's families.
async fn portal(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    app
}

async fn ask(browser: &Browser, fields: &[(&str, &str)]) -> Page {
    let answer = browser.post_form("/do/ask", fields).await.unwrap();
    assert_eq!((answer.status, answer.location()), (303, "/ask"), "{}", answer.body);
    browser.get("/ask").await.unwrap()
}

async fn ask_for_lee(browser: &Browser) -> Page {
    let note = "for the tournament on Saturday";
    let fields =
        [("who.name", "Coach Lee"), ("who.number", "(385) 555-0188"), ("who.how", "texts"), ("who.note", note)];
    ask(browser, &[&[("form", "who")], &fields[..]].concat()).await
}

/// The ids of the requests on a page.
fn ids(page: &Page) -> Vec<String> {
    let found = page.body.split("name=\"request\" value=\"").skip(1);
    found.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

async fn answer(browser: &Browser, id: &str, answer: &str, more: &[(&str, &str)]) -> Page {
    let named: Vec<(String, &str)> = more.iter().map(|(name, value)| (format!("{name}.{id}"), *value)).collect();
    let mut fields = vec![("request", id), ("answer", answer), ("back", "/requests")];
    fields.extend(named.iter().map(|(name, value)| (name.as_str(), *value)));
    let done = browser.post_form("/do/answer-request", &fields).await.unwrap();
    assert_eq!((done.status, done.location()), (303, "/requests"), "{}", done.body);
    browser.get("/requests").await.unwrap()
}

fn holds(page: &Page, words: &[&str]) {
    for words in words {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

/// Whom texts of Ama's line are allowed from upstream.
fn allowed(app: &TestApp) -> Vec<String> {
    app.sandbox.with(|world| {
        let filter = world.guardian.message_filters.iter().find(|filter| filter.phone == LINE);
        filter.map(|filter| filter.allowed.clone()).unwrap_or_default()
    })
}

/// The stop mark of Ama's line upstream, in MB.
fn limit(app: &TestApp) -> u64 {
    app.sandbox.with(|world| world.lines.iter().find(|line| line.number == LINE).unwrap().limit_mb)
}

/// What is over by the clock is over: every granted time ends now.
async fn let_time_pass(app: &TestApp) {
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query("update requests set ends_at = now() where ends_at is not null").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    app.drain().await.unwrap();
}

/// Guardian for Ama's texts is on, and unknown senders are stopped.
async fn guard(browser: &Browser) {
    let fields = [
        ("subscriber", AMA),
        ("version", "0"),
        ("texts.mode", "enforce"),
        ("texts.level", "child"),
        ("texts.inbound", "on"),
        ("texts.outbound", "on"),
        ("calls.mode", "off"),
        ("calls.inbound", "on"),
        ("calls.outbound", "on"),
        ("notify", ""),
    ];
    assert_eq!(browser.post_form("/do/save-guardian", &fields).await.unwrap().status, 303);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_contact_is_asked_for_granted_and_ends_by_itself(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    guard(&dana).await;
    app.drain().await.unwrap();
    assert!(!allowed(&app).contains(&LEE.to_owned()));

    let page = ask_for_lee(&ama).await;
    holds(&page, &["Asked.", "Coach Lee (385) 555-0188: texts", "Waiting for an answer", "tournament"]);
    // Once is enough.
    let page = ask_for_lee(&ama).await;
    holds(&page, &["You asked for this already", "value=\"Coach Lee\""]);

    let letter = mail::recent(&app.state.db, 1).await.unwrap().remove(0);
    assert_eq!(letter.subject, "Test asks to text Coach Lee (385) 555-0188");
    let home = dana.get("/home").await.unwrap();
    holds(&home, &["One request is waiting for you", "Yes, always", "Until Sunday", "tournament"]);
    let page = dana.get("/requests").await.unwrap();
    let open = ids(&page);
    assert_eq!(open.len(), 1);
    // Enter in the field of the day presses the first button: never one that says yes for good.
    let first = page.body.split("name=\"answer\"").nth(1).unwrap();
    assert!(first[..first.find('>').unwrap()].contains("value=\"until\""), "{}", page.body);

    let page = answer(&dana, &open[0], "once", &[("reason", "Have fun")]).await;
    holds(&page, &["Granted.", "Nothing waits for you", "Yes, until the end of today", "Have fun"]);
    assert!(!dana.get("/home").await.unwrap().body.contains("Nothing changes until somebody answers"));
    app.drain().await.unwrap();
    assert!(allowed(&app).contains(&LEE.to_owned()));
    holds(&ama.get("/ask").await.unwrap(), &["Yes, until the end of today", "Have fun"]);

    // The contact itself ends, too.
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query(
        "update guardian_settings set ends_at = now(),
           settings = jsonb_set(settings, '{contacts,0,until}', to_jsonb(extract(epoch from now())::bigint - 1))",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let_time_pass(&app).await;
    assert!(!allowed(&app).contains(&LEE.to_owned()));
    holds(&ama.get("/ask").await.unwrap(), &["the time is over"]);
    // And can be asked for anew.
    holds(&ask_for_lee(&ama).await, &["Asked."]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_guardian_says_yes_and_the_manager_has_to_agree(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let kofi = app.guardian("AID-mensah", "TSUID-kofi.mensah", &[AMA]).await.unwrap().browser;
    let other = app.guardian("AID-mensah", "TSUID-yaw.mensah", &["TSUID-kofi.mensah"]).await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    guard(&dana).await;
    app.drain().await.unwrap();
    ask_for_lee(&ama).await;
    let open = ids(&kofi.get("/requests").await.unwrap());
    assert_eq!(open.len(), 1);
    // Who looks after somebody else sees nothing of it, and answers nothing.
    assert!(ids(&other.get("/requests").await.unwrap()).is_empty());
    let fields = [("request", open[0].as_str()), ("answer", "no")];
    assert_eq!(other.post_form("/do/answer-request", &fields).await.unwrap().status, 404);

    let page = answer(&kofi, &open[0], "always", &[]).await;
    holds(&page, &["the account manager has to agree", "See what has to be agreed to"]);
    app.drain().await.unwrap();
    assert!(!allowed(&app).contains(&LEE.to_owned()));
    holds(&ama.get("/ask").await.unwrap(), &["said yes; the account manager has to agree"]);

    let waiting = dana.get("/guardian/TSUID-ama.mensah").await.unwrap();
    let pending = waiting.body.split("name=\"pending\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let decide = [("subscriber", AMA), ("pending", pending.as_str()), ("answer", "yes")];
    assert_eq!(dana.post_form("/do/decide-guardian", &decide).await.unwrap().status, 303);
    app.drain().await.unwrap();
    assert!(allowed(&app).contains(&LEE.to_owned()));
    let page = ama.get("/ask").await.unwrap();
    assert!(!page.body.contains("has to agree"), "{}", page.body);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn more_data_is_granted_for_a_day_and_the_old_marks_come_back(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    let before = limit(&app);
    let page = ask(&ama, &[("form", "data"), ("data.more", "lots"), ("data.note", "for school")]).await;
    holds(&page, &["Enter an amount above zero", "value=\"lots\"", "for school"]);
    holds(&ask(&ama, &[("form", "data"), ("data.more", "900 GB")]).await, &["more than fits in one go"]);
    holds(&ask(&ama, &[("form", "data"), ("data.more", "1 GB"), ("data.note", "for school")]).await, &["Asked."]);

    let open = ids(&dana.get("/requests").await.unwrap());
    // A day that is no answer is said at its field, and what was typed stays.
    let page = answer(&dana, &open[0], "until", &[("until", ""), ("reason", "Just this once")]).await;
    holds(&page, &["Please fill this in", "Just this once", "<details open"]);
    let page = answer(&dana, &open[0], "until", &[("until", "2020-01-01")]).await;
    holds(&page, &["That day is too soon", "value=\"2020-01-01\""]);
    let page = answer(&dana, &open[0], "once", &[]).await;
    holds(&page, &["Granted."]);
    // Pressing twice, or after somebody else, changes nothing.
    holds(&answer(&dana, &open[0], "always", &[]).await, &["Somebody else answered first"]);
    app.drain().await.unwrap();
    assert_eq!(limit(&app), before + 1_000);
    app.sync().await.unwrap();

    // More on top of it, for good; when the first is over, only that is taken back.
    holds(&ask(&ama, &[("form", "data"), ("data.more", "500 MB")]).await, &["Asked."]);
    let open = ids(&dana.get("/requests").await.unwrap());
    holds(&answer(&dana, &open[0], "always", &[]).await, &["Granted."]);
    app.drain().await.unwrap();
    app.sync().await.unwrap();
    assert_eq!(limit(&app), before + 1_500);
    let_time_pass(&app).await;
    assert_eq!(limit(&app), before + 500);
    app.drain().await.unwrap();
    assert_eq!(limit(&app), before + 500);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn marks_that_somebody_set_meanwhile_stay(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    ask(&ama, &[("form", "data"), ("data.more", "1 GB")]).await;
    let open = ids(&dana.get("/requests").await.unwrap());
    answer(&dana, &open[0], "once", &[]).await;
    app.drain().await.unwrap();
    let set = [
        ("number", LINE),
        ("limits.notify", "20 GB"),
        ("limits.throttle", "21 GB"),
        ("limits.limit", "22 GB"),
        ("limits.speed", "5-mbps"),
    ];
    assert_eq!(dana.post_form("/do/set-limits", &set).await.unwrap().status, 303);
    app.drain().await.unwrap();
    app.sync().await.unwrap();
    assert_eq!(limit(&app), 22_000);
    let_time_pass(&app).await;
    assert_eq!(limit(&app), 22_000);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn paused_data_goes_on_for_a_while(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    // Nothing to ask for while nobody stopped it.
    assert!(!ama.get("/ask").await.unwrap().body.contains("Ask for time"));
    assert_eq!(ama.post_form("/do/ask", &[("form", "time"), ("time.until", "23:59")]).await.unwrap().status, 404);
    let before = limit(&app);
    assert_eq!(dana.post_form("/do/pause-data", &[("number", LINE)]).await.unwrap().status, 303);
    app.drain().await.unwrap();
    assert_eq!(limit(&app), 3);
    holds(
        &ask(&ama, &[("form", "time"), ("time.until", "25:99")]).await,
        &["Enter a time, for example 21:00", "In the time of your line, where it is "],
    );
    holds(&ask(&ama, &[("form", "time"), ("time.until", "00:00")]).await, &["That time is past"]);
    holds(&ask(&ama, &[("form", "time"), ("time.until", "23:59")]).await, &["Asked.", "Data until 11:59"]);
    let open = ids(&dana.get("/requests").await.unwrap());
    holds(&answer(&dana, &open[0], "once", &[]).await, &["Granted."]);
    app.drain().await.unwrap();
    assert_eq!(limit(&app), before);
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query("update data_pauses set flips_at = now()").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let_time_pass(&app).await;
    assert_eq!(limit(&app), 3);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn bad_wishes_are_refused_at_their_fields(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    for (number, words) in [
        ("911", "always gets through"),
        ("800-799-7233", "always gets through"),
        ("24365", "short code"),
        ("801 555 0143", "your own number"),
        ("Lee", "ten digits"),
        ("", "Please fill this in"),
    ] {
        let fields = [("form", "who"), ("who.name", "X"), ("who.number", number), ("who.how", "both")];
        holds(&ask(&ama, &fields).await, &[words, "value=\"X\""]);
    }
    let nameless = [("form", "who"), ("who.number", "+44 20 7946 0958"), ("who.how", "both")];
    holds(&ask(&ama, &nameless).await, &["Please fill this in", "+44 20 7946 0958"]);
    assert!(ids(&dana.get("/requests").await.unwrap()).is_empty());
    ama.post_form("/do/set-language", &[("language", "es"), ("back", "/ask")]).await.unwrap();
    holds(&ask(&ama, &[("form", "data"), ("data.more", "")]).await, &["Llena este campo", "Pedir más datos"]);

    // Taken back before anybody answered; twice is once.
    ask_for_lee(&ama).await;
    let open = ids(&ama.get("/ask").await.unwrap());
    for _ in 0..2 {
        let done = ama.post_form("/do/withdraw-request", &[("request", &open[0])]).await.unwrap();
        assert_eq!(done.location(), "/ask");
    }
    holds(&ama.get("/ask").await.unwrap(), &["Retirada"]);
    holds(&answer(&dana, &open[0], "always", &[]).await, &["taken back"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_mails_link_answers_once_and_for_its_reader_alone(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap();
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    ask_for_lee(&ama).await;
    let letter = mail::recent(&app.state.db, 1).await.unwrap().remove(0);
    let token = letter.text.split("/requests/answer/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let path = format!("/requests/answer/{token}");
    let anybody = app.browser().unwrap();
    let page = anybody.get(&path).await.unwrap();
    assert_eq!((page.status, page.header("referrer-policy")), (200, "same-origin"));
    holds(&page, &["asks to text Coach Lee", "tournament", "Yes, just today", "in the name of Test Person"]);
    // Looking answers nothing.
    assert_eq!(ids(&dana.browser.get("/requests").await.unwrap()).len(), 1);
    let no = [("token", token.as_str()), ("answer", "no"), ("reason", "Not this week")];
    assert_eq!(anybody.post_form("/do/answer-by-link", &no).await.unwrap().location(), path);
    holds(&anybody.get(&path).await.unwrap(), &["This request is answered", "Declined."]);
    let yes = [("token", token.as_str()), ("answer", "once")];
    anybody.post_form("/do/answer-by-link", &yes).await.unwrap();
    holds(&anybody.get(&path).await.unwrap(), &["Somebody else answered first"]);
    holds(&ama.get("/ask").await.unwrap(), &["Not this week"]);
    app.drain().await.unwrap();
    assert!(!allowed(&app).contains(&LEE.to_owned()));

    // Who is gone answers nothing any more; nor does a link of thin air.
    ask(&ama, &[("form", "data"), ("data.more", "1 GB")]).await;
    let letter = mail::recent(&app.state.db, 1).await.unwrap().remove(0);
    let token = letter.text.split("/requests/answer/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query("update users set disabled_at = now() where id = $1")
        .bind(dana.actor.user_id)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for token in [token.as_str(), "00ff"] {
        let page = anybody.get(&format!("/requests/answer/{token}")).await.unwrap();
        assert!(page.status == 410 && page.body.contains("This link no longer works"), "{}", page.body);
        anybody.post_form("/do/answer-by-link", &[("token", token), ("answer", "once")]).await.unwrap();
    }
    app.drain().await.unwrap();
    assert_eq!(app.sandbox.calls("POST /v1.0/numbers/data-usage"), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn nobody_else_asks_or_answers(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    let chidi = app.manager("AID-okafor").await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    ask_for_lee(&ama).await;
    let open = ids(&dana.get("/requests").await.unwrap());
    for browser in [&dana, &chidi, &staff] {
        assert_eq!(browser.get("/ask").await.unwrap().status, 404);
        assert_eq!(browser.post_form("/do/ask", &[("form", "data"), ("data.more", "1 GB")]).await.unwrap().status, 404);
    }
    assert_eq!(ama.get("/requests").await.unwrap().status, 404);
    let yes = [("request", open[0].as_str()), ("answer", "always")];
    assert_eq!(ama.post_form("/do/answer-request", &yes).await.unwrap().status, 404);
    assert_eq!(chidi.post_form("/do/answer-request", &yes).await.unwrap().status, 404);
    assert!(ids(&chidi.get("/requests").await.unwrap()).is_empty());
    let nobody = app.browser().unwrap();
    assert_eq!(nobody.get("/requests").await.unwrap().status, 303);
    assert_eq!(nobody.post_form("/do/answer-request", &yes).await.unwrap().status, 401);
    // Staff do it for every family, and see whose it is.
    holds(&staff.get("/requests").await.unwrap(), &["Coach Lee", "href=\"/accounts/AID-mensah\""]);
    holds(&answer(&staff, &open[0], "no", &[]).await, &["Declined."]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn of_many_answers_one_holds_and_what_broke_off_is_finished(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    let before = limit(&app);
    ask(&ama, &[("form", "data"), ("data.more", "1 GB")]).await;
    let open = ids(&dana.get("/requests").await.unwrap());
    let fields = [("request", open[0].as_str()), ("answer", "always")];
    let presses = (0..20).map(|_| dana.post_form("/do/answer-request", &fields));
    for press in futures::future::join_all(presses).await {
        assert_eq!(press.unwrap().status, 303);
    }
    app.drain().await.unwrap();
    assert_eq!(limit(&app), before + 1_000);
    assert_eq!(app.sandbox.calls("POST /v1.0/numbers/data-usage"), 1);

    // As if the process had ended between writing the yes down and doing it, or right after doing it.
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query("update requests set done_at = null, answered_at = now() - interval '5 minutes'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app.drain().await.unwrap();
    app.drain().await.unwrap();
    assert_eq!(limit(&app), before + 1_000);
    let page = ama.get("/ask").await.unwrap();
    assert!(!page.body.contains("Being set up"), "{}", page.body);
}
