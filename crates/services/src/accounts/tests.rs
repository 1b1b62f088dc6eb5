//! The read models over a database with two families.

use domain::{Care, Role};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{Actor, Db, Error, Scope, db::Tx};

use super::{ChainState, LineStatus, SignIn, account, family_home, line, open_chains, reached, reaches_person, search};

/// Two families, A and B, and a number in A that is nobody's.
const SEED: &str = r#"
insert into accounts (account_id, name, billing) values
  ('AID-A', 'Mensah', '{"street1": "2701 N Thanksgiving Way", "street2": "", "city": "Lehi", "state": "UT", "zip": "84043"}'),
  ('AID-B', 'Okafor', '{"city": "Provo", "state": "UT"}');
insert into subscribers (subscriber_id, account_id, name, email, role) values
  ('TSUID-dana', 'AID-A', 'Dana Mensah', 'dana@example.com', 'Manager'),
  ('TSUID-maya', 'AID-A', 'Maya Mensah', 'maya@example.com', 'Subscriber'),
  ('TSUID-ada', 'AID-B', 'Ada Okafor', 'ada@example.com', 'Manager');
insert into routes (route_id, account_id, kind, name, enabled, inbound_bypass) values
  ('MRID-a', 'AID-A', 'message', 'Family texts', true, true), ('MRID-b', 'AID-B', 'message', 'Other texts', true, false);
insert into numbers (number, account_id, subscriber_id, tnid, iccid, status, message_route, voice_route, lpa, bought_on) values
  ('+13855550142', 'AID-A', 'TSUID-dana', 'TNID-1', '8901240397190002080', 'Active', 'MRID-a', 'CRID-unread',
   'LPA:1$SMDP.EXAMPLE.COM$ABC', '2026-02-05'),
  ('+13855550161', 'AID-A', null, 'TNID-2', null, 'Parked', 'MRID-b', null, null, null),
  ('+18015550177', 'AID-B', 'TSUID-ada', 'TNID-3', '8901240397190002098', 'Active', 'MRID-b', null, null, null);
insert into packages (package_id, name, price_cents, monthly, active) values ('PID-10', 'Family 10 GB', 3999, true, true);
insert into subscriptions (subscription_id, account_id, subscriber_id, tnid, iccid, package_id, active) values
  ('SUB-old', 'AID-A', 'TSUID-dana', 'TNID-1', null, 'PID-10', false),
  ('SUB-1', 'AID-A', 'TSUID-dana', null, '8901240397190002080', 'PID-10', true),
  ('SUB-2', 'AID-B', 'TSUID-ada', 'TNID-3', null, 'PID-10', true);
insert into data_usage (number, account_id, used_bytes, notify_mb, throttle_mb, limit_mb) values
  ('+13855550142', 'AID-A', 3565158400, 8000, 9000, 10000), ('+18015550177', 'AID-B', 1, null, null, null);
insert into users (id, email, name, role, account_id) values
  ('00000000-0000-7000-8000-000000000001', 'dana@example.com', 'Dana Mensah', 'manager', 'AID-A');
insert into chains (id, kind, title, actor_id, account_id, lock_key, finished_at) values
  ('00000000-0000-7000-8000-00000000000a', 'add_line', 'Adding a line', '00000000-0000-7000-8000-000000000001', 'AID-A', 'AID-A', null),
  ('00000000-0000-7000-8000-00000000000b', 'add_line', 'Long done', '00000000-0000-7000-8000-000000000001', 'AID-A', 'AID-A', now()),
  ('00000000-0000-7000-8000-00000000000c', 'add_line', 'Theirs', '00000000-0000-7000-8000-000000000001', 'AID-B', 'AID-B', null);
insert into operations (id, chain_id, seq, kind, title, request, state) values
  (gen_random_uuid(), '00000000-0000-7000-8000-00000000000a', 0, 'x', 'Number', '{}', 'done'),
  (gen_random_uuid(), '00000000-0000-7000-8000-00000000000a', 1, 'x', 'Plan', '{}', 'refused');
insert into activity (account_id, actor_name, what, hash) values
  ('AID-A', 'Robin', 'Number bought', ''), ('AID-B', 'Robin', 'Number bought', '');
insert into sync_state (kind, finished_at) values ('all', '2026-08-19T20:58:00Z');
"#;

async fn seeded(pool: PgPool) -> Db {
    let db = Db::from_pool(pool);
    let mut tx = db.begin_all().await.unwrap();
    sqlx::raw_sql(SEED).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    db
}

fn of_family(role: Role, account: &str, own: &str) -> Actor {
    Actor {
        user_id: Uuid::from_u128(1),
        name: "Dana".into(),
        email: "dana@example.com".into(),
        role,
        account_id: Some(account.into()),
        subscriber_id: Some(own.into()),
        language: domain::Lang::En,
    }
}

