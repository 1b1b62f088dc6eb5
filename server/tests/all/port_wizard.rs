//! Bringing numbers, step by step, with plain forms.

use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};

const ACCOUNT_NUMBER: &str = "012345678-00001";
const PIN: &str = "314159";

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let at = page.body.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name} in {}", page.body));
    let tag = &page.body[page.body[..at].rfind('<').unwrap()..];
    let tag = &tag[..tag.find('>').unwrap()];
    tag.split("value=\"").nth(1).map_or(String::new(), |rest| rest.split('"').next().unwrap().to_owned())
}

/// A wizard in a browser.
struct Walk {
    browser: Browser,
    draft: String,
}

impl Walk {
    async fn begin(browser: &Browser) -> Self {
        let begun = browser.post_form("/do/start-draft", &[("kind", "port_in")]).await.unwrap();
        assert_eq!(begun.status, 303, "{}", begun.body);
        let draft = begun.location().split('/').nth(2).unwrap().to_owned();
        Self { browser: browser.clone(), draft }
    }

    async fn at(&self, step: &str) -> Page {
        self.browser.get(&format!("/drafts/{}/{step}", self.draft)).await.unwrap()
    }

    /// Opens a step, fills it in and presses a button; says where that led.
    async fn post(&self, step: &str, fields: &[(&str, &str)], intent: &str) -> String {
        let page = self.at(step).await;
        assert_eq!(page.status, 200, "{step}: {} {}", page.location(), page.body);
        let frame = ["version", "editor", "turn"].map(|name| (name, hidden(&page, name)));
        let mut form = vec![("draft", self.draft.as_str()), ("step", step), ("intent", intent)];
        form.extend(frame.iter().map(|(name, value)| (*name, value.as_str())));
        form.extend(fields);
        let answer = self.browser.post_form("/do/save-step", &form).await.unwrap();
        assert_eq!(answer.status, 303, "{step}: {}", answer.body);
        answer.location().rsplit('/').next().unwrap().to_owned()
    }

    async fn submit(&self) -> Page {
        let page = self.at("receipt").await;
        let frame = ["version", "editor", "total"].map(|name| (name, hidden(&page, name)));
        let mut form = vec![("draft", self.draft.as_str()), ("step", "receipt")];
        form.extend(frame.iter().map(|(name, value)| (*name, value.as_str())));
        self.browser.post_form("/do/submit-draft", &form).await.unwrap()
    }
}

fn bill() -> Vec<(&'static str, &'static str)> {
    vec![
        ("old.kind", "mobile"),
        ("old.carrier", "Verizon"),
        ("old.account_number", ACCOUNT_NUMBER),
        ("old.pin", PIN),
        ("old.name", "Dana Mensah"),
        ("old.street1", "2701 N Thanksgiving Way"),
        ("old.city", "Lehi"),
        ("old.state", "UT"),
        ("old.zip", "84043"),
    ]
}

fn line() -> Vec<(&'static str, &'static str)> {
    vec![("in.0.subscriber", "TSUID-yaw.mensah"), ("in.0.sim", "esim"), ("in.0.package", "PID-family-10")]
}

async fn manager(app: &TestApp) -> Browser {
    app.sync().await.unwrap();
    app.manager("AID-mensah").await.unwrap().browser
}

