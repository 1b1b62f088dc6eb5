//! Drafts in the database.

use domain::{
    Action, FieldErrors, Fields,
    wizard::{Kind, Offer, Step},
};
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx, port_ins::links, projection, vault};

use super::{
    checks, porting,
    stock::{Levels, Stock},
};

/// A wizard somebody is in the middle of.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub kind: Kind,
    /// The account it is about, when there is one.
    pub account_id: Option<String>,
    /// What was typed so far.
    pub fields: Fields,
    /// What the last save found wrong.
    pub errors: FieldErrors,
    /// Raised by each save.
    pub version: i32,
    /// The page that saved last.
    pub editor: Option<Uuid>,
    /// Which of that page's saves it was.
    pub turn: i32,
    /// The furthest step that was reached.
    pub reached: Step,
    /// The chain it became.
    pub chain_id: Option<Uuid>,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// A draft in the list of unfinished ones.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub kind: Kind,
    /// The family's name, or the account's; may be empty.
    pub name: String,
    /// The first number that is to come over, as it was typed; mostly empty.
    pub number: String,
    /// The step to go on with.
    pub reached: Step,
    /// Who began it.
    pub owner: String,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// What a new draft is about.
#[derive(Clone, Debug)]
pub enum Start {
    /// A new account.
    NewFamily,
    /// One more line in this account.
    AddLine(String),
    /// Another package for this subscription.
    ChangePlan(String),
    /// Numbers from another carrier for this account.
    PortIn(String),
}

impl Start {
    const fn kind(&self) -> Kind {
        match self {
            Self::NewFamily => Kind::NewFamily,
            Self::AddLine(_) => Kind::AddLine,
            Self::ChangePlan(_) => Kind::ChangePlan,
            Self::PortIn(_) => Kind::PortIn,
        }
    }
}

/// What a post of a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// On to the next step.
    Next,
    /// Keep what was typed, whatever it is, and stay.
    Keep,
    /// One more person.
    AddPerson,
    /// One person less.
    RemovePerson(usize),
    /// One more number that comes over.
    AddNumber,
    /// One such number less.
    RemoveNumber(usize),
    /// Mail a link to whoever can sign the letter.
    SendLetter,
    /// Mail a link to whoever knows the PIN.
    AskPin,
    /// Keep what was typed and go back a step.
    Back,
    /// Keep what was typed and go to a step that was reached before.
    Go(Step),
    /// Keep what was typed and leave the wizard.
    Leave,
}

impl Intent {
    /// From the submit button's value.
    pub fn parse(raw: &str) -> Self {
        match raw.split_once(':') {
            Some(("go", step)) => Step::parse(step).map_or(Self::Keep, Self::Go),
            Some(("remove-person", i)) => i.parse().map_or(Self::Keep, Self::RemovePerson),
            Some(("remove-number", i)) => i.parse().map_or(Self::Keep, Self::RemoveNumber),
            _ if raw == "add-person" => Self::AddPerson,
            _ if raw == "add-number" => Self::AddNumber,
            _ if raw == "send-letter" => Self::SendLetter,
            _ if raw == "ask-pin" => Self::AskPin,
            _ if raw == "keep" => Self::Keep,
            _ if raw == "back" => Self::Back,
            _ if raw == "leave" => Self::Leave,
            _ => Self::Next,
        }
    }
}

/// Which state of a draft a post was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The version the page showed.
    pub version: i32,
    /// Drawn for each page shown. A page may save again what it saved itself: its autosave does not make its own
    /// form stale.
    pub editor: Uuid,
    /// Counts what the page saved: a save that was overtaken by a later one of the same page overwrites nothing.
    pub turn: i32,
}

/// Where a save leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// To this step: it was valid, or the way back was asked for.
    To(Step),
    /// Stay: kept, with errors or because that was asked.
    Stay,
}

