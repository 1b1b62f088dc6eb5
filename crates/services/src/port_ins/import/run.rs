//! The good rows on their way: started by a person, made in the background.

use domain::{Action, Fault, FieldErrors, Lang, Role};
use sqlx::Row as _;
use uuid::Uuid;

use super::{Mapping, Row, judge, map::Written, open};
use crate::{
    Actor, Db, Error, Vault,
    db::Tx,
    journal::{Entry, append_activity},
    port_ins::{
        create,
        letter::Facts,
        signature::{self, How, Signing, Witness},
    },
    wizard::RouteUrls,
};
use domain::wizard::{Authorisation, PortOrder};

/// Most chains of imports at work at a time: families that want something now do not stand behind a long table.
const AT_WORK: i64 = 10;

/// Starts an import: its good rows go out in the background. `letters` says that a signed letter of each old account's
/// holder is on file.
///
/// # Errors
/// [`Error::Invalid`] at `letters` when that was not declared; [`Error::Stale`] for one that is started, gone, or has no
/// good row; [`Error::Forbidden`].
pub async fn start(db: &Db, actor: &Actor, id: Uuid, letters: bool) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    if !letters {
        return Err(Error::field("letters", Fault::NotTicked));
    }
    let mut tx = db.begin(actor).await?;
    let started = sqlx::query(
        "update port_imports set started_at = now(), declared = $2
         where id = $1 and started_at is null and judged_at is not null
           and exists (select 1 from port_import_rows where import_id = $1 and state = 'good')",
    )
    .bind(id)
    .bind(format!("Signed letters are on file, declared by {}", actor.name))
    .execute(&mut *tx)
    .await?;
    if started.rows_affected() == 0 {
        return Err(Error::Stale);
    }
    let rows: i64 = sqlx::query_scalar("select count(*) from port_import_rows where import_id = $1 and state = 'good'")
        .bind(id)
        .fetch_one(&mut *tx)
        .await?;
    let detail = format!("{rows} numbers. Signed letters are on file, as declared.");
    let by = Some((actor.user_id, actor.name.as_str()));
    append_activity(&mut tx, &Entry { account_id: None, actor: by, what: "Import of numbers", detail: &detail })
        .await?;
    Ok(tx.commit().await?)
}

/// Throws an import away that was not started.
///
/// # Errors
/// [`Error::Stale`] for one that is started or gone; [`Error::Forbidden`].
pub async fn discard(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let gone =
        sqlx::query("delete from port_imports where id = $1 and started_at is null").bind(id).execute(&mut *tx).await?;
    if gone.rows_affected() == 0 {
        return Err(Error::Stale);
    }
    Ok(tx.commit().await?)
}

