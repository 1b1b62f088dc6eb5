//! Looking after a line, over real requests and without script.

use services::mail;
use sqlx::PgPool;
use testkit::{Browser, PASSWORD, Page, TestApp};

const LINE: &str = "+18015550142";
const PATH: &str = "/lines/%2B18015550142";
const CHILD: &str = "+18015550143";
const STATUS: &str = "POST /v1.0/numbers/status";

/// A portal that has read the sandbox's families.
async fn portal(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    app
}

async fn body(browser: &Browser, what: &str) -> String {
    let page = browser.get(&format!("{PATH}/care/{what}")).await.unwrap();
    assert_eq!(page.status, 200, "{what}");
    page.body
}

async fn post(browser: &Browser, what: &str, fields: &[(&str, &str)]) -> Page {
    let fields = [&[("number", LINE)], fields].concat();
    browser.post_form(&format!("/do/{what}"), &fields).await.unwrap()
}

fn iccid(app: &TestApp, number: &str) -> String {
    app.sandbox.with(|world| world.lines.iter().find(|line| line.number == number).unwrap().iccid.clone())
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_manager_suspends_and_restores_a_line_in_two_clicks(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let line = dana.get(PATH).await.unwrap().body;
    assert!(line.contains(&format!("href=\"{PATH}/care/state\"")) && line.contains("Phone lost or stolen?"), "{line}");
    let page = body(&dana, "state").await;
    for words in ["My phone is lost", "no 911 with this SIM", "Suspend the line"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Cancel the line"), "that is for staff");
    let done = post(&dana, "suspend-line", &[]).await;
    assert_eq!((done.status, done.location()), (303, format!("{PATH}/care/state").as_str()));
    post(&dana, "suspend-line", &[]).await;
    let page = dana.get(&format!("{PATH}/care/state")).await.unwrap();
    assert!(page.body.contains("being suspended") && page.header("refresh") == "3", "{}", page.body);
    app.drain().await.unwrap();
    assert_eq!(app.sandbox.calls(STATUS), 1);
    let page = dana.get(&format!("{PATH}/care/state")).await.unwrap();
    assert!(page.body.contains("Restore the line") && page.header("refresh").is_empty(), "{}", page.body);
    let line = dana.get(PATH).await.unwrap().body;
    assert!(line.contains("The line is suspended") && line.contains("Restore"), "{line}");
    assert!(body(&dana, "sim").await.contains("Restore it first"));
    post(&dana, "restore-line", &[]).await;
    app.drain().await.unwrap();
    assert!(body(&dana, "state").await.contains("The line works again"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_sim_asks_for_the_password_and_keeps_what_was_typed(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let old = iccid(&app, LINE);
    let page = body(&dana, "sim").await;
    for words in ["SIM lock", "Locked", "Unlock and replace the SIM", "Activation code of Kofi Mensah"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let other = iccid(&app, CHILD);
    let swap = async |kind: &str, card: &str, password: &str| {
        let fields = [("sim.kind", kind), ("sim.iccid", card), ("swap.password", password), ("unlock", "on")];
        post(&dana, "swap-sim", &fields).await;
        body(&dana, "sim").await
    };
    let page = swap("card", "8901 2403", "not my password").await;
    assert!(page.contains("That is not your password") && page.contains("8901 2403"), "{page}");
    assert!(!page.contains("not my password"));
    let page = swap("card", &other, PASSWORD).await;
    assert!(page.contains("This SIM is already on another line") && page.contains(&other), "{page}");
    let page = swap("card", "89012403971905562", PASSWORD).await;
    assert!(page.contains("19 or 20 digits. It is printed"), "{page}");
    assert_eq!(app.sandbox.calls(STATUS), 0);

    let page = swap("esim", "", PASSWORD).await;
    assert!(page.contains("A new SIM is being made"), "{page}");
    app.drain().await.unwrap();
    let page = body(&dana, "sim").await;
    let new = iccid(&app, LINE);
    assert!(page.contains("The new SIM is there") && page.contains("Install the new eSIM now"), "{page}");
    assert!(page.contains(&domain::iccid::grouped(&new)) && !page.contains(&domain::iccid::grouped(&old)), "{page}");
    let qr = app.sandbox.with(|world| world.lines.iter().find(|line| line.number == LINE).unwrap().qr.clone().unwrap());
    let code = qr.split("text=").nth(1).unwrap().split('&').next().unwrap();
    assert!(page.contains(code), "{code}: {page}");
    let letter = mail::recent(&app.state.db, 1).await.unwrap().remove(0);
    assert!(letter.text.contains("/not-me/") && !letter.text.contains(code), "{}", letter.text);

    // The link of the mail, for anybody who has it.
    let token = letter.text.split("/not-me/").nth(1).unwrap().split_whitespace().next().unwrap();
    let (path, anybody) = (format!("/not-me/{token}"), app.browser().unwrap());
    let page = anybody.get(&path).await.unwrap();
    assert!(page.status == 200 && page.body.contains("Did you not expect a new SIM"), "{}", page.body);
    anybody.post_form("/do/not-me", &[("token", token)]).await.unwrap();
    assert!(anybody.get(&path).await.unwrap().body.contains("the line is being suspended"));
    assert_eq!(anybody.get(&path).await.unwrap().status, 410);
    app.drain().await.unwrap();
    // The SIM is out: who asked for it must not have it work again.
    let page = body(&dana, "state").await;
    assert!(page.contains("only our staff lift the locks") && !page.contains("/do/restore-line"), "{page}");
    let staff = app.staff().await.unwrap().browser;
    assert!(body(&staff, "state").await.contains("/do/restore-line"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_address_911_cannot_find_comes_back_as_typed(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let set = async |street: &str, zip: &str| {
        let fields = [
            ("e911.street1", street),
            ("e911.street2", "Apt 7"),
            ("e911.city", "Lehi"),
            ("e911.state", "UT"),
            ("e911.zip", zip),
        ];
        post(&dana, "set-emergency-address", &fields).await;
        app.drain().await.unwrap();
        body(&dana, "911").await
    };
    assert!(body(&dana, "911").await.contains("know yet what the network has on file"));
    let page = set("PO Box 7", "840").await;
    assert!(page.contains("PO box. Enter the street") && page.contains("five digits"), "{page}");
    let page = set("12 Nowhere Ln", "99991").await;
    for words in
        ["911 does not know this address", "MSAG", "12 Nowhere Ln", "Apt 7", "The address on file was not changed"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The network's own words are English in Spanish, too.
    assert!(page.contains("<q lang=\"en\">") && !page.contains("en inglés"), "{page}");
    dana.post_form("/do/set-language", &[("language", "es"), ("back", PATH)]).await.unwrap();
    let spanish = body(&dana, "911").await;
    assert!(spanish.contains("<q lang=\"en\">") && spanish.contains("</q> (en inglés)"), "{spanish}");
    dana.post_form("/do/set-language", &[("language", "en"), ("back", PATH)]).await.unwrap();
    let page = set("2701 N Thanksgiving Way", "84043").await;
    assert!(page.contains("Help is sent to 2701 N Thanksgiving Way, Apt 7, Lehi, UT 84043."), "{page}");
    let line = dana.get(PATH).await.unwrap().body;
    assert!(line.contains("2701 N Thanksgiving Way, Apt 7"), "{line}");

    // What the network has is asked when somebody asks, and by no page.
    let reads = app.sandbox.calls("GET /v1.0/numbers/e911address");
    post(&dana, "look-at-line", &[("what", "911")]).await;
    assert!(body(&dana, "911").await.contains("The network is being asked"));
    assert_eq!(app.sandbox.calls("GET /v1.0/numbers/e911address"), reads);
    app.drain().await.unwrap();
    assert!(body(&dana, "911").await.contains("2701 N THANKSGIVING WAY"));
    assert!(body(&dana, "phone").await.contains("Serial number (IMEI)"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_member_sets_voicemail_and_sees_the_own_code_alone(pool: PgPool) {
    let app = portal(pool).await;
    let ama = app.member("AID-mensah", "TSUID-ama.mensah").await.unwrap().browser;
    let path = "/lines/%2B18015550143";
    let page = ama.get(path).await.unwrap();
    assert!(page.body.contains("Voicemail") && !page.body.contains("911 address") && !page.body.contains("Suspend"));
    let sim = ama.get(&format!("{path}/care/sim")).await.unwrap().body;
    assert!(sim.contains("Activation code of Ama Mensah") && !sim.contains("SIM lock"), "{sim}");
    for what in ["state", "911", "number", "phone", "nothing"] {
        assert_eq!(ama.get(&format!("{path}/care/{what}")).await.unwrap().status, 404, "{what}");
    }
    assert_eq!(ama.get(&format!("{PATH}/care/voicemail")).await.unwrap().status, 404, "somebody else's");
    let number = [("number", CHILD)];
    for act in ["suspend-line", "restore-line", "reactivate-line", "put-sim-lock", "cancel-line"] {
        assert_eq!(ama.post_form(&format!("/do/{act}"), &number).await.unwrap().status, 404, "{act}");
    }
    let swap = [("number", CHILD), ("sim.kind", "esim"), ("swap.password", PASSWORD), ("unlock", "on")];
    assert_eq!(ama.post_form("/do/swap-sim", &swap).await.unwrap().status, 404);

    let set = async |pin: &str| {
        let fields = [("number", CHILD), ("voicemail.pin", pin), ("voicemail.email", "ama@example.com")];
        ama.post_form("/do/set-voicemail", &fields).await.unwrap();
        ama.get(&format!("{path}/care/voicemail")).await.unwrap().body
    };
    let page = set("12").await;
    assert!(page.contains("at least 4 characters") && page.contains("ama@example.com"), "{page}");
    assert!(set("530917").await.contains("Voicemail is being changed"));
    app.drain().await.unwrap();
    let page = ama.get(&format!("{path}/care/voicemail")).await.unwrap().body;
    assert!(page.contains("go to ama@example.com") && page.contains("Switch off and delete"), "{page}");
    assert!(!page.contains("530917"));
    let pin = app.sandbox.with(|world| {
        let line = world.lines.iter().find(|line| line.number == CHILD).unwrap();
        line.extras.voicemail.as_ref().and_then(|mailbox| mailbox.pin.clone())
    });
    assert_eq!(pin.as_deref(), Some("530917"));
    ama.post_form("/do/drop-voicemail", &number).await.unwrap();
    app.drain().await.unwrap();
    let page = ama.get(&format!("{path}/care/voicemail")).await.unwrap().body;
    assert!(page.contains("Switch voicemail on"), "{page}");
    // A guardian's own line has no code of the child's.
    let kofi = app.guardian("AID-mensah", "TSUID-kofi.mensah", &["TSUID-ama.mensah"]).await.unwrap().browser;
    let child = kofi.get(path).await.unwrap();
    assert!(child.status == 200 && !child.body.contains("LPA:1$"), "{}", child.body);
    assert_eq!(kofi.get(&format!("{path}/care/sim")).await.unwrap().status, 404);
    assert!(kofi.get(PATH).await.unwrap().body.contains("LPA:1$"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_new_number_is_shown_where_the_old_one_was(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    assert!(body(&dana, "number").await.contains("2 changes left until"));
    let change = async |sure: &str, area: &str, password: &str| {
        let fields = [("number.area_code", area), ("number.sure", sure), ("renumber.password", password)];
        post(&dana, "change-number", &fields).await;
        dana.get(&format!("{PATH}/care/number")).await.unwrap()
    };
    assert!(change("on", "385", "wrong").await.body.contains("That is not your password"));
    let page = change("", "38", PASSWORD).await.body;
    assert!(page.contains("Tick this box") && page.contains("three digits") && page.contains("value=\"38\""), "{page}");
    assert!(change("on", "385", PASSWORD).await.body.contains("The new number is being made"));
    app.drain().await.unwrap();
    let led = dana.get(&format!("{PATH}/care/number")).await.unwrap();
    assert!(led.status == 303 && led.location().starts_with("/lines/%2B1385"), "{} {}", led.status, led.location());
    let page = dana.get(led.location()).await.unwrap().body;
    for words in ["The line has its new number", "(385) 555-", "1 change left until", "Kofi Mensah"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(dana.get("/home").await.unwrap().body.contains("(385) 555-"));
    app.sync().await.unwrap();
    let home = dana.get("/home").await.unwrap().body;
    assert!(!home.contains(&format!("href=\"{PATH}\"")), "{home}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_pages_of_an_old_number_lead_to_those_of_the_new_one(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let kim = app.staff().await.unwrap().browser;
    let chidi = app.manager("AID-okafor").await.unwrap().browser;
    let kofi = app.member("AID-mensah", "TSUID-kofi.mensah").await.unwrap().browser;
    let ama = app.member("AID-mensah", "TSUID-ama.mensah").await.unwrap().browser;
    let (pages, mut now) = (["", "/limits", "/leaving", "/care/number", "/care/sim"], LINE.to_owned());
    // Twice: the oldest number leads to the newest one.
    for _ in 0..2 {
        let fields = [("number", now.as_str()), ("number.sure", "on"), ("renumber.password", PASSWORD)];
        assert_eq!(dana.post_form("/do/change-number", &fields).await.unwrap().status, 303);
        app.drain().await.unwrap();
        now = app.sandbox.with(|world| {
            let kofi = Some("TSUID-kofi.mensah");
            world.lines.iter().find(|line| line.subscriber_id.as_deref() == kofi).unwrap().number.clone()
        });
        let new = format!("/lines/{}", now.replace('+', "%2B"));
        for what in pages {
            let led = dana.get(&format!("{PATH}{what}")).await.unwrap();
            assert_eq!((led.status, led.location()), (303, format!("{new}{what}").as_str()), "{what}");
            assert_eq!(dana.get(led.location()).await.unwrap().status, 200, "{what}");
            let led = kim.get(&format!("{PATH}{what}")).await.unwrap();
            assert_eq!((led.status, led.location()), (303, format!("{new}{what}").as_str()), "{what}");
            // A stranger, and somebody of the family who does not see this line.
            for other in [&chidi, &ama] {
                assert_eq!(other.get(&format!("{PATH}{what}")).await.unwrap().status, 404, "{what}");
            }
        }
        let own = kofi.get(PATH).await.unwrap();
        assert_eq!((own.status, own.location()), (303, new.as_str()));
    }
    // What never was a line is none.
    assert_eq!(dana.get("/lines/%2B18015559999").await.unwrap().status, 404);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn staff_cancel_and_a_family_brings_it_back_in_its_language(pool: PgPool) {
    let app = portal(pool).await;
    let (kim, dana) = (app.staff().await.unwrap().browser, app.manager("AID-mensah").await.unwrap().browser);
    let account = kim.get("/accounts/AID-mensah").await.unwrap().body;
    assert!(account.contains(&format!("href=\"{PATH}\"")), "{account}");
    assert!(kim.get(PATH).await.unwrap().body.contains(&format!("href=\"{PATH}/care/state\"")));
    assert_eq!(post(&dana, "cancel-line", &[("cancel.digits", "0142")]).await.status, 404);
    post(&kim, "cancel-line", &[("cancel.digits", "0143")]).await;
    assert!(body(&kim, "state").await.contains("not the last four digits"));
    post(&kim, "cancel-line", &[("cancel.digits", "0142")]).await;
    app.drain().await.unwrap();
    dana.post_form("/do/set-language", &[("language", "es"), ("back", PATH)]).await.unwrap();
    let page = body(&dana, "state").await;
    assert!(page.contains("Se puede recuperar hasta el") && page.contains("Recuperar la línea"), "{page}");
    assert!(dana.get(PATH).await.unwrap().body.contains("La línea está cancelada"));
    post(&dana, "reactivate-line", &[]).await;
    app.drain().await.unwrap();
    assert!(body(&dana, "state").await.contains("La línea volvió"));

    post(&kim, "cancel-line", &[("cancel.digits", "0142")]).await;
    app.drain().await.unwrap();
    let mut tx = app.state.db.begin_all().await.unwrap();
    let old = "update numbers set cancelled_at = now() - interval '31 days' where number = $1";
    sqlx::query(old).bind(LINE).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let page = body(&dana, "state").await;
    assert!(page.contains("ya no hay botón") && !page.contains("Recuperar la línea"), "{page}");
    post(&dana, "reactivate-line", &[]).await;
    assert!(body(&dana, "state").await.contains("Ya no se puede"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn strangers_find_nothing_and_change_nothing(pool: PgPool) {
    let app = portal(pool).await;
    let chidi = app.manager("AID-okafor").await.unwrap().browser;
    let nobody = app.browser().unwrap();
    for what in ["/sim", "/911", "/voicemail", "/number", "/state", "/phone"] {
        assert_eq!(chidi.get(&format!("{PATH}/care{what}")).await.unwrap().status, 404, "{what}");
        assert_eq!(nobody.get(&format!("{PATH}/care{what}")).await.unwrap().status, 303, "{what}");
    }
    let fields: &[(&str, &str)] = &[
        ("swap.password", PASSWORD),
        ("renumber.password", PASSWORD),
        ("lift.password", PASSWORD),
        ("number.sure", "on"),
        ("unlock", "on"),
        ("voicemail.pin", "4711"),
        ("e911.street1", "1 Main St"),
        ("e911.city", "Lehi"),
        ("e911.state", "UT"),
        ("e911.zip", "84043"),
    ];
    for act in [
        "swap-sim",
        "lift-sim-lock",
        "put-sim-lock",
        "set-emergency-address",
        "set-voicemail",
        "drop-voicemail",
        "look-at-line",
        "suspend-line",
        "restore-line",
        "change-number",
        "reactivate-line",
    ] {
        assert_eq!(post(&chidi, act, fields).await.status, 404, "{act}");
        assert_eq!(post(&nobody, act, fields).await.status, 401, "{act}");
    }
    app.drain().await.unwrap();
    assert_eq!(app.sandbox.calls(STATUS), 0);
}
