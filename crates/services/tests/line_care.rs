//! Looking after a line, over a real database and the sandbox.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests, which may fail so")]

mod support;

use domain::{Fault, Fields, Role};
use sandbox::faults::{Fault as Trouble, Ordered};
use services::{
    Actor, Error,
    accounts::LineStatus,
    care::{self, ActState, LineCare, Reader},
    projection::{Settings, Syncer},
};
use sqlx::PgPool;
use support::Portal;
use uuid::Uuid;

const LINE: &str = "+18015550142";
const CHILD: &str = "+18015550143";
const ACCOUNT: &str = "AID-mensah";
const STATUS: &str = "POST /v1.0/numbers/status";
const ADDRESS: &str = "POST /v1.0/numbers/e911address/update";
const MAILBOX: &str = "POST /v1.0/numbers/voicemail/activate";
const CARD: &str = "8901240397190557026";

impl Portal {
    async fn care(&self, actor: &Actor, number: &str) -> LineCare {
        let mut tx = self.db.begin(actor).await.unwrap();
        care::get(&mut tx, actor, number).await.unwrap()
    }

    async fn suspend(&self, actor: &Actor) -> Result<(), Error> {
        care::suspend(&self.db, &self.letterhead(), actor, LINE, false).await
    }

    async fn swap(&self, actor: &Actor, card: Option<&str>) -> Result<(), Error> {
        care::swap_sim(&self.db, &self.letterhead(), actor, LINE, card, true).await
    }

    async fn renumber(&self, actor: &Actor, area: &str) -> Result<(), Error> {
        care::change_number(&self.db, &self.letterhead(), actor, LINE, area, true).await
    }

    fn line(&self, number: &str) -> Option<Truth> {
        self.sandbox.with(|world| {
            let line = world.lines.iter().find(|line| line.number == number)?;
            let mailbox = line.extras.voicemail.as_ref();
            Some(Truth {
                status: line.status.clone(),
                iccid: line.iccid.clone(),
                qr: line.qr.clone(),
                mailbox: mailbox.map(|v| [v.pin.clone(), v.first_name.clone(), v.email.clone()]),
            })
        })
    }

    fn trouble(&self, operation: &str, effect: Trouble) {
        let ordered = Ordered { operation: operation.into(), effect, times: Some(1) };
        self.sandbox.with(|world| world.faults.push(ordered));
    }

    async fn read(&self) {
        Reader::new(self.db.clone(), self.client.clone()).drain().await.unwrap();
    }

    async fn sync(&self) {
        Syncer::new(self.db.clone(), self.client.clone(), Settings::default()).all().await.unwrap();
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap()
    }
}

/// A line as the sandbox has it; of voicemail the PIN, the first name and the e-mail address.
struct Truth {
    status: String,
    iccid: String,
    qr: Option<String>,
    mailbox: Option<[Option<String>; 3]>,
}

fn dana(portal: &Portal) -> Actor {
    Actor { user_id: Uuid::now_v7(), ..portal.manager(ACCOUNT) }
}

fn member(portal: &Portal, of: &str) -> Actor {
    Actor { role: Role::Member, subscriber_id: Some(of.into()), ..dana(portal) }
}

fn at(error: &Error, name: &str) -> Option<Fault> {
    if let Error::Invalid(errors) = error { errors.at(name).cloned() } else { None }
}

fn home(zip: &str) -> Fields {
    Fields::from([
        ("e911.street1", "2701 N Thanksgiving Way"),
        ("e911.city", "Lehi"),
        ("e911.state", "UT"),
        ("e911.zip", zip),
    ])
}

