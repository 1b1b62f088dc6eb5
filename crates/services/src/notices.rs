//! What people are told when something of theirs moves: in the portal and by mail, in their language.
//!
//! Written in the transaction that moves it; the outbox sends. No notice holds a secret.

use domain::{
    Lang,
    porting::{Ball, PortState},
};
use jiff::Timestamp;
use sqlx::Row;
use url::Url;
use uuid::Uuid;

use crate::{
    Actor, Error,
    db::Tx,
    mail::{self, Letterhead, Message, templates},
    port_ins::{NewEvent, Record, record_event},
    reference,
};

/// One thing a person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: Uuid,
    /// The kind: `port_in`, `port_out` …
    pub kind: String,
    /// A sentence.
    pub title: String,
    /// What to do, or the facts.
    pub body: String,
    /// Where it leads, a path on this site; may be empty.
    pub href: String,
    /// When.
    pub at: Timestamp,
}

/// Words of a notice in both languages.
#[derive(Clone, Debug)]
pub struct Words {
    /// A sentence; the subject of the mail.
    pub title: [String; 2],
    /// What to do, or the facts.
    pub body: [String; 2],
    /// What the link's button says.
    pub button: [&'static str; 2],
}

/// Somebody who is told.
struct Reader {
    id: Uuid,
    name: String,
    email: String,
    lang: Lang,
}

/// The newest notices that a person has not seen yet.
///
/// # Errors
/// [`Error::Database`].
pub async fn unseen(tx: &mut Tx, actor: &Actor, limit: i64) -> Result<Vec<Notice>, Error> {
    let rows = sqlx::query(
        "select id, kind, title, body, href, at from notices
         where user_id = $1 and seen_at is null order by at desc, id desc limit $2",
    )
    .bind(actor.user_id)
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Notice {
                id: row.try_get("id")?,
                kind: row.try_get("kind")?,
                title: row.try_get("title")?,
                body: row.try_get("body")?,
                href: row.try_get("href")?,
                at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
            })
        })
        .collect()
}