async fn found(tx: &mut Tx, query: &str) -> Vec<String> {
    search(tx, query, 1).await.unwrap().rows.into_iter().map(|row| row.name).collect()
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn an_account_is_found_by_anything_one_knows_of_it(pool: PgPool) {
    let mut tx = seeded(pool).await.begin_all().await.unwrap();
    assert_eq!(found(&mut tx, "").await, ["Mensah", "Okafor"]);
    for query in [
        "mENSah",
        "maya  mensah",
        "DANA@example",
        "(385) 555-0142",
        "385.555.0142",
        "+1 385 555 0142",
        "5550142",
        "8901 2403 9719 0002 080",
        "aid-a",
        "TSUID-dan",
        "tnid-1",
        "sub-1",
        "mrid-a",
    ] {
        // Ids of five characters are too short to be searched by their beginning.
        let expected: &[&str] = if query.len() == 5 { &[] } else { &["Mensah"] };
        assert_eq!(found(&mut tx, query).await, expected, "{query}");
    }
    assert!(found(&mut tx, "%").await.is_empty());
    assert!(found(&mut tx, "nobody").await.is_empty());
    let row = search(&mut tx, "555 0142", 7).await.unwrap().rows.remove(0);
    assert_eq!(row.matched.as_deref(), Some("(385) 555-0142"));
    assert_eq!((row.people, row.lines, row.place.as_str()), (2, 2, "Lehi, UT"));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_page_shows_all_that_belongs_to_the_account(pool: PgPool) {
    let mut tx = seeded(pool).await.begin_all().await.unwrap();
    let page = account(&mut tx, "AID-A", 1).await.unwrap();
    assert_eq!(page.billing.unwrap().one_line(), "2701 N Thanksgiving Way, Lehi, UT 84043");
    assert_eq!(page.mailing, None);

    let people: Vec<_> = page.people.iter().map(|p| (p.name.as_str(), p.is_manager(), p.lines, p.sign_in)).collect();
    assert_eq!(people, [("Dana Mensah", true, 1, SignIn::Invited), ("Maya Mensah", false, 0, SignIn::None)]);

    // The number that is nobody's comes first; a route of another account is not named.
    let [loose, dana] = page.lines.as_slice() else { panic!("{:?}", page.lines) };
    assert_eq!((loose.person.as_ref(), &loose.status), (None, &LineStatus::Paused));
    assert_eq!(loose.message_route.as_deref(), Some("MRID-b"));
    assert_eq!(
        dana.plan.as_ref().map(|p| (p.subscription_id.as_str(), p.name.as_str())),
        Some(("SUB-1", "Family 10 GB"))
    );
    assert_eq!(dana.usage.words(domain::Lang::En), "3.4 of 10 GB, slows at 9 GB");
    assert_eq!(dana.message_route.as_deref(), Some("Family texts"));
    assert_eq!(dana.voice_route.as_deref(), Some("CRID-unread"));
    assert_eq!(dana.bought_on.unwrap().to_string(), "2026-02-05");

    let [route] = page.routes.as_slice() else { panic!("{:?}", page.routes) };
    assert!(route.bypass && !route.voice && route.lines == 1);
    let [chain] = page.chains.as_slice() else { panic!("{:?}", page.chains) };
    assert_eq!((chain.state, chain.done, chain.total), (ChainState::Stuck, 1, 2));
    assert_eq!(page.activity.total, 1);
    assert_eq!(page.age.read_at.unwrap().to_string(), "2026-08-19T20:58:00Z");
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn who_signs_in_by_another_address_is_known_all_the_same(pool: PgPool) {
    let mut tx = seeded(pool).await.begin_all().await.unwrap();
    sqlx::query(
        "insert into users (id, email, name, role, account_id, subscriber_id, password_hash)
         values ($1, 'maya@work.example.com', 'Maya Mensah', 'member', 'AID-A', 'TSUID-maya', 'x')",
    )
    .bind(Uuid::now_v7())
    .execute(&mut *tx)
    .await
    .unwrap();
    let page = account(&mut tx, "AID-A", 1).await.unwrap();
    assert_eq!(page.people.iter().map(|p| p.sign_in).collect::<Vec<_>>(), [SignIn::Invited, SignIn::Active]);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_family_sees_its_own_lines(pool: PgPool) {
    let db = seeded(pool).await;
    let mut tx = db.begin_as(&Scope::Account("AID-A".into())).await.unwrap();
    let home = family_home(&mut tx, &of_family(Role::Manager, "AID-A", "TSUID-dana")).await.unwrap();
    assert_eq!(home.lines.iter().map(|l| l.number.as_str()).collect::<Vec<_>>(), ["+13855550142"]);
    let (own, _) = line(&mut tx, "AID-A", "+13855550142").await.unwrap();
    assert_eq!(own.lpa.as_deref(), Some("LPA:1$SMDP.EXAMPLE.COM$ABC"));
    assert!(matches!(line(&mut tx, "AID-A", "+18015550177").await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn each_role_reaches_its_own_lines(pool: PgPool) {
    let db = seeded(pool).await;
    let mut tx = db.begin_all().await.unwrap();
    let assigned = "insert into guardian_assignments values ($1, 'AID-A', 'TSUID-maya')";
    sqlx::query(assigned).bind(Uuid::from_u128(1)).execute(&mut *tx).await.unwrap_err();
    drop(tx);
    let mut tx = db.begin_all().await.unwrap();
    let id: Uuid = sqlx::query_scalar("select id from users").fetch_one(&mut *tx).await.unwrap();
    sqlx::query(assigned).bind(id).execute(&mut *tx).await.unwrap();
    let guardian = Actor { user_id: id, ..of_family(Role::Guardian, "AID-A", "TSUID-dana") };
    let member = of_family(Role::Member, "AID-A", "TSUID-maya");
    for (actor, person, care, may) in [
        (&guardian, "TSUID-maya", Care::Guardian, true),
        (&guardian, "TSUID-dana", Care::Guardian, false),
        (&guardian, "TSUID-dana", Care::View, true),
        (&guardian, "TSUID-maya", Care::Line, false),
        (&member, "TSUID-maya", Care::Esim, true),
        (&member, "TSUID-dana", Care::View, false),
        (&member, "TSUID-maya", Care::Limits, false),
        (&of_family(Role::Manager, "AID-B", "TSUID-ada"), "TSUID-maya", Care::View, false),
    ] {
        let reached = reaches_person(&mut tx, actor, "AID-A", person, care).await.unwrap();
        assert_eq!(reached, may, "{:?} {person} {care:?}", actor.role);
    }
    // The line is Dana's: a member who is not her does not learn that it is there.
    assert!(reached(&mut tx, &guardian, "+13855550142", Care::View).await.is_ok());
    assert!(matches!(reached(&mut tx, &member, "+13855550142", Care::View).await, Err(Error::NotFound)));
    let home = family_home(&mut tx, &of_family(Role::Member, "AID-A", "TSUID-maya")).await.unwrap();
    assert!(home.lines.is_empty() && home.chains.is_empty());
}

/// Two fences, each tried with the other one open: the `where` under a scope that sees all, and row-level security
/// under a question for somebody else's account.
#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn families_are_kept_apart_by_either_fence(pool: PgPool) {
    let db = seeded(pool).await;
    let bypasses: bool =
        sqlx::query_scalar("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
            .fetch_one(db.pool())
            .await
            .unwrap();
    assert!(
        !bypasses,
        "the tests' database role is a superuser or has BYPASSRLS, so row-level security does not bind it; \
         run them as an ordinary role with CREATEDB"
    );

    for scope in [Scope::All, Scope::Account("AID-B".into())] {
        let mut tx = db.begin_as(&scope).await.unwrap();
        assert!(matches!(line(&mut tx, "AID-B", "+13855550142").await, Err(Error::NotFound)), "{scope:?}");
        let page = account(&mut tx, "AID-B", 1).await.unwrap();
        let all = format!("{page:?}");
        assert!(!all.contains("Mensah") && !all.contains("3855550142") && !all.contains("MRID-a"), "{all}");
    }

    for scope in [Scope::Account("AID-B".into()), Scope::None] {
        let mut tx = db.begin_as(&scope).await.unwrap();
        assert!(matches!(account(&mut tx, "AID-A", 1).await, Err(Error::NotFound)), "{scope:?}");
        let them = of_family(Role::Manager, "AID-A", "TSUID-dana");
        assert!(matches!(family_home(&mut tx, &them).await, Err(Error::NotFound)), "{scope:?}");
        assert!(matches!(line(&mut tx, "AID-A", "+13855550142").await, Err(Error::NotFound)), "{scope:?}");
        assert!(!found(&mut tx, "").await.contains(&"Mensah".to_owned()), "{scope:?}");
        let chains = open_chains(&mut tx, None).await.unwrap();
        assert!(chains.iter().all(|chain| chain.title == "Theirs"), "{scope:?} {chains:?}");
        for table in ["accounts", "subscribers", "routes", "numbers", "subscriptions", "data_usage", "activity"] {
            let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table} where account_id = 'AID-A'"));
            let seen: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap();
            assert_eq!(seen, 0, "{table} under {scope:?}");
        }
    }
}