/// Forgets what was in the rows of imports after a week: refused ones, and those nobody started.
///
/// # Errors
/// [`Error::Database`].
pub async fn forget_old(db: &Db) -> Result<u64, Error> {
    let mut tx = db.begin_all().await?;
    let done = sqlx::query(
        "update port_import_rows r set sealed = null from port_imports i
         where i.id = r.import_id and r.sealed is not null and i.created_at < now() - interval '7 days'
           and (i.started_at is null or i.finished_at is not null)",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

/// A group of rows about to be made.
struct Group {
    import: Uuid,
    actor: Actor,
    declared: String,
    rows: Vec<Row>,
    mapping: Mapping,
}

/// Makes the port-ins of one more group of rows, with the chain that sends them. Answers whether there may be more to do
/// right now. What changed since the verdict is judged anew.
///
/// # Errors
/// [`Error::Database`].
pub async fn next(db: &Db, vault: &Vault, operator: &str, urls: &RouteUrls) -> Result<bool, Error> {
    let mut tx = db.begin_all().await?;
    let busy: i64 = sqlx::query_scalar(
        "select count(*) from chains c where c.finished_at is null and c.next_at < 'infinity' and c.kind = 'port_in'
           and exists (select 1 from port_import_rows r where r.chain_id = c.id)",
    )
    .fetch_one(&mut *tx)
    .await?;
    if busy >= AT_WORK {
        return Ok(false);
    }
    let import: Option<Uuid> = sqlx::query_scalar(
        "select id from port_imports where started_at is not null and finished_at is null
         order by started_at limit 1 for update skip locked",
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(import) = import else { return Ok(false) };
    let Some(group) = group(&mut tx, vault, import).await? else {
        let over = sqlx::query(
            "update port_imports set finished_at = now() where id = $1
               and not exists (select 1 from port_import_rows where import_id = $1 and state = 'good')",
        )
        .bind(import)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        return Ok(over.rows_affected() == 1);
    };
    match make(&mut tx, vault, operator, urls, &group).await {
        Ok(()) => tx.commit().await?,
        Err(error @ Error::Database(_)) => return Err(error),
        // Somebody was quicker with one of the numbers, or there is a fault of ours: the others go on.
        Err(error) => {
            tx.rollback().await?;
            refuse(db, &group, error).await?;
        }
    }
    Ok(true)
}

/// The first group of rows whose family has nothing of an import at work: its people and routes are there by then.
async fn group(tx: &mut Tx, vault: &Vault, import: Uuid) -> Result<Option<Group>, Error> {
    let group: Option<i32> = sqlx::query_scalar(
        "select r.group_no from port_import_rows r
         where r.import_id = $1 and r.state = 'good' and not exists (
           select 1 from chains c where c.account_id = r.account_id and c.kind = 'port_in' and c.finished_at is null
             and c.next_at < 'infinity')
         order by r.group_no limit 1",
    )
    .bind(import)
    .fetch_optional(&mut **tx)
    .await?
    .flatten();
    let Some(group) = group else { return Ok(None) };
    let head = sqlx::query(
        "select i.mapping, i.declared, i.created_by, i.created_by_name, coalesce(u.email, '') as email,
                coalesce(u.language, 'en') as language, coalesce(u.role, '') as role
         from port_imports i left join users u on u.id = i.created_by and u.disabled_at is null where i.id = $1",
    )
    .bind(import)
    .fetch_one(&mut **tx)
    .await?;
    let sqlx::types::Json(words): sqlx::types::Json<Vec<String>> = head.try_get("mapping")?;
    let actor = Actor {
        user_id: head.try_get("created_by")?,
        name: head.try_get("created_by_name")?,
        email: head.try_get("email")?,
        role: Role::parse(head.try_get("role")?).unwrap_or(Role::Agent),
        account_id: None,
        subscriber_id: None,
        language: Lang::parse(head.try_get("language")?).unwrap_or_default(),
    };
    let rows = sqlx::query(
        "select id, sealed from port_import_rows where import_id = $1 and state = 'good' and group_no = $2 order by line",
    )
    .bind(import)
    .bind(group)
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows
        .iter()
        .map(|row| {
            let cells = open(vault, row.try_get("sealed")?).unwrap_or_default();
            Ok(Row { id: row.try_get("id")?, cells })
        })
        .collect::<Result<Vec<Row>, Error>>()?;
    let declared = head.try_get::<Option<String>, _>("declared")?.unwrap_or_default();
    Ok(Some(Group { import, actor, declared, rows, mapping: Mapping::read(&words) }))
}

async fn make(tx: &mut Tx, vault: &Vault, operator: &str, urls: &RouteUrls, group: &Group) -> Result<(), Error> {
    let judged = judge::judge(tx, &group.mapping, &group.rows).await?;
    let (mut written, mut good, mut order, mut account) = (Written::default(), Vec::new(), None::<PortOrder>, None);
    for (at, (row, judged)) in group.rows.iter().zip(judged).enumerate() {
        match judged.ready {
            Err(_) => written.add(row, judged, None),
            Ok(ready) => {
                let judge::Ready { old, mut line, routes: [message_route, voice_route], e911, .. } = *ready;
                line.position = at;
                good.push(row.id);
                account = judged.account_id;
                let order = order.get_or_insert_with(|| {
                    let authorisation = Authorisation::Here { name: old.name.clone() };
                    PortOrder { old, lines: Vec::new(), message_route, voice_route, e911, authorisation }
                });
                order.lines.push(line);
            }
        }
    }
    written.save(tx).await?;
    let (Some(order), Some(account)) = (order, account) else { return Ok(()) };
    let batch = Uuid::now_v7();
    let facts = Facts {
        carrier: order.old.carrier.clone(),
        holder: order.old.name.clone(),
        address: order.old.address.one_line(),
        numbers: order.lines.iter().map(|line| line.number.as_str().to_owned()).collect(),
    };
    let witness = Witness { user_agent: group.declared.clone(), ..Witness::default() };
    let signing = Signing {
        draft: batch,
        account_id: Some(&account),
        operator,
        facts: &facts,
        signer: &order.old.name,
        email: "",
        how: How::Paper,
        lang: Lang::En,
        witness: &witness,
    };
    signature::sign(tx, &signing).await?;
    let made = create(tx, &group.actor, vault, batch, &account, &order, urls).await?;
    sqlx::query(
        "update port_import_rows r set state = 'made', sealed = null, batch_id = $3, chain_id = $4, port_in_id = u.port_in
         from unnest($1::uuid[], $2::uuid[]) as u(id, port_in) where r.id = u.id",
    )
    .bind(&good)
    .bind(&made.ports)
    .bind(batch)
    .bind(made.chain)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says at a group's rows why they could not be made; where one number is to blame, at that one alone.
async fn refuse(db: &Db, group: &Group, error: Error) -> Result<(), Error> {
    let place = |errors: &FieldErrors| {
        let blamed = errors.0.keys().find_map(|name| name.strip_prefix("number.")?.split('.').next()?.parse().ok());
        let words: Vec<String> = errors.0.values().map(Fault::message).collect();
        (blamed, words.join(" "))
    };
    let (blamed, words): (Option<usize>, String) = match &error {
        Error::Invalid(errors) => place(errors),
        other => {
            tracing::error!(%other, import = %group.import, "rows of an import not made");
            (None, "Something went wrong on our side. Bring this number with the wizard.".to_owned())
        }
    };
    let ids: Vec<Uuid> = match blamed.and_then(|at| group.rows.get(at)) {
        Some(row) => vec![row.id],
        None => group.rows.iter().map(|row| row.id).collect(),
    };
    let mut tx = db.begin_all().await?;
    sqlx::query("update port_import_rows set state = 'bad', problem = $2 where id = any($1) and state = 'good'")
        .bind(&ids)
        .bind(words)
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}
