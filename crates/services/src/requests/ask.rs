//! Asking.

use domain::{
    Action, Fault, FieldErrors, Fields, Megabytes,
    fields::text,
    guardian::{Channel, Contact, Floor, Number, Party, Settings, Stand},
};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use jiff_sqlx::ToSqlx;
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{
    Actor, Db, Error, accounts,
    db::Tx,
    guardian, hotlines,
    journal::{About, Entry, append_about},
    mail::Letterhead,
};

use super::{links, wish::Wish, words};

/// Most open requests of one member.
const MOST_OPEN: i64 = 10;
/// Most characters of a note.
const NOTE: u16 = 200;

/// Where a member stands, for the page on which they ask.
#[derive(Clone, Debug)]
pub struct Place {
    /// The own line, E.164; none where they have none in service.
    pub number: Option<String>,
    /// Somebody stopped the line's data: time can be asked for.
    pub data_stopped: bool,
    /// What is wanted for the line was set: contacts mean something.
    pub guarded: bool,
}

/// What is known of the member's own line.
///
/// # Errors
/// [`Error::Forbidden`] for who has nobody to ask.
pub async fn place(tx: &mut Tx, actor: &Actor) -> Result<Place, Error> {
    Ok(place_and_wish(tx, actor).await?.0)
}

/// The same, with what is wanted for the member, who does not see the page of it.
async fn place_and_wish(tx: &mut Tx, actor: &Actor) -> Result<(Place, Settings), Error> {
    actor.may(Action::AskGuardian)?;
    let (account, subscriber) = own(actor)?;
    let (number, settings) = guardian::line_and_wish(tx, account, subscriber).await?;
    let data_stopped = sqlx::query_scalar(
        "select exists (select 1 from data_pauses where number = $1 and account_id = $2 and paused)",
    )
    .bind(&number)
    .bind(account)
    .fetch_one(&mut **tx)
    .await?;
    let guarded = Channel::ALL.into_iter().any(|channel| settings.is_on(channel));
    Ok((Place { number, data_stopped, guarded }, settings))
}

fn own(actor: &Actor) -> Result<(&str, &str), Error> {
    actor.account_id.as_deref().zip(actor.subscriber_id.as_deref()).ok_or(Error::NotFound)
}

