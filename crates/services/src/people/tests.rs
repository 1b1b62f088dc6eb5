use std::sync::Arc;

use domain::{Fault, Lang, Role};
use sqlx::PgPool;
use uuid::Uuid;

use super::{NewPerson, invite, send_again};
use crate::{
    Actor, Db, Error,
    mail::{Brand, Letterhead},
};

const SEED: &str = "
insert into accounts (account_id, name) values ('AID-A', 'Mensah');
insert into subscribers (subscriber_id, account_id, name, email, role) values
  ('TSUID-ama', 'AID-A', 'Ama Mensah', 'ama@example.com', 'Subscriber'),
  ('TSUID-yaw', 'AID-A', 'Yaw Mensah', 'yaw@example.com', 'Subscriber');
insert into users (id, email, name, role, account_id, password_hash) values
  ('00000000-0000-7000-8000-000000000002', 'esi@example.com', 'Esi Mensah', 'guardian', 'AID-A', 'x');
";

fn head() -> Letterhead {
    let brand = Brand {
        name: "Testline".into(),
        operator: "Testline Inc".into(),
        logo: None,
        hue: None,
        support_email: "support@example.com".into(),
        support_phone: None,
        care_line: None,
        terms_url: None,
        privacy_url: None,
    };
    Letterhead { public_url: "https://lines.example.com".parse().unwrap(), brand: Arc::new(brand) }
}

async fn seeded(pool: PgPool) -> (Db, Actor) {
    let db = Db::from_pool(pool);
    let mut tx = db.begin_all().await.unwrap();
    sqlx::raw_sql(SEED).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let dana = Actor {
        user_id: Uuid::now_v7(),
        name: "Dana Mensah".into(),
        email: "dana@example.com".into(),
        role: Role::Manager,
        account_id: Some("AID-A".into()),
        subscriber_id: None,
        language: Lang::En,
    };
    (db, dana)
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn nobody_is_invited_to_look_after_themselves(pool: PgPool) {
    let (db, dana) = seeded(pool).await;
    let of = |id: &str| NewPerson {
        subscriber_id: "TSUID-yaw".into(),
        role: "guardian".into(),
        looks_after: vec![id.into()],
        ..NewPerson::default()
    };
    let Err(Error::Invalid(errors)) = invite(&db, &head(), &dana, None, &of("TSUID-yaw")).await else { panic!() };
    assert_eq!(errors.at("of"), Some(&Fault::Choice));
    invite(&db, &head(), &dana, None, &of("TSUID-ama")).await.unwrap();
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn only_who_was_invited_gets_another_link(pool: PgPool) {
    let (db, dana) = seeded(pool).await;
    let active = Uuid::from_u128(0x7000_8000_0000_0000_0002);
    assert!(matches!(send_again(&db, &head(), &dana, active).await, Err(Error::NotFound)));
    let mut tx = db.begin_all().await.unwrap();
    let said: i64 = sqlx::query_scalar("select count(*) from activity").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(said, 0, "nothing is said to have been sent");
}
