//! What the forms of reference data post to.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
#[cfg(feature = "ssr")]
use domain::{
    Fault, FieldErrors, Fields,
    guardian::{KeywordClass, Level, LevelRow, LevelTable},
    porting::{CarrierHint, FieldHint, Fix, Mover, Need, NumberKind, PortField, Refusal, Words},
};
#[cfg(feature = "ssr")]
use services::{Error, guardian, reference};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// Saves a row of the catalogue of refusals.
#[server(prefix = "/do", endpoint = "save-refusal")]
pub async fn save_refusal(
    /// The row.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let fields = Fields(fields);
    let seen = fields.0.get("seen").map(|seen| seen.parse::<i64>().unwrap_or(-1));
    let (fix, mover) = (Fix::parse(fields.get("fix")), Mover::parse(fields.get("mover")));
    let page = paths::refusal(if seen.is_some() { fields.get("key") } else { paths::NEW_ROW });
    let mut faults = FieldErrors::default();
    let fix = faults.take("fix", fix.ok_or(Fault::Choice));
    let mover = faults.take("mover", mover.ok_or(Fault::Choice));
    let saved = match (fix, mover) {
        (Some(fix), Some(mover)) => {
            let ticked = |field: &PortField| fields.ticked(&format!("fields.{}", field.as_str()));
            let row = Refusal {
                key: fields.get("key").to_owned(),
                codes: list(fields.get("codes")),
                phrases: list(fields.get("phrases")),
                fields: PortField::ALL.into_iter().filter(ticked).collect(),
                fix,
                mover,
                title: words(&fields, "title"),
                advice: words(&fields, "advice"),
            };
            reference::save_refusal(&state().db, &actor()?, seen, row).await
        }
        _ => Err(Error::Invalid(faults)),
    };
    answer(saved, fields, &page, &paths::refusals()).await
}

/// Saves what a carrier wants to know.
#[server(prefix = "/do", endpoint = "save-carrier")]
pub async fn save_carrier(
    /// The row.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let fields = Fields(fields);
    let known = match fields.get("id") {
        "" => None,
        id => {
            let id = Uuid::parse_str(id).map_err(|_| AppError::new(ErrorKind::NotFound))?;
            Some((id, fields.get("seen").parse().unwrap_or(-1)))
        }
    };
    let page = paths::carrier(&known.map_or_else(|| paths::NEW_ROW.to_owned(), |(id, _)| id.to_string()));
    let mut faults = FieldErrors::default();
    let kind = match known {
        // A known row keeps its own.
        Some(_) => Some(NumberKind::Mobile),
        None => faults.take("kind", NumberKind::parse(fields.get("kind")).ok_or(Fault::Choice)),
    };
    let account_number = field_of(&fields, "account_number", &mut faults);
    let pin = field_of(&fields, "pin", &mut faults);
    let pin_days = match fields.get("pin_days") {
        "" => Some(None),
        days => faults.take("pin_days", days.parse().map(Some).map_err(|_| Fault::Amount)),
    };
    let saved = match (kind, account_number, pin, pin_days) {
        (Some(kind), Some(account_number), Some(pin), Some(pin_days)) => {
            let row = CarrierHint {
                carrier: fields.get("carrier").to_owned(),
                aliases: list(fields.get("aliases")),
                kind,
                account_number,
                pin,
                pin_days,
                who: words(&fields, "who"),
                reseller_of: Some(fields.get("reseller_of").to_owned()).filter(|of| !of.is_empty()),
            };
            reference::save_hint(&state().db, &actor()?, known, row).await.map(drop)
        }
        _ => Err(Error::Invalid(faults)),
    };
    answer(saved, fields, &page, &paths::carriers()).await
}