impl Draft {
    fn read(row: &PgRow) -> Result<Self, Error> {
        let (kind, reached): (&str, &str) = (row.try_get("kind")?, row.try_get("reached")?);
        Ok(Self {
            id: row.try_get("id")?,
            kind: Kind::parse(kind).ok_or_else(|| anyhow::anyhow!("draft kind {kind}"))?,
            account_id: row.try_get("account_id")?,
            fields: row.try_get::<Json<Fields>, _>("fields")?.0,
            errors: row.try_get::<Json<FieldErrors>, _>("errors")?.0,
            version: row.try_get("version")?,
            editor: row.try_get("editor")?,
            turn: row.try_get("turn")?,
            reached: Step::parse(reached).ok_or_else(|| anyhow::anyhow!("draft step {reached}"))?,
            chain_id: row.try_get("chain_id")?,
            saved_at: row.try_get::<jiff_sqlx::Timestamp, _>("saved_at")?.to_jiff(),
        })
    }

    /// Whether a post made from `basis` knows all that was saved.
    pub fn is_basis(&self, basis: Basis) -> bool {
        self.version == basis.version || (self.editor == Some(basis.editor) && basis.turn >= self.turn)
    }

    /// Whether `step` is one of this wizard's that was reached.
    pub fn may_open(&self, step: Step) -> bool {
        let at = |step| self.kind.steps().iter().position(|s| *s == step);
        matches!((at(step), at(self.reached)), (Some(step), Some(reached)) if step <= reached)
    }
}

/// What a wizard of this kind lets one do.
const fn action(kind: Kind) -> Action {
    match kind {
        Kind::NewFamily | Kind::AddLine | Kind::ChangePlan => Action::ProvisionAccounts,
        Kind::PortIn => Action::PortNumbers,
    }
}

impl Draft {
    /// Fails unless this person may go on with it: staff share their drafts, a family's manager those of the own account
    /// that bring numbers.
    pub(super) fn open_to(&self, actor: &Actor) -> Result<(), Error> {
        actor.may(action(self.kind))?;
        let own = actor.role.is_staff() || (self.account_id.is_some() && self.account_id == actor.account_id);
        if own { Ok(()) } else { Err(Error::NotFound) }
    }
}

/// The draft and what it can choose from; staff share their drafts, so that one can go on with another's.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<(Draft, Offer), Error> {
    let draft = lock(tx, id, "").await?;
    draft.open_to(actor)?;
    let offer = offer(tx, actor, &draft).await?;
    Ok((draft, offer))
}

/// What the draft can choose from.
pub(super) async fn offer(tx: &mut Tx, actor: &Actor, draft: &Draft) -> Result<Offer, Error> {
    let mut offer = projection::offer(tx, draft.account_id.as_deref()).await?;
    if draft.kind == Kind::PortIn {
        offer.porting = porting::offer(tx, actor, draft).await?;
    }
    Ok(offer)
}

/// Reads a draft; `"for update"` keeps others from it until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: Uuid, mode: &'static str) -> Result<Draft, Error> {
    let sql = match mode {
        "for update" => {
            "select id, kind, account_id, fields, errors, version, editor, turn, reached, chain_id, saved_at from drafts
             where id = $1 and discarded_at is null for update"
        }
        _ => {
            "select id, kind, account_id, fields, errors, version, editor, turn, reached, chain_id, saved_at from drafts
             where id = $1 and discarded_at is null"
        }
    };
    Draft::read(&sqlx::query(sql).bind(id).fetch_one(&mut **tx).await?)
}

