//! The read models over a database with two families.

use domain::{
    Lang, Role,
    porting::{Ball, NumberKind, PortState},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{Actor, Db, Error, Scope};

use super::*;

const A1: Uuid = Uuid::from_u128(0xa1);
const A2: Uuid = Uuid::from_u128(0xa2);
const B1: Uuid = Uuid::from_u128(0xb1);

/// Family A brings two numbers in one go, one of them refused; family B brings one, which is stuck.
const SEED: &str = r#"
insert into accounts (account_id, name) values ('AID-A', 'Mensah'), ('AID-B', 'Okafor');
insert into port_signatures (id, draft_id, account_id, signer, how, language, client_addr, document, document_sha256, facts_sha256)
values ('00000000-0000-0000-0000-00000000005a', '00000000-0000-0000-0000-0000000000da', 'AID-A', 'Dana Mensah', 'screen', 'en',
        '192.0.2.1', 'PDF of A', '\xabcd', '\x00');
insert into port_ins (id, account_id, batch_id, position, number, state, raw_status, raw_message, reasons, stuck, carrier, kind,
  holder, billing, pin_made, signature_id, person, package_id, limits, e911, order_id, state_since, sent_at, created_by,
  created_by_name, tries, tested) values
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', '00000000-0000-0000-0000-0000000000da', 0, '+13855550142', 'action_needed',
   'Error', '8A-ACCOUNT_NUM_REQ_OR_INCORRECT', '{account_number}', false, 'Verizon', 'mobile', 'Dana Mensah',
   '{"street1": "1 Main St", "street2": "", "city": "Lehi", "state": "UT", "zip": "84043"}', '2026-08-17',
   '00000000-0000-0000-0000-00000000005a', 'Dana Mensah', 'PID-10', '{}', '{}', 'JNUOID-1', now() - interval '1 hour', now(),
   gen_random_uuid(), 'Robin', '{"account_number": 1}', '{}'),
  ('00000000-0000-0000-0000-0000000000a2', 'AID-A', '00000000-0000-0000-0000-0000000000da', 1, '+13855550143', 'waiting_carrier',
   'Pending', null, '{}', false, 'Verizon', 'mobile', 'Dana Mensah', '{}', null, null, 'Maya Mensah', 'PID-10', '{}', '{}',
   'JNUOID-2', now() - interval '2 hours', now(), gen_random_uuid(), 'Robin', '{}', '{}'),
  ('00000000-0000-0000-0000-0000000000b1', 'AID-B', '00000000-0000-0000-0000-0000000000db', 0, '+18015550177', 'carrier_working',
   'InProgress', null, '{}', true, 'AT&T', 'mobile', 'Ada Okafor', '{}', null, null, 'Ada Okafor', 'PID-10', '{}', '{}',
   'JNUOID-3', now() - interval '3 days', now(), gen_random_uuid(), 'Robin', '{}', '{}');
insert into sealed_fields (owner_id, account_id, name, sealed, digest) values
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'pin', '\x01', '\x02');
insert into port_events (port_in_id, account_id, kind, detail, private, times, until, state, raw) values
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'sent', 'Order JNUOID-1', false, 1, null, 'waiting_carrier', null),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'looked', '', false, 30, now(), null, null),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'looked', '', false, 1, null, null, null),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'note', 'Only for us', true, 1, null, null, null),
  ('00000000-0000-0000-0000-0000000000a1', 'AID-A', 'state', '', false, 1, null, 'action_needed', '8A-ACCOUNT_NUM_REQ_OR_INCORRECT'),
  ('00000000-0000-0000-0000-0000000000b1', 'AID-B', 'sent', 'Theirs', false, 1, null, null, null);
"#;

async fn seeded(pool: PgPool) -> Db {
    let db = Db::from_pool(pool);
    let mut tx = db.begin_all().await.unwrap();
    sqlx::raw_sql(SEED).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    db
}

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

fn agent() -> Actor {
    person(Role::Agent, None)
}