/// Notes that a person has seen all there is.
///
/// # Errors
/// [`Error::Database`].
pub async fn seen(tx: &mut Tx, actor: &Actor) -> Result<(), Error> {
    sqlx::query("update notices set seen_at = now() where user_id = $1 and seen_at is null")
        .bind(actor.user_id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Tells all who run an account. `path` is where it leads.
///
/// # Errors
/// [`Error::Database`].
pub async fn tell(
    tx: &mut Tx,
    head: &Letterhead,
    account_id: &str,
    kind: &str,
    path: &str,
    words: &Words,
) -> Result<(), Error> {
    tell_with_link(tx, head, account_id, kind, path, path, words).await
}

/// The same with another link in the mail: one that is a secret, which the portal shows nobody.
///
/// # Errors
/// [`Error::Database`].
pub async fn tell_with_link(
    tx: &mut Tx,
    head: &Letterhead,
    account_id: &str,
    kind: &str,
    path: &str,
    mailed: &str,
    words: &Words,
) -> Result<(), Error> {
    let to = managers(tx, account_id).await?;
    tell_these(tx, head, account_id, &to, Telling { kind, path, mailed, words }).await
}

/// A notice to be told.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The kind: `port_in`, `request` …
    pub kind: &'a str,
    /// Where it leads in the portal.
    pub path: &'a str,
    /// Where its mail leads: the same, or a link that is a secret, which the portal shows nobody.
    pub mailed: &'a str,
    /// The words.
    pub words: &'a Words,
}

/// Who runs an account.
///
/// # Errors
/// [`Error::Database`].
pub async fn managers(tx: &mut Tx, account_id: &str) -> Result<Vec<Uuid>, Error> {
    let ids =
        sqlx::query_scalar("select id from users where account_id = $1 and role = 'manager' and disabled_at is null");
    Ok(ids.bind(account_id).fetch_all(&mut **tx).await?)
}

/// Who looks after a person: who runs the account, and the guardians the person is assigned to.
///
/// # Errors
/// [`Error::Database`].
pub async fn guardians(tx: &mut Tx, account_id: &str, subscriber_id: &str) -> Result<Vec<Uuid>, Error> {
    let ids = sqlx::query_scalar(
        "select id from users u where account_id = $1 and disabled_at is null
           and (role = 'manager' or role = 'guardian' and exists (
             select 1 from guardian_assignments a where a.user_id = u.id and a.account_id = $1 and a.subscriber_id = $2))",
    );
    Ok(ids.bind(account_id).bind(subscriber_id).fetch_all(&mut **tx).await?)
}

/// Tells these people of an account, each in their language.
///
/// # Errors
/// [`Error::Database`].
pub async fn tell_these(
    tx: &mut Tx,
    head: &Letterhead,
    account_id: &str,
    to: &[Uuid],
    Telling { kind, path, mailed, words }: Telling<'_>,
) -> Result<(), Error> {
    let rows = sqlx::query(
        "select id, name, email, language from users
         where account_id = $1 and id = any($2) and disabled_at is null order by email",
    )
    .bind(account_id)
    .bind(to)
    .fetch_all(&mut **tx)
    .await?;
    let readers = rows.iter().map(|row| Reader {
        id: row.get("id"),
        name: row.get("name"),
        email: row.get("email"),
        lang: Lang::parse(row.get("language")).unwrap_or_default(),
    });
    for reader in readers {
        let at = usize::from(reader.lang == Lang::Es);
        let (title, body) = (&words.title[at], &words.body[at]);
        sqlx::query(
            "insert into notices (id, user_id, account_id, kind, title, body, href) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(Uuid::now_v7())
        .bind(reader.id)
        .bind(account_id)
        .bind(kind)
        .bind(title)
        .bind(body)
        .bind(path)
        .execute(&mut **tx)
        .await?;
        let link = head.public_url.join(mailed).map_err(anyhow::Error::from)?;
        mail::queue(tx, &letter(head, &reader, title, body, words.button[at], &link)).await?;
    }
    Ok(())
}

fn letter(head: &Letterhead, reader: &Reader, title: &str, body: &str, button: &str, link: &Url) -> Message {
    templates::notice(&head.brand, reader.lang, &reader.email, &reader.name, title, body, (button, link))
}

/// The path of a line's page, or of one `below` it: `/limits`.
pub(crate) fn page_of_line(number: &str, below: &str) -> String {
    format!("/lines/{}{below}", number.replace('+', "%2B"))
}

/// The path of a port-in's page.
pub(crate) fn page_of(port_in: Uuid) -> String {
    format!("/transfers/{port_in}")
}

/// Tells a family that a port-in of theirs moved.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn port_in_changed(tx: &mut Tx, head: &Letterhead, port: &Record) -> Result<(), Error> {
    let Some(words) = words_of(tx, port, false).await? else { return Ok(()) };
    tell(tx, head, &port.account_id, "port_in", &page_of(port.id), &words).await
}

/// Reminds a family that a port-in waits for them.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn port_in_waits(tx: &mut Tx, head: &Letterhead, port: &Record) -> Result<(), Error> {
    let Some(words) = words_of(tx, port, true).await? else { return Ok(()) };
    record_event(tx, NewEvent { detail: "reminder", ..NewEvent::new(port.id, &port.account_id, "mailed") }).await?;
    tell(tx, head, &port.account_id, "port_in", &page_of(port.id), &words).await
}

