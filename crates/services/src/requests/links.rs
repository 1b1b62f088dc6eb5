//! The link in the mail about a request: says what is asked for, and takes one answer without a sign-in.
//!
//! A link is its reader's: the answer is theirs, and they may answer no more than they could in the portal.

use jiff::Timestamp;
use sqlx::Row;
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    db::Tx,
    identity,
    mail::Letterhead,
    notices::{self, Telling, Words},
    port_outs,
};

use super::{
    Carried, Scope,
    answer::{self, Answer, hold},
    list::Request,
    words,
};

/// Days a link works.
pub const LINK_DAYS: u16 = 7;

/// What a link leads to.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The request.
    pub request: Request,
    /// Whose link it is.
    pub reader: String,
}

/// Tells everybody who may answer, each with a link of their own.
pub(super) async fn tell_each(
    tx: &mut Tx,
    head: &Letterhead,
    account_id: &str,
    subscriber_id: &str,
    request: Uuid,
    told: &Words,
) -> Result<(), Error> {
    for reader in notices::guardians(tx, account_id, subscriber_id).await? {
        let (token, hash) = port_outs::token();
        sqlx::query("insert into request_links (hash, request_id, account_id, user_id) values ($1, $2, $3, $4)")
            .bind(hash)
            .bind(request)
            .bind(account_id)
            .bind(reader)
            .execute(&mut **tx)
            .await?;
        let telling = Telling { kind: words::KIND, path: words::ANSWERS, mailed: &words::link_of(&token), words: told };
        notices::tell_these(tx, head, account_id, &[reader], telling).await?;
    }
    Ok(())
}

/// Whose link it is and to which request; both as they are now.
async fn find(db: &Db, token: &str) -> Result<(Actor, Uuid), Error> {
    let mut tx = db.begin_all().await?;
    let row = sqlx::query("select request_id, user_id, made_at from request_links where hash = $1")
        .bind(port_outs::hash_of(token))
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::Expired)?;
    drop(tx);
    let made = row.try_get::<jiff_sqlx::Timestamp, _>("made_at")?.to_jiff();
    if Timestamp::now().duration_since(made).as_hours() >= 24 * i64::from(LINK_DAYS) {
        return Err(Error::Expired);
    }
    let reader = identity::actor(db, row.try_get("user_id")?).await?.ok_or(Error::Expired)?;
    Ok((reader, row.try_get("request_id")?))
}

/// What a link leads to; looking changes nothing.
///
/// # Errors
/// [`Error::Expired`] for a link that is unknown or too old, or whose reader may not answer any more.
pub async fn linked(db: &Db, token: &str) -> Result<Linked, Error> {
    let (reader, id) = find(db, token).await?;
    let mut tx = db.begin(&reader).await?;
    match hold(&mut tx, &reader, id).await {
        Ok(request) => Ok(Linked { request, reader: reader.name }),
        Err(Error::NotFound | Error::Forbidden) => Err(Error::Expired),
        Err(other) => Err(other),
    }
}

/// Answers for the link's reader: granted for once, or declined. Everything else is done in the portal.
///
/// # Errors
/// As [`linked`] and [`answer::answer`].
pub async fn answer_by_link(
    db: &Db,
    head: &Letterhead,
    token: &str,
    yes: bool,
    reason: &str,
) -> Result<Carried, Error> {
    let (reader, id) = find(db, token).await?;
    let said = if yes { Answer::Yes(Scope::Once) } else { Answer::No };
    match answer::answer(db, head, &reader, id, said, reason).await {
        Err(Error::NotFound | Error::Forbidden) => Err(Error::Expired),
        other => other,
    }
}
