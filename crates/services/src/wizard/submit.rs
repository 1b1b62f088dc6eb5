//! Turning a draft into a chain, once.

use domain::{
    FieldErrors,
    wizard::{self, Kind, Offer, PortOrder, Receipt, Step},
};
use sqlx::types::Json;
use url::Url;
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    db::Tx,
    journal::{self, NewChain},
    port_ins::{self, links},
};

use super::{
    Basis, Desk, chains, checks,
    draft::{self, Draft},
    porting,
};

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
    /// These numbers are on their way: the port-ins of this batch, the same ones however often it is asked for.
    Ports(Uuid),
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
    desk: &Desk,
    actor: &Actor,
    id: Uuid,
    basis: Basis,
    total: Option<i64>,
    urls: &RouteUrls,
) -> Result<Submitted, Error> {
    let levels = draft::levels(db, &desk.stock, actor, id, None).await?;
    porting::ask(db, desk, actor, id, None).await?;
    let mut tx = db.begin(actor).await?;
    let draft = draft::lock(&mut tx, id, "for update").await?;
    draft.open_to(actor)?;
    if let Some(chain) = draft.chain_id {
        return Ok(done(&draft, chain));
    }
    if !draft.is_basis(basis) {
        return Err(Error::Stale);
    }
    let offer = draft::offer(&mut tx, actor, &draft).await?;
    let mut parsed = parse(&mut tx, actor, &draft, &offer, urls).await?;
    if let (Ok((_, receipt)), Some(total)) = (&parsed, total)
        && (receipt.once + receipt.monthly).as_cents() != total
    {
        return Err(Error::Stale);
    }
    // What was free when a step was left may be taken now.
    if parsed.is_ok() {
        for step in draft.kind.steps() {
            let errors = checks::check(&mut tx, &levels, draft.kind, *step, &draft.fields, &offer).await?;
            if !errors.is_empty() {
                parsed = Err((*step, errors));
                break;
            }
        }
    }
    match parsed {
        Ok((work, _)) => {
            let chain = match work {
                Work::Chain(chain) => journal::insert(&mut tx, actor, chain).await?,
                Work::Ports(order) => {
                    let account = draft.account_id.as_deref().ok_or(Error::NotFound)?;
                    let made = port_ins::create(&mut tx, actor, &desk.vault, id, account, &order, urls).await;
                    match made {
                        Ok(made) => {
                            links::end(&mut tx, id).await?;
                            made.chain
                        }
                        // Two wizards, one number: the other was first.
                        Err(Error::Invalid(errors)) => {
                            tx.rollback().await?;
                            return mend(db, actor, &draft, errors).await;
                        }
                        Err(other) => return Err(other),
                    }
                }
            };
            sqlx::query("update drafts set chain_id = $2, errors = '{}' where id = $1")
                .bind(id)
                .bind(chain)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            Ok(done(&draft, chain))
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

/// Keeps what was found wrong at the very end with the step it belongs to.
async fn mend(db: &Db, actor: &Actor, draft: &Draft, errors: FieldErrors) -> Result<Submitted, Error> {
    let owns = |step: &&Step| errors.0.keys().any(|name| step.owns(name));
    let step = draft.kind.steps().iter().find(owns).copied().unwrap_or(Step::Receipt);
    let mut tx = db.begin(actor).await?;
    sqlx::query("update drafts set errors = $2, version = version + 1 where id = $1 and chain_id is null")
        .bind(draft.id)
        .bind(Json(&errors))
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(Submitted::Mend(step))
}

/// What a finished draft comes to.
enum Work {
    Chain(NewChain),
    Ports(Box<PortOrder>),
}

fn done(draft: &Draft, chain: Uuid) -> Submitted {
    if draft.kind == Kind::PortIn { Submitted::Ports(draft.id) } else { Submitted::Chain(chain) }
}

type Unfinished = (Step, FieldErrors);

/// All steps, or the first that is not finished.
async fn parse(
    tx: &mut Tx,
    actor: &Actor,
    draft: &Draft,
    offer: &Offer,
    urls: &RouteUrls,
) -> Result<Result<(Work, Receipt), Unfinished>, Error> {
    let account_id = draft.account_id.as_deref();
    Ok(match draft.kind {
        Kind::NewFamily | Kind::AddLine => match wizard::parse_order(draft.kind, &draft.fields, offer) {
            Ok(order) => {
                let name: Option<String> = sqlx::query_scalar("select name from accounts where account_id = $1")
                    .bind(account_id)
                    .fetch_optional(&mut **tx)
                    .await?;
                let chain = chains::order(&order, account_id, name.as_deref().unwrap_or_default(), urls);
                Ok((Work::Chain(chain), order.receipt()))
            }
            Err(unfinished) => Err(unfinished),
        },
        Kind::PortIn => wizard::parse_port_order(&draft.fields, offer).map(|order| {
            let receipt = order.receipt(actor.language);
            (Work::Ports(Box::new(order)), receipt)
        }),
        Kind::ChangePlan => wizard::parse_plan_change(&draft.fields, offer).map(|change| {
            let person = draft.fields.get("change.person");
            let chain = chains::plan_change(&change, account_id, person);
            (Work::Chain(chain), change.receipt(person, draft.fields.get("change.number")))
        }),
    })
}
