//! What a member asked for and a guardian granted, where the manager has to agree, and what is over.

use domain::{Fields, Role, guardian::Stand};
use jiff::tz::TimeZone;
use services::{
    Actor,
    guardian::{self, Edit},
    requests::{self, Answer, Carried, Scope, State},
};
use sqlx::PgPool;
use uuid::Uuid;

use super::family::*;
use crate::support::Portal;

impl Portal {
    async fn ama(&self) -> Actor {
        self.relative(Role::Member, AMA, "Ama Mensah", "ama@example.com").await
    }

    async fn ask(&self, ama: &Actor, form: &str, fields: Fields) -> Uuid {
        requests::ask(&self.db, &self.letterhead(), ama, &TimeZone::UTC, form, &fields).await.unwrap()
    }

    /// Asks to text the coach, whom Ama's rules say nothing about.
    async fn ask_for_coach(&self, dana: &Actor, ama: &Actor) -> Uuid {
        let mut settings = strict();
        settings.contacts = vec![contact("coach", &["+13855550188"], Stand::Neither)];
        self.save(dana, 0, settings).await.unwrap();
        let fields = Fields::from([("who.name", "Coach"), ("who.number", "+13855550188"), ("who.how", "texts")]);
        self.ask(ama, "who", fields).await
    }

    async fn grant(&self, by: &Actor, request: Uuid, scope: Scope) -> Carried {
        requests::answer(&self.db, &self.letterhead(), by, request, Answer::Yes(scope), "").await.unwrap()
    }

    /// What was granted for a time is over.
    async fn let_it_end(&self) {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query("update requests set ends_at = now() where ends_at is not null").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        requests::tend(&self.db, &self.letterhead()).await.unwrap();
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_yes_that_the_manager_agrees_to_too_late_is_taken_back(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, kofi, ama) = (portal.dana().await, portal.kofi().await, portal.ama().await);
    let request = portal.ask_for_coach(&dana, &ama).await;
    assert_eq!(portal.grant(&kofi, request, Scope::Once).await, Carried::Waits);
    portal.let_it_end().await;
    let page = portal.guardian(&dana).await;
    guardian::decide(&portal.db, &portal.letterhead(), &dana, page.pending.unwrap().id, true).await.unwrap();
    assert_eq!(portal.guardian(&dana).await.settings.contacts[0].texts, Stand::Allowed);
    requests::tend(&portal.db, &portal.letterhead()).await.unwrap();
    assert_eq!(portal.guardian(&dana).await.settings.contacts[0].texts, Stand::Neither, "it was for a day only");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_yes_that_came_about_another_way_waits_no_more(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, kofi, ama) = (portal.dana().await, portal.kofi().await, portal.ama().await);
    let request = portal.ask_for_coach(&dana, &ama).await;
    assert_eq!(portal.grant(&kofi, request, Scope::Always).await, Carried::Waits);
    let state = async || {
        let mut tx = portal.db.begin(&ama).await.unwrap();
        requests::mine(&mut tx, &ama).await.unwrap().remove(0).state
    };
    assert_eq!(state().await, State::Waits);
    let mut allowed = contact("coach", &["+13855550188"], Stand::Neither);
    allowed.texts = Stand::Allowed;
    portal.edit(&dana, 1, Edit::Contact(allowed)).await.unwrap();
    assert_eq!(state().await, State::Granted { ends: None, done: true });
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_was_granted_to_a_line_that_is_gone_is_over(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, ama) = (portal.dana().await, portal.ama().await);
    let request = portal.ask(&ama, "data", Fields::from([("data.more", "1 GB")])).await;
    assert_eq!(portal.grant(&dana, request, Scope::Once).await, Carried::Granted);
    portal.settle().await;
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update numbers set status = 'Cancelled' where number = $1")
        .bind(LINE)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    portal.let_it_end().await;
    assert_eq!(portal.scalar("select count(*) from requests where undone_at is null").await, 0);
}
