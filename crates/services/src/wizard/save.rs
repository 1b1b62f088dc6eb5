//! Keeping a step.

use domain::{
    FieldErrors, Fields,
    wizard::{self, Kind, MAX_PEOPLE, Step},
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Actor, Db, Error, port_ins::signature::Witness};

use super::{
    checks,
    desk::Desk,
    draft::{self, Basis, Intent, Saved, levels, lock, neighbour},
    porting,
    stock::Levels,
};

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
    /// Where from: stands on a letter that is signed with it.
    pub witness: Witness,
}

/// Keeps a step as it was typed, right or wrong, and says where to go. What is wrong is kept beside it. Secrets are not
/// kept with the rest, but sealed.
///
/// # Errors
/// [`Error::Stale`] when somebody else saved in the meantime: nothing is overwritten. [`Error::NotFound`] for a
/// submitted or discarded draft or a step that is not one of its own. [`Error::Throttled`] when too many links are asked
/// for.
pub async fn save(db: &Db, desk: &Desk, actor: &Actor, post: Post) -> Result<Saved, Error> {
    let Post { draft: id, basis, step, fields: posted, intent, witness } = post;
    let levels = match (step, &intent) {
        (Step::Lines, Intent::Next) => levels(db, &desk.stock, actor, id, Some((step, posted.clone()))).await?,
        _ => Levels::default(),
    };
    if (step, &intent) == (Step::Numbers, &Intent::Next) {
        porting::ask(db, desk, actor, id, Some(&posted)).await?;
    }
    let mut tx = db.begin(actor).await?;
    let mut draft = lock(&mut tx, id, "for update").await?;
    draft.open_to(actor)?;
    if draft.chain_id.is_some() || !draft.may_open(step) {
        return Err(Error::NotFound);
    }
    if !draft.is_basis(basis) {
        return Err(Error::Stale);
    }
    let mut posted = posted;
    let given = porting::take_secrets(&mut posted);
    porting::keep_own(&draft.fields, step, &mut posted);
    draft.fields.replace(|name| step.owns(name), posted);
    let fields = &mut draft.fields;
    let (people, numbers) = (wizard::people_count(fields), wizard::numbers_count(fields));
    match intent {
        Intent::AddPerson if people < MAX_PEOPLE => fields.set(format!("person.{people}.name"), ""),
        Intent::RemovePerson(i) if i > 0 && i < people => wizard::remove_person(fields, i),
        Intent::AddNumber if numbers < wizard::MAX_PORTS => fields.set(format!("number.{numbers}.number"), ""),
        Intent::RemoveNumber(i) if numbers > 1 && i < numbers => wizard::remove_number(fields, i),
        _ => {}
    }
    if draft.kind == Kind::PortIn {
        porting::seal(&mut tx, desk, actor, &mut draft, &given).await?;
    }
    let offer = draft::offer(&mut tx, actor, &draft).await?;
    let mut errors = FieldErrors::default();
    let mut stays = false;
    if intent == Intent::Next {
        let mut whole = draft.fields.clone();
        whole.0.extend(given.0.clone());
        errors = wizard::parse_step(draft.kind, step, &whole, &offer).err().unwrap_or_default();
        if errors.is_empty() {
            errors = checks::check(&mut tx, &levels, draft.kind, step, &draft.fields, &offer).await?;
        }
    }
    if draft.kind == Kind::PortIn {
        let mut at = porting::At { desk, actor, draft: &mut draft, offer: &offer, witness: &witness };
        stays = at.act(&mut tx, step, &intent, &mut errors).await?;
    }
    let to = match intent {
        Intent::Next if errors.is_empty() && !stays => neighbour(draft.kind, step, 1),
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
    .bind(Json(&draft.fields))
    .bind(Json(&errors))
    .bind(reached.as_str())
    .bind(basis.editor)
    .bind(basis.turn)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(to.map_or(Saved::Stay, Saved::To))
}
