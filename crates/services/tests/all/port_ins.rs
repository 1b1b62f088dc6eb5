//! Port-ins over a real database and the sandbox: the engine below the wizard and the pages.

use domain::{
    Fault, Fields,
    porting::{Catalogue, Fix, PortState},
};
use services::{
    Error,
    port_ins::{self, Heard},
    vault,
};
use sqlx::{PgPool, Row};

use crate::support::{
    Portal,
    ports::{ACCOUNT, PIN, Sent},
};

/// A number that nobody objects to.
const PLAIN: &str = "+14155550142";

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_arrives_and_becomes_a_line(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new(PLAIN)).await;
    assert_eq!(portal.state(port).await, PortState::WaitingCarrier);
    for (minutes, state) in [(2, PortState::CarrierWorking), (20, PortState::TextingLive)] {
        portal.pass(minutes).await;
        assert_eq!(portal.state(port).await, state);
    }
    let line = portal.sandbox.with(|world| world.lines.iter().find(|l| l.number == PLAIN).cloned()).unwrap();
    assert_eq!(line.account_id, ACCOUNT);
    assert!(line.subscriber_id.is_some() && line.voice_route_id.is_some() && !line.message_route_id.is_empty());
    assert_eq!(line.limit_mb, 5_000);
    assert!(line.extras.e911.is_some());
    let plans = portal
        .sandbox
        .with(|world| world.subscriptions.iter().filter(|s| s.iccid.as_deref() == Some(line.iccid.as_str())).count());
    assert_eq!(plans, 1);

    let worked = ["call_in", "call_out", "text_in", "text_out", "data"].map(|w| (w.to_owned(), true)).into();
    port_ins::tested(&portal.db, &portal.letterhead(), &portal.agent, port, &worked).await.unwrap();
    assert_eq!(portal.state(port).await, PortState::Completed);
    assert_eq!(portal.kept(port).await, 0, "secrets are erased when it is over");
    let kinds = portal.kinds(port).await;
    for kind in ["sent", "state", "switched_on", "tested"] {
        assert!(kinds.contains(&kind.to_owned()), "{kind} in {kinds:?}");
    }
}

