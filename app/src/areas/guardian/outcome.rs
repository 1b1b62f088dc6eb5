//! What is said after something was saved.

use domain::{FieldErrors, Fields, Lang};
use services::{Error, guardian::Saved};

use crate::{
    context,
    error::AppError,
    flash::{self, Flash},
};

/// Leads to a page with what came of a save: said in a line, or, refused, at the fields as they were typed.
pub(super) async fn back_with(page: &str, saved: Result<Saved, Error>, typed: Fields) -> Result<(), AppError> {
    let lang = context::lang();
    let flash = match saved {
        Ok(saved) => said(saved, lang),
        Err(Error::Invalid(errors)) => refused(typed, errors, lang),
        Err(Error::Stale) => Flash::plain(lang.pick(
            "Somebody else changed the same thing first. Nothing of theirs was overwritten: this is how it stands now.",
            "Otra persona cambió lo mismo antes. No se sobrescribió nada suyo: así está ahora.",
        ))
        .keeping(typed),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(page)).await?;
    context::redirect_to(page);
    Ok(())
}

/// The same after a save that came beside somebody else's.
pub(super) async fn back_beside(page: &str, saved: Saved) -> Result<(), AppError> {
    let lang = context::lang();
    let also = lang.pick(
        " Somebody else saved meanwhile; what both changed holds.",
        " Otra persona guardó mientras tanto; vale lo que cambiaron ambas.",
    );
    let mut flash = said(saved, lang);
    if let Some(toast) = &mut flash.toast {
        toast.text.push_str(also);
    }
    flash::put(flash.on(page)).await?;
    context::redirect_to(page);
    Ok(())
}

/// What a save did, in a line.
pub(super) fn said(saved: Saved, lang: Lang) -> Flash {
    match saved {
        Saved::Nothing => {
            Flash::plain(lang.pick("It is so already. Nothing was changed.", "Ya está así. No se cambió nada."))
        }
        Saved::Applied(Some(_)) => Flash::good(lang.pick(
            "Saved. It is on its way to the network; the badges say when it is in force.",
            "Guardado. Va en camino a la red; las etiquetas dicen cuándo está en vigor.",
        )),
        Saved::Applied(None) => Flash::good(lang.pick("Saved.", "Guardado.")),
        Saved::Waiting(_) => Flash::plain(lang.pick(
            "What is stricter is saved. What is looser waits for the account manager’s yes; they were told.",
            "Lo más estricto está guardado. Lo más abierto espera el sí del titular de la cuenta; ya se le avisó.",
        )),
    }
}

/// A fault that no field of the form shows is said above it.
fn refused(typed: Fields, errors: FieldErrors, lang: Lang) -> Flash {
    let line = errors.at("line").is_some();
    let flash = Flash::refused(typed, errors);
    if line {
        let text = lang.pick(
            "There is no line to look after yet. Nothing was saved.",
            "Aún no hay una línea que cuidar. No se guardó nada.",
        );
        return Flash { toast: Flash::bad(text).toast, ..flash };
    }
    flash
}
