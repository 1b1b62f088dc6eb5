//! What the forms of the pages about care post to.

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    areas::leaving::api::{number_of, step_up, too_many},
    context::{self, actor, redirect_to, state},
    flash::{self, Flash},
    paths,
};
#[cfg(feature = "ssr")]
use domain::{E164, FieldErrors, Fields};
#[cfg(feature = "ssr")]
use services::{Error, care};

/// Where a form came from, and what it held.
#[cfg(feature = "ssr")]
struct Origin<'a> {
    number: &'a E164,
    /// The last part of the page's address.
    what: &'a str,
    /// The name of the form, for what is wrong with the password.
    form: &'a str,
    /// What was typed.
    fields: Fields,
}

#[cfg(feature = "ssr")]
impl<'a> Origin<'a> {
    fn new(number: &'a E164, what: &'a str) -> Self {
        Self { number, what, form: "", fields: Fields::default() }
    }

    /// Leads back to the page with what came of it; what is under way the page itself says.
    async fn back(self, done: Result<(), Error>) -> Result<(), AppError> {
        let lang = context::lang();
        let page = paths::care_of(self.number.as_str(), self.what);
        let fields = self.fields.without_secrets();
        let flash = match done {
            Ok(()) => None,
            Err(Error::Invalid(errors)) => {
                let name = |name: String| if name == "password" { format!("{}.password", self.form) } else { name };
                let errors = errors.0.into_iter().map(|(at, fault)| (name(at), fault)).collect();
                Some(Flash::refused(fields, FieldErrors(errors)))
            }
            Err(Error::Throttled { retry_after_s }) => Some(Flash::bad(too_many(lang, retry_after_s)).keeping(fields)),
            Err(Error::Stale) => Some(
                Flash::plain(lang.pick(
                    "The line has changed in the meantime, or another change of it is under way. Nothing was changed: this is how \
                     it stands now.",
                    "Mientras tanto la línea cambió o hay otro cambio en curso. No se cambió nada: así está ahora.",
                ))
                .keeping(fields),
            ),
            Err(Error::Expired) => Some(Flash::plain(lang.pick(
                "The way back is closed: the line was cancelled more than 30 days ago.",
                "Ya no se puede: la línea se canceló hace más de 30 días.",
            ))),
            Err(other) => return Err(other.into()),
        };
        if let Some(flash) = flash {
            flash::put(flash.on(&page)).await?;
        }
        redirect_to(&page);
        Ok(())
    }
}

/// Has another SIM put on a line.
#[server(prefix = "/do", endpoint = "swap-sim")]
pub async fn swap_sim(
    /// The line's number.
    number: String,
    /// `esim` or `card`.
    #[server(default)]
    #[server(rename = "sim.kind")]
    kind: String,
    /// The card's number.
    #[server(default)]
    #[server(rename = "sim.iccid")]
    iccid: String,
    /// The password of who is signed in.
    #[server(rename = "swap.password")]
    password: String,
    /// Set where the lock is to be lifted with it.
    #[server(default)]
    unlock: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let card = (kind == "card").then_some(iccid.as_str());
    let fields = Fields::from([("sim.kind", kind.as_str()), ("sim.iccid", iccid.as_str())]);
    let done = match step_up(password).await {
        Ok(()) => {
            care::swap_sim(&state.db, &state.letterhead(), &actor()?, number.as_str(), card, !unlock.is_empty()).await
        }
        Err(error) => Err(error),
    };
    Origin { form: "swap", fields, ..Origin::new(&number, "sim") }.back(done).await
}

/// Lifts the SIM lock of a line.
#[server(prefix = "/do", endpoint = "lift-sim-lock")]
pub async fn lift_sim_lock(
    /// The line's number.
    number: String,
    /// The password of who is signed in.
    #[server(rename = "lift.password")]
    password: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let done = match step_up(password).await {
        Ok(()) => care::lift_sim_lock(&state.db, &state.letterhead(), &actor()?, number.as_str()).await,
        Err(error) => Err(error),
    };
    Origin { form: "lift", ..Origin::new(&number, "sim") }.back(done).await
}

/// Puts the SIM lock of a line on.
#[server(prefix = "/do", endpoint = "put-sim-lock")]
pub async fn put_sim_lock(
    /// The line's number.
    number: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let done = care::put_sim_lock(&state().db, &actor()?, number.as_str()).await;
    Origin::new(&number, "sim").back(done).await
}

