//! Drafts and receipts against a Telegent that is slow, and prices that change.

use std::time::Duration;

use sandbox::Outage;
use services::{Error, wizard};
use sqlx::PgPool;
use tokio::time::{Instant, sleep};

use crate::support::{Portal, haddads};

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn no_transaction_waits_for_telegent(pool: PgPool) {
    let portal = Portal::start(pool.clone()).await;
    let (draft, basis) = portal.draft(&haddads()).await;
    portal.sandbox.with(|world| world.outage = Outage::Slow(3_000));
    // Nothing is remembered.
    let desk = wizard::Desk { stock: wizard::Stock::new(portal.client.clone()), ..portal.desk.clone() };
    let started = Instant::now();
    let submit = wizard::submit(&portal.db, &desk, &portal.agent, draft, basis, None, &portal.urls);
    let look = async {
        sleep(Duration::from_millis(700)).await;
        sqlx::query_scalar::<_, i64>(
            "select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
        )
        .fetch_one(&pool)
        .await
        .unwrap()
    };
    let (submitted, waiting) = tokio::join!(submit, look);
    submitted.unwrap();
    assert_eq!(waiting, 0);
    // Two areas, at the same time: the client gives up after 1.5 s.
    assert!(started.elapsed() < Duration::from_millis(2_800), "{:?}", started.elapsed());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn nothing_is_bought_at_another_price_than_the_receipt_showed(pool: PgPool) {
    let portal = Portal::start(pool.clone()).await;
    let (draft, basis) = portal.draft(&haddads()).await;
    let mut tx = portal.db.begin_all().await.unwrap();
    let total: i64 = sqlx::query_scalar(
        "select sum(price_cents)::bigint from packages where package_id in ('PID-family-10', 'PID-kids-2')",
    )
    .fetch_one(&mut *tx)
    .await
    .unwrap();
    sqlx::query("update packages set price_cents = price_cents + 100 where package_id = 'PID-kids-2'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let submit = async |total: i64| {
        wizard::submit(&portal.db, &portal.desk, &portal.agent, draft, basis, Some(total), &portal.urls).await
    };
    assert!(matches!(submit(total).await, Err(Error::Stale)));
    submit(total + 100).await.unwrap();
}
