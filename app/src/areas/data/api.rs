//! What the forms about a line's data post to.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths, time,
};
#[cfg(feature = "ssr")]
use domain::{DataLimits, E164, Fault, FieldErrors, Fields, Renewal};
#[cfg(feature = "ssr")]
use jiff::{SignedDuration, Timestamp};
#[cfg(feature = "ssr")]
use services::data::{self, Turned};

/// The most lines of one form.
#[cfg(feature = "ssr")]
const MOST: usize = 100;

#[cfg(feature = "ssr")]
fn number_of(raw: &str) -> Result<E164, AppError> {
    E164::parse(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// The line of the page and those ticked beside it.
#[cfg(feature = "ssr")]
fn lines_of(number: &E164, fields: &Fields, form: &str) -> Result<Vec<String>, AppError> {
    let prefix = format!("{form}.also.");
    let ticked = fields.0.keys().filter(|name| fields.ticked(name)).filter_map(|name| name.strip_prefix(&prefix));
    let others: Vec<String> =
        ticked.take(MOST).map(|digits| number_of(digits).map(|n| n.as_str().to_owned())).collect::<Result<_, _>>()?;
    Ok([number.as_str().to_owned()].into_iter().chain(others).collect())
}

/// Leads back to the page with what is wrong, or with nothing: the page shows what becomes of each line.
#[cfg(feature = "ssr")]
async fn back(page: &str, flash: Option<Flash>) -> Result<(), AppError> {
    if let Some(flash) = flash {
        flash::put(flash.on(page)).await?;
    }
    redirect_to(page);
    Ok(())
}

/// Sets the marks of a line and of those ticked beside it.
#[server(prefix = "/do", endpoint = "set-limits")]
pub async fn set_limits(
    /// The line's number.
    number: String,
    /// The marks, `limits.…`, and further lines, `limits.also.…`.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (number, fields, mut errors) = (number_of(&number)?, Fields(fields), FieldErrors::default());
    let page = paths::limits(number.as_str());
    let Some(limits) = DataLimits::parse(&fields, "limits", &mut errors).filter(|_| errors.is_empty()) else {
        return back(&page, Some(Flash::refused(fields, errors))).await;
    };
    let lines = lines_of(&number, &fields, "limits")?;
    data::set_limits(&state().db, &state().letterhead(), &actor()?, &lines, &limits).await?;
    back(&page, None).await
}

/// Sets the day on which data of a line, and of those ticked beside it, begins anew.
#[server(prefix = "/do", endpoint = "set-renewal")]
pub async fn set_renewal(
    /// The line's number.
    number: String,
    /// The renewal, `renewal.…`, and further lines, `renewal.also.…`.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (number, fields, mut errors) = (number_of(&number)?, Fields(fields), FieldErrors::default());
    let page = paths::limits(number.as_str());
    let Some(renewal) = Renewal::parse(&fields, "renewal", &mut errors).filter(|_| errors.is_empty()) else {
        return back(&page, Some(Flash::refused(fields, errors))).await;
    };
    let lines = lines_of(&number, &fields, "renewal")?;
    data::set_renewal(&state().db, &actor()?, &lines, renewal).await?;
    back(&page, None).await
}

/// Sets what a line used to zero.
#[server(prefix = "/do", endpoint = "new-cycle")]
pub async fn new_cycle(
    /// The line's number.
    number: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let begun = data::new_cycle(&state().db, &state().letterhead(), &actor()?, number.as_str()).await?;
    let unknown = context::lang().pick(
        "Nothing was changed. Set the renewal day first: the network wants it along with a new cycle.",
        "No se cambió nada. Fija primero el día de renovación: la red lo pide junto con un ciclo nuevo.",
    );
    back(&paths::limits(number.as_str()), begun.is_none().then(|| Flash::bad(unknown))).await
}

/// Stops the data of a line.
#[server(prefix = "/do", endpoint = "pause-data")]
pub async fn pause_data(
    /// The line's number.
    number: String,
    /// `hour`, `morning`, or empty: until somebody lets it go on.
    #[server(default)]
    until: String,
    /// `line` when the form stands on the line's own page.
    #[server(default)]
    from: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let page = page_of(&number, &from);
    let until = match until.as_str() {
        "" => None,
        "hour" => Some(Timestamp::now() + SignedDuration::from_hours(1)),
        "morning" => Some(next_morning(&number).await?),
        _ => {
            let mut errors = FieldErrors::default();
            errors.add("until", Fault::Choice);
            return back(&page, Some(Flash::refused(Fields::default(), errors))).await;
        }
    };
    let turned = data::pause(&state().db, &state().letterhead(), &actor()?, number.as_str(), until).await?;
    back(&page, said(turned)).await
}

/// Lets the data of a line go on.
#[server(prefix = "/do", endpoint = "resume-data")]
pub async fn resume_data(
    /// The line's number.
    number: String,
    /// `line` when the form stands on the line's own page.
    #[server(default)]
    from: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let turned = data::resume(&state().db, &state().letterhead(), &actor()?, number.as_str(), None).await?;
    back(&page_of(&number, &from), said(turned)).await
}

#[cfg(feature = "ssr")]
fn page_of(number: &E164, from: &str) -> String {
    if from == "line" { paths::line(number.as_str()) } else { paths::limits(number.as_str()) }
}

/// What is worth saying beside what the page shows.
#[cfg(feature = "ssr")]
fn said(turned: Turned) -> Option<Flash> {
    let words = context::lang().pick(
        "Nothing was changed. The limits of this line aren’t known, so they could not be put back later. Set its limits first.",
        "No se cambió nada. No se conocen los límites de esta línea y no se podrían restaurar después. Fija primero sus límites.",
    );
    (turned == Turned::NoLimits).then(|| Flash::bad(words))
}

/// Six in the morning, the next time it is that where the line is.
#[cfg(feature = "ssr")]
async fn next_morning(number: &E164) -> Result<Timestamp, AppError> {
    let zone = time::of_line(&mut state().db.begin(&actor()?).await?, number.as_str()).await?;
    let now = Timestamp::now().to_zoned(zone);
    let today = if now.hour() < 6 { now.date() } else { now.date().saturating_add(jiff::Span::new().days(1)) };
    let morning = today.at(6, 0, 0, 0).to_zoned(now.time_zone().clone());
    morning.map(|at| at.timestamp()).map_err(|_| AppError::new(ErrorKind::Internal))
}
