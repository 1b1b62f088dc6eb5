//! What somebody changed elsewhere, and what ends by itself.

use domain::{
    E164, Lang,
    guardian::{Badge, Missing, Number, Stand, TextMode},
};
use jiff::{Timestamp, tz::TimeZone};
use sandbox::faults::Fault;
use services::{
    guardian::{self, Edit},
    projection,
};
use sqlx::PgPool;

use super::family::*;
use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_change_elsewhere_shows_and_is_undone_or_kept(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    let tamper = |portal: &Portal| {
        portal.sandbox.with(|world| {
            let filter = &mut world.guardian.message_filters[0];
            filter.special.insert("BlockLinks".into(), false.into());
            filter.allowed.push("+13855550166".into());
        });
    };
    tamper(&portal);
    assert_eq!(portal.guardian(&dana).await.badges[0], Badge::Protected, "nobody has looked yet");
    portal.sync().await;
    let page = portal.guardian(&dana).await;
    let words: Vec<_> = page.changed_elsewhere.iter().map(|change| change.words(Lang::En)).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(words[0].contains("Stop links: on → off") && words[1].contains("(385) 555-0166"), "{words:?}");
    assert!(matches!(&page.badges[0], Badge::Missing(what) if what.contains(&Missing::Switches)), "{:?}", page.badges);
    assert_eq!(page.badges[1], Badge::Protected);
    portal.sync().await;
    let told = |rows: &[(String, String, String)]| rows.iter().filter(|(what, ..)| what.contains("elsewhere")).count();
    assert_eq!(told(&portal.activity().await), 1, "once");

    guardian::repair(&portal.db, &portal.letterhead(), &dana, AMA).await.unwrap();
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert_eq!((page.badges[0].clone(), page.changed_elsewhere.len()), (Badge::Protected, 0));
    assert_eq!(portal.text_filter().special["BlockLinks"], true);

    tamper(&portal);
    portal.sync().await;
    portal.edit(&dana, page.version, Edit::Adopt).await.unwrap();
    let calls = portal.sandbox.calls(TEXTS_UPDATE);
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert!(!page.settings.texts.block_links && page.settings.contacts.len() == 2);
    assert_eq!((page.badges[0].clone(), page.changed_elsewhere.len()), (Badge::Protected, 0));
    assert_eq!(portal.sandbox.calls(TEXTS_UPDATE), calls, "it is there already");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_contact_whose_numbers_are_out_of_step_shows(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    portal.sandbox.with(|world| world.guardian.call_filters[0].allowed.retain(|number| number != "+13855550189"));
    portal.sync().await;
    let page = portal.guardian(&dana).await;
    let words: Vec<_> = page.changed_elsewhere.iter().map(|change| change.words(Lang::En)).collect();
    assert!(words.iter().any(|words| words.contains("(385) 555-0189")), "{words:?}");
    assert!(
        matches!(&page.badges[1], Badge::Missing(what) if matches!(what[..], [Missing::Allowed(_)])),
        "{:?}",
        page.badges
    );
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_switch_or_a_filter_taken_away_elsewhere_is_no_protection(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    portal.sandbox.with(|world| {
        world.guardian.features.iter_mut().for_each(|f| f.messages = false);
        world.guardian.call_filters.clear();
    });
    portal.sync().await;
    let page = portal.guardian(&dana).await;
    assert_eq!(page.badges, [Badge::Missing(vec![Missing::Flag]), Badge::Missing(vec![Missing::Filter])]);
    assert_eq!(page.changed_elsewhere.len(), 2);
    guardian::repair(&portal.db, &portal.letterhead(), &dana, AMA).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.guardian(&dana).await.badges, [Badge::Protected, Badge::Protected]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_repair_of_nothing_reads_everything_again(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let before = portal.protected(&dana).await.readback.read_at;
    let reads = [FEATURES_READ, RELATION_READ, TEXTS_READ, CALLS_READ];
    let made = reads.map(|call| portal.sandbox.calls(call));
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    guardian::repair(&portal.db, &portal.letterhead(), &dana, AMA).await.unwrap();
    portal.settle().await;
    assert_eq!(reads.map(|call| portal.sandbox.calls(call)), made.map(|times| times + 1));
    assert!(portal.guardian(&dana).await.readback.read_at > before);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn somebody_who_cannot_be_read_does_not_hold_the_others_up(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    portal.fails(FEATURES_READ, Fault::Status(400));
    let settings = projection::Settings::default();
    let syncer = projection::Syncer::new(portal.db.clone(), portal.client.clone(), settings);
    assert!(syncer.all().await.is_err());
    assert_eq!(
        portal.scalar("select count(*) from guardian_reads where asked_at is not null").await,
        1,
        "her turn is over"
    );
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn contacts_and_trials_end_by_themselves(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, zone) = (dana(&portal), TimeZone::UTC);
    let mut settings = strict();
    settings.texts.mode = TextMode::WatchOnly;
    settings.texts.watch_until = Some("2026-01-01".into());
    let mut friend = contact("friend", &["+13855550155"], Stand::Allowed);
    friend.until = Some(Timestamp::now().as_second() - 1);
    let mut cousin = contact("cousin", &["+13855550156"], Stand::Allowed);
    cousin.until = Some(Timestamp::now().as_second() + 3600);
    settings.contacts.extend([friend, cousin]);
    portal.save(&dana, 0, settings).await.unwrap();
    portal.settle().await;
    assert!(portal.text_filter().allowed.contains(&"+13855550155".to_owned()));
    for _ in 0..2 {
        guardian::tend(&portal.db, &portal.letterhead(), &zone).await.unwrap();
        portal.settle().await;
    }
    let page = portal.guardian(&dana).await;
    assert_eq!((page.version, page.settings.texts.mode, page.settings.contacts.len()), (2, TextMode::Enforce, 2));
    let texts = portal.text_filter();
    assert_eq!(texts.mode, "ACTIVE");
    assert!(!texts.allowed.contains(&"+13855550155".to_owned()) && texts.allowed.contains(&"+13855550156".to_owned()));
    assert_eq!(page.badges, [Badge::Protected, Badge::Protected]);
    let (_, _, who) = portal.activity().await.into_iter().find(|(what, ..)| what.contains("by itself")).unwrap();
    assert_eq!(who, "Homeline");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_trial_ends_with_its_day_where_the_line_is(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, utah) = (dana(&portal), TimeZone::get("America/Denver").unwrap());
    let tomorrow = Timestamp::now().to_zoned(utah.clone()).date().tomorrow().unwrap();
    let mut settings = strict();
    settings.texts.mode = TextMode::WatchOnly;
    settings.texts.watch_until = Some(tomorrow.to_string());
    portal.save(&dana, 0, settings).await.unwrap();
    // The day has come elsewhere.
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update guardian_settings set ends_at = now()").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    guardian::tend(&portal.db, &portal.letterhead(), &TimeZone::UTC).await.unwrap();
    assert_eq!(portal.guardian(&dana).await.settings.texts.mode, TextMode::WatchOnly);
    let looked_at = portal.scalar("select extract(epoch from ends_at)::bigint from guardian_settings").await;
    assert_eq!(looked_at, tomorrow.to_zoned(utah).unwrap().timestamp().as_second(), "not every minute until then");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_number_is_planned_for_once(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    let chains = "select count(*) from chains where kind = 'guardian'";
    let before = portal.scalar(chains).await;
    services::care::change_number(&portal.db, &portal.letterhead(), &dana, LINE, "", true).await.unwrap();
    // Until the line has its number, and no further.
    let worker = portal.worker();
    for _ in 0..20 {
        if portal.scalar(chains).await > before {
            break;
        }
        worker.drain_one().await.unwrap();
    }
    assert_eq!(portal.scalar(chains).await, before + 1);
    guardian::tend(&portal.db, &portal.letterhead(), &TimeZone::UTC).await.unwrap();
    assert_eq!(portal.scalar(chains).await, before + 1, "it is on its way already");
    portal.settle().await;
    assert_eq!(portal.guardian(&dana).await.badges, [Badge::Protected, Badge::Protected]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn rules_that_name_a_number_follow_it(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (dana, old, other) = (dana(&portal), "+18015550142", "+13855550177");
    let mut settings = strict();
    settings.notify = vec![E164::parse(old).unwrap()];
    settings.contacts.push(contact("brother", &[old], Stand::Allowed));
    portal.save(&dana, 0, settings.clone()).await.unwrap();
    portal.settle().await;
    // What waits for the manager is about the same contact.
    let kofi = portal.kofi().await;
    settings.contacts.last_mut().unwrap().numbers.push(Number::parse(other).unwrap());
    portal.save(&kofi, 1, settings).await.unwrap();
    let waits = portal.guardian(&dana).await.pending.unwrap();
    let mails = portal.scalar("select count(*) from mail_outbox where subject like 'Guardian lets more%'").await;

    services::care::change_number(&portal.db, &portal.letterhead(), &dana, old, "", true).await.unwrap();
    portal.settle().await;
    let mut tx = portal.db.begin(&dana).await.unwrap();
    let new = services::care::moved_to(&mut tx, &dana, old).await.unwrap().unwrap();
    drop(tx);
    let page = portal.guardian(&dana).await;
    let numbers = |page: &guardian::Page| -> Vec<String> {
        let brother = page.settings.contact("brother").unwrap();
        brother.numbers.iter().map(|number| number.as_str().to_owned()).collect()
    };
    assert_eq!((page.version, page.settings.notify.clone()), (2, vec![E164::parse(&new).unwrap()]));
    assert_eq!(numbers(&page), [new.as_str()]);
    assert_eq!(page.badges, [Badge::Protected, Badge::Protected]);
    let texts = portal.text_filter();
    assert!(texts.allowed.contains(&new) && !texts.allowed.iter().any(|number| number == old), "{:?}", texts.allowed);
    assert_eq!(texts.notification_phones, [new.as_str()]);
    let (_, detail, who) = portal
        .activity()
        .await
        .into_iter()
        .find(|(what, ..)| what == "Guardian followed a new number for Ama")
        .unwrap();
    assert!(who == "Homeline" && detail.contains(&domain::phone::national(&new)), "{who}: {detail}");
    // Nobody gets through who did not before.
    let lets_more = portal.scalar("select count(*) from mail_outbox where subject like 'Guardian lets more%'").await;
    assert_eq!(lets_more, mails);

    assert_eq!(page.pending.as_ref().map(|pending| pending.id), Some(waits.id), "it still waits");
    guardian::decide(&portal.db, &portal.letterhead(), &dana, waits.id, true).await.unwrap();
    portal.settle().await;
    let page = portal.guardian(&dana).await;
    assert_eq!(numbers(&page), [new.as_str(), other]);
    assert_eq!(page.badges, [Badge::Protected, Badge::Protected]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_line_and_other_guardians_are_followed(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.protected(&dana).await;
    let tend = async || {
        guardian::tend(&portal.db, &portal.letterhead(), &TimeZone::UTC).await.unwrap();
        portal.settle().await;
    };
    let before = portal.counted();
    tend().await;
    assert_eq!(portal.counted(), before, "nothing has changed");

    // Kofi comes to look after Ama: his line must get through from now on.
    let kofi = portal.kofi().await;
    assert!(
        matches!(&portal.guardian(&kofi).await.badges[0], Badge::Missing(what) if matches!(what[..], [Missing::Allowed(_)]))
    );
    tend().await;
    assert_eq!(portal.guardian(&kofi).await.badges, [Badge::Protected, Badge::Protected]);
    assert!(portal.call_filter().allowed.contains(&"+18015550142".to_owned()));

    // Ama has another number: filters are of one number each.
    let moved = "+18015550199";
    portal.sandbox.with(|world| world.lines.iter_mut().find(|l| l.number == LINE).unwrap().number = moved.into());
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update numbers set number = $1 where number = $2")
        .bind(moved)
        .bind(LINE)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(portal.guardian(&dana).await.badges[0], Badge::Missing(vec![Missing::Filter]));
    tend().await;
    let page = portal.guardian(&dana).await;
    assert_eq!((page.number.as_deref(), page.badges), (Some(moved), [Badge::Protected, Badge::Protected]));
    let phones =
        portal.sandbox.with(|world| world.guardian.call_filters.iter().map(|f| f.phone.clone()).collect::<Vec<_>>());
    assert_eq!(phones, [LINE, moved]);
}