/// Begins a draft.
///
/// # Errors
/// [`Error::NotFound`] for an unknown account or subscription.
pub async fn start(db: &Db, actor: &Actor, about: &Start) -> Result<(Uuid, Step), Error> {
    actor.may(action(about.kind()))?;
    let mut tx = db.begin(actor).await?;
    let mut fields = Fields::default();
    let (kind, account) = match about {
        Start::NewFamily => {
            fields.set("mailing.same", "on");
            (Kind::NewFamily, None)
        }
        Start::AddLine(account) | Start::PortIn(account) => {
            let id: String = sqlx::query_scalar("select account_id from accounts where account_id = $1")
                .bind(account)
                .fetch_one(&mut *tx)
                .await?;
            (about.kind(), Some(id))
        }
        Start::ChangePlan(subscription) => {
            let row = sqlx::query(
                "select s.account_id, s.package_id, p.name as person, coalesce(n.number, '') as number
                 from subscriptions s join subscribers p using (subscriber_id)
                 left join numbers n on n.subscriber_id = s.subscriber_id and (n.tnid = s.tnid or n.iccid = s.iccid)
                 where s.subscription_id = $1 and s.active",
            )
            .bind(subscription)
            .fetch_one(&mut *tx)
            .await?;
            fields.set("change.subscription", subscription);
            fields.set("change.package", row.get::<String, _>("package_id"));
            fields.set("change.person", row.get::<String, _>("person"));
            fields.set("change.number", row.get::<String, _>("number"));
            (Kind::ChangePlan, row.get("account_id"))
        }
    };
    let id = Uuid::now_v7();
    let first = kind.steps().first().copied().unwrap_or(Step::Receipt);
    sqlx::query("insert into drafts (id, kind, owner_id, account_id, fields, reached) values ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(kind.as_str())
        .bind(actor.user_id)
        .bind(account)
        .bind(Json(&fields))
        .bind(first.as_str())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok((id, first))
}

/// The stock of a draft's areas, with a step as it is about to be saved. It is asked for before the draft is locked:
/// nobody waits for Telegent in a transaction.
pub(super) async fn levels(
    db: &Db,
    stock: &Stock,
    actor: &Actor,
    id: Uuid,
    posted: Option<(Step, Fields)>,
) -> Result<Levels, Error> {
    let mut tx = db.begin(actor).await?;
    let (mut draft, offer) = get(&mut tx, actor, id).await?;
    drop(tx);
    if draft.chain_id.is_some() || matches!(draft.kind, Kind::ChangePlan | Kind::PortIn) {
        return Ok(Levels::default());
    }
    if let Some((step, posted)) = posted {
        draft.fields.replace(|name| step.owns(name), posted);
    }
    Ok(stock.levels(checks::areas(&draft.fields, &offer)).await)
}

pub(super) fn neighbour(kind: Kind, step: Step, by: isize) -> Option<Step> {
    let at = kind.steps().iter().position(|s| *s == step)?;
    kind.steps().get(at.checked_add_signed(by)?).copied()
}

/// Unfinished drafts, the last saved first.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn list(tx: &mut Tx, actor: &Actor) -> Result<Vec<DraftRow>, Error> {
    actor.may(Action::PortNumbers)?;
    // A family's manager finds what brings numbers to the own account.
    let kinds: Vec<&str> = Kind::ALL.into_iter().filter(|k| actor.may(action(*k)).is_ok()).map(Kind::as_str).collect();
    let rows = sqlx::query(
        "select d.id, d.kind, d.reached, d.saved_at, coalesce(u.name, '') as owner,
                coalesce(nullif(d.fields->>'account.name', ''), a.name, '') as name,
                coalesce(d.fields->>'number.0.number', '') as number
         from drafts d left join users u on u.id = d.owner_id left join accounts a on a.account_id = d.account_id
         where d.chain_id is null and d.discarded_at is null and d.kind = any($1)
           and ($2::text is null or d.account_id = $2) order by d.saved_at desc limit 100",
    )
    .bind(&kinds)
    .bind(actor.account_id.as_deref().filter(|_| !actor.role.is_staff()))
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let (kind, reached): (&str, &str) = (row.try_get("kind")?, row.try_get("reached")?);
            Ok(DraftRow {
                id: row.try_get("id")?,
                kind: Kind::parse(kind).ok_or_else(|| anyhow::anyhow!("draft kind {kind}"))?,
                name: row.try_get("name")?,
                number: row.try_get("number")?,
                reached: Step::parse(reached).ok_or_else(|| anyhow::anyhow!("draft step {reached}"))?,
                owner: row.try_get("owner")?,
                saved_at: row.try_get::<jiff_sqlx::Timestamp, _>("saved_at")?.to_jiff(),
            })
        })
        .collect()
}

/// Throws an unfinished draft away, with the secrets and links that belong to it.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it was submitted.
pub async fn discard(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    lock(&mut tx, id, "for update").await?.open_to(actor)?;
    vault::erase(&mut tx, id).await?;
    links::end(&mut tx, id).await?;
    let gone = sqlx::query(
        "update drafts set discarded_at = now(), fields = '{}' where id = $1 and chain_id is null and discarded_at is null",
    )
    .bind(id)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    if gone.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}
