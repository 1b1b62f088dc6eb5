//! Numbers on their way here: who sees which page of them, and what its forms do.

use domain::{Lang, Role};
use services::port_ins::{Upload, add_files};
use sqlx::PgPool;
use testkit::{Browser, Page, Person, TestApp};
use uuid::Uuid;

const REFUSED: &str = "00000000-0000-0000-0000-0000000000a1";
const WAITING: &str = "00000000-0000-0000-0000-0000000000a2";
const THEIRS: &str = "00000000-0000-0000-0000-0000000000b1";

/// Family A has one that was refused twice over and one with its carrier; family B has one that is stuck.
const SEED: &str = r#"
insert into accounts (account_id, name) values ('AID-A', 'Mensah'), ('AID-B', 'Okafor');
insert into port_ins (id, account_id, batch_id, number, state, raw_status, raw_message, reasons, stuck, carrier, kind, holder,
  billing, pin_made, person, package_id, limits, e911, order_id, sent_at, created_by, created_by_name, next_poll_at) values
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', '00000000-0000-0000-0000-0000000000da', '+13855550142', 'action_needed',
   'Error', '8A-ACCOUNT_NUM_REQ_OR_INCORRECT; 6P-REMOVE NUMBER LOCK', '{account_number,port_lock}', false, 'Verizon', 'mobile',
   'Dana Mensah', ADDRESS, current_date,
   'Dana Mensah', 'PID-10', LIMITS, ADDRESS, 'JNUOID-1', now(), gen_random_uuid(), 'Robin', null),
  ('00000000-0000-0000-0000-0000000000a2', 'AID-A', '00000000-0000-0000-0000-0000000000da', '+13855550143', 'waiting_carrier',
   'Pending', null, '{}', false, 'Verizon', 'mobile', 'Dana Mensah', ADDRESS, null, 'Maya Mensah', 'PID-10', LIMITS, ADDRESS, 'JNUOID-2',
   now(), gen_random_uuid(), 'Robin', now() + interval '2 minutes'),
  ('00000000-0000-0000-0000-0000000000b1', 'AID-B', '00000000-0000-0000-0000-0000000000db', '+18015550177', 'carrier_working',
   'InProgress', null, '{}', true, 'AT&T', 'mobile', 'Ada Okafor', ADDRESS, null, 'Ada Okafor', 'PID-10', LIMITS, ADDRESS, 'JNUOID-3',
   now(), gen_random_uuid(), 'Robin', now());
insert into sealed_fields (owner_id, account_id, name, sealed, digest) values
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'pin', '\x01', '\x02'),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'account_number', '\x01', '\x02');
insert into port_events (port_in_id, account_id, kind, detail, private, times, until, state, raw, reasons) values
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'sent', 'JNUOID-1', false, 1, null, 'waiting_carrier', 'Pending', '{}'),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'looked', '', false, 31, now(), null, null, '{}'),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'note', 'Only for us', true, 1, null, null, null, '{}'),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'state', '', false, 1, null, 'action_needed',
   '8A-ACCOUNT_NUM_REQ_OR_INCORRECT; 6P-REMOVE NUMBER LOCK', '{account_number,port_lock}');
"#;

async fn run(app: &TestApp, sql: &str) {
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

const LIMITS: &str = r#"'{"notify": 8000, "throttle": 9000, "speed": "1-mbps", "limit": 10000}'"#;
const ADDRESS: &str = r#"'{"street1": "1 Main St", "street2": "", "city": "Lehi", "state": "UT", "zip": "84043"}'"#;

async fn started(pool: PgPool) -> TestApp {
    let app = TestApp::start(pool).await.unwrap();
    run(&app, &SEED.replace("LIMITS", LIMITS).replace("ADDRESS", ADDRESS)).await;
    app
}

fn transfer(id: &str) -> String {
    format!("/transfers/{id}")
}

async fn open(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path).await.unwrap();
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    page
}

