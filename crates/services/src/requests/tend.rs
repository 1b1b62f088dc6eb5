//! What ends by itself, and what was left half done.

use domain::{Action, Care, DataLimits, Lang, Megabytes, guardian::Contact};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    accounts::reaches_person,
    data,
    guardian::{self, Edit},
    identity,
    mail::Letterhead,
    notices,
};

use super::{
    answer::{self, Plan},
    carry,
    list::{COLUMNS, Request},
    wish::Wish,
    words,
};

/// Times a yes is carried out anew before its request is opened again.
const TRIES: i32 = 5;

/// What was done, in both languages, for the activity.
type How = [String; 2];

fn how(en: &str, es: &str) -> How {
    [en.to_owned(), es.to_owned()]
}

/// Carries out what was left half done, takes back what was granted for a time that is over, and closes what nobody
/// answered: data for a while at the time asked for, everything else after thirty days.
///
/// # Errors
/// [`Error::Database`].
pub async fn tend(db: &Db, head: &Letterhead) -> Result<(), Error> {
    carry_out(db, head).await?;
    take_back(db, head).await?;
    lapse(db).await
}

/// Yeses that nobody is at any more: the process that wrote them down ended before they were done.
async fn carry_out(db: &Db, head: &Letterhead) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let rows = sqlx::query(
        "update requests set tries = tries + 1 where id in (
           select id from requests where state = 'yes' and done_at is null
             and answered_at < now() - interval '30 seconds' * (1 + tries) order by answered_at limit 20
             for update skip locked)
         returning id, answered_by, tries",
    )
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    for row in &rows {
        let (id, tries): (Uuid, i32) = (row.try_get("id")?, row.try_get("tries")?);
        let actor = match row.try_get::<Option<Uuid>, _>("answered_by")? {
            Some(user) => identity::actor(db, user).await?,
            None => None,
        };
        let done = match actor {
            Some(actor) => carry::out(db, head, &actor, id).await.map(drop),
            None => Err(Error::NotFound),
        };
        match done {
            Ok(()) => (),
            Err(Error::Invalid(_) | Error::NotFound | Error::Forbidden) => carry::reopen(db, id).await?,
            Err(error) if tries >= TRIES => {
                tracing::warn!(%error, request = %id, "a request could not be carried out");
                carry::reopen(db, id).await?;
            }
            Err(error) => tracing::warn!(%error, request = %id, "a request is carried out later"),
        }
    }
    Ok(())
}

/// What was granted for a time that is over, and where the manager has to agree, once they did. Each is tried until it is
/// taken back, or there is nothing left to take it back from.
async fn take_back(db: &Db, head: &Letterhead) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let sql = format!(
        "{COLUMNS} where r.state = 'yes' and r.done_at is not null and r.undone_at is null and r.ends_at <= now()
           and (r.pending is null or p.granted) order by r.ends_at limit 50"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *tx).await?;
    drop(tx);
    for row in &rows {
        let request = Request::read(row)?;
        let plan = row.try_get::<Json<Plan>, _>("plan")?.0;
        let answered_by: Option<Uuid> = row.try_get("answered_by")?;
        match undo(db, head, &request, &plan, answered_by).await {
            Ok(done) => over(db, head, &request, &done).await?,
            // The line or the person is gone.
            Err(Error::NotFound | Error::Forbidden | Error::Invalid(_)) => {
                over(db, head, &request, &how("gone", "ya no existe")).await?;
            }
            Err(error) => tracing::warn!(%error, request = %request.id, "what was granted is taken back later"),
        }
    }
    Ok(())
}

