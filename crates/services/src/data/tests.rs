use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use sqlx::PgPool;

use super::{
    Marks,
    samples::{self, Sample, cycles},
};
use crate::{Db, Scope, accounts::Usage};

const LINE: &str = "+13855550142";

async fn set(db: &Db, used: i64, limit: i32) -> u64 {
    let mut tx = db.begin_all().await.unwrap();
    sqlx::query(
        "insert into data_usage (number, account_id, used_bytes, limit_mb) values ($1, 'AID-A', $2, $3)
         on conflict (number) do update set used_bytes = excluded.used_bytes, limit_mb = excluded.limit_mb",
    )
    .bind(LINE)
    .bind(used)
    .bind(limit)
    .execute(&mut *tx)
    .await
    .unwrap();
    let taken = samples::take(&mut tx, &[LINE.to_owned()]).await.unwrap();
    tx.commit().await.unwrap();
    taken
}

async fn age(db: &Db, interval: &str) {
    let mut tx = db.begin_all().await.unwrap();
    sqlx::query("update usage_samples set at = at - $1::text::interval")
        .bind(interval)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_sample_is_taken_every_half_hour_of_what_changed(pool: PgPool) {
    let db = Db::from_pool(pool);
    assert_eq!(set(&db, 10, 100).await, 1);
    assert_eq!(set(&db, 20, 100).await, 0, "too soon");
    age(&db, "31 minutes").await;
    assert_eq!(set(&db, 10, 100).await, 0, "nothing changed");
    assert_eq!(set(&db, 20, 100).await, 1);
    age(&db, "31 minutes").await;
    assert_eq!(set(&db, 20, 200).await, 1, "a mark changed");

    let mut tx = db.begin_as(&Scope::Account("AID-A".into())).await.unwrap();
    let used = |samples: Vec<Sample>| samples.into_iter().map(|sample| sample.used).collect::<Vec<_>>();
    assert_eq!(used(samples::history(&mut tx, "AID-A", LINE).await.unwrap()), [10, 20, 20]);
    drop(tx);
    for (scope, account) in [(Scope::Account("AID-B".into()), "AID-A"), (Scope::All, "AID-B")] {
        let mut tx = db.begin_as(&scope).await.unwrap();
        assert!(samples::history(&mut tx, account, LINE).await.unwrap().is_empty(), "{scope:?}");
    }

    assert_eq!(samples::forget_old(&db).await.unwrap(), 0);
    age(&db, "89 days 22 hours 59 minutes").await;
    assert_eq!(samples::forget_old(&db).await.unwrap(), 1, "older than 90 days");
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn what_is_kept_of_a_line_belongs_to_its_account(pool: PgPool) {
    let db = Db::from_pool(pool);
    for table in ["usage_samples", "data_changes", "data_pauses"] {
        let forced: bool = sqlx::query_scalar("select relforcerowsecurity from pg_class where relname = $1")
            .bind(table)
            .fetch_one(db.pool())
            .await
            .unwrap();
        assert!(forced, "{table}");
    }
}

fn series(used: &[u64]) -> Vec<Sample> {
    let start: Timestamp = "2026-08-01T00:00:00Z".parse().unwrap();
    let at = |i: usize| start + SignedDuration::from_hours(i64::try_from(i).unwrap());
    used.iter().enumerate().map(|(i, used)| Sample { at: at(i), used: *used }).collect()
}

#[test]
fn a_cycle_begins_where_usage_falls() {
    let used = |samples: &[u64]| cycles(&series(samples)).iter().map(super::samples::Cycle::used).collect::<Vec<_>>();
    assert_eq!(used(&[1, 5, 5, 9, 0, 0, 3]), [9, 3]);
    assert_eq!(used(&[1, 5]), [5]);
    assert_eq!(used(&[]), Vec::<u64>::new());
    let all = cycles(&series(&[1, 5, 0, 2]));
    assert_eq!(all.iter().map(|cycle| cycle.cut).collect::<Vec<_>>(), [true, false]);
    assert_eq!(all[1].since(), Some(series(&[0; 3])[2].at));
}

#[test]
fn marks_are_said_as_far_as_they_are_known() {
    let mut marks = Marks { notify: Some(4_000), throttle: Some(4_500), speed: Some("1-mbps".into()), limit: 5_000 };
    assert_eq!(marks.words(domain::Lang::En), "Notice at 4 GB, from 4.5 GB slowed to 1 Mbps, stops at 5 GB");
    assert_eq!(
        marks.words(domain::Lang::Es),
        "Aviso a los 4 GB, desde 4.5 GB más lento (1 Mbps), se detiene a los 5 GB"
    );
    (marks.notify, marks.throttle, marks.speed) = (None, None, None);
    assert_eq!(marks.words(domain::Lang::En), "Stops at 5 GB");
}

#[test]
fn marks_survive_being_read_back() {
    let marks = Marks { notify: Some(1), throttle: Some(2), speed: Some("1-mbps".into()), limit: 3 };
    let mut usage = Usage::default();
    assert_eq!(Marks::of(&usage), None);
    marks.put_into(&mut usage);
    usage.speed = Some("thr1024kbps".into());
    assert_eq!(Marks::of(&usage), Some(marks));
    usage.speed = Some("turtle".into());
    assert_eq!(Marks::of(&usage), None, "what cannot be set again cannot be put back");
}

proptest! {
    #[test]
    fn cycles_hold_every_sample_and_never_fall(used in proptest::collection::vec(0u64..50, 0..40)) {
        let samples = series(&used);
        let cycles = cycles(&samples);
        let all: Vec<_> = cycles.iter().flat_map(|cycle| cycle.samples.clone()).collect();
        prop_assert_eq!(all, samples);
        for cycle in cycles {
            prop_assert!(!cycle.samples.is_empty());
            prop_assert!(cycle.samples.windows(2).all(|pair| pair[0].used <= pair[1].used));
        }
    }
}
