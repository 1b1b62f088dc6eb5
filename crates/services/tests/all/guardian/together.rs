//! Several people at once: two tabs, two guardians, two families.

use domain::{
    Lang,
    guardian::{Badge, Stand},
};
use futures::future::join_all;
use services::{
    Error,
    guardian::{self, Edit, Saved, Switch},
};
use sqlx::PgPool;
use uuid::Uuid;

use super::family::*;
use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn twenty_saves_at_once_are_one(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let saves = join_all((0..20).map(|_| portal.save(&dana, 0, strict()))).await;
    let chains: Vec<_> = saves.into_iter().map(Result::unwrap).collect();
    assert!(
        matches!(chains[0], Saved::Applied(Some(_))) && chains.iter().all(|saved| *saved == chains[0]),
        "{chains:?}"
    );
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert_eq!((page.version, page.badges), (1, [Badge::Protected, Badge::Protected]));
    assert_eq!((portal.sandbox.calls(TEXTS), portal.sandbox.calls(CALLS), portal.sandbox.calls(RELATE)), (1, 1, 1));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn two_tabs_change_different_things_and_not_the_same(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    portal.turn(&dana, 1, Switch::Media, true).await.unwrap();
    // The other tab still shows version 1.
    portal.edit(&dana, 1, Edit::Contact(contact("aunt", &["+13855550177"], Stand::Blocked))).await.unwrap();
    let mut moved = contact("coach", &["+13855550188"], Stand::Allowed);
    moved.texts = Stand::Neither;
    portal.edit(&dana, 3, Edit::Contact(moved)).await.unwrap();
    let mut other = contact("coach", &["+13855550188", "+13855550189"], Stand::Allowed);
    other.texts = Stand::Blocked;
    assert!(matches!(portal.edit(&dana, 1, Edit::Contact(other)).await, Err(Error::Stale)));
    assert!(matches!(portal.edit(&dana, 1, Edit::RemoveContact("coach".into())).await, Err(Error::Stale)));
    assert!(matches!(portal.save(&dana, 1, strict()).await, Err(Error::Stale)), "a whole form is of one version");
    assert!(matches!(portal.edit(&dana, 9, Edit::RemoveContact("aunt".into())).await, Err(Error::Stale)));
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert!(page.settings.texts.block_media && page.settings.contacts.len() == 2 && page.version == 4);
    assert_eq!(page.badges, [Badge::Protected, Badge::Protected]);
    // An earlier change is taken back without the later ones.
    portal.edit(&dana, 4, Edit::Undo(2)).await.unwrap();
    let page = portal.guardian(&dana).await;
    assert!(!page.settings.texts.block_media && page.settings.contacts.len() == 2);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_a_guardian_loosens_waits_and_what_they_tighten_holds(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, kofi) = (portal.dana().await, portal.kofi().await);
    portal.protected(&dana).await;
    assert!(!portal.guardian(&kofi).await.may_loosen);
    let mut wanted = portal.guardian(&kofi).await.settings;
    wanted.texts.block_links = false;
    wanted.texts.block_media = true;
    let Saved::Waiting(pending) = portal.save(&kofi, 1, wanted.clone()).await.unwrap() else { panic!("it waits") };
    // The form sent twice asks once.
    assert_eq!(portal.save(&kofi, 1, wanted).await.unwrap(), Saved::Waiting(pending));
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert!(page.settings.texts.block_links && page.settings.texts.block_media);
    assert_eq!(portal.text_filter().special["BlockMedia"], true);
    let waits = page.pending.unwrap();
    assert_eq!((waits.asked_by.as_str(), waits.mine, waits.changes.len()), ("Kofi Mensah", false, 1));
    assert!(portal.guardian(&kofi).await.pending.unwrap().mine);
    assert_eq!(portal.subjects("dana@example.com").await, ["Kofi Mensah asks you about Ama"]);
    // He asks for more before she answers; that joins the rest.
    let more = portal.turn(&kofi, 2, Switch::TextsUnknown, false).await.unwrap();
    assert_eq!(more, Saved::Waiting(pending));
    assert_eq!(portal.guardian(&dana).await.pending.unwrap().changes.len(), 2);

    let head = portal.letterhead();
    assert!(matches!(guardian::decide(&portal.db, &head, &kofi, pending, true).await, Err(Error::Forbidden)));
    guardian::decide(&portal.db, &head, &dana, pending, true).await.unwrap();
    assert!(matches!(guardian::decide(&portal.db, &head, &dana, pending, true).await, Err(Error::Stale)));
    portal.settle().await;
    let page = portal.guardian(&kofi).await;
    assert!(!page.settings.texts.block_links && !page.settings.texts.block_unknown && page.settings.texts.block_media);
    assert!(page.pending.is_none());
    assert_eq!(portal.text_filter().special["BlockLinks"], false);
    assert!(portal.subjects("kofi@example.com").await.contains(&"Dana Mensah said yes for Ama".to_owned()));
    let (what, who): (Vec<_>, Vec<_>) = portal
        .activity()
        .await
        .into_iter()
        .filter(|(what, ..)| what.contains("for Ama"))
        .map(|(w, _, by)| (w, by))
        .unzip();
    assert_eq!(
        what,
        [
            "Guardian changed for Ama",
            "Guardian changed for Ama",
            "Asked to loosen Guardian for Ama",
            "Asked to loosen Guardian for Ama",
            "Guardian loosened as asked for Ama",
        ]
    );
    assert_eq!(who[1..], ["Kofi Mensah", "Kofi Mensah", "Kofi Mensah", "Dana Mensah"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_no_leaves_everything_and_a_wish_that_came_true_is_over(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, kofi) = (portal.dana().await, portal.kofi().await);
    portal.protected(&dana).await;
    let Saved::Waiting(pending) = portal.turn(&kofi, 1, Switch::Links, false).await.unwrap() else { panic!() };
    guardian::decide(&portal.db, &portal.letterhead(), &dana, pending, false).await.unwrap();
    let page = portal.guardian(&kofi).await;
    assert!(page.settings.texts.block_links && page.pending.is_none() && page.version == 1);
    assert!(portal.subjects("kofi@example.com").await.contains(&"Dana Mensah said no for Ama".to_owned()));

    portal.turn(&kofi, 1, Switch::Links, false).await.unwrap();
    portal.turn(&dana, 1, Switch::Links, false).await.unwrap();
    assert!(portal.guardian(&dana).await.pending.is_none());
    assert!(portal.subjects("kofi@example.com").await.iter().any(|s| s == "Guardian lets more through for Ama"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn two_guardians_at_once_both_count(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, kofi) = (portal.dana().await, portal.kofi().await);
    portal.protected(&dana).await;
    let both =
        tokio::join!(portal.turn(&dana, 1, Switch::Media, true), portal.turn(&kofi, 1, Switch::CallsUnknown, true),);
    assert!(matches!(both, (Ok(Saved::Applied(Some(_))), Ok(Saved::Applied(Some(_))))), "{both:?}");
    portal.settle().await;
    let page = portal.guardian(&kofi).await;
    assert!(page.settings.texts.block_media && page.settings.calls.block_unknown && page.version == 3);
    assert_eq!(page.badges, [Badge::Protected, Badge::Protected]);
    assert!(portal.text_filter().allowed.contains(&"+18015550142".to_owned()), "a guardian's line is never stopped");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn nobody_reaches_beyond_whom_they_look_after(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, kofi) = (portal.dana().await, portal.kofi().await);
    portal.protected(&dana).await;
    portal.turn(&kofi, 1, Switch::Links, false).await.unwrap();
    let pending = portal.guardian(&dana).await.pending.unwrap().id;
    let stranger = portal.manager("AID-okafor");
    let member = portal.relative(domain::Role::Member, AMA, "Ama Mensah", "ama@example.com").await;
    let head = portal.letterhead();
    for actor in [&stranger, &member] {
        let page = portal.guardian_of(actor, AMA).await;
        assert!(matches!(page, Err(Error::NotFound | Error::Forbidden)), "{page:?}");
        assert!(portal.turn(actor, 1, Switch::Links, false).await.is_err());
        assert!(guardian::repair(&portal.db, &head, actor, AMA).await.is_err());
        assert!(guardian::decide(&portal.db, &head, actor, pending, true).await.is_err());
    }
    // Kofi looks after Ama, not after Dana, and copies of nobody else.
    assert!(matches!(portal.guardian_of(&kofi, DANA).await, Err(Error::NotFound)));
    assert!(matches!(portal.edit(&kofi, 1, Edit::CopyFrom(DANA.into())).await, Err(Error::NotFound)));
    assert!(portal.guardian_of(&portal.agent, AMA).await.unwrap().may_loosen, "staff help");
    let mut tx = portal.db.begin(&stranger).await.unwrap();
    for table in ["guardian_settings", "guardian_versions", "guardian_reads", "guardian_pending"] {
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    drop(tx);
    let mut tx = portal.db.begin(&kofi).await.unwrap();
    let brand = crate::support::brand();
    let people = guardian::people(&mut tx, &brand, &kofi, ACCOUNT).await.unwrap();
    assert_eq!(people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Ama Mensah"]);
    assert!(guardian::people(&mut tx, &brand, &stranger, ACCOUNT).await.unwrap().is_empty());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn bad_settings_are_refused_at_their_field(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let blocked = contact("grandma", &["+18015550141"], Stand::Blocked);
    let refused = portal.edit(&dana, 0, Edit::Contact(blocked)).await;
    let Err(Error::Invalid(errors)) = refused else { panic!("{refused:?}") };
    let fault = errors.at("contacts.grandma.numbers").unwrap();
    assert!(fault.message_in(Lang::En).contains("(801) 555-0141"), "{fault:?}");
    assert_eq!(portal.guardian(&dana).await.version, 0);
    // Somebody without a line has nothing to be looked after.
    let yaw = "TSUID-yaw.mensah";
    let refused = guardian::save(&portal.db, &portal.letterhead(), &dana, yaw, 0, strict()).await;
    assert!(matches!(&refused, Err(Error::Invalid(errors)) if errors.at("line").is_some()), "{refused:?}");
    assert!(!portal.guardian_of(&dana, yaw).await.unwrap().may_edit);
    let nobody = guardian::decide(&portal.db, &portal.letterhead(), &dana, Uuid::now_v7(), true).await;
    assert!(matches!(nobody, Err(Error::NotFound)));
}
