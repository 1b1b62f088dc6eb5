//! Turning a draft into a chain, once.

use domain::{
    Action,
    wizard::{self, Kind, Step},
};
use sqlx::types::Json;
use url::Url;
use uuid::Uuid;

use crate::{Actor, Db, Error, journal, projection};

use super::{Basis, chains, checks, draft, stock::Stock};

/// Where Telegent delivers the operator's texts and calls.
#[derive(Clone, Debug)]
pub struct RouteUrls {
    /// Texts and delivery reports.
    pub message: Url,
    /// Calls.
    pub voice: Url,
    /// What happens to orders.
    pub orders: Url,
}

/// What a submit came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// This chain runs; the same one however often it is asked for.
    Chain(Uuid),
    /// This step must be mended first; its errors are kept in the draft.
    Mend(Step),
}

/// Submits a draft. The row is locked while it is done: twenty posts at once make one chain, and each is told which.
/// `total` is what the receipt added up to, in cents, once and monthly together.
///
/// # Errors
/// [`Error::Stale`] when it was saved after the receipt was shown, or a price has changed since; [`Error::NotFound`].
pub async fn submit(
    db: &Db,
    stock: &Stock,
    actor: &Actor,
    id: Uuid,
    basis: Basis,
    total: Option<i64>,
    urls: &RouteUrls,
) -> Result<Submitted, Error> {
    actor.may(Action::ProvisionAccounts)?;
    let levels = draft::levels(db, stock, actor, id, None).await?;
    let mut tx = db.begin(actor).await?;
    let draft = draft::lock(&mut tx, id, "for update").await?;
    if let Some(chain) = draft.chain_id {
        return Ok(Submitted::Chain(chain));
    }
    if !draft.is_basis(basis) {
        return Err(Error::Stale);
    }
    let account_id = draft.account_id.as_deref();
    let offer = projection::offer(&mut tx, account_id).await?;
    let parsed = match draft.kind {
        Kind::NewFamily | Kind::AddLine => match wizard::parse_order(draft.kind, &draft.fields, &offer) {
            Ok(order) => {
                let name: Option<String> = sqlx::query_scalar("select name from accounts where account_id = $1")
                    .bind(account_id)
                    .fetch_optional(&mut *tx)
                    .await?;
                let chain = chains::order(&order, account_id, name.as_deref().unwrap_or_default(), urls);
                Ok((chain, order.receipt()))
            }
            Err(unfinished) => Err(unfinished),
        },
        Kind::PortIn => return Err(Error::NotFound),
        Kind::ChangePlan => wizard::parse_plan_change(&draft.fields, &offer).map(|change| {
            let person = draft.fields.get("change.person");
            let chain = chains::plan_change(&change, account_id, person);
            (chain, change.receipt(person, draft.fields.get("change.number")))
        }),
    };
    if let (Ok((_, receipt)), Some(total)) = (&parsed, total)
        && (receipt.once + receipt.monthly).as_cents() != total
    {
        return Err(Error::Stale);
    }
    // What was free when the step was left may be taken now.
    let parsed = match parsed {
        Ok((chain, _)) => {
            let mut taken = None;
            for step in [Step::People, Step::Lines] {
                if draft.kind == Kind::ChangePlan || taken.is_some() {
                    break;
                }
                let errors = checks::check(&mut tx, &levels, draft.kind, step, &draft.fields, &offer).await?;
                taken = (!errors.is_empty()).then_some((step, errors));
            }
            taken.map_or(Ok(chain), Err)
        }
        Err(unfinished) => Err(unfinished),
    };
    match parsed {
        Ok(chain) => {
            let chain = journal::insert(&mut tx, actor, chain).await?;
            sqlx::query("update drafts set chain_id = $2, errors = '{}' where id = $1")
                .bind(id)
                .bind(chain)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            Ok(Submitted::Chain(chain))
        }
        Err((step, errors)) => {
            sqlx::query("update drafts set errors = $2, version = version + 1 where id = $1")
                .bind(id)
                .bind(Json(&errors))
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            Ok(Submitted::Mend(step))
        }
    }
}
