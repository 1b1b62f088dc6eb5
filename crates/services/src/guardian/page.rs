//! Guardian of a person as pages show it.

use domain::{
    Care, Reach,
    access::reach,
    guardian::{Badge, Change, Floor, Level, LevelTable, Readback, Settings, changes, measure},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Actor, Error, accounts::reaches_person, db::Tx, mail::Brand};

use super::{
    adopt, parts, pending, plan,
    reads::{Reads, reads},
    save::may_loosen,
    store::{self, Person, Wanted},
};

/// Guardian of one person.
#[derive(Clone, Debug)]
pub struct Page {
    /// Account.
    pub account_id: String,
    /// Who.
    pub subscriber_id: String,
    /// Their name.
    pub name: String,
    /// The line that is looked after, E.164; without one there is nothing to look after.
    pub number: Option<String>,
    /// Further lines of theirs, which Guardian does not cover.
    pub uncovered: Vec<String>,
    /// What is wanted.
    pub settings: Settings,
    /// The how-manieth state that is; 0 when nothing was ever wanted. Forms send it back.
    pub version: i32,
    /// Who changed it last, and when.
    pub changed: Option<(String, Timestamp)>,
    /// Who is always reachable.
    pub floor: Floor,
    /// Texts and calls, measured.
    pub badges: [Badge; 2],
    /// What was read last.
    pub readback: Readback,
    /// The level texts are set to.
    pub level: Option<Level>,
    /// Every level.
    pub levels: LevelTable,
    /// Whether the actor may change anything.
    pub may_edit: bool,
    /// Whether what the actor loosens holds at once.
    pub may_loosen: bool,
    /// What waits for the manager.
    pub pending: Option<Pending>,
    /// The chain at work.
    pub running: Option<Uuid>,
    /// What Telegent refused, in its words; [`super::repair()`] tries again.
    pub stuck: Option<String>,
    /// The version that [`super::Edit::Undo`] takes back: the last change.
    pub undo: Option<i32>,
    /// What was changed elsewhere, as the last reading showed it; [`super::repair()`] undoes it,
    /// [`super::Edit::Adopt`] keeps it.
    pub changed_elsewhere: Vec<Change>,
    /// Others of the family whose settings could be copied: id and name.
    pub others: Vec<(String, String)>,
}

/// A loosening that waits for the manager.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Its id, for [`super::decide()`].
    pub id: Uuid,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Whether that is who looks now.
    pub mine: bool,
    /// What it would change.
    pub changes: Vec<Change>,
}

/// A person in a list.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Who.
    pub subscriber_id: String,
    /// Their name.
    pub name: String,
    /// The line that is looked after, E.164.
    pub number: Option<String>,
    /// Texts and calls, measured.
    pub badges: [Badge; 2],
    /// The level texts are set to, where Guardian is on for them.
    pub level: Option<Level>,
    /// Unix seconds of the last reading.
    pub read_at: Option<i64>,
    /// Something is on its way to Telegent.
    pub running: bool,
    /// Telegent refused something.
    pub stuck: bool,
    /// Something waits for the manager.
    pub waits: bool,
    /// Something was changed elsewhere.
    pub drifted: bool,
    /// Whether the actor may change it.
    pub may_edit: bool,
}

/// What is known of a person at one moment.
struct Known {
    wanted: Wanted,
    floor: Floor,
    reads: Reads,
    open: Vec<plan::Open>,
}

impl Known {
    async fn of(tx: &mut Tx, brand: &Brand, person: &Person) -> Result<Self, Error> {
        Ok(Self {
            wanted: store::wanted(tx, person).await?,
            floor: store::floor(tx, person, Some(brand)).await?,
            reads: reads(tx, person).await?,
            open: plan::open(tx, person).await?,
        })
    }

    fn running(&self) -> Option<Uuid> {
        self.open.iter().rfind(|chain| chain.refused.is_none()).map(|chain| chain.id)
    }

    fn stuck(&self) -> Option<String> {
        self.open.iter().find_map(|chain| chain.refused.clone())
    }

