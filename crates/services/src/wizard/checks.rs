//! What a step's parser cannot know: what others already have.

use domain::{
    Fault, FieldErrors, Fields,
    wizard::{self, Area, Kind, Offer, Sim, Step},
};

use crate::{Error, db::Tx, identity};

use super::stock::{Level, Levels};

/// Checks a step that parses against the projection, our own users and the stock.
pub(super) async fn check(
    tx: &mut Tx,
    levels: &Levels,
    kind: Kind,
    step: Step,
    fields: &Fields,
    offer: &Offer,
) -> Result<FieldErrors, Error> {
    let mut errors = FieldErrors::default();
    match step {
        Step::People => people(tx, kind, fields, offer, &mut errors).await?,
        Step::Lines => lines(tx, levels, fields, offer, &mut errors).await?,
        Step::Plans if kind == Kind::ChangePlan => {
            if let Err((_, wrong)) = wizard::parse_plan_change(fields, offer) {
                errors = wrong;
            }
        }
        _ => {}
    }
    Ok(errors)
}

/// Each new person's address must be free, here and upstream.
async fn people(
    tx: &mut Tx,
    kind: Kind,
    fields: &Fields,
    offer: &Offer,
    errors: &mut FieldErrors,
) -> Result<(), Error> {
    let people = wizard::parse_people(fields, kind, offer).unwrap_or_default();
    for (i, person) in people.iter().enumerate().filter(|(_, p)| p.subscriber_id.is_none()) {
        let email = person.email.as_str();
        let upstream: bool = sqlx::query_scalar("select exists (select 1 from subscribers where lower(email) = $1)")
            .bind(email)
            .fetch_one(&mut **tx)
            .await?;
        if upstream || identity::email_taken(tx, &person.email).await? {
            errors.add(format!("person.{i}.email"), Fault::EmailTaken);
        }
    }
    Ok(())
}

/// The areas of the lines, as far as they parse.
pub(super) fn areas(fields: &Fields, offer: &Offer) -> Vec<Area> {
    wizard::parse_lines(fields, offer).unwrap_or_default().into_iter().map(|(_, area, ..)| area).collect()
}

/// Cards must be free, areas must have stock. Telegent being silent about stock is no error: the order will tell.
async fn lines(
    tx: &mut Tx,
    levels: &Levels,
    fields: &Fields,
    offer: &Offer,
    errors: &mut FieldErrors,
) -> Result<(), Error> {
    for (i, area, sim, ..) in wizard::parse_lines(fields, offer).unwrap_or_default() {
        if let Sim::Card(iccid) = &sim {
            let taken: bool =
                sqlx::query_scalar("select exists (select 1 from numbers where iccid = $1 and status <> 'Cancelled')")
                    .bind(iccid.as_str())
                    .fetch_one(&mut **tx)
                    .await?;
            if taken {
                errors.add(format!("line.{i}.iccid"), Fault::IccidTaken);
            }
        }
        if levels.of(&area) == Level::None {
            let field = if matches!(area, Area::Code(_)) { "area_code" } else { "zip" };
            errors.add(format!("line.{i}.{field}"), Fault::NoStock);
        }
    }
    Ok(())
}
