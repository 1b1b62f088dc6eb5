//! What there is to look after, each with the one thing to do.

use domain::{Lang, PlainAddress};
use leptos::prelude::*;
use services::{
    Actor,
    accounts::LineStatus,
    care::{self, Known, LineCare, WayBack},
    db::Tx,
};

use super::parts;
use crate::{
    context,
    error::AppError,
    paths,
    time::{date_words, zone},
    ui::{ButtonSize, Card, Glyph, Icon, LinkButton, Look, glyph},
};

/// What of a line is this person's to look after, when anything is.
///
/// # Errors
/// When the database cannot be asked.
pub async fn care_of(tx: &mut Tx, actor: &Actor, number: &str) -> Result<Option<LineCare>, AppError> {
    match care::get(tx, actor, number).await {
        Ok(care) => Ok(Some(care)),
        Err(services::Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// One row: sign, title, facts, verb, and where that leads.
struct Row {
    sign: Glyph,
    title: &'static str,
    facts: String,
    verb: &'static str,
    what: &'static str,
    urgent: bool,
}

/// All there is to look after; nothing when that is nothing.
#[component]
pub fn CareCards(
    /// The line.
    care: Option<LineCare>,
) -> impl IntoView {
    let care = care?;
    let lang = context::lang();
    let number = care.line.number.clone();
    let rows = rows(&care, lang)
        .into_iter()
        .map(|row| {
            let look = if row.urgent { Look::Primary } else { Look::Quiet };
            let label = format!("{}: {}", row.verb, row.title);
            view! {
                <li class="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3">
                    <span class="text-base-content/70"><Icon glyph=row.sign /></span>
                    <div class="min-w-0 grow basis-40">
                        <h3 class="text-sm font-medium">{row.title}</h3>
                        <p class="text-sm wrap-anywhere text-base-content/75">{row.facts}</p>
                    </div>
                    <LinkButton href=paths::care_of(&number, row.what) look size=ButtonSize::Small label>
                        {row.verb}
                    </LinkButton>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <Card title=lang.pick("Looking after the line", "Cuidar la línea") id="care" flush=true>
            <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
        </Card>
    })
}

fn rows(care: &LineCare, lang: Lang) -> Vec<Row> {
    let cancelled = care.line.status == LineStatus::Cancelled;
    let (line, on) = (care.may.line, !cancelled);
    let rows =
        [
            line.then(|| state(care, lang)),
            (on && (line || care.may.esim)).then(|| sim(care, lang)),
            (on && line).then(|| Row {
                sign: glyph::HOME,
                title: lang.pick("911 address", "Dirección para el 911"),
                facts: address_words(care.address.as_ref(), care.busy(&["set_address"]), lang),
                verb: lang.pick("Change", "Cambiar"),
                what: "911",
                urgent: false,
            }),
            (on && care.may.voicemail).then(|| voicemail(care, lang)),
            (on && line).then(|| Row {
                sign: glyph::SWAP,
                title: lang.pick("Another number", "Otro número"),
                facts: swaps_words(care, lang),
                verb: lang.pick("Change number", "Cambiar número"),
                what: "number",
                urgent: false,
            }),
            (on && line).then(|| Row {
                sign: glyph::PHONE,
                title: lang.pick("Phone", "Teléfono"),
                facts: care.phone.as_ref().and_then(|known| known.value.as_ref()?.name.clone()).unwrap_or_else(|| {
                    lang.pick("Which phone the SIM is in", "En qué teléfono está la SIM").to_owned()
                }),
                verb: lang.pick("See", "Ver"),
                what: "phone",
                urgent: false,
            }),
        ];
    rows.into_iter().flatten().collect()
}

fn state(care: &LineCare, lang: Lang) -> Row {
    let busy = care.busy(parts::STATES);
    let (title, facts, verb, urgent) = match care.line.status {
        _ if busy => (
            lang.pick("The line’s state", "Estado de la línea"),
            lang.pick("It is being changed right now.", "Se está cambiando en este momento.").to_owned(),
            lang.pick("See", "Ver"),
            false,
        ),
        LineStatus::Paused => (
            lang.pick("The line is suspended", "La línea está suspendida"),
            lang.pick("No calls, texts, data or 911.", "Sin llamadas, mensajes, datos ni 911.").to_owned(),
            lang.pick("Restore", "Restablecer"),
            true,
        ),
        LineStatus::Cancelled => (
            lang.pick("The line is cancelled", "La línea está cancelada"),
            way_back_words(care.way_back, lang),
            lang.pick("See", "Ver"),
            care.way_back.is_some_and(|back| back.open(jiff::Timestamp::now())),
        ),
        _ => (
            lang.pick("Phone lost or stolen?", "¿Teléfono perdido o robado?"),
            lang.pick(
                "Suspend the line; you can restore it any time.",
                "Suspende la línea; puedes restablecerla cuando quieras.",
            )
            .to_owned(),
            lang.pick("Suspend", "Suspender"),
            false,
        ),
    };
    Row { sign: glyph::SHIELD, title, facts, verb, what: "state", urgent }
}

fn sim(care: &LineCare, lang: Lang) -> Row {
    let kind = match (&care.line.lpa, &care.line.iccid) {
        (Some(_), _) => "eSIM",
        (None, Some(_)) => lang.pick("SIM card", "Tarjeta SIM"),
        (None, None) => lang.pick("Not read yet", "Todavía no se ha leído"),
    };
    let facts = match (care.may.line, care.sim_lock.on) {
        (false, _) => kind.to_owned(),
        (true, true) => format!("{kind} · {}", lang.pick("locked against changes", "bloqueada contra cambios")),
        (true, false) => format!("{kind} · {}", lang.pick("not locked", "sin bloqueo")),
    };
    let verb = if care.may.line { lang.pick("Replace", "Reemplazar") } else { lang.pick("See", "Ver") };
    Row { sign: glyph::SIM, title: "SIM", facts, verb, what: "sim", urgent: false }
}

fn voicemail(care: &LineCare, lang: Lang) -> Row {
    let (facts, verb) = match &care.voicemail {
        Some(mailbox) if mailbox.on => {
            let on = lang.pick("On", "Activado");
            let facts = match &mailbox.email {
                Some(email) => format!("{on} · {email}"),
                None => on.to_owned(),
            };
            (facts, lang.pick("Change", "Cambiar"))
        }
        Some(_) => (lang.pick("Off", "Desactivado").to_owned(), lang.pick("Switch on", "Activar")),
        None => (lang.pick("Not read yet", "Todavía no se ha leído").to_owned(), lang.pick("Set up", "Configurar")),
    };
    Row {
        sign: glyph::MESSAGE,
        title: lang.pick("Voicemail", "Buzón de voz"),
        facts,
        verb,
        what: "voicemail",
        urgent: false,
    }
}

fn address_words(known: Option<&Known<PlainAddress>>, busy: bool, lang: Lang) -> String {
    match known {
        _ if busy => lang.pick("Being stored…", "Guardando…").to_owned(),
        Some(Known { value: Some(address), .. }) => address.one_line(),
        Some(_) => lang.pick("None on file", "No hay ninguna registrada").to_owned(),
        None => lang.pick("Not read yet", "Todavía no se ha leído").to_owned(),
    }
}

/// How many changes of the number are left, until when.
pub(super) fn swaps_words(care: &LineCare, lang: Lang) -> String {
    let day = care.swaps_reset.map(|at| date_words(at.to_zoned(zone()).date(), lang));
    match (care.swaps_left, day, lang) {
        (None, _, _) => lang
            .pick("How many changes are left is not known yet.", "Todavía no se sabe cuántos cambios quedan.")
            .to_owned(),
        (Some(0), Some(day), Lang::En) => format!("No changes left until {day}."),
        (Some(0), Some(day), Lang::Es) => format!("No quedan cambios hasta el {day}."),
        (Some(0), None, _) => lang.pick("No changes left.", "No quedan cambios.").to_owned(),
        (Some(1), Some(day), Lang::En) => format!("1 change left until {day}."),
        (Some(1), Some(day), Lang::Es) => format!("Queda 1 cambio hasta el {day}."),
        (Some(n), Some(day), Lang::En) => format!("{n} changes left until {day}."),
        (Some(n), Some(day), Lang::Es) => format!("Quedan {n} cambios hasta el {day}."),
        (Some(n), None, Lang::En) => format!("{n} left."),
        (Some(n), None, Lang::Es) => format!("Quedan {n}."),
    }
}

/// Until when a cancelled line can be brought back.
pub(super) fn way_back_words(back: Option<WayBack>, lang: Lang) -> String {
    let Some(back) = back else { return String::new() };
    let open = back.open(jiff::Timestamp::now());
    match (back.closes, lang) {
        (None, _) => lang
            .pick(
                "It can be brought back within 30 days; we don’t know on which day it was cancelled.",
                "Se puede recuperar dentro de 30 días; no sabemos qué día se canceló.",
            )
            .to_owned(),
        (Some(closes), Lang::En) => {
            let day = date_words(closes.to_zoned(zone()).date(), lang);
            if open { format!("It can be brought back until {day}.") } else { format!("The way back closed on {day}.") }
        }
        (Some(closes), Lang::Es) => {
            let day = date_words(closes.to_zoned(zone()).date(), lang);
            if open {
                format!("Se puede recuperar hasta el {day}.")
            } else {
                format!("Se pudo recuperar hasta el {day}.")
            }
        }
    }
}
