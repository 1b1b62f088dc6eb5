//! Writing down what somebody asks for.

use domain::{Care, Fields};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Actor, Error,
    accounts::{self, Line, LineStatus},
    actor::By,
    db::Tx,
    journal::{About, CareAct, CareOp, Entry, NewChain, Op, append_about, insert_in_line},
};

use super::words;

/// A line that is held until the transaction ends: who else wants to change it waits.
pub(super) struct Held {
    pub(super) account_id: String,
    pub(super) line: Line,
}

impl Held {
    /// `(385) 555-0142`.
    pub(super) fn national(&self) -> String {
        self.line.national()
    }

    /// The person's id; empty when nobody has the line.
    pub(super) fn person(&self) -> &str {
        self.line.person_id()
    }

    /// Writes down who did what to the line, in both languages; `page` is where it can be undone.
    pub(super) async fn note(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        page: Option<&str>,
        what: &str,
        [detail, es]: &[String; 2],
    ) -> Result<(), Error> {
        let undo = page.map(|page| words::page_of(&self.line.number, page));
        let entry = Entry {
            account_id: Some(&self.account_id),
            actor: Some((actor.user_id, actor.name.as_str())),
            what,
            detail,
        };
        let person = Some(self.person()).filter(|person| !person.is_empty());
        let about = About { subscriber_id: person, undo: undo.as_deref(), detail_es: Some(es) };
        append_about(tx, &entry, about).await
    }

    /// Fails unless the line stands as one of these.
    pub(super) fn stands(&self, fine: &[LineStatus]) -> Result<(), Error> {
        if fine.contains(&self.line.status) { Ok(()) } else { Err(Error::Stale) }
    }
}

/// Holds a line the actor may do this for.
pub(super) async fn hold(tx: &mut Tx, actor: &Actor, number: &str, care: Care) -> Result<Held, Error> {
    accounts::hold(tx, number).await?;
    let accounts::Reached { account_id, line, .. } = accounts::reached(tx, actor, number, care).await?;
    Ok(Held { account_id, line })
}

/// What goes with a request.
#[derive(Default)]
pub(super) struct With {
    /// What was typed, without secrets.
    pub(super) typed: Fields,
    /// A PIN.
    pub(super) sealed: Option<Vec<u8>>,
    /// The hash of the token that says "this was not me".
    pub(super) alarm: Option<Vec<u8>>,
    /// It may stand in line behind what is under way.
    pub(super) behind: bool,
}

/// What must not run at the same time: all that moves the line's state, SIM or number; else each kind of its own.
fn family(act: &CareAct) -> &'static [&'static str] {
    match act {
        CareAct::SetAddress { .. } => &["set_address"],
        CareAct::SetVoicemail { .. } | CareAct::DropVoicemail => &["set_voicemail", "drop_voicemail"],
        _ => &["swap_sim", "swap_number", "suspend", "restore", "cancel", "reactivate"],
    }
}

/// Has the journal do something to a line. `false` when just that, as it was typed, is under way already: then nothing is
/// written.
///
/// # Errors
/// [`Error::Stale`] while something else is under way that it would cross.
pub(super) async fn ask(
    tx: &mut Tx,
    by: By<'_>,
    held: &Held,
    act: CareAct,
    title: String,
    with: With,
) -> Result<bool, Error> {
    let (account_id, number) = (held.account_id.as_str(), held.line.number.as_str());
    let typed = with.typed.without_secrets();
    let open: Vec<(String, Json<Fields>)> = sqlx::query_as(
        "select act, typed from line_acts
         where number = $1 and account_id = $2 and act = any($3) and done_at is null and refused is null",
    )
    .bind(number)
    .bind(account_id)
    .bind(family(&act))
    .fetch_all(&mut **tx)
    .await?;
    if open.iter().any(|(word, before)| word == act.word() && before.0 == typed) {
        return Ok(false);
    }
    if !open.is_empty() && !with.behind {
        return Err(Error::Stale);
    }
    let id = Uuid::now_v7();
    let word = act.word();
    let op = Op::Care(CareOp { id, account: account_id.into(), number: number.into(), act });
    let chain = NewChain {
        kind: "line_care",
        title: title.clone(),
        account_id: Some(account_id.into()),
        ops: vec![(title, op)],
    };
    // It waits for what was asked for this line alone: a lost phone must not stand behind an import of numbers.
    let chain = insert_in_line(tx, by.id, chain, &format!("line {number}")).await?;
    sqlx::query(
        "insert into line_acts (id, account_id, number, act, chain_id, asked_by, asked_by_name, typed, sealed, alarm_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(account_id)
    .bind(number)
    .bind(word)
    .bind(chain)
    .bind(by.id)
    .bind(by.name)
    .bind(Json(typed))
    .bind(with.sealed)
    .bind(with.alarm)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
