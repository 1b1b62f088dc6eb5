//! Saving what is wanted: tightening holds at once, loosening by a guardian waits for the manager.

use domain::{
    Care, Fault, Lang, Reach,
    access::reach,
    guardian::{Change as Changed, Lean, Settings, TextMode, changes, check, tighter_part},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    db::Tx,
    journal::{About, Entry, append_about},
    mail::{Brand, Letterhead},
};

use super::{
    parts, pending, plan,
    reads::reads,
    store::{self, Person, Wanted},
    words,
};

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is so already.
    Nothing,
    /// It is what is wanted from now on. The chain that brings it to Telegent; none where Telegent need not hear of it.
    Applied(Option<Uuid>),
    /// What loosens waits for the manager under this id; what tightens, if anything, holds already.
    Waiting(Uuid),
}

/// Who has something changed: a person, or the portal when a time has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct By<'a> {
    /// Their user id.
    pub(super) user: Option<Uuid>,
    /// Their name.
    pub(super) name: &'a str,
}

impl<'a> By<'a> {
    pub(super) fn actor(actor: &'a Actor) -> Self {
        Self { user: Some(actor.user_id), name: &actor.name }
    }

    /// The portal itself.
    pub(super) const PORTAL: By<'static> = By { user: None, name: "Homeline" };
}

/// A change that was worked out.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// All that is wanted afterwards.
    pub(super) wanted: Settings,
    /// How the activity calls it, if not a change: `undone`.
    pub(super) what: Option<&'static str>,
}

/// Whether an actor may let more through without asking.
pub(super) fn may_loosen(actor: &Actor) -> bool {
    reach(actor.role, Care::Guardian) >= Reach::Account
}

