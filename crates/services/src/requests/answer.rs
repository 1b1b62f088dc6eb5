//! Answering.

use domain::{Action, Care, DataLimits, Fault, Megabytes, Speed, fields::text, guardian::Contact, guardian::Stand};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    accounts::reaches_person,
    data::{self, Marks},
    db::Tx,
    guardian,
    mail::Letterhead,
};

use super::{
    carry::{self, Carried},
    list::{COLUMNS, Request, State},
    wish::{Scope, Wish},
    words,
};

/// Most characters of a reason.
const REASON: u16 = 200;

/// What a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Granted, for as long.
    Yes(Scope),
    /// Declined.
    No,
}

/// What exactly is to be done for a yes: doing it twice comes to the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "plan", rename_all = "snake_case")]
pub(super) enum Plan {
    /// The contact is to be so.
    Contact {
        /// As it is to be.
        contact: Contact,
        /// As it was and is to be again, when it was there before without an end of its own.
        before: Option<Contact>,
    },
    /// The line is to have these marks.
    Data {
        /// All of them.
        set: DataLimits,
    },
    /// The line's data is to go on.
    Time,
}

/// A request that is held until the transaction ends, when the actor may answer it.
pub(super) async fn hold(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Request, Error> {
    actor.may(Action::AnswerRequests)?;
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where r.id = $1 for update of r")))
        .bind(id)
        .fetch_one(&mut **tx)
        .await?;
    let request = Request::read(&row)?;
    match reaches_person(tx, actor, &request.account_id, &request.subscriber_id, Care::Guardian).await? {
        true => Ok(request),
        false => Err(Error::NotFound),
    }
}

/// Answers a request, and carries out a yes. The first answer holds: of two who press at the same time one is told that
/// it was answered.
///
/// # Errors
/// [`Error::NotFound`] for a request that is not there, or not for this actor; [`Error::Stale`] when it was answered or
/// taken back meanwhile; [`Error::Invalid`] at `reason`, `until`, or `request` when it cannot be carried out: the request
/// is open still then.
pub async fn answer(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    id: Uuid,
    answer: Answer,
    reason: &str,
) -> Result<Carried, Error> {
    let reason = match text(&reason.split_whitespace().collect::<Vec<_>>().join(" "), REASON) {
        Ok(reason) => reason,
        Err(Fault::Missing) => String::new(),
        Err(fault) => return Err(Error::field("reason", fault)),
    };
    let mut tx = db.begin(actor).await?;
    let request = hold(&mut tx, actor, id).await?;
    if request.state != State::Open {
        return Err(Error::Stale);
    }
    let Answer::Yes(scope) = answer else {
        settle(&mut tx, actor, id, "no", &reason).await?;
        words::declined(&mut tx, head, actor, &request, &reason).await?;
        tx.commit().await?;
        return Ok(Carried::Declined);
    };
    let ends = scope.ends(&request.wish, &request.zone, Timestamp::now())?;
    if let (Wish::Time { .. }, Some(ends)) = (&request.wish, ends)
        && ends <= Timestamp::now()
    {
        return Err(Error::field("request", Fault::ClockPast));
    }
    let plan = plan(&mut tx, head, actor, &request, ends).await?;
    settle(&mut tx, actor, id, "yes", &reason).await?;
    sqlx::query("update requests set ends_at = $2, plan = $3 where id = $1")
        .bind(id)
        .bind(ends.map(ToSqlx::to_sqlx))
        .bind(Json(&plan))
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    match carry::out(db, head, actor, id).await {
        Ok(carried) => Ok(carried),
        Err(error) => {
            carry::reopen(db, id).await?;
            Err(error)
        }
    }
}

async fn settle(tx: &mut Tx, actor: &Actor, id: Uuid, state: &str, reason: &str) -> Result<(), Error> {
    sqlx::query(
        "update requests set state = $2, reason = $3, answered_by = $4, answered_by_name = $5, answered_at = now()
         where id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(reason)
    .bind(actor.user_id)
    .bind(&actor.name)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn plan(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    request: &Request,
    ends: Option<Timestamp>,
) -> Result<Plan, Error> {
    match &request.wish {
        Wish::Contact { name, number, calls, texts } => {
            let page = guardian::page(tx, &head.brand, actor, &request.subscriber_id).await?;
            let until = ends.map(Timestamp::as_second);
            let raise = |contact: &mut Contact| {
                contact.calls = if *calls { Stand::Allowed } else { contact.calls };
                contact.texts = if *texts { Stand::Allowed } else { contact.texts };
            };
            let known = page.settings.contacts.iter().find(|contact| contact.numbers.contains(number));
            let mut contact = known.cloned().unwrap_or_else(|| Contact {
                id: request.id.to_string(),
                name: name.clone(),
                numbers: vec![number.clone()],
                until,
                ..Contact::default()
            });
            raise(&mut contact);
            let before = known.filter(|known| known.until.is_none() && until.is_some()).cloned();
            if known.is_some_and(|known| known.until.is_some()) {
                // Here for a while already: the longer of the two holds.
                contact.until = contact.until.zip(until).map(|(was, is)| was.max(is));
            }
            Ok(Plan::Contact { contact, before })
        }
        Wish::Data { more } => {
            let set = limits(tx, actor, request).await?.and_then(|limits| raised(limits, *more));
            set.map(|set| Plan::Data { set }).ok_or_else(|| Error::field("request", Fault::LimitsUnknown))
        }
        Wish::Time { .. } => Ok(Plan::Time),
    }
}

/// The line's marks as they are, or will be once what is on its way is done.
pub(super) async fn limits(tx: &mut Tx, actor: &Actor, request: &Request) -> Result<Option<DataLimits>, Error> {
    let coming: Option<Json<Marks>> = sqlx::query_scalar(
        "select wanted from data_changes where account_id = $1 and number = $2 and act in ('limits', 'resume')
           and state = 'sending' order by id desc limit 1",
    )
    .bind(&request.account_id)
    .bind(&request.number)
    .fetch_optional(&mut **tx)
    .await?;
    let line = data::page(tx, actor, &request.number).await?.line;
    let marks = coming.map(|marks| marks.0).or_else(|| Marks::of(&line.usage));
    Ok(marks.and_then(|marks| {
        Some(DataLimits {
            notify: Megabytes::new(marks.notify?),
            throttle: Megabytes::new(marks.throttle?),
            speed: marks.speed.as_deref().and_then(|speed| Speed::parse(speed).ok())?,
            limit: Megabytes::new(marks.limit),
        })
    }))
}

/// All marks higher by as much; none when that is more than there can be.
pub(super) fn raised(limits: DataLimits, more: Megabytes) -> Option<DataLimits> {
    shifted(limits, |mark| mark.checked_add(more.get()))
}

/// All marks lower by as much; none when they could not be so low.
pub(super) fn lowered(limits: DataLimits, less: Megabytes) -> Option<DataLimits> {
    shifted(limits, |mark| mark.checked_sub(less.get()).filter(|mark| *mark > 0))
}

fn shifted(limits: DataLimits, to: impl Fn(u32) -> Option<u32>) -> Option<DataLimits> {
    let mark = |mark: Megabytes| to(mark.get()).filter(|mb| *mb <= Megabytes::MAX).map(Megabytes::new);
    Some(DataLimits {
        notify: mark(limits.notify)?,
        throttle: mark(limits.throttle)?,
        speed: limits.speed,
        limit: mark(limits.limit)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_up_and_come_back() {
        let limits = DataLimits::wide();
        let more = Megabytes::new(500);
        let up = raised(limits, more).unwrap();
        assert_eq!(up.limit.get(), limits.limit.get() + 500);
        assert_eq!(lowered(up, more), Some(limits));
        assert_eq!(raised(limits, Megabytes::new(Megabytes::MAX)), None);
        assert_eq!(lowered(limits, limits.notify), None);
    }
}
