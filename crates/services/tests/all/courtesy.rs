//! A number to use until the awaited one has arrived.

use domain::{guardian::Badge, porting::PortState};
use sandbox::faults::Fault;
use services::{
    Actor, Error,
    accounts::{self, LineStatus},
    care, guardian,
    port_ins::{self, Courtesy},
};
use sqlx::PgPool;
use telegent::{MessageType, NumberType, ProductType, ProvisionRequest};
use uuid::Uuid;

use crate::{
    guardian::family::strict,
    support::{
        Portal,
        ports::{ACCOUNT, Sent},
    },
};

/// A number that nobody objects to.
const AWAITED: &str = "+14155550142";
/// Somebody without a line.
const YAW: &str = "TSUID-yaw.mensah";
const PROVISION: &str = "POST /v1.0/numbers/provision";

impl Portal {
    /// A number on its way to somebody.
    async fn awaits(&self, subscriber: &str) -> Uuid {
        let port = self.port_in(Sent::new(AWAITED)).await;
        self.sql("update port_ins set subscriber_id = $1", subscriber).await;
        port
    }

    async fn sql(&self, sql: &'static str, value: &str) {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query(sql).bind(value).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn courtesy(&self, actor: &Actor, port: Uuid) -> Courtesy {
        let mut tx = self.db.begin(actor).await.unwrap();
        let page = port_ins::get(&mut tx, actor, port).await.unwrap();
        port_ins::courtesy(&mut tx, &page).await.unwrap()
    }

    /// The temporary number, once it is there.
    async fn lent(&self, actor: &Actor, port: Uuid) -> String {
        port_ins::ask_courtesy(&self.db, actor, port).await.unwrap();
        assert_eq!(self.courtesy(actor, port).await, Courtesy::Coming);
        self.settle().await;
        match self.courtesy(actor, port).await {
            Courtesy::Here { number, leaving: false } => number,
            other => panic!("{other:?}"),
        }
    }

    /// What is looked after from time to time, and what comes of it.
    async fn tend(&self) {
        for _ in 0..2 {
            port_ins::remind(&self.db, &self.letterhead(), port_ins::Pace::default()).await.unwrap();
            self.settle().await;
        }
    }

    async fn status(&self, number: &str) -> LineStatus {
        let mut tx = self.db.begin_all().await.unwrap();
        accounts::line(&mut tx, ACCOUNT, number).await.unwrap().0.status
    }

