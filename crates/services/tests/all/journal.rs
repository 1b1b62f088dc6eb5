//! What the journal does when answers are lost, workers die, and others are at work on the same things.

use domain::{Fields, progress::OpState};
use sandbox::{Order, OrderState, Outage};
use services::journal::{self, Op, PostalAddress, Ref};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{Portal, haddads, known, number, state};

const PROVISION: &str = "POST /v1.0/numbers/provision";

fn family(name: &str, street1: &str) -> Op {
    let address = PostalAddress {
        street1: street1.into(),
        street2: String::new(),
        city: "Lehi".into(),
        state: "UT".into(),
        zip: "84043".into(),
    };
    Op::CreateAccount {
        name: name.into(),
        admin_email: "smith@example.com".into(),
        billing: address.clone(),
        mailing: address,
    }
}

/// Number `+1801555<last>` of the sandbox for Yaw Mensah, as if bought elsewhere.
fn appear(portal: &Portal, number: &str) {
    portal.sandbox.with(|world| {
        let mut line = world.lines[0].clone();
        line.number = number.into();
        line.nid = number.into();
        line.subscriber_id = Some("TSUID-yaw.mensah".into());
        line.account_id = "AID-mensah".into();
        world.lines.push(line);
    });
}

async fn result(portal: &Portal, chain: Uuid, key: &str) -> Option<String> {
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query_scalar("select result->>$2 from operations where chain_id = $1")
        .bind(chain)
        .bind(key)
        .fetch_one(&mut *tx)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_purchase_that_shows_up_late_is_not_made_again(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(Some("AID-mensah"), number("99987")).await;
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Refused);
    // Its order was under way all the time.
    appear(&portal, "+18015557001");
    journal::retry(&portal.db, &portal.agent, chain, 0, &Fields::default()).await.unwrap();
    assert_eq!(state(&portal, chain).await, OpState::Unknown);
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Done);
    assert_eq!(result(&portal, chain, "number").await.as_deref(), Some("+18015557001"));
    assert_eq!(portal.sandbox.calls(PROVISION), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_purchase_that_never_shows_up_is_made_when_a_person_says_so(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(Some("AID-mensah"), number("99987")).await;
    portal.settle().await;
    journal::retry(&portal.db, &portal.agent, chain, 0, &Fields::default()).await.unwrap();
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Done);
    assert_eq!(portal.sandbox.calls(PROVISION), 2);
}

/// 503 twice: Telegent said that it failed, but a purchase is never sent again without a person.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_purchase_that_failed_waits_for_a_person(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(Some("AID-mensah"), number("99984")).await;
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Refused);
    assert_eq!(portal.sandbox.calls(PROVISION), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_plan_without_an_answer_waits_for_a_person(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut fields = haddads();
    fields.set("person.2.name", "Lina Plancutline");
    let id = portal.submit(portal.draft(&fields).await).await;
    portal.settle().await;
    let chain = portal.view(id).await;
    let step = chain.steps.iter().find(|s| s.state == OpState::Refused).expect("the plan waits");
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 1]);
    journal::retry(&portal.db, &portal.agent, id, step.seq, &Fields::default()).await.unwrap();
    portal.settle().await;
    assert!(portal.view(id).await.finished());
    assert_eq!(portal.made("Haddad"), [1, 3, 2, 2]);
}

