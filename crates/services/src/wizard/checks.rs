//! What a step's parser cannot know: what others already have.

use domain::{
    Email, Fault, FieldErrors, Fields, Iccid,
    porting::NumberKind,
    wizard::{self, Area, Kind, Offer, Sim, Step},
};

use crate::{Error, db::Tx, identity, port_ins::dates};

use super::{
    porting,
    stock::{Level, Levels},
};

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
        // The calendar is what a parser has not.
        Step::OldAccount if porting::kind(fields) == NumberKind::Landline => {
            errors.take("old.date", dates::wanted_date(fields.get("old.date"), porting::today()));
        }
        Step::PortLines => port_lines(tx, fields, offer, &mut errors).await?,
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
        if email_taken(tx, &person.email).await? {
            errors.add(format!("person.{i}.email"), Fault::EmailTaken);
        }
    }
    Ok(())
}

/// Whether somebody has the address, here or upstream, in whatever family: Telegent takes each once.
async fn email_taken(tx: &mut Tx, email: &Email) -> Result<bool, Error> {
    let upstream: bool =
        sqlx::query_scalar("select subscriber_exists($1)").bind(email.as_str()).fetch_one(&mut **tx).await?;
    Ok(upstream || identity::email_taken(tx, email).await?)
}

async fn card_taken(tx: &mut Tx, iccid: &Iccid) -> Result<bool, Error> {
    Ok(sqlx::query_scalar("select card_in_use($1)").bind(iccid.as_str()).fetch_one(&mut **tx).await?)
}

/// New people's addresses and the cards of numbers that come over must be free.
async fn port_lines(tx: &mut Tx, fields: &Fields, offer: &Offer, errors: &mut FieldErrors) -> Result<(), Error> {
    let lines = wizard::parse_port_lines(fields, offer).map(|parsed| parsed.lines).unwrap_or_default();
    for (i, (person, sim, _)) in lines.iter().enumerate() {
        if person.subscriber_id.is_none() && email_taken(tx, &person.email).await? {
            errors.add(format!("in.{i}.email"), Fault::EmailTaken);
        }
        if let Sim::Card(iccid) = sim
            && card_taken(tx, iccid).await?
        {
            errors.add(format!("in.{i}.iccid"), Fault::IccidTaken);
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
        if let Sim::Card(iccid) = &sim
            && card_taken(tx, iccid).await?
        {
            errors.add(format!("line.{i}.iccid"), Fault::IccidTaken);
        }
        if levels.of(&area) == Level::None {
            let field = if matches!(area, Area::Code(_)) { "area_code" } else { "zip" };
            errors.add(format!("line.{i}.{field}"), Fault::NoStock);
        }
    }
    Ok(())
}
