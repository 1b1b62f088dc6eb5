//! The outbox: rows from queued to sent.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, prelude::FromRow};
use uuid::Uuid;

use super::{Mailer, Message};
use crate::{Db, Error};

/// Tries before a mail is given up and left for a person to look at.
const TRIES: i32 = 12;

/// A mail of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Our id.
    pub id: Uuid,
    /// Whom.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was handed to the mail server.
    pub sent_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    recipient: String,
    subject: String,
    body_text: String,
    body_html: Option<String>,
    created_at: jiff_sqlx::Timestamp,
    sent_at: Option<jiff_sqlx::Timestamp>,
}

impl From<Row> for Mail {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            to: row.recipient,
            subject: row.subject,
            text: row.body_text,
            html: row.body_html,
            created_at: row.created_at.to_jiff(),
            sent_at: row.sent_at.map(jiff_sqlx::Timestamp::to_jiff),
        }
    }
}

/// Puts a mail into the outbox; it leaves when the transaction is committed.
///
/// # Errors
/// [`Error::Database`].
pub async fn queue(db: &mut PgConnection, message: &Message) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    sqlx::query("insert into mail_outbox (id, recipient, subject, body_text, body_html) values ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(&message.to)
        .bind(&message.subject)
        .bind(&message.text)
        .bind(&message.html)
        .execute(db)
        .await?;
    Ok(id)
}

/// Sends what is due, one mail after another; several processes may do so at once. Says how many were sent.
///
/// A mail that fails is tried again after 1, 2, 4 … minutes, at most 6 hours, `TRIES` times in all. A mail is put off
/// before it is sent and marked after: a crash in between sends it once more, five minutes later, rather than never.
///
/// # Errors
/// [`Error::Database`].
pub async fn deliver_due(db: &Db, mailer: &Mailer) -> Result<usize, Error> {
    let mut sent = 0;
    loop {
        let due: Option<Row> = sqlx::query_as(
            "update mail_outbox set attempts = attempts + 1, next_at = now() + interval '5 minutes'
             where id = (
               select id from mail_outbox where sent_at is null and next_at <= now() and attempts < $1
               order by next_at limit 1 for update skip locked
             )
             returning id, recipient, subject, body_text, body_html, created_at, sent_at",
        )
        .bind(TRIES)
        .fetch_optional(db.pool())
        .await?;
        let Some(mail) = due.map(Mail::from) else { return Ok(sent) };
        // The mail server may be slow: no transaction and no connection waits for it.
        let failed = mailer.send(&mail).await.err();
        if let Some(error) = &failed {
            tracing::warn!(mail = %mail.id, %error, "mail not sent");
        } else {
            sent += 1;
        }
        sqlx::query(
            "update mail_outbox set last_error = $2, sent_at = case when $2 is null then now() end,
               next_at = now() + least(interval '1 minute' * power(2, attempts - 1), interval '6 hours')
             where id = $1",
        )
        .bind(mail.id)
        .bind(failed.map(|error| error.to_string()))
        .execute(db.pool())
        .await?;
    }
}

/// The newest mails, for the demo alone: they hold links.
///
/// # Errors
/// [`Error::Database`].
pub async fn recent(db: &Db, limit: i64) -> Result<Vec<Mail>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, recipient, subject, body_text, body_html, created_at, sent_at from mail_outbox
         order by created_at desc, id desc limit $1",
    )
    .bind(limit)
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(Mail::from).collect())
}

/// Mail written before this is deleted once sent: it holds names and addresses nobody needs any more.
///
/// # Errors
/// [`Error::Database`].
pub async fn forget_sent_before(db: &Db, before: Timestamp) -> Result<u64, Error> {
    let done =
        sqlx::query("delete from mail_outbox where sent_at < $1").bind(before.to_sqlx()).execute(db.pool()).await?;
    Ok(done.rows_affected())
}
