//! Port-ins without a wizard.

use std::{sync::Arc, time::Duration};

use domain::{Fields, Role, porting::PortState};
use serde_json::json;
use services::{
    Actor, Error,
    journal::{self, NewChain, Op, Ref},
    mail::Letterhead,
    port_ins::{self, Pace, Poller},
    vault,
};
use uuid::Uuid;

use super::Portal;

/// A family of the demo.
pub const ACCOUNT: &str = "AID-mensah";
/// What the old carrier is told first.
pub const ACCOUNT_NUMBER: &str = "0046512222";
pub const PIN: &str = "314159";

/// A port-in to be sent.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    pub number: &'a str,
    pub holder: &'a str,
}

impl<'a> Sent<'a> {
    pub fn new(number: &'a str) -> Self {
        Self { number, holder: "Dana Mensah" }
    }
}

impl Portal {
    pub fn letterhead(&self) -> Letterhead {
        Letterhead { public_url: "https://portal.example.com".parse().unwrap(), brand: Arc::new(super::brand()) }
    }

    pub fn poller(&self) -> Poller {
        Poller::new(self.db.clone(), self.client.clone(), self.letterhead(), Pace::default())
    }

    pub fn manager(&self, account: &str) -> Actor {
        Actor {
            role: Role::Manager,
            account_id: Some(account.into()),
            name: "Dana Mensah".into(),
            ..self.agent.clone()
        }
    }

    /// A port-in that the worker has not looked at yet.
    pub async fn prepared(&self, sent: Sent<'_>) -> Uuid {
        let id = Uuid::now_v7();
        let mut tx = self.db.begin_all().await.unwrap();
        let one = |sql: &'static str| sqlx::query_scalar::<_, String>(sql).bind(ACCOUNT);
        let subscriber = one("select subscriber_id from subscribers where account_id = $1 order by 1 limit 1")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        let message = one("select route_id from routes where account_id = $1 and kind = 'message' order by 1 limit 1")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        let voice = one("select route_id from routes where account_id = $1 and kind = 'voice' order by 1 limit 1")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        let package =
            sqlx::query_scalar::<_, String>("select package_id from packages where active order by name limit 1")
                .fetch_one(&mut *tx)
                .await
                .unwrap();
        let address = json!({ "street1": "2701 N Thanksgiving Way", "street2": "", "city": "Lehi", "state": "UT", "zip": "84043" });
        sqlx::query(
            "insert into port_ins (id, account_id, batch_id, number, state, carrier, kind, holder, billing, person, package_id,
                                   limits, e911, created_by, created_by_name)
             values ($1, $2, $1, $3, 'submitting', 'Verizon', 'mobile', $4, $5, 'Dana Mensah', $6, $7, $5, $8, 'Kim Park')",
        )
        .bind(id)
        .bind(ACCOUNT)
        .bind(sent.number)
        .bind(sent.holder)
        .bind(&address)
        .bind(package)
        .bind(json!({ "notify": 4000, "throttle": 4500, "speed": "1-mbps", "limit": 5000 }))
        .bind(self.agent.user_id)
        .execute(&mut *tx)
        .await
        .unwrap();
        for (name, value) in [("account_number", ACCOUNT_NUMBER), ("pin", PIN)] {
            vault::keep(&mut tx, &self.vault, id, Some(ACCOUNT), name, &value.into(), "Kim Park").await.unwrap();
        }
        let known = |id: String| Ref::Known(id);
        let op = Op::SubmitPortIn {
            port_in: id,
            number: sent.number.into(),
            subscriber: known(subscriber),
            message_route: known(message),
            voice_route: known(voice),
            again: false,
        };
        let ops = vec![("It".to_owned(), op)];
        let chain = NewChain { kind: "send_port_in", title: "One".into(), account_id: Some(ACCOUNT.into()), ops };
        let chain = journal::insert(&mut tx, &self.agent, chain).await.unwrap();
        sqlx::query("update port_ins set chain_id = $2 where id = $1")
            .bind(id)
            .bind(chain)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A port-in that was sent.
    pub async fn port_in(&self, sent: Sent<'_>) -> Uuid {
        let id = self.prepared(sent).await;
        self.settle().await;
        id
    }

    /// Lets so many minutes pass at Telegent and reads every order after that, until nothing moves.
    pub async fn pass(&self, minutes: u64) {
        self.sandbox.with(|world| world.clock.advance(Duration::from_secs(minutes * 60)));
        for _ in 0..2 {
            let mut tx = self.db.begin_all().await.unwrap();
            sqlx::query("update port_ins set next_poll_at = now() where ended_at is null and next_poll_at is not null")
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            self.poller().drain().await.unwrap();
            self.settle().await;
        }
    }

    pub async fn correct(&self, id: Uuid, fields: &Fields, done: bool) -> Result<(), Error> {
        port_ins::correct(&self.db, &self.vault, &self.agent, id, fields, done).await
    }

    pub async fn state(&self, id: Uuid) -> PortState {
        let mut tx = self.db.begin_all().await.unwrap();
        let word: String =
            sqlx::query_scalar("select state from port_ins where id = $1").bind(id).fetch_one(&mut *tx).await.unwrap();
        PortState::parse(&word).unwrap()
    }

    pub async fn reasons(&self, id: Uuid) -> Vec<String> {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query_scalar("select reasons from port_ins where id = $1").bind(id).fetch_one(&mut *tx).await.unwrap()
    }

    pub async fn order_id(&self, id: Uuid) -> Option<String> {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query_scalar("select order_id from port_ins where id = $1").bind(id).fetch_one(&mut *tx).await.unwrap()
    }

    /// Kinds of what happened to it, the first first.
    pub async fn kinds(&self, id: Uuid) -> Vec<String> {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query_scalar("select kind from port_events where port_in_id = $1 order by id")
            .bind(id)
            .fetch_all(&mut *tx)
            .await
            .unwrap()
    }

    /// How many secrets are kept for it.
    pub async fn kept(&self, id: Uuid) -> usize {
        let mut tx = self.db.begin_all().await.unwrap();
        vault::saved(&mut tx, id).await.unwrap().len()
    }

    /// Orders of a number in the sandbox.
    pub fn orders(&self, number: &str) -> usize {
        self.sandbox.with(|world| world.ports.iter().filter(|p| p.number == number).count())
    }

    /// Somebody who runs an account.
    pub async fn sign_up(&self, account: &str, email: &str, language: &str) {
        sqlx::query(
            "insert into users (id, email, name, role, account_id, language) values ($1, $2, 'X', 'manager', $3, $4)",
        )
        .bind(Uuid::now_v7())
        .bind(email)
        .bind(account)
        .bind(language)
        .execute(self.db.pool())
        .await
        .unwrap();
    }

    /// Subjects of the mails to an address, the first first.
    pub async fn subjects(&self, email: &str) -> Vec<String> {
        sqlx::query_scalar("select subject from mail_outbox where recipient = $1 order by created_at, id")
            .bind(email)
            .fetch_all(self.db.pool())
            .await
            .unwrap()
    }
}
