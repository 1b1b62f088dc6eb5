//! What is sent, and no more than that.

use domain::guardian::{Badge, Level, Stand, TextMode};
use services::guardian::{Edit, Saved, Switch};
use sqlx::PgPool;

use super::family::*;
use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_is_wanted_arrives_and_is_read_back(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let before = portal.guardian(&dana).await;
    assert_eq!((before.version, before.number.as_deref(), before.undo), (0, Some(LINE), None));
    assert_eq!(before.badges, [Badge::OffByChoice, Badge::OffByChoice]);
    assert!(before.may_edit && before.may_loosen && before.changed.is_none());

    let saved = portal.save(&dana, 0, strict()).await.unwrap();
    assert!(matches!(saved, Saved::Applied(Some(_))), "{saved:?}");
    let under_way = portal.guardian(&dana).await;
    assert_eq!(under_way.badges, [Badge::Unknown, Badge::Unknown], "nothing was read yet");
    assert!(under_way.running.is_some());
    portal.settle().await;

    let page = portal.guardian(&dana).await;
    assert_eq!((page.badges.clone(), page.running), ([Badge::Protected, Badge::Protected], None));
    assert_eq!((page.version, page.settings.clone()), (1, strict()));
    assert_eq!(page.changed.unwrap().0, "Dana Mensah");
    let texts = portal.text_filter();
    assert!(texts.allowed.contains(&"+13855550188".to_owned()) && texts.allowed.contains(&"+13855550189".to_owned()));
    // Dana's own line is never stopped.
    assert!(texts.allowed.contains(&"+18015550141".to_owned()) && texts.inbound && texts.outbound);
    assert_eq!((texts.mode.as_str(), texts.block_unknown), ("ACTIVE", true));
    assert_eq!(portal.call_filter().mode, "BLACKLIST");

    let (what, detail, who) = portal.activity().await.into_iter().next().unwrap();
    assert_eq!((what.as_str(), who.as_str()), ("Guardian changed for Ama", "Dana Mensah"));
    assert!(detail.contains("Stop links: off → on"), "{detail}");
    assert_eq!(portal.save(&dana, 1, strict()).await.unwrap(), Saved::Nothing);
}