/// What helps in the sandbox, as fields of the form, for each key of the catalogue that a correction mends.
fn mend(key: &str) -> Fields {
    match key {
        "account_number" | "other_1p" | "prepaid_rule" | "billing_number" => {
            Fields::from([("old.account_number", "0046512223")])
        }
        "transfer_pin" => Fields::from([("old.pin", "271828")]),
        "zip" => Fields::from([("old.zip", "84044")]),
        "address" => Fields::from([
            ("old.street1", "2703 N Thanksgiving Way"),
            ("old.city", "Lehi"),
            ("old.state", "UT"),
            ("old.zip", "84043"),
        ]),
        "holder_name" => Fields::from([("old.name", "Danielle Mensah")]),
        "number_not_on_account" | "wrong_carrier" => Fields::from([("old.carrier", "T-Mobile")]),
        "due_date" => {
            let today = jiff::Zoned::now().date();
            let day = port_ins::dates::first_date(today);
            let mut fields = Fields::default();
            fields.set("old.date", day.to_string());
            fields
        }
        _ => Fields::default(),
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn every_refusal_leads_to_its_end(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let catalogue = Catalogue::builtin();
    for (i, refusal) in sandbox::PORT_REFUSALS.iter().enumerate() {
        let key = refusal.key.to_lowercase();
        if key == "not_portable" || key == "stuck" || key == "no_answer" {
            continue;
        }
        let form = i % 3;
        let number = format!("+1{}5558{form}{}", 415 + i, refusal.digits);
        let port = portal.port_in(Sent::new(&number)).await;
        portal.pass(6).await;
        let row = catalogue.get(&key).unwrap_or_else(|| panic!("{key} is in the catalogue"));
        let (state, reasons) = (portal.state(port).await, portal.reasons(port).await);
        assert_eq!(reasons, std::slice::from_ref(&key), "{number}");
        match row.fix {
            Fix::Change | Fix::Resend => {
                assert_eq!(state, PortState::ActionNeeded, "{key}");
                let done = row.fix == Fix::Resend;
                portal.correct(port, &mend(&key), done).await.unwrap_or_else(|error| panic!("{key}: {error:?}"));
                portal.settle().await;
                assert_eq!(portal.state(port).await, PortState::WaitingCarrier, "{key}");
                portal.pass(if key == "due_date" { 60 * 24 * 31 } else { 20 }).await;
                assert_eq!(portal.state(port).await, PortState::TextingLive, "{key}");
            }
            Fix::Restart | Fix::Staff => {
                assert_eq!(state, PortState::Blocked, "{key}");
                port_ins::cancel(&portal.db, &portal.letterhead(), &portal.agent, port).await.unwrap();
                portal.settle().await;
                portal.pass(1).await;
                assert_eq!(portal.state(port).await, PortState::Cancelled, "{key}");
                assert_eq!(portal.kept(port).await, 0);
            }
            Fix::Provider => assert_eq!(state, PortState::NeedsProvider, "{key}"),
            Fix::Wait => assert_eq!(state, PortState::CarrierWorking, "{key}"),
        }
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_order_nobody_finds_is_the_providers(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new("+14155558090")).await;
    portal.pass(6).await;
    assert_eq!(portal.state(port).await, PortState::CarrierWorking);
    portal.correct(port, &Fields::from([("old.name", "Danielle Mensah")]), false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.state(port).await, PortState::CarrierWorking, "one answer is not enough");
    port_ins::cancel(&portal.db, &portal.letterhead(), &portal.agent, port).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.state(port).await, PortState::NeedsProvider);
    let mut tx = portal.db.begin_all().await.unwrap();
    let row = sqlx::query("select update_error, cancel_error from port_ins where id = $1")
        .bind(port)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    for column in ["update_error", "cancel_error"] {
        assert!(row.get::<String, _>(column).contains("GENS-0041"), "{column}");
    }
    drop(tx);
    // It reads as alive all the while.
    portal.pass(60).await;
    assert_eq!(portal.state(port).await, PortState::NeedsProvider);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_was_refused_is_not_sent_again_as_it_was(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new("+14155558001")).await;
    portal.pass(6).await;
    let updates = || portal.sandbox.calls("POST /v1.0/numbers/portin/update");
    let same = Fields::from([("old.account_number", crate::support::ports::ACCOUNT_NUMBER)]);
    for fields in [same, Fields::default(), Fields::from([("old.account_number", "")])] {
        let error = portal.correct(port, &fields, false).await.unwrap_err();
        let Error::Invalid(errors) = error else { panic!("{error:?}") };
        assert_eq!(errors.at("old.account_number"), Some(&Fault::Unchanged));
    }
    assert_eq!(updates(), 0);
    portal.correct(port, &Fields::from([("old.account_number", "00-465 12223")]), false).await.unwrap();
    // A second press finds it under way.
    let again = portal.correct(port, &Fields::from([("old.account_number", "00465 12224")]), false).await;
    assert!(matches!(again, Err(Error::Stale)), "{again:?}");
    portal.settle().await;
    assert_eq!(updates(), 1);
    let sent = portal.sandbox.with(|world| world.ports[0].account_number.clone());
    assert_eq!(sent, "0046512223", "dashes and blanks go, zeros stay");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn three_tries_of_a_field_ask_for_staff(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new("+14155558002")).await;
    portal.change("update port_ins set tries = '{\"old.pin\": 3}' where id = $1", port).await;
    portal.pass(6).await;
    let manager = portal.manager(ACCOUNT);
    let fields = Fields::from([("old.pin", "999999")]);
    let error = port_ins::correct(&portal.db, &portal.vault, &manager, port, &fields, false).await.unwrap_err();
    let Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors.at("old.pin"), Some(&Fault::AskStaff));
    portal.correct(port, &fields, false).await.unwrap();
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_is_one_order(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent { holder: "Dana Portlostreply", ..Sent::new(PLAIN) }).await;
    assert_eq!(portal.orders(PLAIN), 1);
    assert_eq!(portal.state(port).await, PortState::WaitingCarrier, "it reads as taken");
    let kinds = portal.kinds(port).await;
    assert!(kinds.contains(&"unknown".to_owned()), "{kinds:?}");
    // Its id is learnt from an event, and only once the order was read.
    let id = portal.sandbox.with(|world| world.ports[0].order_id.clone());
    let told = |order: &str| Heard { order_id: Some(order.into()), numbers: vec![PLAIN.into()] };
    port_ins::heard(&portal.db, &told("JNOID-nonsense")).await.unwrap();
    portal.pass(0).await;
    assert_eq!(portal.order_id(port).await, None);
    port_ins::heard(&portal.db, &told(&id)).await.unwrap();
    portal.pass(0).await;
    assert_eq!(portal.order_id(port).await, Some(id));
    portal.pass(20).await;
    assert_eq!(portal.state(port).await, PortState::TextingLive);
    assert_eq!(portal.orders(PLAIN), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_without_an_event_ends_well_too(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent { holder: "Dana Portlostreply", ..Sent::new(PLAIN) }).await;
    portal.pass(20).await;
    portal.settle().await;
    assert_eq!(portal.state(port).await, PortState::TextingLive);
    assert_eq!(portal.orders(PLAIN), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_was_never_taken_waits_for_a_person(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent { holder: "Dana Portcutline", ..Sent::new(PLAIN) }).await;
    assert_eq!(portal.state(port).await, PortState::NeedsInfo);
    assert_eq!(portal.orders(PLAIN), 0);
    port_ins::resubmit(&portal.db, &portal.agent, port).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.state(port).await, PortState::WaitingCarrier);
    assert_eq!(portal.orders(PLAIN), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_worker_that_dies_sends_nothing_twice(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.prepared(Sent::new(PLAIN)).await;
    // It died after the call and before it could write down the answer.
    let worker = portal.worker();
    worker.drain_one().await.unwrap();
    assert_eq!(portal.orders(PLAIN), 1);
    portal
        .change(
            "update operations set state = 'sending', result = '{}', sent_at = now() - interval '1 hour'
             where kind = 'submit_port_in' and request->>'port_in' = $1::text",
            port,
        )
        .await;
    portal
        .change("update port_ins set state = 'submitting', order_id = null, sent_at = null where id = $1", port)
        .await;
    portal.change("update chains set finished_at = null, next_at = now() where id = (select chain_id from port_ins where id = $1)", port).await;
    portal.settle().await;
    assert_eq!(portal.orders(PLAIN), 1);
    assert_eq!(portal.state(port).await, PortState::WaitingCarrier);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn one_number_is_on_its_way_once(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.port_in(Sent::new(PLAIN)).await;
    let mut tx = portal.db.begin_all().await.unwrap();
    let second = sqlx::query(
        "insert into port_ins select gen_random_uuid() as id, account_id, batch_id, position, number, state from port_ins",
    )
    .execute(&mut *tx)
    .await;
    assert!(second.is_err());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn secrets_are_nowhere_in_clear(pool: PgPool) {
    let portal = Portal::start(pool.clone()).await;
    let port = portal.port_in(Sent::new("+14155558002")).await;
    portal.pass(6).await;
    portal.correct(port, &Fields::from([("old.pin", "271828")]), false).await.unwrap();
    portal.settle().await;
    let mut tx = portal.db.begin_all().await.unwrap();
    let pin = vault::open(&mut tx, &portal.vault, port, "pin").await.unwrap();
    assert!(pin.is_some());
    let tables: Vec<String> =
        sqlx::query_scalar("select table_name from information_schema.tables where table_schema = 'public'")
            .fetch_all(&mut *tx)
            .await
            .unwrap();
    for table in tables {
        let sql = format!("select coalesce(string_agg(t::text, ' '), '') from {table} t");
        let text: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *tx).await.unwrap();
        for secret in [PIN, "271828", crate::support::ports::ACCOUNT_NUMBER] {
            assert!(!text.contains(secret), "{table} holds {secret}");
        }
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_refused_withdrawal_leaves_the_order_as_it_was(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent { holder: "Dana Cancelrefusal", ..Sent::new(PLAIN) }).await;
    port_ins::cancel(&portal.db, &portal.letterhead(), &portal.agent, port).await.unwrap();
    assert_eq!(portal.state(port).await, PortState::Cancelling);
    portal.settle().await;
    assert_eq!(portal.state(port).await, PortState::WaitingCarrier);
    let lost = portal.port_in(Sent { holder: "Dana Cancellostreply", ..Sent::new("+14155550143") }).await;
    port_ins::cancel(&portal.db, &portal.letterhead(), &portal.agent, lost).await.unwrap();
    portal.settle().await;
    portal.pass(1).await;
    assert_eq!(portal.state(lost).await, PortState::Cancelled);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_correction_is_found_by_reading(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent { holder: "Dana Updatelostreply", ..Sent::new("+14155558001") }).await;
    portal.pass(6).await;
    portal.correct(port, &Fields::from([("old.account_number", "0046512223")]), false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/portin/update"), 1);
    portal.pass(20).await;
    assert_eq!(portal.state(port).await, PortState::TextingLive);
    let mut tx = portal.db.begin_all().await.unwrap();
    let open: Vec<String> =
        sqlx::query_scalar("select state from operations where state <> 'done'").fetch_all(&mut *tx).await.unwrap();
    assert!(open.is_empty(), "{open:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_pin_the_holder_entered_meanwhile_is_a_new_one(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new("+14155558002")).await;
    portal.pass(6).await;
    let left_empty = Fields::from([("old.pin", "")]);
    let error = portal.correct(port, &left_empty, false).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    let mut tx = portal.db.begin_all().await.unwrap();
    vault::keep(&mut tx, &portal.vault, port, Some(ACCOUNT), "pin", &"271828".into(), "Kofi Mensah").await.unwrap();
    tx.commit().await.unwrap();
    portal.correct(port, &left_empty, false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.with(|world| world.ports[0].password.clone()), "271828");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_family_finds_nothing(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new("+14155558001")).await;
    portal.pass(6).await;
    let (stranger, head) = (portal.manager("AID-okafor"), portal.letterhead());
    let fields = Fields::from([("old.account_number", "1234567")]);
    let corrected = port_ins::correct(&portal.db, &portal.vault, &stranger, port, &fields, false).await;
    let cancelled = port_ins::cancel(&portal.db, &head, &stranger, port).await;
    let restarted = port_ins::restart(&portal.db, &head, &stranger, port).await.map(drop);
    let looked = port_ins::look_now(&portal.db, &stranger, port).await;
    for answer in [corrected, cancelled, restarted, looked] {
        assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    }
}