fn manager(account: &str) -> Actor {
    person(Role::Manager, Some(account))
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_page_has_everything_of_it(pool: PgPool) {
    let db = seeded(pool).await;
    let dana = manager("AID-A");
    let mut tx = db.begin(&dana).await.unwrap();
    let port = get(&mut tx, &dana, A1).await.unwrap();
    assert_eq!(
        (port.number.as_str(), port.account_name.as_str(), port.state),
        ("+13855550142", "Mensah", PortState::ActionNeeded)
    );
    assert_eq!(port.reasons, ["account_number"]);
    assert_eq!(port.billing.one_line(), "1 Main St, Lehi, UT 84043");
    assert_eq!(port.pin_made.unwrap().to_string(), "2026-08-17");
    assert_eq!(port.saved.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["pin"]);
    assert_eq!(port.tries.get("account_number"), Some(&1));
    assert_eq!(port.siblings, [(A2, "+13855550143".to_owned(), PortState::WaitingCarrier)]);
    let signature = port.signature.unwrap();
    assert_eq!((signature.signer.as_str(), signature.sha256_hex.as_str()), ("Dana Mensah", "abcd"));
    assert!(!port.busy);
    assert_eq!(signed_letter(&mut tx, &dana, A1).await.unwrap(), b"PDF of A");
    assert!(matches!(signed_letter(&mut tx, &dana, A2).await, Err(Error::NotFound)));
}

/// Two fences, each tried with the other one open.
#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn families_are_kept_apart_by_either_fence(pool: PgPool) {
    let db = seeded(pool).await;
    let (ada, staff) = (manager("AID-B"), agent());
    for (scope, actor) in
        [(Scope::All, &ada), (Scope::Account("AID-B".into()), &ada), (Scope::Account("AID-B".into()), &staff)]
    {
        let mut tx = db.begin_as(&scope).await.unwrap();
        assert!(matches!(get(&mut tx, actor, A1).await, Err(Error::NotFound)), "{scope:?}");
        assert!(matches!(stamp(&mut tx, actor, A1).await, Err(Error::NotFound)), "{scope:?}");
        assert!(events(&mut tx, actor, A1).await.unwrap().is_empty(), "{scope:?}");
        assert!(matches!(signed_letter(&mut tx, actor, A1).await, Err(Error::NotFound)), "{scope:?}");
        assert!(files(&mut tx, actor, A1).await.unwrap().is_empty(), "{scope:?}");
        let all = BoardFilter { show: Show::All, ..BoardFilter::default() };
        let (page, counts) = board(&mut tx, actor, &all).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [B1], "{scope:?}");
        assert_eq!(counts.open, 1, "{scope:?}");
    }
    assert!(matches!(note(&db, &ada, A1, "hello", false, false).await, Err(Error::NotFound)));
    let upload = Upload { name: "x.pdf".into(), content: Some(b"%PDF-1.7".to_vec()) };
    assert!(matches!(add_files(&db, &ada, A1, vec![upload]).await, Err(Error::NotFound)));
    let mut tx = db.begin_as(&Scope::Account("AID-B".into())).await.unwrap();
    assert!(of_account(&mut tx, "AID-A").await.unwrap().is_empty());
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn what_happened_is_folded_and_private_notes_are_the_staffs(pool: PgPool) {
    let db = seeded(pool).await;
    let (dana, staff) = (manager("AID-A"), agent());
    let mut tx = db.begin(&staff).await.unwrap();
    let told = |events: &[PortEvent]| events.iter().map(|e| (e.kind.clone(), e.times)).collect::<Vec<_>>();
    let word = |word: &str, times| (word.to_owned(), times);
    let all = events(&mut tx, &staff, A1).await.unwrap();
    assert_eq!(told(&all), [word("state", 1), word("note", 1), word("looked", 31), word("sent", 1)]);
    let looked = &all[2];
    assert!(looked.until.is_some_and(|until| until >= looked.at));
    let theirs = events(&mut tx, &dana, A1).await.unwrap();
    assert_eq!(told(&theirs), [word("state", 1), word("looked", 31), word("sent", 1)]);
    let newest = newest_events(&mut tx, &staff, A1, Some(2)).await.unwrap();
    assert_eq!((told(&newest.events), newest.older), (vec![word("state", 1), word("note", 1)], 3));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_stamp_changes_with_what_the_page_shows(pool: PgPool) {
    let db = seeded(pool).await;
    let dana = manager("AID-A");
    let stamp_of = async || stamp(&mut db.begin(&dana).await.unwrap(), &dana, A1).await.unwrap();
    let run = async |sql: &'static str| {
        let mut tx = db.begin_all().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    let first = stamp_of().await;
    run("update port_ins set read_at = now(), next_poll_at = now(); \
         update port_events set times = times + 1 where kind = 'looked'")
    .await;
    run("insert into port_events (port_in_id, account_id, kind, private) select id, account_id, 'note', true from port_ins")
        .await;
    assert_eq!(stamp_of().await, first, "looks that changed nothing and what is not shown");
    run("update port_ins set slow = true").await;
    let second = stamp_of().await;
    assert_ne!(second, first);
    note(&db, &dana, A1, "Hello", false, false).await.unwrap();
    assert_ne!(stamp_of().await, second);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn estimates_are_of_everybodys_finished_ones(pool: PgPool) {
    let db = seeded(pool).await;
    let dana = manager("AID-A");
    let ask = async |carrier: &str, kind| {
        let mut tx = db.begin(&dana).await.unwrap();
        let found = estimate(&mut tx, carrier, kind).await.unwrap();
        // The scope is the family's again.
        assert_eq!(
            sqlx::query_scalar::<_, i64>("select count(*) from port_ins where account_id = 'AID-B'")
                .fetch_one(&mut *tx)
                .await
                .unwrap(),
            0
        );
        found
    };
    assert_eq!(ask("Verizon", NumberKind::Mobile).await, None);
    let mut tx = db.begin_all().await.unwrap();
    // Ten of AT&T, of 1 to 10 hours, and one that is too old to count.
    sqlx::raw_sql(
        "insert into port_ins (id, account_id, batch_id, number, state, carrier, kind, holder, billing, person, package_id, limits,
           e911, sent_at, voice_live_at, ended_at, created_by, created_by_name)
         select gen_random_uuid(), 'AID-B', gen_random_uuid(), '+1801555' || n, 'completed', 'AT&T', 'mobile', '', '{}', '', '', '{}',
           '{}', now() - interval '2 days', now() - interval '2 days' + n * interval '1 hour', now(), gen_random_uuid(), ''
         from generate_series(1, 10) n;
         update port_ins set voice_live_at = now() - interval '2 years', sent_at = now() - interval '3 years' where number = '+180155510'",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let own = ask("at&t", NumberKind::Mobile).await.unwrap();
    assert_eq!((own.count, own.own), (9, true));
    assert!(own.low < own.high && own.high < own.slow, "{own:?}");
    assert_eq!((own.low.as_secs(), own.high.as_secs()), (9_360, 26_640));
    let other = ask("Verizon", NumberKind::Mobile).await.unwrap();
    assert_eq!((other.count, other.own), (9, false));
    assert_eq!(ask("AT&T", NumberKind::Landline).await, None);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn the_board_puts_what_needs_a_person_first(pool: PgPool) {
    let db = seeded(pool).await;
    let staff = agent();
    let shown = async |filter: BoardFilter| {
        let mut tx = db.begin(&staff).await.unwrap();
        let (page, counts) = board(&mut tx, &staff, &filter).await.unwrap();
        assert_eq!(page.total, page.rows.len() as u64);
        (page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>(), counts)
    };
    let filter = BoardFilter::default();
    let (rows, counts) = shown(filter.clone()).await;
    assert_eq!(rows, [B1, A1, A2]);
    assert_eq!((counts.open, counts.staff, counts.of(Ball::You), counts.of(Ball::OldCarrier)), (3, 1, 1, 2));
    assert_eq!(counts.states.get("action_needed"), Some(&1));
    for (wanted, filter) in [
        (vec![A1], BoardFilter { state: Some(PortState::ActionNeeded), ..filter.clone() }),
        (vec![B1, A2], BoardFilter { ball: Some(Ball::OldCarrier), ..filter.clone() }),
        (vec![B1], BoardFilter { show: Show::Staff, ..filter.clone() }),
        (vec![], BoardFilter { show: Show::Over, ..filter.clone() }),
        (vec![A1], BoardFilter { search: "(385) 555-0142".into(), ..filter.clone() }),
        (vec![A1, A2], BoardFilter { search: "mensah".into(), ..filter.clone() }),
        (vec![B1], BoardFilter { search: "jnuoid-3".into(), ..filter.clone() }),
        (vec![], BoardFilter { search: "%".into(), ..filter.clone() }),
        (vec![A1, A2], BoardFilter { account: Some("AID-A".into()), ..filter.clone() }),
        (vec![B1], BoardFilter { batch: Some(Uuid::from_u128(0xdb)), ..filter.clone() }),
    ] {
        assert_eq!(shown(filter.clone()).await.0, wanted, "{filter:?}");
    }
    note(&db, &manager("AID-A"), A2, "Please call us", false, false).await.unwrap();
    let (rows, counts) = shown(BoardFilter { show: Show::Staff, ..filter.clone() }).await;
    assert_eq!((rows, counts.staff), (vec![B1, A2], 2));
    let mut tx = db.begin(&staff).await.unwrap();
    assert_eq!(staff_count(&mut tx).await.unwrap(), 2);
    let asked = events(&mut tx, &staff, A2).await.unwrap().remove(0);
    drop(tx);
    assert!(asked.action_needed && !asked.private);
    assert!(matches!(settle(&db, &manager("AID-A"), A2, asked.id).await, Err(Error::Forbidden)));
    settle(&db, &staff, A1, asked.id).await.unwrap();
    assert_eq!(shown(BoardFilter { show: Show::Staff, ..filter.clone() }).await.0, [B1, A2], "another one's");
    settle(&db, &staff, A2, asked.id).await.unwrap();
    settle(&db, &staff, A2, asked.id).await.unwrap();
    let mut tx = db.begin(&staff).await.unwrap();
    let all = events(&mut tx, &staff, A2).await.unwrap();
    assert_eq!(all.len(), 2);
    assert!(all[0].private && all[0].detail.contains("Please call us"));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn files_are_judged_one_by_one(pool: PgPool) {
    let db = seeded(pool).await;
    let dana = manager("AID-A");
    let upload = |name: &str, content: &[u8]| Upload { name: name.into(), content: Some(content.to_vec()) };
    let uploads = vec![
        upload("bill.pdf", b"%PDF-1.7 bill"),
        upload("script.pdf", b"<script>"),
        upload("empty.png", b""),
        Upload { name: "huge.jpg".into(), content: None },
        upload("again.pdf", b"%PDF-1.7 bill"),
    ];
    let verdicts = add_files(&db, &dana, A1, uploads).await.unwrap();
    let verdicts: Vec<_> = verdicts.into_iter().map(|(_, verdict)| verdict).collect();
    assert_eq!(verdicts, [Ok(()), Err(FileFault::Type), Err(FileFault::Empty), Err(FileFault::TooLarge), Ok(())]);
    let mut tx = db.begin(&dana).await.unwrap();
    let kept = files(&mut tx, &dana, A1).await.unwrap();
    assert_eq!(
        kept.iter().map(|f| (f.name.as_str(), f.media_type.as_str())).collect::<Vec<_>>(),
        [("bill.pdf", "application/pdf")]
    );
    assert_eq!(file(&mut tx, &dana, A1, kept[0].id).await.unwrap().content, b"%PDF-1.7 bill");
    assert!(matches!(file(&mut tx, &dana, A2, kept[0].id).await, Err(Error::NotFound)), "another one's");
    assert!(matches!(file(&mut tx, &manager("AID-B"), A1, kept[0].id).await, Err(Error::NotFound)));
    let told = events(&mut tx, &dana, A1).await.unwrap().remove(0);
    assert_eq!((told.kind.as_str(), told.detail.as_str(), told.actor.as_deref()), ("file", "bill.pdf", Some("Kim")));
    drop(tx);
    let many = (0..30).map(|n| upload("x.pdf", format!("%PDF-{n}").as_bytes())).collect();
    let verdicts = add_files(&db, &dana, A1, many).await.unwrap();
    assert_eq!(verdicts.iter().filter(|(_, v)| *v == Err(FileFault::TooMany)).count(), 11);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn what_support_asks_for_is_complete_and_has_nothing_private(pool: PgPool) {
    let db = seeded(pool).await;
    let staff = agent();
    let mut tx = db.begin(&staff).await.unwrap();
    sqlx::raw_sql(
        "update port_ins set update_error = 'GENS-0041 No Port-In request found', cancel_error = 'GENS-0041 again'",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    let port = get(&mut tx, &staff, A1).await.unwrap();
    let text = bundle(&port, &events(&mut tx, &staff, A1).await.unwrap());
    for part in [
        "Number: +13855550142",
        "OrderId: JNUOID-1",
        "Update answered: GENS-0041 No Port-In request found",
        "Cancel answered: GENS-0041 again",
        "looked | 31 times",
        "state | action_needed | 8A-ACCOUNT_NUM_REQ_OR_INCORRECT",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Only for us"));
    let rows = all_rows(&mut tx, &staff, &BoardFilter::default()).await.unwrap();
    let table = String::from_utf8(export::csv(&rows).unwrap()).unwrap();
    let label = PortState::ActionNeeded.label(Lang::En);
    assert!(table.contains(&format!("'+13855550142,{label},")), "{table}");
    assert_eq!(table.lines().count(), 4);
}
