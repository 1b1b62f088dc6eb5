//! A family from draft to live lines, against the sandbox over HTTP, with the failures that may happen on the way.

use domain::{Fields, progress::OpState};
use services::journal;
use sqlx::PgPool;

use crate::support::{Portal, haddads};

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_family_is_made_as_its_receipt_said(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.submit(portal.draft(&haddads()).await).await;
    portal.settle().await;
    let chain = portal.view(chain).await;
    assert!(chain.finished(), "{chain:#?}");
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
    let mut tx = portal.db.begin(&portal.agent).await.unwrap();
    let lines = journal::made_lines(&mut tx, chain.id).await.unwrap();
    assert_eq!(lines.iter().map(|l| l.person.as_str()).collect::<Vec<_>>(), ["Rana Haddad", "Lina Haddad"]);
    assert!(lines[0].number.starts_with("+1385") && lines[0].lpa.as_deref().is_some_and(|l| l.starts_with("LPA:1$")));
    let mails: i64 = sqlx::query_scalar("select count(*) from mail_outbox where recipient = 'rana.haddad@example.com'")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(mails, 1);
    let limit: i32 = sqlx::query_scalar("select limit_mb from data_usage where number = $1")
        .bind(&lines[1].number)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(limit, 2_000);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn twenty_submits_at_once_make_one_family(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let draft = portal.draft(&haddads()).await;
    let chains = futures::future::join_all((0..20).map(|_| portal.submit(draft))).await;
    assert!(chains.iter().all(|c| *c == chains[0]));
    portal.settle().await;
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
}

/// Each sentinel that loses, delays or fails a call on the way; the chain goes on by itself, or once a person has said
/// that the plan is to be put on the line again, and makes one of each.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn lost_and_failed_answers_make_nothing_twice(pool: PgPool) {
    let portal = Portal::start(pool).await;
    for word in ["Lostreply", "Cutline", "Timeout", "Outage", "Busy", "Throttled"] {
        let mut fields = haddads();
        let slug = word.to_lowercase();
        let family = format!("Haddad {word}");
        fields.set("account.name", family.clone());
        for (i, name) in ["Rana", "Sami", "Lina"].into_iter().enumerate() {
            fields.set(format!("person.{i}.email"), format!("{name}.{slug}@example.com"));
        }
        fields.set("person.1.name", format!("Sami {word}"));
        fields.set("person.2.name", format!("Lina Plan{slug}"));
        let id = portal.submit(portal.draft(&fields).await).await;
        portal.settle().await;
        let mut chain = portal.view(id).await;
        while let Some(step) = chain.steps.iter().find(|s| s.state == OpState::Refused) {
            assert!(step.title.starts_with("Kids"), "{word}: {chain:#?}");
            journal::retry(&portal.db, &portal.agent, id, step.seq, &Fields::default()).await.unwrap();
            portal.settle().await;
            chain = portal.view(id).await;
        }
        assert!(chain.finished(), "{word}: {chain:#?}");
        assert_eq!(portal.made(&family), [1, 3, 2, 2], "{word}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_bought_behind_a_lost_answer_is_found_not_bought_again(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut fields = haddads();
    fields.set("line.2.zip", "99986");
    let chain = portal.submit(portal.draft(&fields).await).await;
    portal.settle().await;
    assert!(portal.view(chain).await.finished());
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/provision"), 2);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_that_was_not_bought_waits_for_a_person(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut fields = haddads();
    fields.set("line.2.zip", "99987");
    let id = portal.submit(portal.draft(&fields).await).await;
    portal.settle().await;
    let chain = portal.view(id).await;
    let step = chain.steps.iter().find(|s| s.state == OpState::Refused).expect("the purchase waits");
    assert_eq!(portal.made("Haddad"), [1, 3, 1, 0]);
    let mended = Fields::from([("area_code", "801"), ("zip", "")]);
    journal::retry(&portal.db, &portal.agent, id, step.seq, &mended).await.unwrap();
    portal.settle().await;
    assert!(portal.view(id).await.finished());
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_pending_order_is_waited_for(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut fields = haddads();
    fields.set("line.0.area_code", "");
    fields.set("line.0.zip", "99988");
    let chain = portal.submit(portal.draft(&fields).await).await;
    portal.settle().await;
    assert!(portal.view(chain).await.finished());
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
}

/// A worker that dies leaves its operation in `sending`. Here every operation in turn is left so, before or after
/// Telegent did it; the next worker goes on.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_worker_that_dies_anywhere_leaves_nothing_twice(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.submit(portal.draft(&haddads()).await).await;
    let worker = portal.worker();
    for _ in 0..200 {
        // One call, then the record of its answer is lost.
        let moved = worker.drain_one().await.unwrap();
        let mut tx = portal.db.begin_all().await.unwrap();
        sqlx::query(
            "update operations set state = 'sending', result = '{}', lost = false
             where chain_id = $1 and kind <> 'invite_manager' and reads < 3 and state = 'done'
               and seq = (select max(seq) from operations where chain_id = $1 and state = 'done')",
        )
        .bind(chain)
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        if !moved {
            break;
        }
    }
    portal.settle().await;
    assert!(portal.view(chain).await.finished());
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
}
