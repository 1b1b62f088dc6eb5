//! Where 911 sends help.

use domain::{Address, Care, Fault, FieldErrors, Fields, Lang, PlainAddress, porting::is_po_box};
use sqlx::types::Json;

use crate::{Actor, Db, Error, accounts::LineStatus, actor::By, journal::CareAct};

use super::request::{With, ask, hold};

/// Has the address stored that is typed in `e911.street1` …; what the network says to it shows on the page.
///
/// # Errors
/// [`Error::Invalid`] by field; [`Error::Stale`] for a cancelled line, or while another address is under way; [`Error::NotFound`].
pub async fn set_address(db: &Db, actor: &Actor, number: &str, fields: &Fields) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if held.line.status == LineStatus::Cancelled {
        return Err(Error::Stale);
    }
    let mut errors = FieldErrors::default();
    let address = Address::parse(fields, "e911", &mut errors);
    if is_po_box(fields.get("e911.street1")) {
        errors.add("e911.street1", Fault::PoBox);
    }
    errors.into_result().map_err(Error::Invalid)?;
    let address = address.ok_or(Error::NotFound)?;
    let before: Option<Json<PlainAddress>> =
        sqlx::query_scalar("select e911 from line_care where number = $1 and account_id = $2")
            .bind(number)
            .bind(&held.account_id)
            .fetch_optional(&mut *tx)
            .await?
            .flatten();
    let plain = PlainAddress::from(&address);
    let title = format!("911 address of {}", held.national());
    let act = CareAct::SetAddress { address: (&address).into() };
    let with = With { typed: plain.fields("e911"), ..With::default() };
    if ask(&mut tx, By::from(actor), &held, act, title, with).await? {
        let before = before.map(|before| before.0.one_line());
        let detail = Lang::ALL.map(|lang| {
            let from = before.as_deref().unwrap_or(lang.pick("not known", "no se sabe"));
            format!("{}: {from} → {}", held.national(), plain.one_line())
        });
        held.note(&mut tx, actor, Some("911"), "911 address changed", &detail).await?;
    }
    Ok(tx.commit().await?)
}