/// Every text of every table but the sealed ones, to look for what must not be there.
async fn all_text(pool: &PgPool) -> String {
    let mut tx = services::Db::from_pool(pool.clone()).begin_all().await.unwrap();
    let mut out = String::new();
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    for table in tables {
        let sql = format!("select coalesce(string_agg(t::text, chr(10)), '') from {table} t");
        let text: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *tx).await.unwrap();
        out.push_str(&text);
    }
    // Sessions are JSON in bytes.
    let sessions: String =
        sqlx::query_scalar("select coalesce(string_agg(encode(data, 'escape'), chr(10)), '') from sessions")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    out + &sessions
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_manager_walks_from_the_number_to_the_transfer(pool: PgPool) {
    let app = TestApp::start(pool.clone()).await.unwrap();
    let browser = manager(&app).await;
    assert!(browser.get("/home").await.unwrap().body.contains("Bring your number"));
    let walk = Walk::begin(&browser).await;
    let page = walk.at("numbers").await;
    assert!(page.body.contains("Do not cancel your old plan yet"), "{}", page.body);
    assert_eq!(walk.at("old-account").await.status, 303);

    assert_eq!(walk.post("numbers", &[("number.0.number", "(720) 555-8000")], "").await, "old-account");
    let page = walk.at("old-account").await;
    // What Telegent said of the number stands there.
    assert!(page.body.contains("value=\"Verizon\""), "{}", page.body);
    assert_eq!(walk.post("old-account", &bill(), "").await, "lines-in");
    let page = walk.at("lines-in").await;
    assert!(page.body.contains("We removed the dashes."), "{}", page.body);
    let back = walk.at("old-account").await;
    assert!(back.body.contains("Leave it empty to keep it") && !back.body.contains(PIN), "{}", back.body);
    assert_eq!(walk.post("lines-in", &line(), "").await, "authorise");

    let page = walk.at("authorise").await;
    assert!(page.body.contains("I authorize") && page.body.contains("E-SIGN"), "{}", page.body);
    assert_eq!(walk.post("authorise", &[("sign.how", "here"), ("sign.name", "Dana Mensah")], "").await, "authorise");
    assert!(walk.at("authorise").await.body.contains("Tick this box to go on."));
    let sign = [("sign.how", "here"), ("sign.name", "Dana Mensah"), ("sign.agree", "on")];
    assert_eq!(walk.post("authorise", &sign, "").await, "receipt");
    let letter = browser.get(&format!("/drafts/{}/letter", walk.draft)).await.unwrap();
    assert_eq!((letter.status, letter.header("content-type")), (200, "application/pdf"));
    assert!(letter.body.starts_with("%PDF-"));

    let receipt = walk.at("receipt").await;
    assert!(receipt.body.contains("(720) 555-8000 from Verizon"), "{}", receipt.body);
    assert!(receipt.body.contains("What happens next"));
    let sent = walk.submit().await;
    assert!(sent.location().starts_with("/transfers/"), "{} {}", sent.location(), sent.body);
    // Twice is once, and leads to the same; so does going back.
    assert_eq!(walk.submit_again().await.location(), sent.location());
    assert_eq!(walk.at("numbers").await.location(), sent.location());
    assert_eq!(browser.get(sent.location()).await.unwrap().status, 200);
    app.drain().await.unwrap();
    let orders = app.sandbox.with(|world| {
        let orders = world.ports.iter().filter(|p| p.number == "+17205558000");
        orders.map(|p| (p.account_number.clone(), p.password.clone())).collect::<Vec<_>>()
    });
    assert_eq!(orders, [("01234567800001".to_owned(), PIN.to_owned())]);
    let text = all_text(&pool).await;
    assert!(!text.contains("01234567800001") && !text.contains(ACCOUNT_NUMBER) && !text.contains(PIN));
}

