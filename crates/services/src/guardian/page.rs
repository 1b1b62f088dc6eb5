//! Guardian of a person as pages show it.

use domain::{
    Care, Reach,
    access::reach,
    guardian::{Badge, Change, Floor, Level, LevelTable, Readback, Settings, changes, measure},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Actor, Error, accounts, db::Tx, mail::Brand};

use super::{
    adopt, parts, pending, plan,
    reads::{Reads, reads_of},
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
        let one = std::slice::from_ref(person);
        Self::of_all(tx, brand, &person.account_id, one).await?.pop().ok_or(Error::NotFound)
    }

    /// Of people of an account, in their order: as many statements as for one.
    async fn of_all(tx: &mut Tx, brand: &Brand, account_id: &str, people: &[Person]) -> Result<Vec<Self>, Error> {
        let mut wanted = store::wanted_of(tx, account_id, people).await?;
        let mut floors = store::floors_of(tx, account_id, people, Some(brand)).await?;
        let mut reads = reads_of(tx, account_id, people).await?;
        let mut open = plan::open_of(tx, account_id, people).await?;
        let known = people.iter().map(|person| Self {
            wanted: wanted.remove(&person.subscriber_id).unwrap_or_default(),
            floor: floors.remove(&person.subscriber_id).unwrap_or_default(),
            reads: reads.remove(&person.subscriber_id).unwrap_or_default(),
            open: open.remove(&person.subscriber_id).unwrap_or_default(),
        });
        Ok(known.collect())
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
    let within = accounts::within(tx, actor, account_id, Care::Guardian).await?;
    let mut people = store::everybody(tx, account_id).await?;
    people.retain(|person| within.has(&person.subscriber_id));
    Ok(people)
}

/// Everybody of an account whom the actor may look after, by name.
///
/// # Errors
/// [`Error::Database`].
pub async fn people(tx: &mut Tx, brand: &Brand, actor: &Actor, account_id: &str) -> Result<Vec<PersonRow>, Error> {
    let levels = store::levels(tx).await?;
    let people = people_of(tx, actor, account_id).await?;
    let waits = pending::waits_for(tx, account_id, &people).await?;
    let known = Known::of_all(tx, brand, account_id, &people).await?;
    let row = |(person, known): (Person, Known)| {
        let readback = known.reads.readback();
        let settings = &known.wanted.settings;
        PersonRow {
            badges: measure(&readback, settings, &known.floor),
            level: levels.of(&settings.texts).filter(|_| settings.texts.on),
            read_at: readback.read_at,
            running: known.running().is_some(),
            stuck: known.stuck().is_some(),
            waits: waits.contains(&person.subscriber_id),
            drifted: !known.drift().is_empty(),
            may_edit: person.number().is_some(),
            number: person.number().map(str::to_owned),
            subscriber_id: person.subscriber_id,
            name: person.name,
        }
    };
    Ok(people.into_iter().zip(known).map(row).collect())
}