/// A plan that was put on the line and is not in force yet, or no more, was put on it all the same.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_plan_that_is_not_in_force_is_found(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let op = Op::CreateSubscription {
        account: known("AID-mensah"),
        subscriber: known("TSUID-yaw.mensah"),
        tnid: known("NID-1"),
        iccid: known("1"),
        package_id: "PID-kids-2".into(),
    };
    let chain = portal.interrupted(Some("AID-mensah"), op).await;
    portal.sandbox.with(|world| {
        let mut plan = world.subscriptions[0].clone();
        plan.subscription_id = "SUB-late".into();
        plan.subscriber_id = "TSUID-yaw.mensah".into();
        plan.package_id = "PID-kids-2".into();
        plan.active = false;
        world.subscriptions.push(plan);
    });
    portal.settle().await;
    assert_eq!(result(&portal, chain, "subscription_id").await.as_deref(), Some("SUB-late"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn one_look_long_after_the_call_is_not_enough(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.interrupted(Some("AID-mensah"), number("84043")).await;
    portal
        .change("update operations set before = (select jsonb_agg(number) from numbers) where chain_id = $1", chain)
        .await;
    let worker = portal.worker();
    assert!(worker.drain_one().await.unwrap());
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert!(worker.drain_one().await.unwrap());
    assert_eq!(state(&portal, chain).await, OpState::Unknown);
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Refused);
    assert_eq!(portal.sandbox.calls(PROVISION), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_family_of_the_same_name_is_another_family(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let other = portal.chain(None, family("Smith", "1 Main St")).await;
    portal.settle().await;
    let ours = portal.interrupted(None, family("Smith", "2 Main St")).await;
    let same = portal.interrupted(None, family("Smith", "1 Main St")).await;
    portal.settle().await;
    let id = |chain| result(&portal, chain, "account_id");
    let (other, ours, same) = (id(other).await.unwrap(), id(ours).await.unwrap(), id(same).await.unwrap());
    assert!(other != ours && ours != same && same != other);
    assert_eq!(portal.made("Smith")[0], 3);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_person_of_another_account_is_not_ours(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let email = portal
        .sandbox
        .with(|world| world.subscribers.iter().find(|s| s.account_id == "AID-mensah").unwrap().email.clone());
    let person = |account: &str| Op::CreateSubscriber {
        account: known(account),
        name: "Sam Smith".into(),
        email: email.clone(),
        manager: false,
    };
    let family = portal.chain(None, family("Smith", "1 Main St")).await;
    portal.settle().await;
    let account = result(&portal, family, "account_id").await.unwrap();
    let chain = portal.interrupted(Some(&account), person(&account)).await;
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Refused);
    assert_eq!(result(&portal, chain, "subscriber_id").await, None);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_of_another_chain_is_not_ours(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let lost = portal.interrupted(Some("AID-mensah"), number("84043")).await;
    portal
        .change("update operations set before = (select jsonb_agg(number) from numbers) where chain_id = $1", lost)
        .await;
    portal.change("update chains set next_at = 'infinity' where id = $1", lost).await;
    let other = portal.chain(Some("AID-mensah"), number("84043")).await;
    portal.settle().await;
    assert_eq!(state(&portal, other).await, OpState::Done);
    portal.change("update chains set next_at = now() where id = $1", lost).await;
    portal.settle().await;
    assert_eq!(state(&portal, lost).await, OpState::Refused);
    assert_eq!(result(&portal, lost, "number").await, None);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn chains_of_one_account_follow_one_another(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let first = portal.interrupted(Some("AID-mensah"), number("84043")).await;
    let second = portal.chain(Some("AID-mensah"), number("84043")).await;
    let elsewhere = portal
        .chain(
            Some("AID-okafor"),
            Op::ChangePackage { subscription_id: "SUB-none".into(), package_id: "PID-kids-2".into() },
        )
        .await;
    let worker = portal.worker();
    // The first one is between two looks, held by nobody.
    portal.change("update chains set next_at = now() + interval '1 hour' where id = $1", first).await;
    worker.drain().await.unwrap();
    assert_eq!(state(&portal, second).await, OpState::Queued);
    assert_eq!(state(&portal, elsewhere).await, OpState::Refused);
    // It needs a person: the others go on, and it stands behind them once it is tried again.
    portal.change("update operations set state = 'refused' where chain_id = $1", first).await;
    portal.change("update chains set next_at = 'infinity' where id = $1", first).await;
    let third = portal.chain(Some("AID-mensah"), number("84043")).await;
    journal::retry(&portal.db, &portal.agent, first, 0, &Fields::default()).await.unwrap();
    worker.drain_one().await.unwrap();
    assert_eq!(state(&portal, second).await, OpState::Done);
    assert_eq!((state(&portal, first).await, state(&portal, third).await), (OpState::Queued, OpState::Queued));
    worker.drain().await.unwrap();
    assert_eq!((state(&portal, first).await, state(&portal, third).await), (OpState::Done, OpState::Done));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_new_family_stands_in_the_line_of_its_account(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(None, family("Smith", "1 Main St")).await;
    assert!(portal.worker().drain_one().await.unwrap());
    let account = result(&portal, chain, "account_id").await.unwrap();
    let mut tx = portal.db.begin_all().await.unwrap();
    let key: String =
        sqlx::query_scalar("select lock_key from chains where id = $1").bind(chain).fetch_one(&mut *tx).await.unwrap();
    assert_eq!(key, account);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_cannot_be_asked_is_asked_less_and_less(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.interrupted(Some("AID-mensah"), number("84043")).await;
    let worker = portal.worker();
    assert!(worker.drain_one().await.unwrap());
    portal.sandbox.with(|world| world.outage = Outage::Down);
    let mut began = jiff::Timestamp::UNIX_EPOCH;
    for _ in 0..4 {
        portal.change("update chains set next_at = now() where id = $1", chain).await;
        began = jiff::Timestamp::now();
        assert!(worker.drain_one().await.unwrap());
    }
    let mut tx = portal.db.begin_all().await.unwrap();
    // From before the last look on, so that a slow machine does not eat the pause.
    let (reads, unheard, wait): (i32, i32, f64) = sqlx::query_as(
        "select reads, unheard, extract(epoch from next_at)::float8 - $2 from operations
         join chains on chains.id = chain_id where chain_id = $1",
    )
    .bind(chain)
    .bind(began.as_millisecond() as f64 / 1000.0)
    .fetch_one(&mut *tx)
    .await
    .unwrap();
    assert_eq!((reads, unheard), (0, 4));
    assert!(wait > 0.1, "{wait}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_lacks_an_earlier_result_is_refused_not_sent(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let op = Op::CreateSubscription {
        account: known("AID-mensah"),
        subscriber: known("TSUID-yaw.mensah"),
        tnid: Ref::Result(7, "tnid".into()),
        iccid: known("1"),
        package_id: "PID-kids-2".into(),
    };
    let chain = portal.chain(Some("AID-mensah"), op).await;
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Refused);
    assert_eq!(portal.sandbox.calls("POST /v1.0/subscriptions"), 0);
}

/// Its plan is put on the number's id.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_is_bought_once_its_id_is_known(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chain = portal.chain(Some("AID-mensah"), number("84043")).await;
    portal
        .change(
            r#"update operations set state = 'waiting', result = '{"order_id": "JNUOID-1"}' where chain_id = $1"#,
            chain,
        )
        .await;
    portal.sandbox.with(|world| {
        world.orders.push(Order {
            order_id: "JNUOID-1".into(),
            account_id: "AID-mensah".into(),
            date: jiff::Timestamp::now(),
            order_type: "provision".into(),
            state: OrderState::Complete,
            numbers: vec!["+18015557001".into()],
        });
    });
    assert!(portal.worker().drain_one().await.unwrap());
    assert_eq!(state(&portal, chain).await, OpState::Waiting);
    appear(&portal, "+18015557001");
    portal.settle().await;
    assert_eq!(state(&portal, chain).await, OpState::Done);
    assert!(result(&portal, chain, "tnid").await.is_some());
}
