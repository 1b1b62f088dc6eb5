//! Lost answers, refusals half-way, filters that are hidden or gone.

use domain::guardian::{Badge, Missing};
use sandbox::faults::Fault;
use services::guardian::{self, Switch};
use sqlx::PgPool;

use super::family::*;
use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_is_found_out_by_reading(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    for call in [FEATURES, RELATE, TEXTS, CALLS, ROUTE] {
        portal.fails(call, Fault::Lost);
    }
    portal.protected(&dana).await;
    // Nothing was sent twice that could be read.
    let sent = [FEATURES, RELATE, TEXTS, CALLS].map(|call| portal.sandbox.calls(call));
    assert_eq!(sent, [2, 1, 1, 1]);
    assert_eq!(portal.sandbox.with(|world| world.guardian.message_filters.len()), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_was_cut_off_before_it_was_done_is_sent_again(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    for call in [FEATURES, RELATE, TEXTS, CALLS] {
        portal.fails(call, Fault::Cut);
    }
    portal.protected(&dana).await;
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_refusal_half_way_is_told_and_resumed(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.dana().await;
    portal.fails(TEXTS, Fault::Status(400));
    portal.save(&dana, 0, strict()).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.subjects("dana@example.com").await, ["A change for Ama did not reach the network"]);
    let page = portal.guardian(&dana).await;
    assert!(page.stuck.as_deref().is_some_and(|why| why.contains("refused")), "{:?}", page.stuck);
    assert_eq!((page.running, page.changed_elsewhere.len()), (None, 0));
    // The switches are on and nothing is filtered: that is what the badges say.
    assert_eq!((page.readback.flag_texts, page.readback.flag_calls), (Some(true), Some(true)));
    assert_eq!(page.badges, [Badge::Missing(vec![Missing::Filter]), Badge::Missing(vec![Missing::Filter])]);

    let chain = guardian::repair(&portal.db, &portal.letterhead(), &dana, AMA).await.unwrap();
    assert_eq!(guardian::repair(&portal.db, &portal.letterhead(), &dana, AMA).await.unwrap(), chain, "twice is once");
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert_eq!((page.badges, page.stuck), ([Badge::Protected, Badge::Protected], None));
    let sent = [FEATURES, RELATE, TEXTS, CALLS].map(|call| portal.sandbox.calls(call));
    assert_eq!(sent, [2, 1, 2, 1], "what was done is not done again");
    assert_eq!(portal.scalar("select count(*) from chains where finished_at is null").await, 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_later_save_takes_the_place_of_what_got_stuck(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.fails(TEXTS, Fault::Status(400));
    portal.save(&dana, 0, strict()).await.unwrap();
    portal.settle().await;
    portal.turn(&dana, 1, Switch::Media, true).await.unwrap();
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert_eq!((page.badges, page.stuck), ([Badge::Protected, Badge::Protected], None));
    assert_eq!(portal.text_filter().special["BlockMedia"], true);
    assert_eq!((portal.sandbox.calls(TEXTS), portal.sandbox.calls(TEXTS_UPDATE)), (2, 0));
    assert_eq!(portal.scalar("select count(*) from chains where finished_at is null").await, 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_filter_that_is_there_already_is_updated_and_one_that_is_gone_is_made_anew(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    // Somebody made them in the vendor's console, and nothing was read of them.
    portal.protected(&dana).await;
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update guardian_reads set text_filter = null, texts = null, call_filter = null, calls = null")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    portal.turn(&dana, 1, Switch::Media, true).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.guardian(&dana).await.badges, [Badge::Protected, Badge::Protected]);
    assert_eq!((portal.sandbox.calls(TEXTS_UPDATE), portal.sandbox.calls(CALLS_UPDATE)), (1, 1));

    portal.sandbox.with(|world| world.guardian.message_filters.clear());
    portal.turn(&dana, 2, Switch::Media, false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.guardian(&dana).await.badges, [Badge::Protected, Badge::Protected]);
    assert_eq!(portal.text_filter().special["BlockMedia"], false);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_undo_while_the_change_is_under_way_is_not_lost(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    portal.turn(&dana, 1, Switch::Media, true).await.unwrap();
    portal.edit(&dana, 2, guardian::Edit::Undo(2)).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.text_filter().special["BlockMedia"], false);
    assert_eq!(portal.guardian(&dana).await.settings, strict());
    // Half-way: the change has been sent and not been read back.
    portal.turn(&dana, 3, Switch::Media, true).await.unwrap();
    let worker = portal.worker();
    worker.drain_one().await.unwrap();
    assert_eq!(portal.text_filter().special["BlockMedia"], true);
    portal.edit(&dana, 4, guardian::Edit::Undo(4)).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.text_filter().special["BlockMedia"], false);
    assert_eq!(portal.guardian(&dana).await.badges, [Badge::Protected, Badge::Protected]);
}