    /// While something of ours is under way, what differs is not somebody else's doing.
    fn drift(&self) -> Vec<Change> {
        if !self.open.is_empty() || self.wanted.version == 0 {
            return Vec::new();
        }
        let seen = adopt::seen(&self.wanted.settings, &self.reads, &self.floor);
        changes(&self.wanted.settings, &seen)
    }
}

/// Guardian of a person.
///
/// # Errors
/// [`Error::NotFound`] for a person who is not there, or not for this actor.
pub async fn page(tx: &mut Tx, brand: &Brand, actor: &Actor, subscriber_id: &str) -> Result<Page, Error> {
    let person = store::person(tx, actor, subscriber_id).await?;
    let known = Known::of(tx, brand, &person).await?;
    let levels = store::levels(tx).await?;
    let pending = pending::open(tx, &person).await?;
    let readback = known.reads.readback();
    let settings = &known.wanted.settings;
    let others = people_of(tx, actor, &person.account_id).await?;
    Ok(Page {
        badges: measure(&readback, settings, &known.floor),
        readback,
        level: levels.of(&settings.texts),
        levels,
        may_edit: person.number().is_some(),
        may_loosen: may_loosen(actor),
        pending: pending.and_then(|waits| shown(waits, settings, actor)),
        running: known.running(),
        stuck: known.stuck(),
        undo: (known.wanted.version > 0).then_some(known.wanted.version),
        changed_elsewhere: known.drift(),
        others: others
            .into_iter()
            .filter(|other| other.subscriber_id != person.subscriber_id && other.number().is_some())
            .map(|other| (other.subscriber_id, other.name))
            .collect(),
        account_id: person.account_id.clone(),
        number: person.number().map(str::to_owned),
        uncovered: person.numbers.iter().skip(1).cloned().collect(),
        subscriber_id: person.subscriber_id,
        name: person.name,
        version: known.wanted.version,
        changed: known.wanted.changed,
        settings: known.wanted.settings,
        floor: known.floor,
    })
}

fn shown(waits: pending::Waiting, settings: &Settings, actor: &Actor) -> Option<Pending> {
    let wanted = parts::merge(&waits.base, &waits.wanted, settings)?;
    Some(Pending {
        id: waits.id,
        mine: waits.asked_by == actor.user_id,
        asked_by: waits.asked_by_name,
        asked_at: waits.asked_at,
        changes: changes(settings, &wanted),
    })
}

/// Everybody of an account whom the actor may look after.
async fn people_of(tx: &mut Tx, actor: &Actor, account_id: &str) -> Result<Vec<Person>, Error> {
    let home = actor.role.is_staff() || actor.account_id.as_deref() == Some(account_id);
    if !home || reach(actor.role, Care::Guardian) < Reach::Assigned {
        return Ok(Vec::new());
    }
    let mut people = Vec::new();
    for person in store::everybody(tx, account_id).await? {
        if reaches_person(tx, actor, account_id, &person.subscriber_id, Care::Guardian).await? {
            people.push(person);
        }
    }
    Ok(people)
}

/// Everybody of an account whom the actor may look after, by name.
///
/// # Errors
/// [`Error::Database`].
pub async fn people(tx: &mut Tx, brand: &Brand, actor: &Actor, account_id: &str) -> Result<Vec<PersonRow>, Error> {
    let levels = store::levels(tx).await?;
    let mut rows = Vec::new();
    for person in people_of(tx, actor, account_id).await? {
        let known = Known::of(tx, brand, &person).await?;
        let readback = known.reads.readback();
        let settings = &known.wanted.settings;
        rows.push(PersonRow {
            badges: measure(&readback, settings, &known.floor),
            level: levels.of(&settings.texts).filter(|_| settings.texts.on),
            read_at: readback.read_at,
            running: known.running().is_some(),
            stuck: known.stuck().is_some(),
            waits: pending::open(tx, &person).await?.is_some(),
            drifted: !known.drift().is_empty(),
            may_edit: person.number().is_some(),
            number: person.number().map(str::to_owned),
            subscriber_id: person.subscriber_id,
            name: person.name,
        });
    }
    Ok(rows)
}
