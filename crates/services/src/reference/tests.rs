//! Reference data over a database.

use domain::{
    Fault, Lang, Role,
    porting::{Catalogue, Hints, NumberKind},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{Actor, Db, Error};

use super::*;

fn person(role: Role, account: Option<&str>) -> Actor {
    Actor {
        user_id: Uuid::now_v7(),
        name: "Kim".into(),
        email: "kim@example.com".into(),
        role,
        account_id: account.map(str::to_owned),
        subscriber_id: None,
        language: Lang::En,
    }
}

async fn seeded(pool: PgPool) -> Db {
    let db = Db::from_pool(pool);
    seed(&db).await.unwrap();
    db
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn what_the_portal_ships_is_there_and_edits_outlive_it(pool: PgPool) {
    let db = seeded(pool).await;
    let staff = person(Role::Agent, None);
    let mut tx = db.begin(&staff).await.unwrap();
    assert_eq!(catalogue(&mut tx).await.unwrap(), Catalogue::builtin());
    assert_eq!(hints(&mut tx).await.unwrap().0.len(), Hints::builtin().0.len());
    let mut row = refusal(&mut tx, "account_number").await.unwrap();
    assert!(!row.edited && row.seen == 0);
    drop(tx);

    row.refusal.title.en = "The account number is wrong".into();
    row.refusal.codes.extend([" 8z ".to_owned(), "8Z".to_owned(), String::new()]);
    save_refusal(&db, &staff, Some(0), row.refusal.clone()).await.unwrap();
    // From a page that showed it as it was before.
    assert!(matches!(save_refusal(&db, &staff, Some(0), row.refusal).await, Err(Error::Stale)));
    seed(&db).await.unwrap();
    let mut tx = db.begin(&staff).await.unwrap();
    let row = refusal(&mut tx, "account_number").await.unwrap();
    assert_eq!((row.refusal.title.en.as_str(), row.edited), ("The account number is wrong", true));
    assert_eq!(row.refusal.codes.iter().filter(|code| *code == "8Z").count(), 1);
    let told = changes(&mut tx, "refusal", "account_number").await.unwrap();
    assert_eq!((told.len(), told[0].actor.as_str(), told[0].id), (1, "Kim", row.seen));
    assert_eq!(told[0].fields.iter().map(|(f, ..)| f.as_str()).collect::<Vec<_>>(), ["codes", "title.en"]);
    drop(tx);
    // Saving what is there already is no edit.
    save_refusal(&db, &staff, Some(row.seen), row.refusal).await.unwrap();
    let mut tx = db.begin(&staff).await.unwrap();
    assert_eq!(changes(&mut tx, "refusal", "account_number").await.unwrap().len(), 1);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_bad_row_is_refused_field_by_field(pool: PgPool) {
    let db = seeded(pool).await;
    let staff = person(Role::Owner, None);
    let mut row = refusal(&mut db.begin(&staff).await.unwrap(), "account_number").await.unwrap();
    let refused = async |row: &domain::porting::Refusal, seen| match save_refusal(&db, &staff, seen, row.clone()).await
    {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    };
    row.refusal.title.en = String::new();
    assert_eq!(refused(&row.refusal, Some(0)).await.at("title.en"), Some(&Fault::Missing));
    row.refusal.title.en = "Title".into();
    assert_eq!(refused(&row.refusal, None).await.at("key"), Some(&Fault::KeyTaken));
    row.refusal.key = "My key!".into();
    let errors = refused(&row.refusal, None).await;
    assert_eq!(errors.at("key"), Some(&Fault::BadCharacters));
    assert!(matches!(errors.at("codes"), Some(Fault::Upstream { message }) if message.contains("account_number")));
    row.refusal.key = "new_one".into();
    row.refusal.codes = vec!["9Q".into()];
    save_refusal(&db, &staff, None, row.refusal.clone()).await.unwrap();
    let mut tx = db.begin(&staff).await.unwrap();
    let keys: Vec<_> = catalogue(&mut tx).await.unwrap().0.into_iter().map(|r| r.key).collect();
    let place = |key: &str| keys.iter().position(|k| k == key).unwrap();
    assert!(place("new_one") < place("unknown"), "{keys:?}");
    let dana = person(Role::Manager, Some("AID-A"));
    assert!(matches!(save_refusal(&db, &dana, None, row.refusal).await, Err(Error::Forbidden)));
    assert!(matches!(unknown_refusals(&mut tx, &dana).await, Err(Error::Forbidden)));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn carriers_are_edited_and_added(pool: PgPool) {
    let db = seeded(pool).await;
    let staff = person(Role::Agent, None);
    let rows = hint_rows(&mut db.begin(&staff).await.unwrap()).await.unwrap();
    let verizon = rows.into_iter().find(|r| r.hint.carrier == "Verizon" && r.hint.kind == NumberKind::Mobile).unwrap();
    let mut hint_of = verizon.hint.clone();
    hint_of.pin_days = Some(9);
    // The form cannot rename it: numbers are matched by it.
    hint_of.carrier = "Somebody else".into();
    assert_eq!(save_hint(&db, &staff, Some((verizon.id, 0)), hint_of.clone()).await.unwrap(), verizon.id);
    assert!(matches!(save_hint(&db, &staff, Some((verizon.id, 0)), hint_of.clone()).await, Err(Error::Stale)));
    seed(&db).await.unwrap();
    let mut tx = db.begin(&staff).await.unwrap();
    let now = hints(&mut tx).await.unwrap().find("verizon", NumberKind::Mobile);
    assert_eq!((now.carrier.as_str(), now.pin_days), ("Verizon", Some(9)));
    let told = changes(&mut tx, "carrier_hint", &verizon.id.to_string()).await.unwrap();
    assert_eq!(told[0].fields.iter().map(|(f, ..)| f.as_str()).collect::<Vec<_>>(), ["pin_days"]);
    drop(tx);
    let mut new = hint_of;
    new.carrier = " verizon ".into();
    let errors = match save_hint(&db, &staff, None, new.clone()).await {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    };
    assert_eq!(errors.at("carrier"), Some(&Fault::KeyTaken));
    new.carrier = "Hometown Wireless".into();
    new.pin.min = new.pin.max + 1;
    assert!(
        matches!(save_hint(&db, &staff, None, new.clone()).await, Err(Error::Invalid(e)) if e.at("pin.max").is_some())
    );
    new.pin.min = new.pin.max;
    save_hint(&db, &staff, None, new).await.unwrap();
    let mut tx = db.begin(&staff).await.unwrap();
    let found = hints(&mut tx).await.unwrap().find("Hometown Wireless", NumberKind::Mobile);
    assert_eq!(found.carrier, "Hometown Wireless");
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn refusals_nobody_knows_are_counted(pool: PgPool) {
    let db = seeded(pool).await;
    let staff = person(Role::Agent, None);
    let mut tx = db.begin(&staff).await.unwrap();
    sqlx::raw_sql(
        "insert into port_ins (id, account_id, batch_id, number, state, reasons, raw_message, carrier, kind, holder, billing, person,
           package_id, limits, e911, created_by, created_by_name)
         select gen_random_uuid(), 'AID-A', gen_random_uuid(), '+1801555000' || n, 'action_needed', '{unknown}',
           case when n < 3 then '9X-WHAT' else 'ODD' end, 'AT&T', 'mobile', '', '{}', '', '', '{}', '{}', gen_random_uuid(), ''
         from generate_series(1, 3) n",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    let seen = unknown_refusals(&mut tx, &staff).await.unwrap();
    let seen: Vec<_> = seen.iter().map(|r| (r.message.as_str(), r.times, r.carriers.join(","))).collect();
    assert_eq!(seen, [("9X-WHAT", 2, "AT&T".to_owned()), ("ODD", 1, "AT&T".to_owned())]);
}
