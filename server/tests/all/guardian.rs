//! Guardian's pages, over real requests.

mod contacts;
mod pages;

use pages::*;
use sandbox::faults::{Fault, Ordered};
use sqlx::PgPool;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn only_who_looks_after_somebody_finds_their_page(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let kofi = app.guardian("AID-mensah", "TSUID-kofi.mensah", &[AMA]).await.unwrap().browser;
    let ama = app.member("AID-mensah", AMA).await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    let chidi = app.manager("AID-okafor").await.unwrap().browser;
    let nobody = app.browser().unwrap();
    let pages = ["", "/contacts/new", "/paste", "/tester"].map(|below| format!("{PAGE}{below}"));
    for path in &pages {
        for browser in [&dana, &kofi, &staff] {
            assert_eq!(browser.get(path).await.unwrap().status, 200, "{path}");
        }
        for browser in [&ama, &chidi] {
            assert_eq!(browser.get(path).await.unwrap().status, 404, "{path}");
        }
        assert_eq!(nobody.get(path).await.unwrap().status, 303, "{path}");
    }
    // Of whom a guardian is none of.
    assert_eq!(kofi.get("/guardian/TSUID-dana.mensah").await.unwrap().status, 404);
    assert_eq!(dana.get("/guardian/TSUID-nobody").await.unwrap().status, 404);
    assert_eq!(dana.get(&format!("{PAGE}/contacts/nobody")).await.unwrap().status, 404);

    holds(&body(&dana, "/guardian").await, &["Ama Mensah", "Kofi Mensah", "Texts: not filtered", "href=\"/guardian/"]);
    let of_kofi = body(&kofi, "/guardian").await;
    assert!(of_kofi.contains("Ama Mensah") && !of_kofi.contains(">Dana Mensah</a>"), "{of_kofi}");
    assert_eq!(ama.get("/guardian").await.unwrap().status, 404);
    assert!(!body(&ama, "/home").await.contains("href=\"/guardian\""));
    assert!(body(&kofi, "/home").await.contains("href=\"/guardian\""));
    // Staff choose a family first.
    assert_eq!(staff.get("/guardian").await.unwrap().location(), "/accounts");
    let way = format!("href=\"{PAGE}\"");
    holds(&body(&staff, "/accounts/AID-mensah").await, &[&way]);
    holds(&body(&kofi, "/lines/%2B18015550143").await, &["Look at Guardian", &way]);
    assert!(!body(&ama, "/lines/%2B18015550143").await.contains("/guardian/"));
    assert!(!body(&kofi, "/lines/%2B18015550141").await.contains("/guardian/"));

    let posts: [(&str, &[(&str, &str)]); 9] = [
        ("/do/save-guardian", &[("texts.mode", "enforce"), ("calls.mode", "off"), ("version", "0")]),
        ("/do/save-contact", &[("numbers", "2125550109"), ("version", "0")]),
        ("/do/remove-contact", &[("contact", "x"), ("version", "0")]),
        ("/do/paste-contacts", &[("rows", "Efua 2125550109")]),
        ("/do/copy-guardian", &[("to", AMA)]),
        ("/do/undo-guardian", &[("version", "1")]),
        ("/do/adopt-guardian", &[]),
        ("/do/repair-guardian", &[]),
        ("/do/get-guardian", &[]),
    ];
    for (path, fields) in posts {
        let mut all = vec![("subscriber", AMA)];
        all.extend(fields);
        for browser in [&ama, &chidi] {
            assert_eq!(browser.post_form(path, &all).await.unwrap().status, 404, "{path}");
        }
        assert_eq!(nobody.post_form(path, &all).await.unwrap().status, 401, "{path}");
    }
    app.drain().await.unwrap();
    assert_eq!(app.sandbox.calls("POST /v1.0/subscribers/message-filter"), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_level_is_set_without_script_and_measured(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let page = dana.get(PAGE).await.unwrap();
    holds(
        &page.body,
        &[
            "Texts: not filtered",
            "What exactly?",
            "Would it get through?",
            "iMessage",
            "are not offered by the network",
        ],
    );
    // The switches still stand as they were: the level alone says it.
    let saved = save(&dana, &version(&page), &[("texts.mode", "enforce"), ("texts.level", "child")]).await;
    assert_eq!((saved.status, saved.location()), (303, PAGE));
    let page = body(&dana, PAGE).await;
    holds(&page, &["On its way to the network", "http-equiv=\"refresh\""]);
    assert!(!page.contains("Texts are protected"));
    app.drain().await.unwrap();
    let page = body(&dana, PAGE).await;
    holds(&page, &["Texts are protected", "Level Child.", "Calls: not filtered", "Changed last by"]);
    assert!(!page.contains("http-equiv=\"refresh\""));
    holds(&body(&dana, "/guardian").await, &["Texts: protected"]);
    holds(&body(&dana, "/home").await, &["Texts protected"]);

    let refused = save(
        &dana,
        "1",
        &[("texts.mode", "enforce"), ("texts.level", "teenager"), ("notify", "grandma"), ("texts.words.low", "cheeky")],
    )
    .await;
    assert_eq!(refused.location(), PAGE);
    let page = body(&dana, PAGE).await;
    holds(&page, &["One thing needs fixing", "grandma", "cheeky", "value=\"teenager\"", "id=\"notify-error\""]);
    let chosen = page.split("value=\"teenager\"").nth(1).unwrap();
    assert!(chosen[..chosen.find('>').unwrap()].contains("checked"), "{page}");
    // Shown once, and nothing of it was saved.
    holds(&body(&dana, PAGE).await, &["Level Child."]);

    dana.post_form("/do/set-language", &[("language", "es"), ("back", PAGE)]).await.unwrap();
    holds(&body(&dana, PAGE).await, &["Los mensajes están protegidos", "Nivel Infantil.", "¿Pasaría?"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_second_tab_is_told_and_loses_nothing(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    let first = [("texts.mode", "enforce"), ("texts.links", "on")];
    save(&staff, "0", &first).await;
    // Pressing twice is saving once, and nobody else had a hand in it.
    save(&staff, "0", &first).await;
    let page = body(&staff, PAGE).await;
    holds(&page, &["Saved. It is on its way to the network"]);
    assert!(!page.contains("Somebody else"), "{page}");
    // About another thing: both hold.
    save(&dana, "0", &[("calls.mode", "only_allowed")]).await;
    let page = body(&dana, PAGE).await;
    holds(&page, &["Somebody else saved meanwhile; what both changed holds."]);
    assert!(!page.contains("Somebody else saved first"), "{page}");
    let on = page.split("name=\"texts.links\"").nth(1).unwrap();
    assert!(on[..on.find('>').unwrap()].contains("checked"), "{page}");

    // About the same thing: told what it is now, and what was chosen is there.
    let mine = [("texts.mode", "watch_only"), ("texts.watch_until", "2099-05-01"), ("texts.words.high", "knife")];
    assert_eq!(save(&dana, "0", &mine).await.location(), PAGE);
    let shown = dana.get(PAGE).await.unwrap();
    holds(&shown.body, &["Somebody else saved first", "Stop links", "2099-05-01", "knife"]);
    assert_eq!(version(&shown), "2");
    let both = [("texts.mode", "watch_only"), ("texts.links", "on"), ("calls.mode", "only_allowed")];
    assert_eq!(save(&dana, "2", &both).await.location(), PAGE);
    app.drain().await.unwrap();
    holds(&body(&dana, PAGE).await, &["Texts are only watched"]);

    // Taken back, and copied.
    let undo = [("subscriber", AMA), ("version", "3")];
    assert_eq!(dana.post_form("/do/undo-guardian", &undo).await.unwrap().location(), PAGE);
    app.drain().await.unwrap();
    holds(&body(&dana, PAGE).await, &["Texts are protected"]);
    let copy = [("subscriber", AMA), ("to", "TSUID-kofi.mensah")];
    let kofi = "/guardian/TSUID-kofi.mensah";
    assert_eq!(dana.post_form("/do/copy-guardian", &copy).await.unwrap().location(), kofi);
    app.drain().await.unwrap();
    holds(&body(&dana, kofi).await, &["Texts are protected"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_guardian_tightens_at_once_and_asks_to_loosen(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let kofi = app.guardian("AID-mensah", "TSUID-kofi.mensah", &[AMA]).await.unwrap().browser;
    save(&kofi, "0", &[("texts.mode", "enforce"), ("texts.links", "on")]).await;
    app.drain().await.unwrap();
    holds(&body(&kofi, PAGE).await, &["Texts are protected"]);
    // Links through again, pictures stopped: the one waits, the other holds.
    save(&kofi, "1", &[("texts.mode", "enforce"), ("texts.media", "on")]).await;
    app.drain().await.unwrap();
    let page = body(&kofi, PAGE).await;
    holds(&page, &["You asked to let more through", "waits for the account manager", "Stop links"]);
    assert!(!page.contains("Yes, let it through"));
    // People who were pasted wait as well, and it does not say that they were added.
    let rows = [("subscriber", AMA), ("rows", "Efua 2125550109"), ("calls", "neither"), ("texts", "allowed")];
    assert_eq!(kofi.post_form("/do/paste-contacts", &rows).await.unwrap().location(), PAGE);
    let page = body(&kofi, PAGE).await;
    holds(&page, &["What is looser waits for the account manager’s yes"]);
    assert!(!page.contains("One person added."), "{page}");
    let pending = {
        let page = body(&dana, PAGE).await;
        holds(&page, &["asks to let more through", "Yes, let it through"]);
        let at = page.split("name=\"pending\" value=\"").nth(1).unwrap();
        at.split('"').next().unwrap().to_owned()
    };
    let yes = [("subscriber", AMA), ("pending", pending.as_str()), ("answer", "yes")];
    assert_eq!(kofi.post_form("/do/decide-guardian", &yes).await.unwrap().status, 404);
    assert_eq!(dana.post_form("/do/decide-guardian", &yes).await.unwrap().location(), PAGE);
    app.drain().await.unwrap();
    let page = body(&dana, PAGE).await;
    assert!(!page.contains("asks to let more through"), "{page}");
    let links = page.split("name=\"texts.links\"").nth(1).unwrap();
    assert!(!links[..links.find('>').unwrap()].contains("checked"), "{page}");
    dana.post_form("/do/decide-guardian", &yes).await.unwrap();
    holds(&body(&dana, PAGE).await, &["answered already"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_tester_says_what_would_happen_and_why(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    save(&dana, "0", &[("texts.mode", "enforce"), ("texts.level", "child")]).await;
    let tester = format!("{PAGE}/tester");
    let asked = format!(
        "{tester}?try.channel=text&try.direction=in&try.number=%28646%29+555-0199&try.text=see+bit.example%2Fx&try.at=21%3A00"
    );
    holds(
        &body(&dana, &asked).await,
        &[
            "Stopped.",
            "Unknown numbers are stopped",
            "stopped as well by",
            "links are stopped",
            "The order of the rules",
        ],
    );
    holds(
        &body(&dana, &format!("{tester}?try.number=911&try.channel=text")).await,
        &["Through.", "always get through"],
    );
    holds(&body(&dana, &format!("{tester}?try.number=grandma")).await, &["id=\"try.number-error\"", "grandma"]);
    let quiet = body(&dana, &tester).await;
    assert!(!quiet.contains("id=\"answer\"") && !quiet.contains("-error\""), "{quiet}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn staff_say_what_a_level_switches(pool: PgPool) {
    let app = portal(pool).await;
    let staff = app.staff().await.unwrap().browser;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    assert_eq!(dana.get("/reference/levels").await.unwrap().status, 404);
    holds(&body(&staff, "/reference/levels").await, &["Levels of texts", "name=\"child.links\"", "Refusals"]);
    let alike = [("child.links", "on"), ("adolescent.links", "on"), ("teenager.media", "on")];
    assert_eq!(staff.post_form("/do/save-levels", &alike).await.unwrap().location(), "/reference/levels");
    holds(&body(&staff, "/reference/levels").await, &["Nobody could tell them apart"]);
    let good = [("child.unknown", "on"), ("child.links", "on"), ("adolescent.links", "on"), ("teenager.media", "on")];
    assert_eq!(staff.post_form("/do/save-levels", &good).await.unwrap().location(), "/reference/levels");
    holds(&body(&staff, "/reference/levels").await, &["Saved."]);
    holds(&body(&dana, PAGE).await, &["Stopped: unknown senders, links."]);
    assert_eq!(dana.post_form("/do/save-levels", &good).await.unwrap().status, 404);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_others_changed_or_the_network_refused_is_said_with_a_way_out(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let refusal = Ordered {
        operation: "POST /v1.0/subscribers/message-filter".into(),
        effect: Fault::Status(400),
        times: Some(1),
    };
    app.sandbox.with(|world| world.faults.push(refusal));
    save(&dana, "0", &[("texts.mode", "enforce"), ("texts.links", "on")]).await;
    app.drain().await.unwrap();
    let page = body(&dana, PAGE).await;
    holds(
        &page,
        &["The network refused a change", "Try again", "Texts: one thing is missing", "have not reached the network"],
    );
    holds(&body(&dana, "/guardian").await, &["The network refused the last change."]);
    let repair = [("subscriber", AMA)];
    assert_eq!(dana.post_form("/do/repair-guardian", &repair).await.unwrap().location(), PAGE);
    app.drain().await.unwrap();
    let page = body(&dana, PAGE).await;
    holds(&page, &["Texts are protected"]);
    assert!(!page.contains("The network refused"));

    let stamp = dana.post_form("/do/get-guardian", &repair).await.unwrap().body;
    app.sandbox.with(|world| world.guardian.message_filters[0].special.insert("BlockLinks".into(), false.into()));
    app.sync().await.unwrap();
    assert_ne!(dana.post_form("/do/get-guardian", &repair).await.unwrap().body, stamp);
    holds(&body(&dana, PAGE).await, &["Changed elsewhere", "Stop links: on → off", "Put ours back", "Keep it so"]);
    assert_eq!(dana.post_form("/do/adopt-guardian", &repair).await.unwrap().location(), PAGE);
    app.drain().await.unwrap();
    let page = body(&dana, PAGE).await;
    assert!(!page.contains("Changed elsewhere") && page.contains("Texts are protected"), "{page}");

    // A direction that nobody wants looked at is missing, and its button turns it on.
    let off: Vec<_> =
        form("2", &[("texts.mode", "enforce")]).into_iter().filter(|(name, _)| *name != "texts.outbound").collect();
    dana.post_form("/do/save-guardian", &off).await.unwrap();
    app.drain().await.unwrap();
    holds(&body(&dana, PAGE).await, &["Texts that are sent are not checked", "Turn it on"]);
    let outbound = [("subscriber", AMA), ("channel", "text"), ("missing", "outbound")];
    assert_eq!(dana.post_form("/do/repair-guardian", &outbound).await.unwrap().location(), PAGE);
    app.drain().await.unwrap();
    holds(&body(&dana, PAGE).await, &["Texts are protected"]);
}