/// Has staff look at a port-in that nothing moves, and tells the family that they do.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn port_in_stuck(tx: &mut Tx, head: &Letterhead, port: &Record) -> Result<(), Error> {
    let event = NewEvent {
        detail: "stuck",
        private: true,
        action_needed: true,
        ..NewEvent::new(port.id, &port.account_id, "note")
    };
    record_event(tx, event).await?;
    let number = domain::phone::national(&port.number);
    let words = Words {
        title: [format!("{number} takes far too long"), format!("El {number} tarda demasiado")],
        body: [
            "Nothing has moved for longer than is usual. Our staff look into it; there is nothing you need to do."
                .to_owned(),
            "No hay avances desde hace más de lo normal. Nuestro personal lo está revisando; no tienes que hacer nada."
                .to_owned(),
        ],
        button: ["Open the transfer", "Abrir el traslado"],
    };
    tell(tx, head, &port.account_id, "port_in", &page_of(port.id), &words).await
}

/// What is said of a state; nothing of those that pass by themselves.
async fn words_of(tx: &mut Tx, port: &Record, again: bool) -> Result<Option<Words>, Error> {
    let number = domain::phone::national(&port.number);
    let carrier = &port.carrier;
    let go_on = ["Open the transfer", "Abrir el traslado"];
    let own = |en: &str, es: &str| [en.to_owned(), es.to_owned()];
    let keep = own(
        &format!("Please don’t cancel your {carrier} plan yet. We tell you when you may."),
        &format!("No canceles todavía tu plan de {carrier}. Te avisaremos cuando puedas hacerlo."),
    );
    let (title, body) = match port.state {
        PortState::WaitingCarrier if !again => {
            (own(&format!("{number} is on its way"), &format!("{number} está en camino")), keep)
        }
        PortState::Scheduled => (
            own(&format!("{carrier} set a date for {number}"), &format!("{carrier} fijó una fecha para {number}")),
            keep,
        ),
        PortState::ActionNeeded | PortState::NeedsInfo | PortState::Blocked => {
            let catalogue = reference::catalogue(tx).await?;
            let title = if again {
                own(&format!("{number} still waits for you"), &format!("{number} todavía te espera"))
            } else {
                own(&format!("It’s your turn: {number}"), &format!("Es tu turno: {number}"))
            };
            let said = |lang: Lang| {
                let reasons = port.reasons.iter().filter_map(|key| catalogue.get(key));
                let lines: Vec<String> = reasons
                    .map(|r| format!("{}. {}", r.title.about(carrier, lang), r.advice.about(carrier, lang)))
                    .collect();
                match (lines.is_empty(), lang) {
                    (false, _) => lines.join(" "),
                    (true, Lang::En) => "Something needs to be corrected before it can go on.".to_owned(),
                    (true, Lang::Es) => "Hay que corregir algo para que pueda continuar.".to_owned(),
                }
            };
            (title, [said(Lang::En), said(Lang::Es)])
        }
        PortState::TextingLive => (
            own(&format!("{number} is here"), &format!("{number} ya está aquí")),
            own(
                &format!("Calls and texts work. Please try them; then you may cancel your {carrier} plan."),
                &format!(
                    "Las llamadas y los mensajes funcionan. Pruébalos; después puedes cancelar tu plan de {carrier}."
                ),
            ),
        ),
        PortState::Completed => (
            own(&format!("{number}: all done"), &format!("{number}: todo listo")),
            own(
                &format!("You may now cancel your {carrier} plan."),
                &format!("Ya puedes cancelar tu plan de {carrier}."),
            ),
        ),
        PortState::Cancelled => (
            own(&format!("The transfer of {number} was cancelled"), &format!("Se canceló el traslado de {number}")),
            own(
                &format!("Your number stays with {carrier}; nothing changes there."),
                &format!("Tu número se queda con {carrier}; allí no cambia nada."),
            ),
        ),
        PortState::NeedsProvider => (
            own(&format!("We are looking into {number}"), &format!("Estamos revisando {number}")),
            own(
                "The order is stuck where only our provider can free it. There is nothing you need to do.",
                "El pedido está detenido donde solo nuestro proveedor puede liberarlo. No tienes que hacer nada.",
            ),
        ),
        _ => return Ok(None),
    };
    debug_assert!(!again || port.state.ball() == Ball::You);
    Ok(Some(Words { title, body, button: go_on }))
}
