//! A line's data over real requests: chart, marks, renewal, pause, and who may.

use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};

const AMA: &str = "+18015550143";
const LINE: &str = "/lines/%2B18015550143";
const LIMITS: &str = "/lines/%2B18015550143/limits";
const SET: &str = "POST /v1.0/numbers/data-usage";
const RENEW: &str = "POST /v1.0/numbers/data-usage/update-renewal-info";

/// A portal that has read the sandbox's families.
async fn portal(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    app
}

/// The limit the sandbox has of a line, in MB.
fn limit(app: &TestApp, number: &str) -> u64 {
    app.sandbox.with(|world| world.lines.iter().find(|line| line.number == number).unwrap().limit_mb)
}

async fn set(browser: &Browser, marks: [&str; 3], more: &[(&str, &str)]) -> Page {
    let [notify, throttle, limit] = marks;
    let mut fields = vec![
        ("number", AMA),
        ("limits.notify", notify),
        ("limits.throttle", throttle),
        ("limits.speed", "5-mbps"),
        ("limits.limit", limit),
    ];
    fields.extend_from_slice(more);
    browser.post_form("/do/set-limits", &fields).await.unwrap()
}

fn has(page: &Page, words: &[&str]) {
    for words in words {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

/// The Mensahs' guardian of Ama, their member Ama, and a manager of another family.
struct People {
    kofi: Browser,
    ama: Browser,
    chidi: Browser,
}

async fn people(app: &TestApp) -> People {
    People {
        kofi: app.guardian("AID-mensah", "TSUID-kofi.mensah", &["TSUID-ama.mensah"]).await.unwrap().browser,
        ama: app.member("AID-mensah", "TSUID-ama.mensah").await.unwrap().browser,
        chidi: app.manager("AID-okafor").await.unwrap().browser,
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn marks_are_set_for_two_lines_and_each_is_told_of(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    has(&dana.get(LINE).await.unwrap(), &[&format!("href=\"{LIMITS}\""), "Change limits", "role=\"img\""]);
    let page = dana.get(LIMITS).await.unwrap();
    has(&page, &["Ama Mensah, (801) 555-0143", "limits.also.18015550142", "Kofi Mensah, (801) 555-0142", "Stops at"]);
    assert!(page.header("refresh").is_empty());

    // Out of order, absurd, absent: said at the field, what was typed stays, nothing is sent.
    let wrong = set(&dana, ["5 GB", "4 GB", "9 parsecs"], &[("limits.also.18015550142", "on")]).await;
    assert_eq!((wrong.status, wrong.location()), (303, LIMITS));
    has(&dana.get(LIMITS).await.unwrap(), &["9 parsecs", "Enter an amount above zero", "One thing needs fixing"]);
    set(&dana, ["5 GB", "4 GB", ""], &[]).await;
    has(&dana.get(LIMITS).await.unwrap(), &["Please fill this in"]);
    set(&dana, ["5 GB", "4 GB", "6 GB"], &[("limits.also.18015550142", "on")]).await;
    let page = dana.get(LIMITS).await.unwrap();
    has(&page, &["Each mark must be higher", "checked"]);
    app.drain().await.unwrap();
    assert_eq!(app.sandbox.calls(SET), 0);

    let good = set(&dana, ["700 MB", "0.8", "0.9 GB"], &[("limits.also.18015550142", "on")]).await;
    assert_eq!((good.status, good.location()), (303, LIMITS));
    let page = dana.get(LIMITS).await.unwrap();
    has(&page, &["The network is being asked", "Asking"]);
    assert_eq!(page.header("refresh"), "3");
    assert!(!page.body.contains("action=\"/do/set-limits\""), "nothing is typed while the page reloads itself");
    app.drain().await.unwrap();
    assert_eq!((app.sandbox.calls(SET), limit(&app, AMA), limit(&app, "+18015550142")), (1, 900, 900));
    let page = dana.get(LIMITS).await.unwrap();
    has(&page, &["Last change: the limits", "Set", "Asked for by Test Person", "value=\"900 MB\""]);
    assert!(page.header("refresh").is_empty());
    let staff = app.staff().await.unwrap().browser;
    has(&staff.get("/accounts/AID-mensah").await.unwrap(), &["Data limits changed", "stops at 900 MB", LIMITS]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn one_line_refused_is_said_beside_the_others(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    app.sandbox.with(|world| {
        world.lines.iter_mut().find(|line| line.number == "+18015550142").unwrap().data_enabled = false;
    });
    set(&dana, ["1 GB", "2 GB", "3 GB"], &[("limits.also.18015550142", "on")]).await;
    app.drain().await.unwrap();
    has(
        &dana.get(LIMITS).await.unwrap(),
        &["1 of 2 lines refused; the others are set", "DataEnabled is required", "Nothing was changed on this line"],
    );
    assert_eq!(limit(&app, AMA), 3_000);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn everybody_reaches_what_is_theirs(pool: PgPool) {
    let app = portal(pool).await;
    let People { kofi, ama, chidi } = people(&app).await;
    let staff = app.staff().await.unwrap().browser;
    let nobody = app.browser().unwrap();
    let marks = ["1 GB", "2 GB", "3 GB"];
    for (who, browser, line, limits) in [
        ("guardian", &kofi, 200, 200),
        ("member", &ama, 200, 404),
        ("stranger", &chidi, 404, 404),
        ("staff", &staff, 200, 200),
    ] {
        assert_eq!(browser.get(LINE).await.unwrap().status, line, "{who}");
        assert_eq!(browser.get(LIMITS).await.unwrap().status, limits, "{who}");
    }
    assert_eq!(nobody.get(LIMITS).await.unwrap().status, 303);
    let own = ama.get(LINE).await.unwrap();
    assert!(!own.body.contains("Change limits") && own.body.contains("role=\"img\""), "{}", own.body);
    assert!(!kofi.get("/lines/%2B18015550141").await.unwrap().body.contains("Change limits"), "not assigned to him");

    for (path, more) in [
        ("/do/set-renewal", vec![("renewal.period", "M"), ("renewal.day", "3")]),
        ("/do/new-cycle", vec![]),
        ("/do/pause-data", vec![]),
        ("/do/resume-data", vec![]),
    ] {
        for browser in [&ama, &chidi] {
            let fields: Vec<_> = [("number", AMA)].into_iter().chain(more.clone()).collect();
            assert_eq!(browser.post_form(path, &fields).await.unwrap().status, 404, "{path}");
        }
    }
    for browser in [&ama, &chidi] {
        assert_eq!(set(browser, marks, &[]).await.status, 404);
    }
    // A guardian who ticks a line that is not theirs changes nothing at all.
    assert_eq!(set(&kofi, marks, &[("limits.also.18015550141", "on")]).await.status, 404);
    app.drain().await.unwrap();
    assert_eq!((app.sandbox.calls(SET), app.sandbox.calls(RENEW)), (0, 0));
    assert_eq!(set(&kofi, marks, &[]).await.status, 303);
    assert_eq!(set(&staff, ["1 GB", "2 GB", "4 GB"], &[]).await.status, 303);
    app.drain().await.unwrap();
    assert_eq!(limit(&app, AMA), 4_000);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn data_is_paused_and_let_go_on_without_script(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let before = limit(&app, AMA);
    let page = dana.get(LIMITS).await.unwrap();
    has(&page, &["at most 3 MB more pass", "It takes effect at the next use of data", "Until six in the morning"]);
    let odd = dana.post_form("/do/pause-data", &[("number", AMA), ("until", "doomsday")]).await.unwrap();
    assert_eq!(odd.location(), LIMITS);
    has(&dana.get(LIMITS).await.unwrap(), &["Choose one of these"]);

    let paused = dana.post_form("/do/pause-data", &[("number", AMA), ("until", "morning")]).await.unwrap();
    assert_eq!(paused.location(), LIMITS);
    app.drain().await.unwrap();
    assert_eq!(limit(&app, AMA), 3);
    has(&dana.get(LIMITS).await.unwrap(), &["Data is paused by Test Person", "It goes on by itself", "6:00"]);
    let home = dana.get("/home").await.unwrap();
    has(&home, &["Data is paused by Test", "Let data go on", "One line has its data paused."]);
    has(&dana.get(LINE).await.unwrap(), &["Data is paused by Test Person", "/do/resume-data"]);

    let resumed = dana.post_form("/do/resume-data", &[("number", AMA), ("from", "line")]).await.unwrap();
    assert_eq!(resumed.location(), LINE);
    app.drain().await.unwrap();
    assert_eq!(limit(&app, AMA), before);
    assert!(!dana.get(LINE).await.unwrap().body.contains("Data is paused"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_renewal_is_remembered_and_a_new_cycle_asked_for_twice(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let page = dana.get(LIMITS).await.unwrap();
    has(&page, &["the network cannot be asked which day a line has"]);
    assert!(!page.body.contains("/do/new-cycle"), "the day is not known");
    let renew = async |period: &str, day: &str| {
        let fields = [
            ("number", AMA),
            ("renewal.auto", "on"),
            ("renewal.period", period),
            ("renewal.every", "1"),
            ("renewal.day", day),
        ];
        dana.post_form("/do/set-renewal", &fields).await.unwrap();
        app.drain().await.unwrap();
        dana.get(LIMITS).await.unwrap()
    };
    has(&renew("W", "8").await, &["Enter a whole number from 1 to 7.", "value=\"8\""]);
    has(&renew("M", "0").await, &["Enter a whole number from 1 to 31."]);
    assert_eq!(app.sandbox.calls(RENEW), 0);
    let early = dana.post_form("/do/new-cycle", &[("number", AMA)]).await.unwrap();
    assert_eq!(early.location(), LIMITS);
    has(&dana.get(LIMITS).await.unwrap(), &["Set the renewal day first"]);

    let page = renew("M", "31").await;
    has(&page, &["On day 31 of every month", "Set here by Test Person", "Some months are too short", "/do/new-cycle"]);
    let used = || app.sandbox.with(|world| world.lines.iter().find(|line| line.number == AMA).unwrap().used_bytes);
    assert!(used() > 0);
    dana.post_form("/do/new-cycle", &[("number", AMA)]).await.unwrap();
    app.drain().await.unwrap();
    assert_eq!((used(), app.sandbox.calls(RENEW)), (0, 2));
    has(&dana.get(LIMITS).await.unwrap(), &["Last change: a new cycle", "0 MB of"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_chart_shows_the_cycle_in_the_readers_words(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query("delete from usage_samples").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    has(&dana.get(LINE).await.unwrap(), &["The chart begins with the second reading"]);
    let mut tx = app.state.db.begin_all().await.unwrap();
    for (days, used) in [(20, 1_500), (9, 1_900), (8, 0), (5, 300), (2, 700)] {
        sqlx::query(
            "insert into usage_samples (number, account_id, at, used_bytes)
             values ($1, 'AID-mensah', now() - $2 * interval '1 day', $3 * 1048576::bigint)",
        )
        .bind(AMA)
        .bind(days)
        .bind(used)
        .execute(&mut *tx)
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let page = dana.get(LINE).await.unwrap();
    has(
        &page,
        &["Data used since ", "The same in numbers", "Earlier cycles", "1.9 GB", "300 MB", "400 MB", "3 · 2 GB"],
    );
    has(&page, &[" preserveAspectRatio=\"none\"", " vector-effect=\"non-scaling-stroke\""]);
    assert!(!page.body.contains("style="), "the content security policy would drop it");
    dana.post_form("/do/set-language", &[("language", "es"), ("back", LINE)]).await.unwrap();
    has(
        &dana.get(LINE).await.unwrap(),
        &["Datos usados desde", "Lo mismo en números", "Ciclos anteriores", "Cambiar límites", "Recibes un aviso"],
    );
    has(
        &dana.get(LIMITS).await.unwrap(),
        &["Límites de datos", "Fijar límites", "Pausar los datos", "Día de renovación"],
    );
    has(&dana.get("/home").await.unwrap(), &["más lento desde", "Activa"]);
}
