//! Another SIM, and “this was not me”.

use domain::Fault;
use services::{Error, care, port_outs};
use sqlx::PgPool;

use super::line::*;
use crate::support::Portal;

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
    assert_eq!(portal.scalar("select count(*) from notices where href like '%not-me%'").await, 0);
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
    let raised = care::raise(&portal.db, &portal.letterhead(), &portal.vault, &link).await.unwrap();
    assert_eq!((raised.number.as_str(), raised.suspended), (LINE, true));
    for used in [link.as_str(), "", "0123"] {
        assert!(matches!(
            care::raise(&portal.db, &portal.letterhead(), &portal.vault, used).await,
            Err(Error::Expired)
        ));
    }
    portal.settle().await;
    let now = portal.line(LINE).unwrap();
    assert_eq!((now.iccid, now.status.as_str()), (before.iccid, "Parked"), "the SIM was never ordered");
    assert_eq!(portal.sandbox.calls(STATUS), 1);
    let lock = portal.care(&dana, LINE).await.sim_lock;
    assert!(lock.on && lock.cools_until.is_some(), "{lock:?}");
    let head = portal.letterhead();
    assert!(matches!(care::lift_sim_lock(&portal.db, &head, &dana, LINE).await, Err(Error::Stale)));
    care::restore(&portal.db, &head, &dana, LINE).await.unwrap();
    portal.settle().await;
    assert!(matches!(portal.swap(&dana, None).await, Err(Error::Stale)));
    care::swap_sim(&portal.db, &head, &portal.agent, LINE, None, true).await.unwrap();
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_has_the_wrong_sim_does_not_restore_the_line(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    // Whoever does it does it twice, and gets a PIN to leave as well.
    for _ in 0..2 {
        portal.swap(&dana, None).await.unwrap();
        portal.settle().await;
    }
    let text: String = sqlx::query_scalar(
        "select body_text from mail_outbox where body_text like '%/not-me/%' order by created_at, id limit 1",
    )
    .fetch_one(portal.db.pool())
    .await
    .unwrap();
    port_outs::issue(&portal.db, &portal.letterhead(), &portal.vault, &dana, LINE, true).await.unwrap();
    portal.settle().await;
    let pin = || {
        portal.sandbox.with(|world| world.lines.iter().find(|l| l.number == LINE).unwrap().extras.port_out_pin.clone())
    };
    let theirs = pin();
    let link = text.split("/not-me/").nth(1).unwrap().split_whitespace().next().unwrap();
    let (db, head) = (&portal.db, portal.letterhead());
    care::raise(db, &head, &portal.vault, link).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.line(LINE).unwrap().status, "Parked");
    assert_ne!(pin(), theirs, "their PIN is useless");
    assert!(portal.care(&dana, LINE).await.sim_lock.wrong_hands);
    assert!(matches!(care::restore(db, &head, &dana, LINE).await, Err(Error::Stale)));
    care::restore(db, &head, &portal.agent, LINE).await.unwrap();
    portal.settle().await;
    care::swap_sim(db, &head, &portal.agent, LINE, None, true).await.unwrap();
    portal.settle().await;
    assert!(!portal.care(&dana, LINE).await.sim_lock.wrong_hands, "they have another one now");
    portal.suspend(&dana).await.unwrap();
    portal.settle().await;
    care::restore(db, &head, &dana, LINE).await.unwrap();
}
