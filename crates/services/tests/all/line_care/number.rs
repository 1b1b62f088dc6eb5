//! Another number.

use domain::Fault;
use services::{
    Error,
    care::{self, ActState},
};
use sqlx::PgPool;

use super::line::*;
use crate::support::{self, Portal};

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
