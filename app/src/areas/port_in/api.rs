//! What the forms behind links post to.

use leptos::prelude::*;

use crate::error::AppError;

/// Where numbers are followed that were sent in one go: the one, or the list.
#[cfg(feature = "ssr")]
pub(crate) async fn sent(tx: &mut services::db::Tx, batch: uuid::Uuid) -> Result<String, AppError> {
    Ok(match services::port_ins::of_batch(tx, batch).await?.as_slice() {
        [one] => crate::paths::transfer(&one.to_string()),
        _ => crate::paths::transfers_where(&[("batch", &batch.to_string())]),
    })
}

/// Signs the letter of authorization.
#[server(prefix = "/do", endpoint = "sign-letter")]
pub async fn sign_letter(
    /// From the link.
    token: String,
    /// The name as typed.
    #[server(default)]
    name: String,
    /// `on` when it is agreed to.
    #[server(default)]
    agree: String,
    /// Stands for what the page showed.
    shown: String,
) -> Result<(), AppError> {
    use domain::Fields;
    use services::{
        Error,
        port_ins::by_link::{self, SignIt},
    };

    use crate::{
        context,
        flash::{self, Flash},
        paths,
    };

    let (state, witness, lang) = (context::state(), context::witness(), context::lang());
    let it = SignIt { token: &token, name: &name, agree: agree == "on", shown: &shown, lang, witness: &witness };
    match by_link::sign(&state.db, &state.letterhead(), &it).await {
        Ok(()) => context::redirect_to(&paths::authorised(&token)),
        Err(Error::Invalid(errors)) => {
            let typed = Fields::from([("name", name.as_str()), ("agree", agree.as_str())]);
            flash::put(Flash::refused(typed, errors)).await?;
            context::redirect_to(&paths::authorise(&token));
        }
        Err(Error::Stale) => {
            let text = lang.pick(
                "The letter was changed while you read it. Nothing is signed: please read it once more.",
                "La carta cambió mientras la leías. No se firmó nada: léela otra vez.",
            );
            flash::put(Flash::bad(text)).await?;
            context::redirect_to(&paths::authorise(&token));
        }
        // The page says so.
        Err(Error::Expired) => context::redirect_to(&paths::authorise(&token)),
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// Seals the PIN of the old account.
#[server(prefix = "/do", endpoint = "enter-old-pin")]
pub async fn enter_old_pin(
    /// From the link.
    token: String,
    /// The PIN.
    #[server(default)]
    pin: String,
    /// The day it was made; may be empty.
    #[server(default)]
    made: String,
) -> Result<(), AppError> {
    use domain::Fields;
    use services::{Error, port_ins::by_link};

    use crate::{
        context,
        flash::{self, Flash},
        paths,
    };

    let (state, addr) = (context::state(), context::client_addr());
    match by_link::enter_pin(&state.db, &state.vault, &token, &pin.into(), &made, &addr).await {
        Ok(()) => context::redirect_to(&paths::old_pin_kept(&token)),
        Err(Error::Invalid(errors)) => {
            flash::put(Flash::refused(Fields::from([("made", made.as_str())]), errors)).await?;
            context::redirect_to(&paths::old_pin(&token));
        }
        Err(Error::Expired) => context::redirect_to(&paths::old_pin(&token)),
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
