//! Readings beside a journal at work, and of what is gone.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use services::projection::write;
use sqlx::PgPool;

use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_account_that_is_gone_keeps_nobody_from_being_read(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let set_back = "update accounts set routes_read_at = now() - interval '2 hours'";
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query(set_back).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    portal.sandbox.with(|world| {
        world.accounts.retain(|a| a.account_id != "AID-mensah");
        world.subscribers.retain(|s| s.account_id != "AID-mensah");
    });
    portal.sync().await;
    let mut tx = portal.db.begin_all().await.unwrap();
    let old: i64 = sqlx::query_scalar("select count(*) from accounts where routes_read_at < now() - interval '1 hour'")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(old, 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_older_reading_overwrites_nothing(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut tx = portal.db.begin_all().await.unwrap();
    let plan = |package: &str| telegent::Subscription {
        subscription_id: "SUB-1".into(),
        subscriber_id: Some("TSUID-yaw.mensah".into()),
        tnid: None,
        iccid: None,
        package_id: Some(package.into()),
        subscription_type: None,
        active: Some(true),
    };
    let ago = |seconds: i64| Some((Timestamp::now() - SignedDuration::from_secs(seconds)).to_sqlx());
    let package = "select package_id from subscriptions where subscription_id = 'SUB-1'";
    for (written, began, shown) in
        [("old", ago(90), "old"), ("new", None, "new"), ("old", ago(60), "new"), ("newest", ago(-1), "newest")]
    {
        write::subscription(&mut tx, &plan(written), began).await.unwrap();
        let there: String = sqlx::query_scalar(package).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(there, shown);
    }
}
