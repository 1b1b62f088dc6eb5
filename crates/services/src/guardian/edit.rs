//! Changes of one thing, which go through beside other changes unless both are about the same.

use domain::{
    Fault,
    guardian::{Contact, Keyword, Level, Settings, TextMode},
};

use crate::{Actor, Db, Error, db::Tx, mail::Letterhead};

use super::{
    Saved, adopt, parts,
    save::{Change, put},
    store::{self, Person, Wanted},
};

/// A switch of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Guardian for texts at all.
    Texts,
    /// Texts the person gets.
    TextsInbound,
    /// Texts the person sends.
    TextsOutbound,
    /// Stops texts of unknown senders.
    TextsUnknown,
    /// Stops links.
    Links,
    /// Stops pictures and video.
    Media,
    /// Guardian for calls at all.
    Calls,
    /// Only allowed contacts ring.
    OnlyAllowed,
    /// Calls the person gets.
    CallsInbound,
    /// Calls the person makes.
    CallsOutbound,
    /// Stops calls of unknown numbers.
    CallsUnknown,
    /// Stops calls of other countries.
    International,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Turns a switch.
    Switch(Switch, bool),
    /// What becomes of texts that break a rule; while they are only watched, until which day (`yyyy-mm-dd`).
    Mode(TextMode, Option<String>),
    /// Sets texts to a level.
    Level(Level),
    /// The family's own words, all of them.
    Keywords(Vec<Keyword>),
    /// A new contact, or another state of the one with its id.
    Contact(Contact),
    /// Takes a contact away.
    RemoveContact(String),
    /// Many new contacts at once.
    Paste(Vec<Contact>),
    /// The settings of another person of the family.
    CopyFrom(String),
    /// Takes back the change that made this version.
    Undo(i32),
    /// Keeps what somebody set elsewhere, as it was read last.
    Adopt,
}

/// Makes one change to what is wanted now. `version` is what the page showed: later changes of the same thing are not
/// overwritten, changes of other things are kept.
///
/// # Errors
/// [`Error::NotFound`] for a person who is not there, or not for this actor; [`Error::Stale`] when somebody changed the same
/// thing since; [`Error::Invalid`] at fields, of which the contact's are named as the settings form names them.
pub async fn edit(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    subscriber_id: &str,
    version: i32,
    edit: Edit,
) -> Result<Saved, Error> {
    let mut tx = db.begin(actor).await?;
    let person = store::person(&mut tx, actor, subscriber_id).await?;
    let held = store::hold(&mut tx, &person).await?;
    if version > held.version {
        return Err(Error::Stale);
    }
    // What the actor saw, and what they make of it.
    let seen = match version == held.version {
        true => held.settings.clone(),
        false => store::at_version(&mut tx, &person, version).await?,
    };
    let wanted = match &edit {
        Edit::Undo(made) => undone(&mut tx, &person, &held, *made).await?,
        _ => {
            let mine = apply(&mut tx, head, actor, &person, seen.clone(), edit.clone()).await?;
            parts::merge(&seen, &mine, &held.settings).ok_or(Error::Stale)?
        }
    };
    let what = matches!(edit, Edit::Undo(_)).then_some("change taken back");
    let saved = put(&mut tx, head, actor, &person, held, Change { wanted, what }).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Without the change that made version `made`, with all that came after it.
async fn undone(tx: &mut Tx, person: &Person, held: &Wanted, made: i32) -> Result<Settings, Error> {
    if made < 1 || made > held.version {
        return Err(Error::NotFound);
    }
    let after = store::at_version(tx, person, made).await?;
    let before = store::at_version(tx, person, made - 1).await?;
    parts::merge(&after, &before, &held.settings).ok_or(Error::Stale)
}

async fn apply(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    person: &Person,
    mut to: Settings,
    edit: Edit,
) -> Result<Settings, Error> {
    match edit {
        Edit::Switch(switch, on) => *flag(&mut to, switch) = on,
        Edit::Mode(mode, until) => {
            to.texts.mode = mode;
            to.texts.watch_until = until.filter(|_| mode == TextMode::WatchOnly);
        }
        Edit::Level(level) => {
            let table = store::levels(tx).await?;
            table.apply(level, &mut to.texts);
        }
        Edit::Keywords(words) => to.texts.keywords = words,
        Edit::Contact(contact) => match to.contacts.iter_mut().find(|known| known.id == contact.id) {
            Some(known) => *known = contact,
            None => to.contacts.push(contact),
        },
        Edit::RemoveContact(id) => to.contacts.retain(|contact| contact.id != id),
        Edit::Paste(contacts) => {
            let known = |id: &str| to.contacts.iter().any(|contact| contact.id == id);
            let new: Vec<_> = contacts.into_iter().filter(|contact| !known(&contact.id)).collect();
            to.contacts.extend(new);
        }
        Edit::CopyFrom(other) => {
            let source = store::person(tx, actor, &other).await?;
            if source.account_id != person.account_id || source.subscriber_id == person.subscriber_id {
                return Err(Error::field("from", Fault::Choice));
            }
            to = copied(store::wanted(tx, &source).await?.settings, person);
        }
        Edit::Adopt => to = adopt::as_read(tx, &head.brand, person, &to).await?,
        Edit::Undo(_) => {}
    }
    Ok(to)
}

/// The settings of one person for another: nobody is their own contact.
fn copied(mut settings: Settings, to: &Person) -> Settings {
    for contact in &mut settings.contacts {
        contact.numbers.retain(|number| !to.numbers.iter().any(|own| own == number.as_str()));
    }
    settings.contacts.retain(|contact| !contact.numbers.is_empty());
    settings.notify.retain(|number| !to.numbers.iter().any(|own| own == number.as_str()));
    settings
}

fn flag(settings: &mut Settings, switch: Switch) -> &mut bool {
    let (texts, calls) = (&mut settings.texts, &mut settings.calls);
    match switch {
        Switch::Texts => &mut texts.on,
        Switch::TextsInbound => &mut texts.inbound,
        Switch::TextsOutbound => &mut texts.outbound,
        Switch::TextsUnknown => &mut texts.block_unknown,
        Switch::Links => &mut texts.block_links,
        Switch::Media => &mut texts.block_media,
        Switch::Calls => &mut calls.on,
        Switch::OnlyAllowed => &mut calls.only_allowed,
        Switch::CallsInbound => &mut calls.inbound,
        Switch::CallsOutbound => &mut calls.outbound,
        Switch::CallsUnknown => &mut calls.block_unknown,
        Switch::International => &mut calls.block_international,
    }
}
