//! How a temporary number ends.

use domain::Action;
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    actor::By,
    care,
    db::Tx,
    guardian,
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices,
};

use super::{Courtesy, ENDED, EVENT, courtesy, own_line, words};
use crate::port_ins::{
    correct,
    history::{self, NewEvent},
    record::{self, Record},
};

/// Who the portal says let it go.
const BY: &str = "Homeline";
/// Days it is kept when the order was cancelled, and days it is kept at most.
const KEPT: [i16; 2] = [7, 60];

/// Lets it go, when the order it was asked for is over: the awaited number will not come, and it is of no use any more.
///
/// # Errors
/// [`Error::Stale`] while the order is open, or when there is none; [`Error::NotFound`] also for another family's,
/// [`Error::Forbidden`].
pub async fn let_go(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let port = correct::lock_own(&mut tx, actor, id).await?;
    let page = crate::port_ins::get(&mut tx, actor, id).await?;
    let Courtesy::Here { number, .. } = courtesy(&mut tx, &page).await? else { return Err(Error::Stale) };
    if !port.ended {
        return Err(Error::Stale);
    }
    end_line(&mut tx, By::from(actor), &port, &number).await?;
    Ok(tx.commit().await?)
}

/// Has its line end. Its port-in is held.
async fn end_line(tx: &mut Tx, by: By<'_>, port: &Record, number: &str) -> Result<(), Error> {
    care::let_go(tx, by, &port.account_id, number).await?;
    sqlx::query(
        "update courtesy_numbers set let_go_at = now() where account_id = $1 and number = $2 and ended_at is null",
    )
    .bind(&port.account_id)
    .bind(number)
    .execute(&mut **tx)
    .await?;
    history::notify(tx, port.id, &port.account_id).await
}

/// The one that stands in for an awaited number, and who asked for it.
async fn standing_in(tx: &mut Tx, port: &Record) -> Result<Option<(String, Uuid)>, Error> {
    let row = sqlx::query_as(
        "select number, asked_by from courtesy_numbers
         where account_id = $1 and port_in_id = $2 and number is not null and ended_at is null",
    );
    Ok(row.bind(&port.account_id).bind(port.id).fetch_optional(&mut **tx).await?)
}

/// The awaited number was switched on: Guardian protects it from here on, and who had the other one among their numbers has
/// this one.
pub(in crate::port_ins) async fn arrived(tx: &mut Tx, head: &Letterhead, port: &Record) -> Result<(), Error> {
    let Some((number, asked_by)) = standing_in(tx, port).await? else { return Ok(()) };
    crate::accounts::hold(tx, &number).await?;
    guardian::renumbered(tx, &head.brand, asked_by, &port.account_id, [&number, &port.number]).await
}

/// The awaited number works: the other one has done its service.
pub(in crate::port_ins) async fn works(tx: &mut Tx, port: &Record) -> Result<(), Error> {
    let Some((number, asked_by)) = standing_in(tx, port).await? else { return Ok(()) };
    end_line(tx, By { id: asked_by, name: BY }, port, &number).await
}

/// Holds the port-in of a number that stands in for another one, for what is about to be written of its line.
pub(in crate::port_ins) async fn hold_for(tx: &mut Tx, account_id: &str, number: &str) -> Result<(), Error> {
    sqlx::query(
        "select p.id from port_ins p join courtesy_numbers c on c.port_in_id = p.id
         where c.account_id = $1 and c.number = $2 and c.ended_at is null for update of p",
    )
    .bind(account_id)
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// A line has ended: if it stood in for another one, that is noted and told, and nothing more is done for it.
pub(in crate::port_ins) async fn ended(
    tx: &mut Tx,
    head: &Letterhead,
    account_id: &str,
    number: &str,
) -> Result<(), Error> {
    let row: Option<(String, Uuid)> = sqlx::query_as(
        "update courtesy_numbers set ended_at = now() where account_id = $1 and number = $2 and ended_at is null
         returning awaited, port_in_id",
    )
    .bind(account_id)
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    let Some((awaited, port_in)) = row else { return Ok(()) };
    // Limits that were refused are of no interest any more.
    sqlx::query(
        "update chains set finished_at = now() where kind = 'courtesy' and lock_key = $1 and finished_at is null",
    )
    .bind(own_line(number))
    .execute(&mut **tx)
    .await?;
    let said = format!("{ENDED} {number}");
    history::record(tx, NewEvent { detail: &said, ..NewEvent::new(port_in, account_id, EVENT) }).await?;
    let [temporary, own] = [number, &awaited].map(domain::phone::national);
    let detail = format!("{temporary} stood in for {own}");
    let es = format!("{temporary} ocupaba el lugar del {own}");
    let entry = Entry { account_id: Some(account_id), actor: None, what: "Temporary number ended", detail: &detail };
    append_about(tx, &entry, About { detail_es: Some(&es), ..About::default() }).await?;
    let words = words::ended(number, &awaited);
    notices::tell(tx, head, account_id, words::KIND, &notices::page_of(port_in), &words).await
}

/// Ends those whom the awaited number leaves with two lines that Guardian should cover, which is one; a week later those
/// whose order was cancelled, for somebody may begin again; those that have been there for two months; a day later once
/// more what was to end and did not. Notes which have ended elsewhere.
///
/// # Errors
/// [`Error::Database`].
pub(in crate::port_ins) async fn tend(db: &Db, head: &Letterhead) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let due: Vec<(Uuid, String, Uuid)> = sqlx::query_as(
        "select c.port_in_id, c.number, c.asked_by from courtesy_numbers c join port_ins p on p.id = c.port_in_id
         where c.number is not null and c.ended_at is null
           and (c.let_go_at < now() - interval '1 day'
             or c.let_go_at is null and (
               p.state = 'completed' or p.ended_at < now() - $1 * interval '1 day'
               or c.asked_at < now() - $2 * interval '1 day'
               or p.texting_live_at is not null and exists (
                 select 1 from guardian_settings g
                 where g.subscriber_id = c.subscriber_id and g.account_id = c.account_id
                   and (g.settings->'texts'->>'on' = 'true' or g.settings->'calls'->>'on' = 'true'))))
         order by c.id limit 50",
    )
    .bind(KEPT[0])
    .bind(KEPT[1])
    .fetch_all(&mut *tx)
    .await?;
    let gone: Vec<(String, String)> = sqlx::query_as(
        "select account_id, number from courtesy_numbers c
         where number is not null and ended_at is null and not exists (
           select 1 from numbers n
           where n.number = c.number and n.account_id = c.account_id and n.status not ilike 'cancel%')
         limit 50",
    )
    .fetch_all(&mut *tx)
    .await?;
    drop(tx);
    // What fails keeps none of the others from being done.
    for (port_in, number, asked_by) in due {
        if let Err(error) = end_one(db, port_in, &number, asked_by).await {
            tracing::error!(%error, %port_in, "temporary number not ended");
        }
    }
    for (account_id, number) in gone {
        let mut tx = db.begin_all().await?;
        hold_for(&mut tx, &account_id, &number).await?;
        ended(&mut tx, head, &account_id, &number).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn end_one(db: &Db, port_in: Uuid, number: &str, asked_by: Uuid) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let port = record::lock(&mut tx, port_in).await?;
    end_line(&mut tx, By { id: asked_by, name: BY }, &port, number).await?;
    Ok(tx.commit().await?)
}