/// Asks for what the fields of one of three forms say, and tells everybody who may answer. Times are the line's; `zone` is
/// the member's, for a line that is nobody knows where.
/// The forms: `who.name`, `.number`, `.how` (`both`, `calls`, `texts`), `.note`; `data.more`, `.note`; `time.until`
/// (`21:00`), `.note`.
///
/// # Errors
/// [`Error::Invalid`] at those fields, also where such a request is open already; [`Error::NotFound`] without a line.
pub async fn ask(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    zone: &TimeZone,
    form: &str,
    fields: &Fields,
) -> Result<Uuid, Error> {
    let mut tx = db.begin(actor).await?;
    let (place, settings) = place_and_wish(&mut tx, actor).await?;
    let (account, subscriber) = own(actor)?;
    let number = place.number.as_deref().ok_or(Error::NotFound)?;
    let zone = &accounts::zone(&mut tx, number).await?.unwrap_or_else(|| zone.clone());
    // Pressing twice, or in two tabs: one after the other.
    sqlx::query("select 1 from users where id = $1 for update").bind(actor.user_id).fetch_one(&mut *tx).await?;
    let (wish, note) = match form {
        "who" => contact(&mut tx, actor, number, &settings, fields).await?,
        "data" => data(fields)?,
        "time" if place.data_stopped => time(zone, fields)?,
        _ => return Err(Error::NotFound),
    };
    let first = match form {
        "who" => "who.number",
        "data" => "data.more",
        _ => "time.until",
    };
    let open: Vec<String> = sqlx::query_scalar(
        "select subject from requests where account_id = $1 and subscriber_id = $2 and state = 'open'",
    )
    .bind(account)
    .bind(subscriber)
    .fetch_all(&mut *tx)
    .await?;
    if open.contains(&wish.subject()) {
        return Err(Error::field(first, Fault::AskedAlready));
    }
    if i64::try_from(open.len()).is_ok_and(|open| open >= MOST_OPEN) {
        return Err(Error::field(first, Fault::TooMany));
    }
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into requests (id, account_id, subscriber_id, number, asked_by, asked_by_name, wish, subject, note, zone)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(account)
    .bind(subscriber)
    .bind(number)
    .bind(actor.user_id)
    .bind(&actor.name)
    .bind(Json(&wish))
    .bind(wish.subject())
    .bind(&note)
    .bind(zone.iana_name().unwrap_or("UTC"))
    .execute(&mut *tx)
    .await?;
    let [detail, es] = words::asked_detail(&actor.name, &wish, zone);
    let by = Some((actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(account), actor: by, what: "Request made", detail: &detail };
    append_about(&mut tx, &entry, About { subscriber_id: Some(subscriber), undo: None, detail_es: Some(&es) }).await?;
    let told = words::asked(&actor.name, &wish, &note, zone);
    links::tell_each(&mut tx, head, account, subscriber, id, &told).await?;
    tx.commit().await?;
    Ok(id)
}

async fn contact(
    tx: &mut Tx,
    actor: &Actor,
    line: &str,
    settings: &Settings,
    fields: &Fields,
) -> Result<(Wish, String), Error> {
    let mut errors = FieldErrors::default();
    let name = errors.take("who.name", text(fields.get("who.name"), Contact::LONGEST_NAME));
    let number = errors.take("who.number", Number::parse(fields.get("who.number")));
    let how = match fields.get("who.how") {
        "both" => Some((true, true)),
        "calls" => Some((true, false)),
        "texts" => Some((false, true)),
        _ => {
            errors.add("who.how", Fault::Choice);
            None
        }
    };
    let note = errors.take("who.note", note(fields.get("who.note")));
    if let (Some(number), Some((calls, texts))) = (&number, how) {
        if number.as_str() == line {
            errors.add("who.number", Fault::OwnNumber);
        }
        // Nobody has to ask for a number of help, and nobody else is to learn of it.
        let floor = Floor { hotlines: hotlines::whole(tx).await?, ..Floor::default() };
        if let Some(why) = floor.of(&Party::Number(number.clone())) {
            let number = format!("{}, {}", number.show(), why.words(actor.language));
            errors.add("who.number", Fault::AlwaysReachable { number });
        }
        let held = settings.contacts.iter().find(|contact| contact.numbers.contains(number));
        let allowed = |contact: &&Contact| {
            (!calls || contact.calls == Stand::Allowed) && (!texts || contact.texts == Stand::Allowed)
        };
        if let Some(contact) = held.filter(allowed) {
            errors.add("who.number", Fault::AllowedAlready { name: contact.whose() });
        }
    }
    errors.into_result().map_err(Error::Invalid)?;
    let (Some(name), Some(number), Some((calls, texts)), Some(note)) = (name, number, how, note) else {
        return Err(Error::NotFound);
    };
    Ok((Wish::Contact { name: name.split_whitespace().collect::<Vec<_>>().join(" "), number, calls, texts }, note))
}

fn data(fields: &Fields) -> Result<(Wish, String), Error> {
    let mut errors = FieldErrors::default();
    let more = errors.take("data.more", Megabytes::parse(fields.get("data.more")).and_then(sensible));
    let note = errors.take("data.note", note(fields.get("data.note")));
    match (more, note) {
        (Some(more), Some(note)) => Ok((Wish::Data { more }, note)),
        _ => Err(Error::Invalid(errors)),
    }
}

/// Nobody asks a family for more than this in one go.
fn sensible(more: Megabytes) -> Result<Megabytes, Fault> {
    const MOST: u32 = 50_000;
    if more.get() > MOST { Err(Fault::TooMany) } else { Ok(more) }
}

/// A time of today where the member is, still to come.
fn time(zone: &TimeZone, fields: &Fields) -> Result<(Wish, String), Error> {
    let mut errors = FieldErrors::default();
    let now = Timestamp::now().to_zoned(zone.clone());
    let until = Time::strptime("%H:%M", fields.get("time.until")).map_err(|_| match fields.get("time.until") {
        "" => Fault::Missing,
        _ => Fault::Time,
    });
    let until = until.and_then(|time| {
        let today = now.date().to_datetime(time).to_zoned(zone.clone()).map_err(|_| Fault::Time)?;
        if today > now { Ok(today.timestamp()) } else { Err(Fault::ClockPast) }
    });
    let until = errors.take("time.until", until);
    let note = errors.take("time.note", note(fields.get("time.note")));
    match (until, note) {
        (Some(until), Some(note)) => Ok((Wish::Time { until }, note)),
        _ => Err(Error::Invalid(errors)),
    }
}

/// A note may be left out.
fn note(raw: &str) -> Result<String, Fault> {
    match text(&raw.split_whitespace().collect::<Vec<_>>().join(" "), NOTE) {
        Err(Fault::Missing) => Ok(String::new()),
        other => other,
    }
}

/// Takes back a request of one's own that nobody answered yet. Taking it back twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for one that is not there, or somebody else's; [`Error::Stale`] when it was answered meanwhile.
pub async fn withdraw(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::AskGuardian)?;
    let mut tx = db.begin(actor).await?;
    let row =
        sqlx::query("select account_id, state, wish, zone from requests where id = $1 and asked_by = $2 for update")
            .bind(id)
            .bind(actor.user_id)
            .fetch_one(&mut *tx)
            .await?;
    match row.try_get::<&str, _>("state")? {
        "withdrawn" => return Ok(()),
        "open" => (),
        _ => return Err(Error::Stale),
    }
    sqlx::query("update requests set state = 'withdrawn', answered_at = $2 where id = $1")
        .bind(id)
        .bind(Timestamp::now().to_sqlx())
        .execute(&mut *tx)
        .await?;
    let (account, zone): (String, String) = (row.try_get("account_id")?, row.try_get("zone")?);
    let wish = row.try_get::<Json<Wish>, _>("wish")?.0;
    let [detail, es] = words::asked_detail(&actor.name, &wish, &super::wish::zone_of(&zone));
    let by = Some((actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(&account), actor: by, what: "Request withdrawn", detail: &detail };
    let about = About { subscriber_id: actor.subscriber_id.as_deref(), undo: None, detail_es: Some(&es) };
    append_about(&mut tx, &entry, about).await?;
    Ok(tx.commit().await?)
}