/// Stores where 911 sends help.
#[server(prefix = "/do", endpoint = "set-emergency-address")]
pub async fn set_emergency_address(
    /// The line's number.
    number: String,
    /// House number and street.
    #[server(default)]
    #[server(rename = "e911.street1")]
    street1: String,
    /// Flat, suite.
    #[server(default)]
    #[server(rename = "e911.street2")]
    street2: String,
    /// Town.
    #[server(default)]
    #[server(rename = "e911.city")]
    city: String,
    /// State.
    #[server(default)]
    #[server(rename = "e911.state")]
    us_state: String,
    /// ZIP code.
    #[server(default)]
    #[server(rename = "e911.zip")]
    zip: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let fields = Fields::from([
        ("e911.street1", street1.as_str()),
        ("e911.street2", street2.as_str()),
        ("e911.city", city.as_str()),
        ("e911.state", us_state.as_str()),
        ("e911.zip", zip.as_str()),
    ]);
    let done = care::set_address(&state().db, &actor()?, number.as_str(), &fields).await;
    Origin { fields, ..Origin::new(&number, "911") }.back(done).await
}

/// Switches voicemail on, or changes it.
#[server(prefix = "/do", endpoint = "set-voicemail")]
pub async fn set_voicemail(
    /// The line's number.
    number: String,
    /// The PIN; may be empty where voicemail is on.
    #[server(default)]
    #[server(rename = "voicemail.pin")]
    pin: String,
    /// Where notices go.
    #[server(default)]
    #[server(rename = "voicemail.email")]
    email: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let fields = Fields::from([("voicemail.pin", pin.as_str()), ("voicemail.email", email.as_str())]);
    let done = care::set_voicemail(&state.db, &state.vault, &actor()?, number.as_str(), &fields).await;
    Origin { fields, ..Origin::new(&number, "voicemail") }.back(done).await
}

/// Switches voicemail off; what was recorded is deleted.
#[server(prefix = "/do", endpoint = "drop-voicemail")]
pub async fn drop_voicemail(
    /// The line's number.
    number: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let done = care::drop_voicemail(&state().db, &actor()?, number.as_str()).await;
    Origin::new(&number, "voicemail").back(done).await
}

/// Has the network asked what it alone knows of a line.
#[server(prefix = "/do", endpoint = "look-at-line")]
pub async fn look_at_line(
    /// The line's number.
    number: String,
    /// The page to come back to.
    #[server(default)]
    what: String,
) -> Result<(), AppError> {
    let number = number_of(&number)?;
    let done = care::look(&state().db, &actor()?, number.as_str()).await;
    Origin::new(&number, &what).back(done).await
}

/// Suspends a line.
#[server(prefix = "/do", endpoint = "suspend-line")]
pub async fn suspend_line(
    /// The line's number.
    number: String,
    /// Ticked where a transfer may be stopped by it.
    #[server(default)]
    #[server(rename = "suspend.sure")]
    sure: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let done = care::suspend(&state.db, &state.letterhead(), &actor()?, number.as_str(), !sure.is_empty()).await;
    Origin::new(&number, "state").back(done).await
}

/// Has a suspended line work again.
#[server(prefix = "/do", endpoint = "restore-line")]
pub async fn restore_line(
    /// The line's number.
    number: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let done = care::restore(&state.db, &state.letterhead(), &actor()?, number.as_str()).await;
    Origin::new(&number, "state").back(done).await
}

/// Ends a line, for staff.
#[server(prefix = "/do", endpoint = "cancel-line")]
pub async fn cancel_line(
    /// The line's number.
    number: String,
    /// Its last four digits, typed.
    #[server(default)]
    #[server(rename = "cancel.digits")]
    digits: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let done = care::cancel(&state.db, &state.letterhead(), &actor()?, number.as_str(), digits.trim()).await;
    Origin::new(&number, "state").back(done).await
}

/// Brings a cancelled line back.
#[server(prefix = "/do", endpoint = "reactivate-line")]
pub async fn reactivate_line(
    /// The line's number.
    number: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let done = care::reactivate(&state.db, &state.letterhead(), &actor()?, number.as_str()).await;
    Origin::new(&number, "state").back(done).await
}

/// Has a line get another number.
#[server(prefix = "/do", endpoint = "change-number")]
pub async fn change_number(
    /// The line's number.
    number: String,
    /// Where the new one is from; empty for the same area.
    #[server(default)]
    #[server(rename = "number.area_code")]
    area_code: String,
    /// Ticked: the old one is gone.
    #[server(default)]
    #[server(rename = "number.sure")]
    sure: String,
    /// The password of who is signed in.
    #[server(rename = "renumber.password")]
    password: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let fields = Fields::from([("number.area_code", area_code.as_str()), ("number.sure", sure.as_str())]);
    let done = match step_up(password).await {
        Ok(()) => {
            let (head, sure) = (state.letterhead(), !sure.is_empty());
            care::change_number(&state.db, &head, &actor()?, number.as_str(), &area_code, sure).await
        }
        Err(error) => Err(error),
    };
    Origin { form: "renumber", fields, ..Origin::new(&number, "number") }.back(done).await
}
