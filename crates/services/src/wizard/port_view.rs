//! What the pages of a wizard that brings numbers show beside its fields.

use domain::{
    porting::Warning,
    wizard::{Offer, Step},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Actor, Error, Vault,
    db::Tx,
    port_ins::{
        checks,
        letter::Facts,
        links::{self, Link, Purpose},
        signature::{self, Signed},
    },
    vault,
};

use super::{draft::Draft, porting};

/// What a step shows; what another step would show is left empty.
#[derive(Clone, Debug, Default)]
pub struct PortView {
    /// Numbers of the own family that are on their way already, each with its port-in.
    pub on_their_way: Vec<(String, Uuid)>,
    /// Secrets that are kept, by name, and since when.
    pub saved: Vec<(String, Timestamp)>,
    /// What was shown before going on, and still holds.
    pub warnings: Vec<Warning>,
    /// The last link to whoever knows the PIN.
    pub pin_link: Option<Link>,
    /// The last link to whoever can sign.
    pub sign_link: Option<Link>,
    /// The last letter signed, void or not.
    pub signed: Option<Signed>,
    /// What the letter says.
    pub facts: Option<Facts>,
}

/// Reads it.
///
/// # Errors
/// [`Error::Database`].
pub async fn port_view(
    tx: &mut Tx,
    vault: &Vault,
    actor: &Actor,
    draft: &Draft,
    offer: &Offer,
    step: Step,
) -> Result<PortView, Error> {
    let mut view = PortView::default();
    match step {
        Step::Numbers => {
            for number in porting::numbers(&draft.fields) {
                let here = checks::standing(tx, number.as_str()).await?;
                let own = here.filter(|s| actor.role.is_staff() || s.account_id == actor.account_id);
                if let Some(port_in) = own.and_then(|s| s.port_in) {
                    view.on_their_way.push((number.as_str().to_owned(), port_in));
                }
            }
        }
        Step::OldAccount => {
            view.saved = vault::saved(tx, draft.id).await?;
            if !draft.fields.get("old.ack").is_empty() {
                view.warnings = porting::warnings(tx, vault, draft, offer).await?;
            }
            view.pin_link = links::last(tx, draft.id, Purpose::Pin).await?;
        }
        Step::Authorise => {
            view.signed = signature::last(tx, draft.id).await?;
            view.facts = porting::facts(&draft.fields);
            view.sign_link = links::last(tx, draft.id, Purpose::Sign).await?;
        }
        _ => {}
    }
    Ok(view)
}