async fn over(db: &Db, head: &Letterhead, request: &Request, how: &How) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let done = sqlx::query("update requests set undone_at = now() where id = $1 and undone_at is null")
        .bind(request.id)
        .execute(&mut *tx)
        .await?;
    if done.rows_affected() == 1 {
        words::ended(&mut tx, head, request, how).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes back what was granted; answers in words for the activity what was done.
async fn undo(
    db: &Db,
    head: &Letterhead,
    request: &Request,
    plan: &Plan,
    answered_by: Option<Uuid>,
) -> Result<How, Error> {
    match (plan, &request.wish) {
        (Plan::Contact { contact, before: Some(before) }, _) => {
            let Some(actor) = acting(db, request, answered_by).await? else {
                return Ok(how("nobody could", "nadie pudo"));
            };
            stood(db, head, &actor, request, contact, before).await
        }
        // Contacts end by themselves, and so does data that goes on for a while.
        (Plan::Contact { .. } | Plan::Time, _) => Ok(how("as before", "como antes")),
        (Plan::Data { set }, Wish::Data { more }) => {
            let Some(actor) = acting(db, request, answered_by).await? else {
                return Ok(how("nobody could", "nadie pudo"));
            };
            lower(db, head, &actor, request, *set, *more).await
        }
        (Plan::Data { .. }, _) => Ok(how("as before", "como antes")),
    }
}

/// Who takes it back: who granted it, or, when they may not any more, who runs the account.
async fn acting(db: &Db, request: &Request, answered_by: Option<Uuid>) -> Result<Option<Actor>, Error> {
    let mut tx = db.begin_all().await?;
    let managers = notices::managers(&mut tx, &request.account_id).await?;
    for user in answered_by.into_iter().chain(managers) {
        let Some(actor) = identity::actor(db, user).await? else { continue };
        let (account, person) = (&request.account_id, &request.subscriber_id);
        if actor.may(Action::AnswerRequests).is_ok()
            && reaches_person(&mut tx, &actor, account, person, Care::Guardian).await?
        {
            return Ok(Some(actor));
        }
    }
    Ok(None)
}

/// Puts back how a contact stood who was there before, unless somebody decided otherwise meanwhile.
async fn stood(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    request: &Request,
    granted: &Contact,
    before: &Contact,
) -> Result<How, Error> {
    let mut tx = db.begin(actor).await?;
    let page = guardian::page(&mut tx, &head.brand, actor, &request.subscriber_id).await?;
    drop(tx);
    let Some(now) = page.settings.contact(&granted.id) else { return Ok(how("gone already", "ya no estaba")) };
    if (now.calls, now.texts) != (granted.calls, granted.texts) {
        return Ok(how("decided otherwise meanwhile", "entretanto se decidió otra cosa"));
    }
    let contact = Contact { calls: before.calls, texts: before.texts, ..now.clone() };
    guardian::edit(db, head, actor, &request.subscriber_id, page.version, Edit::Contact(contact)).await?;
    Ok(how("as before", "como antes"))
}

/// Lowers the line's marks by what they were raised, unless somebody set others meanwhile. What else was granted on top
/// stays.
async fn lower(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    request: &Request,
    set: DataLimits,
    more: Megabytes,
) -> Result<How, Error> {
    let mut tx = db.begin(actor).await?;
    let now = answer::limits(&mut tx, actor, request).await?;
    let rows = sqlx::query(
        "select id, plan from requests where account_id = $1 and number = $2 and state = 'yes' and done_at is not null
           and undone_at is null and subject = 'data' and id <> $3",
    )
    .bind(&request.account_id)
    .bind(&request.number)
    .bind(request.id)
    .fetch_all(&mut *tx)
    .await?;
    drop(tx);
    let others = rows.iter().map(|row| Ok((row.try_get("id")?, row.try_get::<Json<Plan>, _>("plan")?.0)));
    let others = others.collect::<Result<Vec<(Uuid, Plan)>, sqlx::Error>>()?;
    let granted =
        |limits: &DataLimits| *limits == set || others.iter().any(|(_, plan)| *plan == Plan::Data { set: *limits });
    let Some(now) = now.filter(granted) else {
        return Ok(how("set otherwise meanwhile", "entretanto se fijó otra cosa"));
    };
    let Some(lowered) = answer::lowered(now, more) else {
        return Ok(how("set otherwise meanwhile", "entretanto se fijó otra cosa"));
    };
    data::set_limits(db, head, actor, std::slice::from_ref(&request.number), &lowered).await?;
    // The others know their marks again.
    let mut tx = db.begin(actor).await?;
    for (id, _) in others {
        sqlx::query("update requests set plan = $2 where id = $1")
            .bind(id)
            .bind(Json(Plan::Data { set: lowered }))
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(Lang::ALL.map(|lang| lowered.words_in(lang)))
}

/// Closes what nobody answered, and forgets old links.
async fn lapse(db: &Db) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    sqlx::query(
        "update requests set state = 'lapsed', answered_at = now() where state = 'open' and (
           asked_at < now() - interval '30 days'
           or wish->>'wish' = 'time' and (wish->>'until')::timestamptz <= now())",
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query("delete from request_links where made_at < now() - interval '1 day' * $1")
        .bind(i32::from(super::LINK_DAYS))
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}
