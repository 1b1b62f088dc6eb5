//! Workers and their leases.

use std::time::Duration;

use domain::progress::OpState;
use sandbox::Outage;
use sqlx::PgPool;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};
use uuid::Uuid;

use crate::support::{Portal, number, state};

/// The backend that holds a worker's lock.
async fn alive(portal: &Portal) -> Option<i32> {
    sqlx::query_scalar(
        "select pid from pg_locks where locktype = 'advisory' and classid::bigint = 7113 and objid <> 0
           and database = (select oid from pg_database where datname = current_database())",
    )
    .fetch_optional(portal.db.pool())
    .await
    .unwrap()
}

/// Has a worker do one step of a chain, slowly, and waits until its call is under way.
async fn sending(portal: &Portal, chain: Uuid) -> tokio::task::JoinHandle<bool> {
    portal.sandbox.with(|world| world.outage = Outage::Slow(600));
    let worker = portal.worker();
    let step = tokio::spawn(async move { worker.drain_one().await.unwrap() });
    while state(portal, chain).await != OpState::Sending {
        sleep(Duration::from_millis(10)).await;
    }
    step
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_worker_whose_connection_broke_begins_anew(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (stop, stopping) = watch::channel(false);
    let running = tokio::spawn(portal.worker().run(stopping));
    let first = loop {
        match alive(&portal).await {
            Some(pid) => break pid,
            None => sleep(Duration::from_millis(20)).await,
        }
    };
    sqlx::query("select pg_terminate_backend($1)").bind(first).execute(portal.db.pool()).await.unwrap();
    let anew = async {
        while alive(&portal).await.is_none_or(|pid| pid == first) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(10), anew).await.expect("no new identity");
    let chain = portal.chain(Some("AID-mensah"), number("84043")).await;
    let done = async {
        while state(&portal, chain).await != OpState::Done {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(10), done).await.expect("nothing is done");
    stop.send_replace(true);
    timeout(Duration::from_secs(10), running).await.expect("it does not end").unwrap();
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lease_is_given_back_by_its_worker_alone(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(Some("AID-mensah"), number("84043")).await;
    let step = sending(&portal, chain).await;
    portal.change("update chains set leased_by = 1 where id = $1", chain).await;
    step.await.unwrap();
    let mut tx = portal.db.begin_all().await.unwrap();
    let by: Option<i32> =
        sqlx::query_scalar("select leased_by from chains where id = $1").bind(chain).fetch_one(&mut *tx).await.unwrap();
    assert_eq!(by, Some(1));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_chain_tried_again_while_its_worker_lets_it_go_goes_on(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(Some("AID-mensah"), number("99981")).await;
    let step = sending(&portal, chain).await;
    // Somebody is about to try it again when the refusal comes.
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("select 1 from chains where id = $1 for update").bind(chain).execute(&mut *tx).await.unwrap();
    while state(&portal, chain).await != OpState::Refused {
        sleep(Duration::from_millis(10)).await;
    }
    sleep(Duration::from_millis(100)).await;
    sqlx::query("update operations set state = 'queued' where chain_id = $1")
        .bind(chain)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query("update chains set next_at = now() where id = $1").bind(chain).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    step.await.unwrap();
    let mut tx = portal.db.begin_all().await.unwrap();
    let due: bool = sqlx::query_scalar("select next_at < 'infinity' from chains where id = $1")
        .bind(chain)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert!(due);
}