    async fn finish(&self, port: Uuid) {
        let worked = ["call_in", "call_out", "text_in", "text_out", "data"].map(|w| (w.to_owned(), true)).into();
        port_ins::tested(&self.db, &self.letterhead(), &self.agent, port, &worked).await.unwrap();
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_is_there_until_the_awaited_one_works(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sign_up(ACCOUNT, "dana@example.com", "es").await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits(YAW).await;
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Offered);
    let number = portal.lent(&dana, port).await;
    assert!(number.starts_with("+1415"), "{number} is of the awaited one’s area");
    let line = portal.sandbox.with(|world| world.lines.iter().find(|l| l.number == number).cloned()).unwrap();
    assert_eq!((line.subscriber_id.as_deref(), line.limit_mb), (Some(YAW), 5_000));
    assert!(line.extras.e911.is_some() && line.qr.is_some());
    let plans = portal.sandbox.with(|world| world.subscriptions.iter().filter(|s| s.subscriber_id == YAW).count());
    assert_eq!(plans, 0, "it costs the family nothing");
    let mut tx = portal.db.begin_all().await.unwrap();
    let (line, _) = accounts::line(&mut tx, ACCOUNT, &number).await.unwrap();
    assert_eq!(line.stands_in_for.as_deref(), Some(AWAITED));
    drop(tx);
    let national = domain::phone::national(&number);
    let told = portal.subjects("dana@example.com").await;
    assert!(
        told.contains(&format!("Dana Mensah puede usar el {national} hasta que llegue el (415) 555-0142")),
        "{told:?}"
    );

    portal.pass(2).await;
    portal.pass(20).await;
    assert_eq!(portal.state(port).await, PortState::TextingLive);
    portal.tend().await;
    assert_eq!(portal.status(&number).await, LineStatus::Active, "the other one is tested first");
    portal.finish(port).await;
    portal.settle().await;
    assert_eq!(portal.status(&number).await, LineStatus::Cancelled);
    assert_eq!(portal.status(AWAITED).await, LineStatus::Active);
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Gone { number });
    assert!(portal.subjects("dana@example.com").await.contains(&format!("El número temporal {national} terminó")));
    let kinds = portal.kinds(port).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "courtesy").count(), 3, "asked, there, ended: {kinds:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn asking_twenty_times_buys_one(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits(YAW).await;
    let asked = (0..20).map(|_| port_ins::ask_courtesy(&portal.db, &dana, port));
    for answer in futures::future::join_all(asked).await {
        answer.unwrap();
    }
    // The answer is lost, too.
    portal.fails(PROVISION, Fault::Lost);
    portal.settle().await;
    assert!(matches!(portal.courtesy(&dana, port).await, Courtesy::Here { .. }));
    assert_eq!(portal.sandbox.calls(PROVISION), 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn it_is_for_those_who_have_no_line_and_await_one(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits("TSUID-ama.mensah").await;
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Unneeded, "she has a line");
    assert!(matches!(port_ins::ask_courtesy(&portal.db, &dana, port).await, Err(Error::Stale)));
    portal.sql("update port_ins set subscriber_id = $1", YAW).await;
    let stranger = portal.manager("AID-okafor");
    assert!(matches!(port_ins::ask_courtesy(&portal.db, &stranger, port).await, Err(Error::NotFound)));
    let guardian = Actor { role: domain::Role::Guardian, ..dana.clone() };
    assert!(matches!(port_ins::ask_courtesy(&portal.db, &guardian, port).await, Err(Error::Forbidden)));
    portal.pass(2).await;
    portal.pass(20).await;
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Unneeded, "the awaited one is here");
    assert_eq!(portal.sandbox.calls(PROVISION), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn where_none_is_to_be_had_the_awaited_one_comes_all_the_same(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits(YAW).await;
    portal.fails(PROVISION, Fault::Status(400));
    port_ins::ask_courtesy(&portal.db, &dana, port).await.unwrap();
    portal.settle().await;
    assert!(matches!(portal.courtesy(&dana, port).await, Courtesy::Refused(_)));
    assert!(matches!(port_ins::ask_courtesy(&portal.db, &dana, port).await, Err(Error::Stale)), "staff see to it");
    let number = portal.lent(&portal.agent, port).await;
    portal.pass(2).await;
    portal.pass(20).await;
    assert_eq!(portal.state(port).await, PortState::TextingLive);
    portal.finish(port).await;
    portal.tend().await;
    assert_eq!(portal.status(&number).await, LineStatus::Cancelled);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn it_stays_a_week_when_the_order_is_cancelled(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits(YAW).await;
    let number = portal.lent(&dana, port).await;
    assert!(matches!(port_ins::let_courtesy_go(&portal.db, &dana, port).await, Err(Error::Stale)), "it is open");
    port_ins::cancel(&portal.db, &portal.letterhead(), &dana, port).await.unwrap();
    portal.settle().await;
    portal.pass(2).await;
    assert_eq!(portal.state(port).await, PortState::Cancelled);
    portal.tend().await;
    assert_eq!(portal.status(&number).await, LineStatus::Active);
    portal.sql("update port_ins set ended_at = now() - interval '7 days 1 minute' where state = $1", "cancelled").await;
    // What is refused is tried again a day later.
    portal.fails("POST /v1.0/numbers/status", Fault::Status(400));
    portal.tend().await;
    assert_eq!(portal.status(&number).await, LineStatus::Active);
    portal
        .sql("update courtesy_numbers set let_go_at = let_go_at - interval '25 hours' where number = $1", &number)
        .await;
    portal.tend().await;
    assert_eq!(portal.status(&number).await, LineStatus::Cancelled);
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Gone { number });
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn it_can_be_let_go_when_the_order_is_over(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits(YAW).await;
    let number = portal.lent(&dana, port).await;
    port_ins::cancel(&portal.db, &portal.letterhead(), &dana, port).await.unwrap();
    portal.settle().await;
    portal.pass(2).await;
    for _ in 0..2 {
        port_ins::let_courtesy_go(&portal.db, &dana, port).await.unwrap();
    }
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Here { number: number.clone(), leaving: true });
    portal.tend().await;
    assert_eq!(portal.courtesy(&dana, port).await, Courtesy::Gone { number });
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn whom_guardian_protects_is_protected_on_the_one_then_on_the_other(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.dana().await;
    let port = portal.awaits(YAW).await;
    let number = portal.lent(&dana, port).await;
    guardian::save(&portal.db, &portal.letterhead(), &dana, YAW, 0, strict()).await.unwrap();
    portal.settle().await;
    let page = portal.guardian_of(&dana, YAW).await.unwrap();
    assert_eq!((page.number.as_deref(), page.badges), (Some(number.as_str()), [Badge::Protected, Badge::Protected]));
    portal.pass(2).await;
    portal.pass(20).await;
    assert_eq!(portal.state(port).await, PortState::TextingLive);
    let page = portal.guardian_of(&dana, YAW).await.unwrap();
    assert_eq!((page.number.as_deref(), page.badges), (Some(AWAITED), [Badge::Protected, Badge::Protected]));
    // Guardian covers one line: he is not left with two.
    portal.tend().await;
    assert_eq!(portal.status(&number).await, LineStatus::Cancelled);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn it_is_neither_changed_nor_brought_back(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let port = portal.awaits(YAW).await;
    let number = portal.lent(&dana, port).await;
    let (db, head) = (&portal.db, portal.letterhead());
    assert!(matches!(care::change_number(db, &head, &dana, &number, "", true).await, Err(Error::Stale)));
    portal.pass(2).await;
    portal.pass(20).await;
    portal.finish(port).await;
    portal.settle().await;
    assert_eq!(portal.status(&number).await, LineStatus::Cancelled);
    assert!(matches!(care::reactivate(db, &head, &dana, &number).await, Err(Error::Expired)));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn asked_for_once_more_what_came_late_is_found(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.awaits(YAW).await;
    portal.fails(PROVISION, Fault::Cut);
    port_ins::ask_courtesy(&portal.db, &portal.agent, port).await.unwrap();
    portal.settle().await;
    assert!(matches!(portal.courtesy(&portal.agent, port).await, Courtesy::Refused(_)), "nothing was there to be read");
    // The order was under way all the same.
    let late = ProvisionRequest {
        number_type: NumberType::Mvno,
        message_type: MessageType::P2p,
        message_enabled: true,
        voice_enabled: true,
        data_enabled: Some(true),
        message_route_id: Some("MRID-mensah".into()),
        voice_route_id: Some("CRID-mensah".into()),
        area_code: Some("415".into()),
        zip_code: None,
        iccid: None,
        product_type: ProductType::SmsDataVoice,
        assigned_subscriber_id: Some(YAW.into()),
        account_id: Some(ACCOUNT.into()),
    };
    let late = portal.client.numbers().provision(&late).await.unwrap().phone_number_assigned.clone();
    let bought = portal.sandbox.calls(PROVISION);
    // Read in the meantime, it is their line, and nobody knows what for.
    portal.sync().await;
    let number = portal.lent(&portal.agent, port).await;
    assert_eq!((Some(number), portal.sandbox.calls(PROVISION)), (late, bought));
}
