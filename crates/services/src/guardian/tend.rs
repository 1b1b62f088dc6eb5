//! What ends by itself: contacts with a time, trials with a day.

use domain::guardian::{Settings, TextMode};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::Uuid;

use crate::{Db, Error, accounts, mail::Letterhead};

use super::{
    follow::follow,
    save::{By, apply, ends_at},
    store,
};

/// How many people are seen to in one go.
const AT_ONCE: i64 = 500;
/// How many are looked at whether their line or their guardians have changed.
const IN_TURN: i64 = 50;

/// Ends what is over, and follows a person to another line and to other guardians. A trial ends with the first moment of its
/// day where the line is, in `zone` if nobody knows; each person is a transaction of their own.
///
/// # Errors
/// [`Error::Database`]; what was done before stays.
pub async fn tend(db: &Db, head: &Letterhead, zone: &TimeZone) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let due: Vec<String> = sqlx::query_scalar(
        "select subscriber_id from guardian_settings where ends_at <= now() order by ends_at limit $1",
    )
    .bind(AT_ONCE)
    .fetch_all(&mut *tx)
    .await?;
    drop(tx);
    for subscriber_id in due {
        let mut tx = db.begin_all().await?;
        let person = match store::anybody(&mut tx, &subscriber_id).await {
            Ok(person) => person,
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let held = store::hold(&mut tx, &person).await?;
        let lines = accounts::zone(&mut tx, person.number().unwrap_or_default()).await?;
        let zone = lines.as_ref().unwrap_or(zone);
        let now = over(held.settings.clone(), Timestamp::now(), zone);
        if now == held.settings {
            store::ends(&mut tx, &person, ends_at(&now, zone)).await?;
            tx.commit().await?;
            continue;
        }
        apply(&mut tx, head, By::PORTAL, &person, &held, &now, Some("changed by itself")).await?;
        tx.commit().await?;
    }
    in_turn(db, head).await
}

/// Has Telegent follow where a person has another line, or others look after them than when it was planned; whoever was
/// looked at longest ago first.
///
/// # Errors
/// [`Error::Database`]; what was done before stays.
async fn in_turn(db: &Db, head: &Letterhead) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let next: Vec<String> =
        sqlx::query_scalar("select subscriber_id from guardian_settings order by checked_at limit $1")
            .bind(IN_TURN)
            .fetch_all(&mut *tx)
            .await?;
    drop(tx);
    for subscriber_id in next {
        let mut tx = db.begin_all().await?;
        follow(&mut tx, &head.brand, Uuid::nil(), &subscriber_id).await?;
        sqlx::query("update guardian_settings set checked_at = now() where subscriber_id = $1")
            .bind(&subscriber_id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The settings without what is over at `now`.
fn over(mut settings: Settings, now: Timestamp, zone: &TimeZone) -> Settings {
    settings.contacts.retain(|contact| contact.until.is_none_or(|until| until > now.as_second()));
    let today = now.to_zoned(zone.clone()).date();
    let ended = settings.texts.watch_until.as_deref().and_then(|day| day.parse::<Date>().ok());
    if ended.is_some_and(|day| day <= today) && settings.texts.mode == TextMode::WatchOnly {
        settings.texts.mode = TextMode::Enforce;
        settings.texts.watch_until = None;
    }
    settings
}

#[cfg(test)]
mod tests {
    use domain::guardian::{Contact, Texts};

    use super::*;

    #[test]
    fn a_trial_ends_with_the_day_and_a_contact_with_the_second() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let settings = Settings {
            texts: Texts {
                on: true,
                mode: TextMode::WatchOnly,
                watch_until: Some("2026-06-15".into()),
                ..Texts::default()
            },
            contacts: vec![Contact { until: Some(1_781_500_000), ..Contact::default() }, Contact::default()],
            ..Settings::default()
        };
        let at = |time: &str| over(settings.clone(), time.parse().unwrap(), &zone);
        let before = at("2026-06-15T03:59:59Z");
        assert_eq!((before.texts.mode, before.contacts.len()), (TextMode::WatchOnly, 2));
        let after = at("2026-06-15T04:00:00Z");
        assert_eq!((after.texts.mode, after.texts.watch_until), (TextMode::Enforce, None));
        assert_eq!(at("2026-06-16T04:00:00Z").contacts.len(), 1);
    }
}