/// Saves all that is wanted for a person, as it was typed over version `version`.
///
/// # Errors
/// [`Error::NotFound`] for a person who is not there, or not for this actor; [`Error::Stale`] when somebody saved since;
/// [`Error::Invalid`] at fields.
pub async fn save(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    subscriber_id: &str,
    version: i32,
    wanted: Settings,
) -> Result<Saved, Error> {
    let mut tx = db.begin(actor).await?;
    let person = store::person(&mut tx, actor, subscriber_id).await?;
    let held = store::hold(&mut tx, &person).await?;
    if version != held.version {
        // The same form sent twice is one save.
        if parts::differing(&held.settings, &wanted).is_empty() {
            return under_way(&mut tx, &person).await;
        }
        return match pending::open(&mut tx, &person).await? {
            Some(waits) if parts::differing(&waits.wanted, &wanted).is_empty() => Ok(Saved::Waiting(waits.id)),
            _ => Err(Error::Stale),
        };
    }
    let saved = put(&mut tx, head, actor, &person, held, Change { wanted, what: None }).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn under_way(tx: &mut Tx, person: &Person) -> Result<Saved, Error> {
    let newest = plan::open(tx, person).await?.pop();
    Ok(newest.map_or(Saved::Nothing, |chain| Saved::Applied(Some(chain.id))))
}

/// Puts a change in place of what is held, as far as the actor may.
pub(super) async fn put(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    person: &Person,
    held: Wanted,
    change: Change,
) -> Result<Saved, Error> {
    let Change { wanted, what } = change;
    if person.number().is_none() {
        return Err(Error::field("line", Fault::Missing));
    }
    faults(tx, head, actor, person, &held, &wanted).await?;
    if parts::differing(&held.settings, &wanted).is_empty() {
        return under_way(tx, person).await;
    }
    let now = if may_loosen(actor) { wanted.clone() } else { tighter_part(&held.settings, &wanted) };
    let mut saved = Saved::Nothing;
    if !parts::differing(&held.settings, &now).is_empty() {
        saved = Saved::Applied(apply(tx, head, By::actor(actor), person, &held, &now, what).await?);
    }
    if !parts::differing(&now, &wanted).is_empty() {
        let id = pending::ask(tx, head, actor, person, &now, &wanted).await?;
        saved = Saved::Waiting(id);
    }
    Ok(saved)
}

/// Makes something the wanted state, tells who has to know, and has Telegent follow.
pub(super) async fn apply(
    tx: &mut Tx,
    head: &Letterhead,
    by: By<'_>,
    person: &Person,
    held: &Wanted,
    now: &Settings,
    what: Option<&'static str>,
) -> Result<Option<Uuid>, Error> {
    let changed = changes(&held.settings, now);
    if changed.iter().any(|change| change.direction == Lean::Looser) {
        words::loosened(tx, head, by, person, &changed).await?;
    }
    carry_out(tx, &head.brand, by, person, held, now, what).await
}

/// The same of what lets nobody through who did not get through before: nobody is told.
pub(super) async fn carry_out(
    tx: &mut Tx,
    brand: &Brand,
    by: By<'_>,
    person: &Person,
    held: &Wanted,
    now: &Settings,
    what: Option<&'static str>,
) -> Result<Option<Uuid>, Error> {
    // Looked at where the day comes first; where the line is, is asked then.
    let first = TimeZone::fixed(jiff::tz::offset(14));
    let version = store::write(tx, person, held, now, by.name, ends_at(now, &first)).await?;
    let changed = changes(&held.settings, now);
    if !changed.is_empty() {
        let what = format!("Guardian {} for {}", what.unwrap_or("changed"), person.short());
        note_with(tx, by, person, &what, &changed, Some(&person.page())).await?;
    }
    pending::tidy(tx, by, person, now).await?;
    let floor = store::floor(tx, person, Some(brand)).await?;
    store::planned(tx, person, &floor).await?;
    let reads = reads(tx, person).await?;
    plan::chain(tx, by.user.unwrap_or_default(), person, (version, now), &floor, &reads).await
}

/// Writes a line of the activity log: what was changed, or is asked for.
pub(super) async fn note(
    tx: &mut Tx,
    by: By<'_>,
    person: &Person,
    what: &str,
    changed: &[Changed],
) -> Result<(), Error> {
    note_with(tx, by, person, what, changed, None).await
}

/// The same of something that can be taken back on a page.
async fn note_with(
    tx: &mut Tx,
    by: By<'_>,
    person: &Person,
    what: &str,
    changed: &[Changed],
    undo: Option<&str>,
) -> Result<(), Error> {
    let actor = by.user.map(|id| (id, by.name));
    let [detail, es] = Lang::ALL.map(|lang| in_words(changed, lang));
    let entry = Entry { account_id: Some(&person.account_id), actor, what, detail: &detail };
    let about = About { subscriber_id: Some(&person.subscriber_id), undo, detail_es: Some(&es) };
    append_about(tx, &entry, about).await
}

/// Changes as one text.
pub(super) fn in_words(changed: &[Changed], lang: Lang) -> String {
    changed.iter().map(|change| change.words(lang)).collect::<Vec<_>>().join("; ")
}

/// When the first thing in it ends by itself. A trial ends with the first moment of its day in this zone.
pub(super) fn ends_at(settings: &Settings, zone: &TimeZone) -> Option<Timestamp> {
    let contacts = settings.contacts.iter().filter_map(|contact| Timestamp::from_second(contact.until?).ok());
    let watch = settings
        .texts
        .watch_until
        .as_deref()
        .filter(|_| settings.texts.mode == TextMode::WatchOnly)
        .and_then(|day| day.parse::<Date>().ok());
    let day = watch.and_then(|day| day.to_zoned(zone.clone()).ok());
    contacts.chain(day.map(|day| day.timestamp())).min()
}

/// What is wrong with the settings, unless it was before: a number of the family's own may have come to be a guardian's.
async fn faults(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    person: &Person,
    held: &Wanted,
    wanted: &Settings,
) -> Result<(), Error> {
    let floor = store::floor(tx, person, Some(&head.brand)).await?;
    let Err(mut now) = check(wanted, &floor, actor.language) else { return Ok(()) };
    let before = check(&held.settings, &floor, actor.language).err().unwrap_or_default();
    now.0.retain(|field, fault| before.at(field) != Some(fault));
    now.into_result().map_err(Error::Invalid)
}