impl Walk {
    async fn submit_again(&self) -> Page {
        let form =
            [("draft", self.draft.as_str()), ("step", "receipt"), ("version", "1"), ("editor", ""), ("total", "1")];
        self.browser.post_form("/do/submit-draft", &form).await.unwrap()
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn numbers_that_cannot_come_say_why_at_once(pool: PgPool) {
    let app = TestApp::start(pool.clone()).await.unwrap();
    let browser = manager(&app).await;
    let ours: String = {
        let mut tx = app.state.db.begin_all().await.unwrap();
        sqlx::query_scalar(
            "select number from numbers where account_id = 'AID-mensah' and status <> 'Cancelled' limit 1",
        )
        .fetch_one(&mut *tx)
        .await
        .unwrap()
    };
    let theirs: String = {
        let mut tx = app.state.db.begin_all().await.unwrap();
        sqlx::query_scalar(
            "select number from numbers where account_id <> 'AID-mensah' and status <> 'Cancelled' limit 1",
        )
        .fetch_one(&mut *tx)
        .await
        .unwrap()
    };
    let walk = Walk::begin(&browser).await;
    let fields = [
        ("number.0.number", "720 555 8011"),
        ("number.1.number", ours.as_str()),
        ("number.2.number", theirs.as_str()),
        ("number.3.number", "+44 20 7946 0000"),
        ("number.4.number", "720-555-8000"),
        ("number.5.number", "17205558000"),
    ];
    assert_eq!(walk.post("numbers", &fields, "").await, "numbers");
    let page = walk.at("numbers").await.body;
    for words in [
        "This number can’t be brought over: Number is not portable",
        "This number is already on a line with us.",
        "This number can’t be brought over.",
        "Only US numbers (+1) can be used here.",
        "This number is here twice. Once is enough.",
        "Ask for a new number instead",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Nobody learns whose the other one is.
    assert_eq!(page.matches("already on a line with us").count(), 2, "at the field and above the form");
    // One less, and what was typed is there.
    assert_eq!(walk.post("numbers", &fields[..2], "remove-number:1").await, "numbers");
    let page = walk.at("numbers").await.body;
    assert!(page.contains("720 555 8011") && !page.contains(&ours), "{page}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_silent_telegent_keeps_one_at_the_number(pool: PgPool) {
    let app = TestApp::start(pool.clone()).await.unwrap();
    let browser = manager(&app).await;
    let walk = Walk::begin(&browser).await;
    app.sandbox.with(|world| world.outage = sandbox::Outage::Down);
    assert_eq!(walk.post("numbers", &[("number.0.number", "7205558000")], "").await, "numbers");
    let page = walk.at("numbers").await.body;
    assert!(page.contains("We could not check this number right now") && page.contains("7205558000"), "{page}");
    app.sandbox.with(|world| world.outage = sandbox::Outage::Ok);
    assert_eq!(walk.post("numbers", &[("number.0.number", "7205558000")], "").await, "old-account");
    let asked = app.sandbox.calls("POST /v1.0/numbers/portin/eligibility");
    assert_eq!(walk.post("numbers", &[("number.0.number", "7205558000")], "").await, "old-account");
    assert_eq!(app.sandbox.calls("POST /v1.0/numbers/portin/eligibility"), asked, "it is remembered");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn warnings_are_read_once_and_a_change_voids_the_signature(pool: PgPool) {
    let app = TestApp::start(pool.clone()).await.unwrap();
    let browser = manager(&app).await;
    let walk = Walk::begin(&browser).await;
    walk.post("numbers", &[("number.0.number", "7205558000")], "").await;
    let mut odd = bill();
    odd.retain(|(name, _)| *name != "old.street1" && *name != "old.pin");
    odd.extend([("old.street1", "PO Box 12"), ("old.pin", "111111")]);
    assert_eq!(walk.post("old-account", &odd, "").await, "old-account");
    let page = walk.at("old-account").await;
    for words in
        ["Please look at this once more", "This is a PO box.", "These digits look made up.", "It is right, go on"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let ack = hidden(&page, "old.ack");
    odd.retain(|(name, _)| *name != "old.pin" && *name != "old.account_number");
    odd.push(("old.ack", ack.as_str()));
    assert_eq!(walk.post("old-account", &odd, "").await, "lines-in");
    walk.post("lines-in", &line(), "").await;
    walk.post("authorise", &[("sign.how", "here"), ("sign.name", "Dana Mensah"), ("sign.agree", "on")], "").await;
    assert!(walk.at("authorise").await.body.contains("Signed by Dana Mensah"));

    let mut moved = bill();
    moved.retain(|(name, _)| *name != "old.pin" && *name != "old.account_number");
    assert_eq!(walk.post("old-account", &moved, "").await, "old-account", "the PIN is still made up");
    let ack = hidden(&walk.at("old-account").await, "old.ack");
    moved.push(("old.ack", ack.as_str()));
    assert_eq!(walk.post("old-account", &moved, "").await, "lines-in");
    assert!(walk.at("authorise").await.body.contains("The letter must be signed again"));
    assert_eq!(walk.submit_again().await.location(), format!("/drafts/{}/receipt", walk.draft), "stale");
    assert!(walk.at("receipt").await.body.contains("One step isn’t finished"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_family_and_other_wizards_are_not_there(pool: PgPool) {
    let app = TestApp::start(pool.clone()).await.unwrap();
    let walk = Walk::begin(&manager(&app).await).await;
    let other = app.manager("AID-rivera").await.unwrap().browser;
    assert_eq!(other.get(&format!("/drafts/{}/numbers", walk.draft)).await.unwrap().status, 404);
    assert_eq!(other.get(&format!("/drafts/{}/letter", walk.draft)).await.unwrap().status, 404);
    let form = [
        ("draft", walk.draft.as_str()),
        ("step", "numbers"),
        ("version", "1"),
        ("editor", ""),
        ("number.0.number", "1"),
    ];
    assert_eq!(other.post_form("/do/save-step", &form).await.unwrap().status, 404);
    assert_eq!(other.post_form("/do/discard-draft", &[("draft", &walk.draft)]).await.unwrap().status, 404);
    for kind in ["new_family", "add_line"] {
        let form = [("kind", kind), ("account_id", "AID-mensah")];
        assert_eq!(walk.browser.post_form("/do/start-draft", &form).await.unwrap().status, 404, "{kind}");
    }
    // Staff may, on any account.
    let staff = app.staff().await.unwrap().browser;
    assert_eq!(staff.get(&format!("/drafts/{}/numbers", walk.draft)).await.unwrap().status, 200);
    let form = [("kind", "port_in"), ("account_id", "AID-mensah")];
    assert_eq!(staff.post_form("/do/start-draft", &form).await.unwrap().status, 303);
}
