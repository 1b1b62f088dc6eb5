//! Drafts in the database.

use domain::{
    Action, FieldErrors, Fields,
    wizard::{self, Kind, MAX_PEOPLE, Offer, Step},
};
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx, projection};

use super::{
    checks,
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
            _ if raw == "add-person" => Self::AddPerson,
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

/// The draft and what it can choose from; staff share their drafts, so that one can go on with another's.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<(Draft, Offer), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let draft = lock(tx, id, "").await?;
    let offer = projection::offer(tx, draft.account_id.as_deref()).await?;
    Ok((draft, offer))
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
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let mut fields = Fields::default();
    let (kind, account) = match about {
        Start::NewFamily => {
            fields.set("mailing.same", "on");
            (Kind::NewFamily, None)
        }
        Start::AddLine(account) => {
            let id: String = sqlx::query_scalar("select account_id from accounts where account_id = $1")
                .bind(account)
                .fetch_one(&mut *tx)
                .await?;
            (Kind::AddLine, Some(id))
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

/// A step as it was posted.
#[derive(Clone, Debug)]
pub struct Post {
    /// The draft.
    pub draft: Uuid,
    /// What the page showed.
    pub basis: Basis,
    /// The step.
    pub step: Step,
    /// Its fields.
    pub fields: Fields,
    /// What the button asks for.
    pub intent: Intent,
}

/// Keeps a step as it was typed, right or wrong, and says where to go. What is wrong is kept beside it.
///
/// # Errors
/// [`Error::Stale`] when somebody else saved in the meantime: nothing is overwritten. [`Error::NotFound`] for a
/// submitted or discarded draft or a step that is not one of its own.
pub async fn save(db: &Db, stock: &Stock, actor: &Actor, post: Post) -> Result<Saved, Error> {
    let Post { draft: id, basis, step, fields: posted, intent } = post;
    actor.may(Action::ProvisionAccounts)?;
    let levels = match (step, &intent) {
        (Step::Lines, Intent::Next) => levels(db, stock, actor, id, Some((step, posted.clone()))).await?,
        _ => Levels::default(),
    };
    let mut tx = db.begin(actor).await?;
    let draft = lock(&mut tx, id, "for update").await?;
    if draft.chain_id.is_some() || !draft.may_open(step) {
        return Err(Error::NotFound);
    }
    if !draft.is_basis(basis) {
        return Err(Error::Stale);
    }
    let mut fields = draft.fields.clone();
    fields.replace(|name| step.owns(name), posted);
    let people = wizard::people_count(&fields);
    match intent {
        Intent::AddPerson if people < MAX_PEOPLE => fields.set(format!("person.{people}.name"), ""),
        Intent::RemovePerson(i) if i > 0 && i < people => wizard::remove_person(&mut fields, i),
        _ => {}
    }
    let offer = projection::offer(&mut tx, draft.account_id.as_deref()).await?;
    let errors = if intent == Intent::Next {
        let parsed = wizard::parse_step(draft.kind, step, &fields, &offer).err().unwrap_or_default();
        if parsed.is_empty() {
            checks::check(&mut tx, &levels, draft.kind, step, &fields, &offer).await?
        } else {
            parsed
        }
    } else {
        FieldErrors::default()
    };
    let to = match intent {
        Intent::Next if errors.is_empty() => neighbour(draft.kind, step, 1),
        Intent::Back => neighbour(draft.kind, step, -1),
        Intent::Go(to) if draft.may_open(to) => Some(to),
        _ => None,
    };
    let reached = to.filter(|to| !draft.may_open(*to)).unwrap_or(draft.reached);
    sqlx::query(
        "update drafts set fields = $2, errors = $3, reached = $4, editor = $5, turn = $6, version = version + 1, saved_at = now()
         where id = $1",
    )
    .bind(id)
    .bind(Json(&fields))
    .bind(Json(&errors))
    .bind(reached.as_str())
    .bind(basis.editor)
    .bind(basis.turn)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(to.map_or(Saved::Stay, Saved::To))
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
    if draft.chain_id.is_some() || draft.kind == Kind::ChangePlan {
        return Ok(Levels::default());
    }
    if let Some((step, posted)) = posted {
        draft.fields.replace(|name| step.owns(name), posted);
    }
    Ok(stock.levels(checks::areas(&draft.fields, &offer)).await)
}

fn neighbour(kind: Kind, step: Step, by: isize) -> Option<Step> {
    let at = kind.steps().iter().position(|s| *s == step)?;
    kind.steps().get(at.checked_add_signed(by)?).copied()
}

/// Unfinished drafts, the last saved first.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn list(tx: &mut Tx, actor: &Actor) -> Result<Vec<DraftRow>, Error> {
    actor.may(Action::ProvisionAccounts)?;
    let rows = sqlx::query(
        "select d.id, d.kind, d.reached, d.saved_at, coalesce(u.name, '') as owner,
                coalesce(nullif(d.fields->>'account.name', ''), a.name, '') as name
         from drafts d left join users u on u.id = d.owner_id left join accounts a on a.account_id = d.account_id
         where d.chain_id is null and d.discarded_at is null order by d.saved_at desc limit 100",
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let (kind, reached): (&str, &str) = (row.try_get("kind")?, row.try_get("reached")?);
            Ok(DraftRow {
                id: row.try_get("id")?,
                kind: Kind::parse(kind).ok_or_else(|| anyhow::anyhow!("draft kind {kind}"))?,
                name: row.try_get("name")?,
                reached: Step::parse(reached).ok_or_else(|| anyhow::anyhow!("draft step {reached}"))?,
                owner: row.try_get("owner")?,
                saved_at: row.try_get::<jiff_sqlx::Timestamp, _>("saved_at")?.to_jiff(),
            })
        })
        .collect()
}

/// Throws an unfinished draft away.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it was submitted.
pub async fn discard(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let gone = sqlx::query(
        "update drafts set discarded_at = now(), fields = '{}' where id = $1 and chain_id is null and discarded_at is null",
    )
    .bind(id)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    if gone.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}