/// The figures of docs/GUARDIAN.md.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn no_call_is_made_that_is_not_needed(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    let first = portal.counted();
    let expected = [
        // Ama's switches, and one of Dana's, without whom there is no relation.
        (FEATURES, 2),
        (FEATURES_READ, 1),
        (RELATE, 1),
        (RELATION_READ, 1),
        (TEXTS, 1),
        (TEXTS_READ, 1),
        (CALLS, 1),
        (CALLS_READ, 1),
        // No answer says whether a route of texts is seen by Guardian, so it is set once.
        (ROUTE, 1),
    ];
    assert_eq!(first, expected, "a first save");

    let before = portal.guardian(&dana).await;
    let steps: [(&str, Edit, &[&str]); 6] = [
        (
            "a contact for both",
            Edit::Contact(contact("aunt", &["+13855550177"], Stand::Allowed)),
            &[TEXTS_UPDATE, TEXTS_READ, CALLS_UPDATE, CALLS_READ],
        ),
        ("a switch of texts", Edit::Switch(Switch::Media, true), &[TEXTS_UPDATE, TEXTS_READ]),
        ("undone", Edit::Undo(3), &[TEXTS_UPDATE, TEXTS_READ]),
        ("a level", Edit::Level(Level::Child), &[TEXTS_UPDATE, TEXTS_READ]),
        ("calls off", Edit::Switch(Switch::Calls, false), &[FEATURES, FEATURES_READ]),
        ("calls on", Edit::Switch(Switch::Calls, true), &[FEATURES, FEATURES_READ]),
    ];
    for (at, (step, edit, expected)) in steps.into_iter().enumerate() {
        let already = portal.counted();
        portal.edit(&dana, before.version + i32::try_from(at).unwrap(), edit).await.unwrap();
        portal.settle().await;
        let times = |call: &str, of: &[(&str, u64)]| of.iter().find(|(c, _)| *c == call).map_or(0, |(_, n)| *n);
        let now = portal.counted();
        let made: Vec<_> = ALL.into_iter().filter(|call| times(call, &now) > times(call, &already)).collect();
        let mut wanted = expected.to_vec();
        wanted.sort_by_key(|call| ALL.iter().position(|c| c == call));
        assert_eq!(made, wanted, "{step}");
        let sum = |of: &[(&str, u64)]| of.iter().map(|(_, n)| n).sum::<u64>();
        assert_eq!(sum(&now) - sum(&already), wanted.len() as u64, "{step}");
        let badges = portal.guardian(&dana).await.badges;
        let calls = if step == "calls off" { Badge::OffByChoice } else { Badge::Protected };
        assert_eq!(badges, [Badge::Protected, calls], "{step}");
    }
    // A second person needs Dana's switch no more, and the family's route no more.
    let already = (portal.sandbox.calls(FEATURES), portal.sandbox.calls(ROUTE));
    services::guardian::save(&portal.db, &portal.letterhead(), &dana, KOFI, 0, strict()).await.unwrap();
    portal.settle().await;
    assert_eq!((portal.sandbox.calls(FEATURES), portal.sandbox.calls(ROUTE)), (already.0 + 1, already.1));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_telegent_need_not_hear_of_is_not_sent(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    let before = portal.counted();
    let mut renamed = contact("coach", &["+13855550188", "+13855550189"], Stand::Allowed);
    renamed.name = "Coach Lee".into();
    assert_eq!(portal.edit(&dana, 1, Edit::Contact(renamed)).await.unwrap(), Saved::Applied(None));
    portal.settle().await;
    assert_eq!(portal.counted(), before);
    assert_eq!(portal.guardian(&dana).await.settings.contacts[0].name, "Coach Lee");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_level_is_its_switches_and_a_trial_is_watching(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    portal.edit(&dana, 1, Edit::Level(Level::Adolescent)).await.unwrap();
    portal.edit(&dana, 2, Edit::Mode(TextMode::WatchOnly, Some("2031-05-04".into()))).await.unwrap();
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert_eq!((page.level, page.badges[0].clone()), (Some(Level::Adolescent), Badge::Watching));
    let texts = portal.text_filter();
    assert_eq!((texts.mode.as_str(), texts.block_unknown), ("MONITOR_ONLY", false));
    assert!(texts.keyword_object()["SystemKeywords"]["Violence"].as_array().is_some_and(|words| !words.is_empty()));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn settings_are_copied_to_another_child(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let mut settings = strict();
    settings.contacts.push(contact("brother", &["+18015550142"], Stand::Allowed));
    portal.save(&dana, 0, settings).await.unwrap();
    portal.settle().await;
    assert!(portal.guardian(&dana).await.others.iter().any(|(id, name)| id == KOFI && name == "Kofi Mensah"));
    let copy = Edit::CopyFrom(AMA.into());
    services::guardian::edit(&portal.db, &portal.letterhead(), &dana, KOFI, 0, copy).await.unwrap();
    portal.settle().await;
    let kofi = portal.guardian_of(&dana, KOFI).await.unwrap();
    assert_eq!(kofi.settings, strict(), "nobody is their own contact");
    assert_eq!(kofi.badges, [Badge::Protected, Badge::Protected]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_runs_the_account_needs_nobody_who_looks_after_them(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    services::guardian::save(&portal.db, &portal.letterhead(), &dana, DANA, 0, strict()).await.unwrap();
    portal.settle().await;
    let page = portal.guardian_of(&dana, DANA).await.unwrap();
    assert_eq!((page.badges, portal.sandbox.calls(RELATE)), ([Badge::Protected, Badge::Protected], 0));
}