/// Adds pasted numbers of help; rows that cannot be read come back.
#[server(prefix = "/do", endpoint = "add-hotlines")]
pub async fn add_hotlines(
    /// The rows.
    #[server(default)]
    rows: String,
) -> Result<(), AppError> {
    use services::hotlines::{self, Verdict};

    let flash = match hotlines::add(&state().db, &actor()?, &rows).await {
        Ok(done) => {
            let count = |verdict| done.iter().filter(|row| row.verdict == verdict).count();
            let (added, known) = (count(Verdict::Added), count(Verdict::Known));
            let left: Vec<&str> = done
                .iter()
                .filter(|row| matches!(row.verdict, Verdict::NoNumber | Verdict::Emergency))
                .map(|row| row.line.as_str())
                .take(200)
                .collect();
            let text = format!("{added} added, {known} known before, {} not taken.", done.len() - added - known);
            let flash = if left.is_empty() { Flash::good(text) } else { Flash::plain(text) };
            flash.keeping(Fields::from([("rows", left.join("\n").as_str())]))
        }
        Err(Error::Invalid(errors)) => Flash::refused(Fields::from([("rows", rows.as_str())]), errors),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&paths::hotlines())).await?;
    redirect_to(&paths::hotlines());
    Ok(())
}

/// Takes a number of help out of the list.
#[server(prefix = "/do", endpoint = "remove-hotline")]
pub async fn remove_hotline(
    /// As it is kept.
    number: String,
) -> Result<(), AppError> {
    services::hotlines::remove(&state().db, &actor()?, &number).await?;
    flash::put(Flash::good("Taken out of the list.").on(&paths::hotlines())).await?;
    redirect_to(&paths::hotlines());
    Ok(())
}

/// Saves what the levels of texts switch.
#[server(prefix = "/do", endpoint = "save-levels")]
pub async fn save_levels(
    /// A tick per level and switch: `child.links`.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let fields = Fields(fields);
    let row = |level: Level| {
        let ticked = |name: &str| fields.ticked(&format!("{}.{name}", level.as_str()));
        LevelRow {
            level,
            block_unknown: ticked("unknown"),
            block_links: ticked("links"),
            block_media: ticked("media"),
            classes: KeywordClass::ALL.into_iter().filter(|class| ticked(class.as_str())).collect(),
        }
    };
    let table = LevelTable(Level::ALL.map(row).to_vec());
    let saved = guardian::set_levels(&state().db, &actor()?, &table).await;
    answer(saved, fields, &paths::levels(), &paths::levels()).await
}

/// Leads to the list when it is saved, else back to the row with what was typed.
#[cfg(feature = "ssr")]
async fn answer(saved: Result<(), Error>, typed: Fields, page: &str, list: &str) -> Result<(), AppError> {
    let lang = context::lang();
    let (flash, to) = match saved {
        Ok(()) => (
            Flash::good(
                lang.pick("Saved. It holds from the next reading on.", "Guardado. Vale desde la próxima lectura."),
            ),
            list,
        ),
        Err(Error::Invalid(errors)) => (Flash::refused(typed, errors), page),
        Err(Error::Stale) => {
            let text = lang.pick(
                "A colleague edited this row since you opened it. Nothing was overwritten: below is how it stands now.",
                "Un colega editó esta fila desde que la abriste. No se sobrescribió nada: abajo está como quedó.",
            );
            (Flash::bad(text), page)
        }
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(list)).await?;
    redirect_to(to);
    Ok(())
}

#[cfg(feature = "ssr")]
fn list(raw: &str) -> Vec<String> {
    raw.split([',', '\n']).map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
}

#[cfg(feature = "ssr")]
fn words(fields: &Fields, name: &str) -> Words {
    let text = |code: &str| fields.get(&format!("{name}.{code}")).replace("\r\n", "\n");
    Words { en: text("en"), es: text("es") }
}

/// How a carrier has one field.
#[cfg(feature = "ssr")]
fn field_of(fields: &Fields, name: &str, faults: &mut FieldErrors) -> Option<FieldHint> {
    let at = |part: &str| format!("{name}.{part}");
    let need = faults.take(&at("need"), Need::parse(fields.get(&at("need"))).ok_or(Fault::Choice));
    let mut length = |part: &str| faults.take(&at(part), fields.get(&at(part)).parse().map_err(|_| Fault::Amount));
    let (min, max) = (length("min"), length("max"));
    Some(FieldHint {
        need: need?,
        label: words(fields, &at("label")),
        hint: words(fields, &at("hint")),
        min: min?,
        max: max?,
        digits_only: fields.ticked(&at("digits")),
    })
}