fn mailbox(pin: &str) -> Fields {
    Fields::from([("voicemail.pin", pin), ("voicemail.email", "kofi@example.com")])
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_phone_is_suspended_once_and_restored(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    portal.suspend(&dana).await.unwrap();
    portal.suspend(&dana).await.unwrap();
    assert!(portal.care(&dana, LINE).await.busy(&["suspend"]));
    let head = portal.letterhead();
    let crossing = care::swap_sim(&portal.db, &head, &dana, LINE, None, true).await;
    assert!(matches!(crossing, Err(Error::Stale)), "one change after the other");
    portal.settle().await;
    assert_eq!((portal.sandbox.calls(STATUS), portal.line(LINE).unwrap().status.as_str()), (1, "Parked"));
    assert_eq!(portal.care(&dana, LINE).await.line.status, LineStatus::Paused);
    portal.sync().await;
    assert_eq!(portal.care(&dana, LINE).await.line.status, LineStatus::Paused);
    portal.suspend(&dana).await.unwrap();
    care::restore(&portal.db, &head, &dana, LINE).await.unwrap();
    portal.settle().await;
    care::restore(&portal.db, &head, &dana, LINE).await.unwrap();
    portal.settle().await;
    let now = portal.care(&dana, LINE).await;
    assert_eq!((now.line.status.clone(), portal.sandbox.calls(STATUS)), (LineStatus::Active, 2));
    assert!(matches!(now.newest(&["suspend", "restore"]).unwrap().state, ActState::Done(_)));
    let told: Vec<String> =
        sqlx::query_scalar("select title from notices order by at").fetch_all(portal.db.pool()).await.unwrap();
    assert_eq!(told, ["(801) 555-0142 is suspended", "(801) 555-0142 is being restored"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_is_found_by_reading(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.trouble(STATUS, Trouble::Lost);
    portal.suspend(&dana).await.unwrap();
    portal.settle().await;
    assert_eq!((portal.sandbox.calls(STATUS), portal.care(&dana, LINE).await.line.status), (1, LineStatus::Paused));
    care::restore(&portal.db, &portal.letterhead(), &dana, LINE).await.unwrap();
    portal.settle().await;

    // A SIM and a number are what must not be ordered twice.
    portal.trouble(STATUS, Trouble::Lost);
    portal.swap(&dana, None).await.unwrap();
    portal.settle().await;
    let (now, truth) = (portal.care(&dana, LINE).await, portal.line(LINE).unwrap());
    assert_eq!((portal.sandbox.calls(STATUS), now.line.iccid.as_deref()), (3, Some(truth.iccid.as_str())));
    assert!(truth.qr.unwrap().contains(now.line.lpa.as_deref().unwrap()), "the new code");

    portal.trouble(STATUS, Trouble::Lost);
    portal.renumber(&dana, "").await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STATUS), 4);
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let new = care::moved_to(&mut tx, &dana, LINE).await.unwrap().unwrap();
    assert_eq!(portal.line(&new).unwrap().iccid, truth.iccid);

    // Where nothing was done and nobody said so, what sets a state is sent again; what is counted waits for a person.
    portal.trouble(STATUS, Trouble::Cut);
    care::suspend(&portal.db, &portal.letterhead(), &dana, &new, false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.line(&new).unwrap().status, "Parked");
    let calls = portal.sandbox.calls(STATUS);
    care::restore(&portal.db, &portal.letterhead(), &dana, &new).await.unwrap();
    portal.settle().await;
    portal.trouble(STATUS, Trouble::Cut);
    care::swap_sim(&portal.db, &portal.letterhead(), &dana, &new, None, true).await.unwrap();
    portal.settle().await;
    let act = portal.care(&dana, &new).await.newest(&["swap_sim"]).unwrap().clone();
    assert!(matches!(&act.state, ActState::Refused(why) if why.starts_with("No clear answer")), "{act:?}");
    assert_eq!(portal.sandbox.calls(STATUS), calls + 2);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_sim_is_locked_away_checked_and_made_once(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    let (before, head) = (portal.line(LINE).unwrap(), portal.letterhead());
    let locked = care::swap_sim(&portal.db, &head, &dana, LINE, None, false).await;
    assert!(matches!(locked, Err(Error::Stale)), "the lock is on from the start");
    let foreign = portal.line("+18135550161").unwrap().iccid;
    for (card, fault) in [
        ("", Fault::Missing),
        ("8901", Fault::IccidLength),
        ("8901240397190557027", Fault::IccidCheck),
        (portal.line(CHILD).unwrap().iccid.as_str(), Fault::IccidTaken),
        (foreign.as_str(), Fault::IccidTaken),
    ] {
        let error = portal.swap(&dana, Some(card)).await.unwrap_err();
        assert_eq!(at(&error, "sim.iccid"), Some(fault), "{card}");
    }
    let own = portal.swap(&dana, Some(&before.iccid)).await.unwrap_err();
    assert!(matches!(at(&own, "sim.iccid"), Some(Fault::Upstream { message }) if message.contains("already")));
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STATUS), 0);

    portal.swap(&dana, Some(CARD)).await.unwrap();
    portal.swap(&dana, Some(CARD)).await.unwrap();
    portal.settle().await;
    let now = portal.care(&dana, LINE).await;
    assert_eq!((portal.sandbox.calls(STATUS), now.line.iccid.as_deref()), (1, Some(CARD)));
    assert_eq!(now.line.lpa, None, "a card has no code");
    assert!(now.sim_lock.on, "the lock goes back on by itself");
    portal.sync().await;
    assert_eq!(portal.care(&dana, LINE).await.line.lpa, None);

    portal.swap(&dana, None).await.unwrap();
    portal.settle().await;
    let (now, truth) = (portal.care(&dana, LINE).await, portal.line(LINE).unwrap());
    assert_eq!(now.line.iccid.as_deref(), Some(truth.iccid.as_str()));
    assert!(truth.qr.unwrap().contains(now.line.lpa.as_deref().unwrap()));
    let (title, text): (String, String) =
        sqlx::query_as("select subject, body_text from mail_outbox order by created_at desc, id desc limit 1")
            .fetch_one(portal.db.pool())
            .await
            .unwrap();
    assert_eq!(title, "A new SIM for (801) 555-0142");
    assert!(text.contains("/not-me/") && !text.contains(now.line.lpa.as_deref().unwrap()), "{text}");
    assert_eq!(portal.count("select count(*) from notices where href like '%not-me%'").await, 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn this_was_not_me_stops_the_sim_and_suspends_the_line(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    let token = async || -> String {
        let text: String =
            sqlx::query_scalar("select body_text from mail_outbox where body_text like '%/not-me/%' order by created_at desc, id desc limit 1")
                .fetch_one(portal.db.pool())
                .await
                .unwrap();
        text.split("/not-me/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    };
    let before = portal.line(LINE).unwrap();
    portal.swap(&dana, None).await.unwrap();
    let link = token().await;
    assert_eq!(care::alarm(&portal.db, &link).await.unwrap().by, "Dana Mensah");
    let raised = care::raise(&portal.db, &portal.letterhead(), &link).await.unwrap();
    assert_eq!((raised.number.as_str(), raised.suspended), (LINE, true));
    for used in [link.as_str(), "", "0123"] {
        assert!(matches!(care::raise(&portal.db, &portal.letterhead(), used).await, Err(Error::Expired)));
    }
    portal.settle().await;
    let now = portal.line(LINE).unwrap();
    assert_eq!((now.iccid, now.status.as_str()), (before.iccid, "Parked"), "the SIM was never ordered");
    assert_eq!(portal.sandbox.calls(STATUS), 1);
    assert!(portal.care(&dana, LINE).await.sim_lock.on);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_address_911_does_not_know_is_said_and_the_next_one_kept(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let set = async |fields: &Fields| care::set_address(&portal.db, &dana, LINE, fields).await;
    let mut bad = home("8404");
    bad.set("e911.street1", "PO Box 12");
    let error = set(&bad).await.unwrap_err();
    assert_eq!((at(&error, "e911.zip"), at(&error, "e911.street1")), (Some(Fault::Zip), Some(Fault::PoBox)));
    set(&home("99991")).await.unwrap();
    set(&home("99991")).await.unwrap();
    portal.settle().await;
    let now = portal.care(&dana, LINE).await;
    let act = now.newest(&["set_address"]).unwrap();
    assert!(matches!(&act.state, ActState::Refused(why) if why.contains("MSAG")), "{act:?}");
    assert_eq!((act.typed.get("e911.zip"), portal.sandbox.calls(ADDRESS)), ("99991", 1));
    assert!(now.address.is_none(), "what was refused is not what is on file");

    portal.trouble(ADDRESS, Trouble::Lost);
    set(&home("84043")).await.unwrap();
    portal.settle().await;
    let now = portal.care(&dana, LINE).await;
    assert_eq!(now.address.unwrap().value.unwrap().one_line(), "2701 N Thanksgiving Way, Lehi, UT 84043");
    assert_eq!(portal.sandbox.calls(ADDRESS), 2, "found by reading");
    let chains = portal.count("select count(*) from chains where finished_at is null").await;
    assert_eq!(chains, 0, "a refusal is the page's to mend: nothing waits for staff");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_voicemail_pin_goes_in_and_is_kept_nowhere(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let kofi = member(&portal, "TSUID-kofi.mensah");
    let set = async |fields: &Fields| care::set_voicemail(&portal.db, &portal.vault, &kofi, LINE, fields).await;
    assert_eq!(at(&set(&mailbox("")).await.unwrap_err(), "voicemail.pin"), Some(Fault::Missing));
    assert_eq!(at(&set(&mailbox("12a4")).await.unwrap_err(), "voicemail.pin"), Some(Fault::DigitsOnly));
    set(&mailbox("867530")).await.unwrap();
    set(&mailbox("867530")).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(MAILBOX), 1);
    let text = |text: &str| Some(text.to_owned());
    let kept = portal.line(LINE).unwrap().mailbox.unwrap();
    assert_eq!(kept, [text("867530"), text("Kofi"), text("kofi@example.com")]);
    assert_eq!(portal.count("select count(*) from line_acts where sealed is not null").await, 0);
    for table in ["operations", "line_acts", "line_care", "activity", "mail_outbox"] {
        let sql = format!("select count(*) from {table} t where t::text like '%867530%'");
        let mut tx = portal.db.begin_all().await.unwrap();
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(found, 0, "{table}");
    }
    let now = portal.care(&kofi, LINE).await.voicemail.unwrap();
    assert_eq!((now.on, now.email.as_deref()), (true, Some("kofi@example.com")));

    // A change leaves what is not typed; an answer that was lost is the same again.
    portal.trouble("POST /v1.0/numbers/voicemail/update", Trouble::Lost);
    set(&Fields::from([("voicemail.pin", ""), ("voicemail.email", "k@example.com")])).await.unwrap();
    portal.settle().await;
    let kept = portal.line(LINE).unwrap().mailbox.unwrap();
    assert_eq!(kept, [text("867530"), text("Kofi"), text("k@example.com")]);
    portal.trouble("POST /v1.0/numbers/voicemail/delete", Trouble::Lost);
    care::drop_voicemail(&portal.db, &kofi, LINE).await.unwrap();
    portal.settle().await;
    assert!(portal.line(LINE).unwrap().mailbox.is_none());
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/voicemail/delete"), 1);
    assert!(!portal.care(&kofi, LINE).await.voicemail.unwrap().on);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_number_takes_along_what_is_kept(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    care::set_address(&portal.db, &dana, LINE, &home("84043")).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.care(&dana, LINE).await.swaps_left, Some(2));
    let head = portal.letterhead();
    let unsure = care::change_number(&portal.db, &head, &dana, LINE, "3", false).await.unwrap_err();
    assert_eq!(at(&unsure, "number.sure"), Some(Fault::NotTicked));
    assert_eq!(at(&unsure, "number.area_code"), Some(Fault::AreaCode));
    // The network's maintenance is said, and nothing is lost with it.
    portal.renumber(&dana, "289").await.unwrap();
    portal.settle().await;
    let act = portal.care(&dana, LINE).await.newest(&["swap_number"]).unwrap().clone();
    assert!(matches!(&act.state, ActState::Refused(why) if why.contains("unavailable")), "{act:?}");
    assert_eq!(act.typed.get("number.area_code"), "289");

    portal.renumber(&dana, "385").await.unwrap();
    portal.renumber(&dana, "385").await.unwrap();
    portal.settle().await;
    assert!(portal.line(LINE).is_none());
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let new = care::moved_to(&mut tx, &dana, LINE).await.unwrap().unwrap();
    drop(tx);
    assert!(new.starts_with("+1385"), "{new}");
    let now = portal.care(&dana, &new).await;
    assert_eq!(now.line.person.as_ref().unwrap().name, "Kofi Mensah");
    assert_eq!((now.swaps_left, now.line.plan.is_some(), now.line.usage.used.is_some()), (Some(1), true, true));
    assert_eq!(now.address.unwrap().value.unwrap().zip, "84043");
    assert!(matches!(now.acts.iter().find(|act| act.act == "swap_number").unwrap().state, ActState::Done(_)));
    portal.sync().await;
    let mut tx = portal.db.begin(&dana).await.unwrap();
    assert!(matches!(care::get(&mut tx, &dana, LINE).await, Err(Error::NotFound)), "the old one is gone");
    drop(tx);
    let told: String = sqlx::query_scalar("select title from notices order by at desc limit 1")
        .fetch_one(portal.db.pool())
        .await
        .unwrap();
    assert!(told.starts_with("(801) 555-0142 is now (385) 555-"), "{told}");

    care::change_number(&portal.db, &head, &dana, &new, "", true).await.unwrap();
    portal.settle().await;
    portal.sync().await;
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let last = care::moved_to(&mut tx, &dana, &new).await.unwrap().unwrap();
    drop(tx);
    let none = care::change_number(&portal.db, &head, &dana, &last, "", true).await;
    assert!(matches!(none, Err(Error::Stale)), "no change is left");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_childs_rules_are_put_on_the_new_number(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, head, ama) = (dana(&portal), portal.letterhead(), "TSUID-ama.mensah");
    let mut strict = domain::guardian::Settings::default();
    (strict.texts.on, strict.texts.block_links) = (true, true);
    services::guardian::save(&portal.db, &head, &dana, ama, 0, strict).await.unwrap();
    portal.settle().await;
    care::change_number(&portal.db, &head, &dana, CHILD, "", true).await.unwrap();
    portal.settle().await;
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let new = care::moved_to(&mut tx, &dana, CHILD).await.unwrap().unwrap();
    let page = services::guardian::page(&mut tx, &support::brand(), &dana, ama).await.unwrap();
    assert_eq!(page.number.as_deref(), Some(new.as_str()));
    assert_eq!(page.badges[0], domain::guardian::Badge::Protected, "measured on the new number");
    drop(tx);
    // Somebody who looks after her has another number: her rules let it through.
    let boss = "+18015550141";
    care::change_number(&portal.db, &head, &dana, boss, "", true).await.unwrap();
    portal.settle().await;
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let page = services::guardian::page(&mut tx, &support::brand(), &dana, ama).await.unwrap();
    assert_eq!(page.badges[0], domain::guardian::Badge::Protected);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_order_that_takes_its_time_is_followed(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.renumber(&dana, "").await.unwrap();
    // As if the network had answered "Pending" to it: here that takes a day to come.
    let day = jiff::Zoned::now().date().checked_add(jiff::Span::new().days(2)).unwrap();
    let change = telegent::StatusChange::of(LINE, telegent::NumberChange::Swap, day);
    let order = portal.client.numbers().change_status(&change).await.unwrap().order_id.clone();
    let mut tx = portal.db.begin_all().await.unwrap();
    let waits = "update operations set state = 'waiting', result = jsonb_build_object('order_id', $1::text)
                 where kind = 'care_swap_number'";
    sqlx::query(waits).bind(&order).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    portal.worker().drain().await.unwrap();
    assert!(portal.care(&dana, LINE).await.busy(&["swap_number"]));
    assert!(matches!(portal.suspend(&dana).await, Err(Error::Stale)), "nothing crosses it");
    portal.sandbox.with(|world| world.clock.advance(std::time::Duration::from_secs(3 * 86_400)));
    portal.settle().await;
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let new = care::moved_to(&mut tx, &dana, LINE).await.unwrap().unwrap();
    drop(tx);
    assert!(portal.line(&new).is_some());
    assert_eq!(portal.sandbox.calls(STATUS), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_reading_from_before_brings_no_old_number_back(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let began: jiff_sqlx::Timestamp =
        sqlx::query_scalar("select clock_timestamp()").fetch_one(portal.db.pool()).await.unwrap();
    let row = portal.client.numbers().get(LINE).await.unwrap().into_value();
    portal.renumber(&dana, "").await.unwrap();
    portal.settle().await;
    let mut tx = portal.db.begin_all().await.unwrap();
    services::projection::write::number(&mut tx, &row, None, Some(began)).await.unwrap();
    let back: bool = sqlx::query_scalar("select exists (select 1 from numbers where number = $1)")
        .bind(LINE)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert!(!back);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_cancelled_line_comes_back_while_the_way_is_open(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, head, kim) = (dana(&portal), portal.letterhead(), portal.agent.clone());
    let cancel = async |actor: &Actor, digits: &str| care::cancel(&portal.db, &head, actor, LINE, digits).await;
    assert!(matches!(cancel(&dana, "0142").await, Err(Error::Forbidden)));
    assert!(at(&cancel(&kim, "0143").await.unwrap_err(), "cancel.digits").is_some());
    cancel(&kim, "0142").await.unwrap();
    portal.settle().await;
    portal.sync().await;
    let now = portal.care(&dana, LINE).await;
    let closes = now.way_back.unwrap().closes.unwrap();
    let days = closes.duration_since(jiff::Timestamp::now()).as_hours();
    assert_eq!((now.line.status, days), (LineStatus::Cancelled, 30 * 24 - 1));
    care::reactivate(&portal.db, &head, &dana, LINE).await.unwrap();
    care::reactivate(&portal.db, &head, &dana, LINE).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/reactivate"), 1);
    assert_eq!(portal.care(&dana, LINE).await.line.status, LineStatus::Active);
    assert_eq!(portal.care(&dana, LINE).await.way_back, None);

    cancel(&kim, "0142").await.unwrap();
    portal.settle().await;
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update numbers set cancelled_at = now() - interval '30 days 1 minute' where number = $1")
        .bind(LINE)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(care::reactivate(&portal.db, &head, &dana, LINE).await, Err(Error::Expired)));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_line_that_leaves_is_not_suspended_by_a_slip(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let head = portal.letterhead();
    services::port_outs::issue(&portal.db, &head, &portal.vault, &dana, LINE, true).await.unwrap();
    portal.settle().await;
    assert!(portal.care(&dana, LINE).await.leaves);
    let error = portal.suspend(&dana).await.unwrap_err();
    assert_eq!(at(&error, "suspend.sure"), Some(Fault::NotTicked));
    assert!(matches!(portal.renumber(&dana, "").await, Err(Error::Stale)));
    care::suspend(&portal.db, &head, &dana, LINE, true).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.line(LINE).unwrap().status, "Parked");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn everybody_reaches_their_own_and_no_more(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (db, head) = (&portal.db, portal.letterhead());
    let ama = member(&portal, "TSUID-ama.mensah");
    let kofi = Actor { role: Role::Guardian, ..member(&portal, "TSUID-kofi.mensah") };
    let own = portal.care(&ama, CHILD).await.may;
    assert_eq!((own.esim, own.voicemail, own.line), (true, true, false));
    let mut tx = db.begin(&kofi).await.unwrap();
    assert!(
        matches!(care::get(&mut tx, &kofi, CHILD).await, Err(Error::NotFound)),
        "a guardian sees no code of others"
    );
    drop(tx);
    let chidi = portal.manager("AID-okafor");
    for actor in [&ama, &kofi, &chidi] {
        let number = if actor.user_id == kofi.user_id { LINE } else { CHILD };
        let done = [
            care::suspend(db, &head, actor, number, true).await,
            care::swap_sim(db, &head, actor, number, None, true).await,
            care::lift_sim_lock(db, &head, actor, number).await,
            care::put_sim_lock(db, actor, number).await,
            care::change_number(db, &head, actor, number, "", true).await,
            care::set_address(db, actor, number, &home("84043")).await,
            care::restore(db, &head, actor, number).await,
            care::reactivate(db, &head, actor, number).await,
        ];
        for done in done {
            assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
        }
    }
    let refused = care::set_voicemail(db, &portal.vault, &ama, LINE, &mailbox("4711")).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    assert!(matches!(care::look(db, &chidi, CHILD).await, Err(Error::NotFound)));
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STATUS) + portal.sandbox.calls(ADDRESS) + portal.sandbox.calls(MAILBOX), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_telegent_alone_knows_is_read_on_demand(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let before = portal.care(&dana, LINE).await;
    assert!(before.address.is_none() && before.voicemail.is_none() && before.phone.is_none() && !before.reading);
    let on = telegent::VoicemailSettings {
        phone_number: LINE.into(),
        email: Some("k@example.com".into()),
        ..telegent::VoicemailSettings::default()
    };
    portal.client.numbers().activate_voicemail(&on).await.unwrap();
    care::look(&portal.db, &dana, LINE).await.unwrap();
    care::look(&portal.db, &dana, LINE).await.unwrap();
    assert!(portal.care(&dana, LINE).await.reading);
    portal.read().await;
    let now = portal.care(&dana, LINE).await;
    assert!(!now.reading && now.unheard.is_none());
    assert_eq!(now.address.as_ref().unwrap().value, None, "none is on file");
    assert_eq!(now.voicemail.as_ref().unwrap().email.as_deref(), Some("k@example.com"));
    assert!(now.phone.as_ref().unwrap().value.as_ref().unwrap().name.is_some());
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/device-details"), 1);

    // What is not answered stays as it was.
    portal.sandbox.with(|world| {
        for operation in ["GET /v1.0/numbers/e911address", "POST /v1.0/numbers/voicemail/info"] {
            world.faults.push(Ordered { operation: operation.into(), effect: Trouble::Status(503), times: Some(9) });
        }
    });
    care::look(&portal.db, &dana, LINE).await.unwrap();
    portal.read().await;
    let then = portal.care(&dana, LINE).await;
    assert!(then.unheard.is_some() && !then.reading);
    assert_eq!((then.voicemail, then.address), (now.voicemail, now.address));

    // Lines nobody asked for are read once, one at a time.
    let reader = Reader::new(portal.db.clone(), portal.client.clone());
    for _ in 0..20 {
        reader.fill().await.unwrap();
        reader.drain().await.unwrap();
    }
    let unread = portal
        .count("select count(*) from numbers n where not exists (select 1 from line_care c where c.number = n.number and device_at is not null)")
        .await;
    assert_eq!((unread, portal.sandbox.calls("POST /v1.0/numbers/device-details")), (0, 9));
}
