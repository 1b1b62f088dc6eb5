//! A chain in plain words, for the progress page.

use domain::progress::{ChainView, OpState, StepView};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{Error, db::Tx};

use super::Op;

/// The chain as its watcher sees it; the transaction's scope decides whether it is seen at all.
///
/// # Errors
/// [`Error::NotFound`] also for other people's chains.
pub async fn view(tx: &mut Tx, id: Uuid) -> Result<ChainView, Error> {
    let chain = sqlx::query("select title, account_id, finished_at is not null as over from chains where id = $1")
        .bind(id)
        .fetch_one(&mut **tx)
        .await?;
    let over: bool = chain.try_get("over")?;
    let rows = sqlx::query(
        "select seq, title, detail, state, request, maybe, (extract(epoch from finished_at - sent_at) * 1000)::bigint as took_ms
         from operations where chain_id = $1 order by seq",
    )
    .bind(id)
    .fetch_all(&mut **tx)
    .await?;
    let steps = rows.iter().map(|row| {
        let state = OpState::parse(row.get("state")).unwrap_or(OpState::Unknown);
        StepView {
            seq: row.get("seq"),
            title: row.get("title"),
            detail: row.get("detail"),
            state,
            took_ms: if state == OpState::Done { row.get("took_ms") } else { None },
            // What went on without it is mended elsewhere.
            mend: (state == OpState::Refused && !over).then(|| {
                row.try_get::<Json<Op>, _>("request")
                    .map_or_else(|_| Vec::new(), |op| mendable(&op.0, row.get("maybe")))
            }),
        }
    });
    Ok(ChainView { id, title: chain.get("title"), account_id: chain.get("account_id"), steps: steps.collect() })
}

/// The fields of an operation that its refusal may be about; [`super::retry()`] takes them back.
fn mendable(op: &Op, maybe: bool) -> Vec<(String, String)> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match op {
        Op::ProvisionNumber { area_code, zip, iccid, .. } => {
            let mut fields = vec![field("area_code", area_code), field("zip", zip)];
            fields.extend(iccid.as_deref().filter(|_| !maybe).map(|card| field("iccid", card)));
            fields
        }
        Op::CreateAccount { name, .. } => vec![field("account.name", name)],
        Op::CreateSubscriber { name, email, .. } => vec![field("name", name), field("email", email)],
        Op::InviteManager { email, .. } => vec![field("email", email)],
        // What may have been ordered is found by its package.
        Op::CreateSubscription { package_id, .. } if !maybe => vec![field("package", package_id)],
        Op::ChangePackage { package_id, .. } => vec![field("package", package_id)],
        Op::SetE911 { address, .. } => vec![
            field("e911.street1", &address.street1),
            field("e911.street2", &address.street2),
            field("e911.city", &address.city),
            field("e911.state", &address.state),
            field("e911.zip", &address.zip),
        ],
        _ => Vec::new(),
    }
}

/// A line a chain made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeLine {
    /// Whose.
    pub person: String,
    /// E.164.
    pub number: String,
    /// Its SIM.
    pub iccid: Option<String>,
    /// Activation code of an eSIM.
    pub lpa: Option<String>,
}

/// The lines a chain made, in the order of their making. The transaction's scope decides what is seen.
///
/// # Errors
/// [`Error::Database`].
pub async fn made_lines(tx: &mut Tx, id: Uuid) -> Result<Vec<MadeLine>, Error> {
    let rows = sqlx::query(
        "select o.result->>'number' as number, o.result->>'iccid' as iccid, n.lpa,
                coalesce(s.name, '') as person, o.request->>'iccid' as card
         from operations o
         left join numbers n on n.number = o.result->>'number'
         left join subscribers s on s.subscriber_id = o.result->>'subscriber_id'
         where o.chain_id = $1 and o.kind = 'provision_number' and o.state = 'done' order by o.seq",
    )
    .bind(id)
    .fetch_all(&mut **tx)
    .await?;
    let line = |row: &sqlx::postgres::PgRow| MadeLine {
        person: row.get("person"),
        number: row.get::<Option<String>, _>("number").unwrap_or_default(),
        iccid: row.get("iccid"),
        // A card that is at hand needs no code.
        lpa: if row.get::<Option<String>, _>("card").is_some() { None } else { row.get("lpa") },
    };
    Ok(rows.iter().map(line).collect())
}
