//! What was read of a person, as stored.

use std::collections::HashMap;

use domain::guardian::{CallFilter, Readback, TextFilter};
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow, types::Json};

use crate::{Error, db::Tx};

use super::store::{Person, ids};

/// A route of the person's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) id: String,
    pub(super) intelligent: Option<bool>,
}

/// What was read last, and when each part was.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    pub(super) flag_calls: Option<bool>,
    pub(super) flag_texts: Option<bool>,
    pub(super) flags_at: Option<Timestamp>,
    pub(super) relation: Option<bool>,
    pub(super) relation_at: Option<Timestamp>,
    pub(super) texts: Option<TextFilter>,
    pub(super) texts_at: Option<Timestamp>,
    pub(super) calls: Option<CallFilter>,
    pub(super) calls_at: Option<Timestamp>,
    pub(super) message_route: Option<Route>,
    pub(super) voice_route: Option<Route>,
    /// Who would look after them on record: none for the one who runs the account alone.
    pub(super) parent: Option<Parent>,
}

/// Somebody who looks after others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parent {
    pub(super) subscriber_id: String,
    /// One of the switches is on, as a relation needs it.
    pub(super) is_on: bool,
}

impl Reads {
    /// As the badges take it. Its age is that of the oldest part.
    pub(super) fn readback(&self) -> Readback {
        let times = [self.flags_at, self.relation_at, self.texts_at, self.calls_at];
        Readback {
            flag_calls: self.flag_calls,
            flag_texts: self.flag_texts,
            relation: self.relation.unwrap_or(false) || self.parent.is_none(),
            texts: self.texts.clone(),
            calls: self.calls.clone(),
            has_message_route: self.message_route.is_some(),
            has_voice_route: self.voice_route.is_some(),
            message_route_intelligent: self.message_route.as_ref().and_then(|route| route.intelligent),
            voice_route_intelligent: self.voice_route.as_ref().and_then(|route| route.intelligent),
            read_at: times.into_iter().flatten().min().map(Timestamp::as_second),
        }
    }
}

/// What was read of a person and the line that is looked after.
pub(super) async fn reads(tx: &mut Tx, person: &Person) -> Result<Reads, Error> {
    let mut reads = reads_of(tx, &person.account_id, std::slice::from_ref(person)).await?;
    Ok(reads.remove(&person.subscriber_id).unwrap_or_default())
}

/// The same of people of an account, by their ids. Their parent is whoever runs the account, else a guardian of theirs.
pub(super) async fn reads_of(
    tx: &mut Tx,
    account_id: &str,
    people: &[Person],
) -> Result<HashMap<String, Reads>, Error> {
    let numbers: Vec<Option<&str>> = people.iter().map(Person::number).collect();
    let rows = sqlx::query(
        "select p.id as person, r.*, n.message_route, m.intelligent as message_intelligent, n.voice_route,
                v.intelligent as voice_intelligent, r.number is not distinct from p.number as same_line,
                f.id as parent, f.is_on as parent_is_on
         from unnest($2::text[], $3::text[]) as p (id, number)
         left join guardian_reads r on r.subscriber_id = p.id and r.account_id = $1
         left join numbers n on n.number = p.number and n.account_id = $1
         left join routes m on m.route_id = n.message_route
         left join routes v on v.route_id = n.voice_route
         left join lateral (
           select s.subscriber_id as id, coalesce(g.flag_calls, false) or coalesce(g.flag_texts, false) as is_on
           from subscribers s
           left join users u
             on u.subscriber_id = s.subscriber_id and u.account_id = s.account_id and u.disabled_at is null
           left join guardian_reads g on g.subscriber_id = s.subscriber_id
           where s.account_id = $1 and s.subscriber_id <> p.id and (
             s.role ilike '%manager%' or u.role = 'manager' or u.role = 'guardian' and exists (
               select 1 from guardian_assignments a
               where a.user_id = u.id and a.account_id = $1 and a.subscriber_id = p.id))
           order by s.role ilike '%manager%' desc, u.role = 'manager' desc nulls last, s.subscriber_id limit 1
         ) f on true",
    )
    .bind(account_id)
    .bind(ids(people))
    .bind(numbers)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("person")?, read(row)?))).collect()
}

fn read(row: &PgRow) -> Result<Reads, Error> {
    let time = |column: &str| -> Result<Option<Timestamp>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(column)?.map(jiff_sqlx::Timestamp::to_jiff))
    };
    let route = |id: &str, intelligent: &str| -> Result<Option<Route>, Error> {
        let (id, intelligent) = (row.try_get::<Option<String>, _>(id)?, row.try_get(intelligent)?);
        Ok(id.map(|id| Route { id, intelligent }))
    };
    let parent: Option<String> = row.try_get("parent")?;
    let is_on = row.try_get::<Option<bool>, _>("parent_is_on")?.unwrap_or(false);
    let mut reads = Reads {
        flag_calls: row.try_get("flag_calls")?,
        flag_texts: row.try_get("flag_texts")?,
        flags_at: time("flags_at")?,
        relation: row.try_get("relation")?,
        relation_at: time("relation_at")?,
        message_route: route("message_route", "message_intelligent")?,
        voice_route: route("voice_route", "voice_intelligent")?,
        parent: parent.map(|subscriber_id| Parent { subscriber_id, is_on }),
        ..Reads::default()
    };
    // Filters of a line they had before say nothing of this one.
    if row.try_get("same_line")? {
        reads.texts = row.try_get::<Option<Json<TextFilter>>, _>("texts")?.map(|json| json.0);
        reads.texts_at = time("texts_at")?;
        reads.calls = row.try_get::<Option<Json<CallFilter>>, _>("calls")?.map(|json| json.0);
        reads.calls_at = time("calls_at")?;
    }
    Ok(reads)
}
