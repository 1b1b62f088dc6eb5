//! Suspended, restored, cancelled, brought back.

use domain::Fault;
use sandbox::faults::Fault as Trouble;
use services::{
    Actor, Error,
    accounts::LineStatus,
    care::{self, ActState},
};
use sqlx::PgPool;

use super::line::*;
use crate::support::Portal;

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
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let log: Vec<String> =
        sqlx::query_scalar("select what from activity order by id").fetch_all(&mut *tx).await.unwrap();
    assert_eq!(log, ["Line suspended", "Line restored"], "each once");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_is_found_by_reading(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.fails(STATUS, Trouble::Lost);
    portal.suspend(&dana).await.unwrap();
    portal.settle().await;
    assert_eq!((portal.sandbox.calls(STATUS), portal.care(&dana, LINE).await.line.status), (1, LineStatus::Paused));
    care::restore(&portal.db, &portal.letterhead(), &dana, LINE).await.unwrap();
    portal.settle().await;

    // A SIM and a number are what must not be ordered twice.
    portal.fails(STATUS, Trouble::Lost);
    portal.swap(&dana, None).await.unwrap();
    portal.settle().await;
    let (now, truth) = (portal.care(&dana, LINE).await, portal.line(LINE).unwrap());
    assert_eq!((portal.sandbox.calls(STATUS), now.line.iccid.as_deref()), (3, Some(truth.iccid.as_str())));
    assert!(truth.qr.unwrap().contains(now.line.lpa.as_deref().unwrap()), "the new code");

    portal.fails(STATUS, Trouble::Lost);
    portal.renumber(&dana, "").await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STATUS), 4);
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let new = care::moved_to(&mut tx, &dana, LINE).await.unwrap().unwrap();
    assert_eq!(portal.line(&new).unwrap().iccid, truth.iccid);

    // Where nothing was done and nobody said so, what sets a state is sent again; what is counted waits for a person.
    portal.fails(STATUS, Trouble::Cut);
    care::suspend(&portal.db, &portal.letterhead(), &dana, &new, false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.line(&new).unwrap().status, "Parked");
    let calls = portal.sandbox.calls(STATUS);
    care::restore(&portal.db, &portal.letterhead(), &dana, &new).await.unwrap();
    portal.settle().await;
    portal.fails(STATUS, Trouble::Cut);
    care::swap_sim(&portal.db, &portal.letterhead(), &dana, &new, None, true).await.unwrap();
    portal.settle().await;
    let act = portal.care(&dana, &new).await.newest(&["swap_sim"]).unwrap().clone();
    assert!(matches!(&act.state, ActState::Refused(why) if why.starts_with("No clear answer")), "{act:?}");
    assert_eq!(portal.sandbox.calls(STATUS), calls + 2);
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