fn has(page: &Page, parts: &[&str]) {
    for part in parts {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
}

fn has_not(page: &Page, parts: &[&str]) {
    for part in parts {
        assert!(!page.body.contains(part), "{part}: {}", page.body);
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_familys_transfers_are_its_own(pool: PgPool) {
    let app = started(pool).await;
    let dana = app.manager("AID-A").await.unwrap().browser;
    let ada = app.manager("AID-B").await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    let file = {
        let actor = app.person("owner@example.com", Role::Owner, None).await.unwrap().actor;
        let id = Uuid::parse_str(REFUSED).unwrap();
        let upload = Upload { name: "bill.pdf".into(), content: Some(b"%PDF-1.7".to_vec()) };
        add_files(&app.state.db, &actor, id, vec![upload]).await.unwrap();
        let mut tx = app.state.db.begin(&actor).await.unwrap();
        services::port_ins::files(&mut tx, &actor, id).await.unwrap().remove(0).id
    };
    let file = format!("/transfers/{REFUSED}/files/{file}");
    let kept = open(&dana, &file).await;
    assert_eq!((kept.body.as_str(), kept.header("content-type")), ("%PDF-1.7", "application/pdf"));
    assert!(kept.header("content-disposition").starts_with("attachment"));

    let list = open(&dana, "/transfers").await;
    has(&list, &["(385) 555-0142", "(385) 555-0143", "2 things to fix", "Your turn"]);
    has_not(&list, &["(801) 555-0177", "Download CSV"]);
    has(&open(&dana, "/home").await, &["Numbers on their way here", "(385) 555-0142"]);
    open(&staff, &transfer(REFUSED)).await;
    for path in [
        transfer(REFUSED),
        format!("{}/letter", transfer(REFUSED)),
        file,
        transfer("nonsense"),
        transfer(&Uuid::nil().to_string()),
    ] {
        let page = ada.get(&path).await.unwrap();
        assert_eq!(page.status, 404, "{path}");
        has_not(&page, &["Mensah", "5550142"]);
    }
    for (path, fields) in [
        ("/do/note-transfer", vec![("note", "hello")]),
        ("/do/correct-transfer", vec![("old.carrier", "AT&T")]),
        ("/do/cancel-transfer", vec![]),
        ("/do/restart-transfer", vec![]),
        ("/do/test-transfer", vec![("intent", "all")]),
        ("/do/mail-pin-link", vec![("email", "x@example.com")]),
        ("/do/get-transfer", vec![]),
    ] {
        let fields: Vec<_> = fields.into_iter().chain([("id", REFUSED)]).collect();
        assert_eq!(ada.post_form(path, &fields).await.unwrap().status, 404, "{path}");
    }
    // What staff alone do is not there for families, their own number or not.
    for (path, fields) in [
        ("/do/hold-transfer", vec![("id", REFUSED), ("held", "on")]),
        ("/do/look-at-transfer", vec![("id", REFUSED)]),
        ("/do/settle-note", vec![("id", REFUSED), ("event", "1")]),
        ("/do/save-refusal", vec![("key", "unknown")]),
    ] {
        assert_eq!(dana.post_form(path, &fields).await.unwrap().status, 404, "{path}");
    }
    for path in ["/transfers.csv", "/reference/refusals", "/reference/carriers"] {
        assert_eq!(dana.get(path).await.unwrap().status, 404, "{path}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_refusal_opens_its_fields_and_nothing_sealed_is_shown(pool: PgPool) {
    let app = started(pool).await;
    let dana = app.manager("AID-A").await.unwrap().browser;
    let page = open(&dana, &transfer(REFUSED)).await;
    has(
        &page,
        &[
            "It’s your turn: 2 things to fix",
            "name=\"old.account_number\"",
            "name=\"done\"",
            "Send it again",
            "value=\"1 Main St\"",
            "Don’t cancel your plan at Verizon yet",
            "Checked 31 times, no change",
            "PIN good for",
            "The one that was refused is saved",
            "Dana’s number, from Verizon to",
            "href=\"/transfers/00000000-0000-0000-0000-0000000000a2\"",
        ],
    );
    has_not(&page, &["Only for us", "http-equiv=\"refresh\"", "JNUOID-1</code>"]);
    let focused: Vec<_> = page.body.match_indices("autofocus").collect();
    assert!(!focused.is_empty(), "the first field has the focus");
    // With the carrier it looks again by itself, without script too.
    let waiting = open(&dana, &transfer(WAITING)).await;
    has(&waiting, &["http-equiv=\"refresh\" content=\"30\"", "Next look about", "1 to 5 business days"]);
    has_not(&waiting, &["old.account_number"]);
    let staff = app.staff().await.unwrap().browser;
    let page = open(&staff, &transfer(REFUSED)).await;
    has(&page, &["Only for us", "JNUOID-1", "Look now", "Hold it", "It’s the family’s turn"]);
    // The refusal that sends nothing: the tick is missing, and what was typed comes back but for secrets.
    let typed = [("id", REFUSED), ("old.carrier", ""), ("old.account_number", "12345-SECRET"), ("old.name", "Dana M")];
    let answer = dana.post_form("/do/correct-transfer", &typed).await.unwrap();
    assert_eq!((answer.status, answer.location()), (303, transfer(REFUSED).as_str()));
    let page = open(&dana, &transfer(REFUSED)).await;
    has(&page, &["Old carrier", "Please fill this in.", "value=\"Dana M\""]);
    has_not(&page, &["12345-SECRET"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn each_state_has_its_own_screen(pool: PgPool) {
    let app = started(pool).await;
    let dana = app.manager("AID-A").await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    for (state, family, for_staff) in [
        ("submitting", "on its way", "on its way"),
        ("outcome_unknown", "We are finding out whether it arrived", "We are finding out whether it arrived"),
        ("needs_info", "It’s your turn", "It’s the family’s turn"),
        ("carrier_working", "is checking the order", "is checking the order"),
        ("scheduled", "agreed and set a time", "agreed and set a time"),
        ("blocked", "Cancel and start again with what you typed", "Cancel and start again"),
        ("needs_provider", "We are on it", "Neither update nor cancel finds the order"),
        ("cancelling", "is being withdrawn", "is being withdrawn"),
        ("cancelled", "Start again with what you typed", "Start again with what you typed"),
        ("activating", "Don’t cancel", "Being switched on"),
        ("voice_live", "Calls work", "Calls work"),
        ("texting_live", "Does everything work?", "Does everything work?"),
        ("completed", "You may now cancel your old plan at Verizon", "You may now cancel"),
    ] {
        let ended = if matches!(state, "cancelled" | "completed") { "now()" } else { "null" };
        run(
            &app,
            &format!(
                "update port_ins set state = '{state}', reasons = '{{}}', ended_at = {ended} where id = '{REFUSED}'"
            ),
        )
        .await;
        has(&open(&dana, &transfer(REFUSED)).await, &[family]);
        has(&open(&staff, &transfer(REFUSED)).await, &[for_staff]);
    }
    run(&app, &format!("update port_ins set state = 'needs_provider', ended_at = null, update_error = 'GENS-0041 one', cancel_error = 'GENS-0041 two' where id = '{REFUSED}'")).await;
    has(
        &open(&staff, &transfer(REFUSED)).await,
        &["OrderId: JNUOID-1", "Update answered: GENS-0041 one", "Cancel answered: GENS-0041 two"],
    );
    has_not(&open(&dana, &transfer(REFUSED)).await, &["GENS-0041"]);
    run(&app, &format!("update port_ins set state = 'carrier_working', held = true, stuck = true, unrecognised = true, raw_status = 'Zzz' where id = '{REFUSED}'")).await;
    has(&open(&dana, &transfer(REFUSED)).await, &["hold this for now", "takes far too long"]);
    has(&open(&staff, &transfer(REFUSED)).await, &["a word nobody knows: “Zzz”", "Let it go on"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn notes_go_to_those_they_are_for(pool: PgPool) {
    let app = started(pool).await;
    let dana = app.manager("AID-A").await.unwrap().browser;
    let staff = app.staff().await.unwrap().browser;
    let note = async |browser: &Browser, fields: &[(&str, &str)]| {
        let fields: Vec<_> = fields.iter().copied().chain([("id", WAITING)]).collect();
        assert_eq!(browser.post_form("/do/note-transfer", &fields).await.unwrap().status, 303);
    };
    note(&dana, &[("note", "Please <b>call</b> me")]).await;
    has(&open(&dana, &transfer(WAITING)).await, &["Please &lt;b&gt;call&lt;/b&gt; me", "Sent. Our staff answer"]);
    note(&dana, &[("note", "  ")]).await;
    has(&open(&dana, &transfer(WAITING)).await, &["Please fill this in."]);
    note(&staff, &[("note", "Their lock is on"), ("private", "on")]).await;
    note(&staff, &[("note", "We called Verizon")]).await;
    let theirs = open(&dana, &transfer(WAITING)).await;
    has(&theirs, &["We called Verizon"]);
    has_not(&theirs, &["Their lock is on", "It is done"]);
    let board = open(&staff, "/transfers?show=staff").await;
    has(&board, &["(385) 555-0143", "(801) 555-0177", "Needs staff"]);
    has_not(&board, &["(385) 555-0142"]);
    let page = open(&staff, &transfer(WAITING)).await;
    has(&page, &["Their lock is on", "It is done"]);
    let event = page.body.split("name=\"event\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    staff.post_form("/do/settle-note", &[("id", WAITING), ("event", &event)]).await.unwrap();
    has_not(&open(&staff, "/transfers?show=staff").await, &["(385) 555-0143"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_board_is_filtered_by_its_address_and_exported(pool: PgPool) {
    let app = started(pool).await;
    let staff = app.staff().await.unwrap().browser;
    let all = open(&staff, "/transfers").await;
    has(&all, &["3 on their way, 1 of them need staff", "Stuck", "href=\"/transfers.csv\""]);
    let place = |page: &Page, number: &str| page.body.find(number).unwrap();
    assert!(place(&all, "(801) 555-0177") < place(&all, "(385) 555-0142"), "stuck first");
    let you = open(&staff, "/transfers?ball=you").await;
    has(&you, &["(385) 555-0142", "href=\"/transfers.csv?ball=you\""]);
    has_not(&you, &["(801) 555-0177"]);
    has(&open(&staff, "/transfers?q=nobody").await, &["Nothing fits"]);
    has(&open(&staff, "/transfers?state=nonsense&page=999&ball=%00&batch=x&account=").await, &["(801) 555-0177"]);
    let table = open(&staff, "/transfers.csv?ball=you").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    has(&table, &["'+13855550142", "account_number port_lock"]);
    has_not(&table, &["18015550177"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn files_come_in_by_form(pool: PgPool) {
    let app = started(pool).await;
    let dana = app.manager("AID-A").await.unwrap().browser;
    let send = async |browser: &Browser, id: &str, files: &[(&str, &[u8])]| {
        let mut body = Vec::new();
        body.extend_from_slice(
            format!("--XX\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n{id}\r\n").as_bytes(),
        );
        for (name, content) in files {
            let head = format!(
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--XX--\r\n");
        let request = browser.request("POST", "/do/add-files").unwrap().header("sec-fetch-site", "same-origin");
        browser.send(request.header("content-type", "multipart/form-data; boundary=XX").body(body)).await.unwrap()
    };
    let mut huge = b"%PDF-1.7".to_vec();
    huge.resize(5 * 1024 * 1024 + 1, b' ');
    let sent =
        send(&dana, REFUSED, &[("bill.pdf", b"%PDF-1.7 bill"), ("page.pdf", b"<script>"), ("huge.pdf", &huge)]).await;
    assert_eq!((sent.status, sent.location()), (303, format!("{}#files", transfer(REFUSED)).as_str()));
    let page = open(&dana, &transfer(REFUSED)).await;
    has(
        &page,
        &["bill.pdf", "page.pdf: It is no PDF, PNG or JPEG", "huge.pdf: It has more than 5 MB", "Some were added"],
    );
    has(&open(&dana, &transfer(REFUSED)).await, &["bill.pdf"]);
    has_not(&open(&dana, &transfer(REFUSED)).await, &["page.pdf"]);
    let none = send(&dana, REFUSED, &[("", b"")]).await;
    assert_eq!(none.status, 303);
    has(&open(&dana, &transfer(REFUSED)).await, &["Choose a file first."]);
    assert_eq!(send(&dana, THEIRS, &[("bill.pdf", b"%PDF-1.7")]).await.status, 404);
    assert_eq!(send(&dana, "nonsense", &[("bill.pdf", b"%PDF-1.7")]).await.status, 404);
    let request = dana.request("POST", "/do/add-files").unwrap().header("sec-fetch-site", "same-origin");
    assert_eq!(dana.send(request.header("content-type", "text/plain").body("x")).await.unwrap().status, 400);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn pages_speak_spanish(pool: PgPool) {
    let app = started(pool).await;
    let dana = app.manager("AID-A").await.unwrap().browser;
    dana.post_form("/do/set-language", &[("language", Lang::Es.as_str()), ("back", "/transfers")]).await.unwrap();
    has(&open(&dana, "/transfers").await, &["<html lang=\"es\"", "Traslados", "2 cosas por corregir"]);
    let page = open(&dana, &transfer(REFUSED)).await;
    has(
        &page,
        &["Te toca a ti: 2 cosas por corregir", "Enviar de nuevo", "Qué pasó", "Revisado 31 veces, sin cambios"],
    );
    has_not(&page, &["What happened", "Send it again", "Who has the ball"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_one_was_told_stands_on_the_first_page_until_it_was_seen(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    let manager = app.manager("AID-mensah").await.unwrap();
    let other = app.manager("AID-lindqvist").await.unwrap();
    let words = services::notices::Words {
        title: ["It’s your turn".into(), "Es tu turno".into()],
        body: ["Something must be corrected.".into(), "Hay que corregir algo.".into()],
        button: ["Open", "Abrir"],
    };
    let mut tx = app.state.db.begin_all().await.unwrap();
    let head = app.state.letterhead();
    services::notices::tell(&mut tx, &head, "AID-mensah", "port_in", "/transfers", &words).await.unwrap();
    tx.commit().await.unwrap();
    let home = async |person: &Person| person.browser.get("/home").await.unwrap().body;
    assert!(home(&manager).await.contains("It’s your turn"));
    assert!(!home(&other).await.contains("It’s your turn"));
    assert_eq!(manager.browser.post_form("/do/seen-notices", &[]).await.unwrap().status, 303);
    assert!(!home(&manager).await.contains("It’s your turn"));
}
