//! What else one can do with an order: look now, hold it, mail a link for the PIN, cancel it.

use domain::porting::{PinLife, PortState};
use leptos::prelude::*;
use services::port_ins::PortIn;

use super::words::carrier_name;
use crate::{
    context,
    forms::{Field, FormState},
    paths,
    ui::{Button, Card, ConfirmDialog, CopyId},
};

/// The card of actions; empty when there is nothing to do.
#[component]
pub(super) fn Acts(
    /// The order.
    port: PortIn,
    /// Staff read.
    staff: bool,
    /// What was typed and refused.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let id = port.id.to_string();
    let open = port.ended_at.is_none();
    let hidden = {
        let id = id.clone();
        move || view! { <input type="hidden" name="id" value=id.clone() /> }
    };
    let look = (staff && open && port.order_id.is_some()).then(|| {
        view! {
            <form method="post" action="/do/look-at-transfer">
                {hidden()} <Button>{lang.pick("Look now", "Revisar ahora")}</Button>
            </form>
        }
    });
    let hold = (staff && open).then(|| {
        let (to, words) = if port.held {
            ("", lang.pick("Let it go on", "Que siga"))
        } else {
            ("on", lang.pick("Hold it", "Poner en pausa"))
        };
        view! {
            <form method="post" action="/do/hold-transfer">
                {hidden()} <input type="hidden" name="held" value=to /> <Button>{words}</Button>
            </form>
        }
    });
    let cancel = (open && (port.state.may_cancel() || port.state == PortState::NeedsInfo) && !port.busy).then(|| {
        view! {
            <ConfirmDialog
                id="cancel"
                opener=lang.pick("Cancel the transfer", "Cancelar el traslado")
                title=lang.pick("Cancel this transfer for good?", "¿Cancelar este traslado definitivamente?")
                action="/do/cancel-transfer"
                verb=lang.pick("Cancel the transfer", "Cancelar el traslado")
            >
                <input type="hidden" name="id" value=id.clone() />
                <p>
                    {lang
                        .pick(
                            "The number stays with your old carrier and goes on working there. This order cannot be opened again; you can start a new one any time.",
                            "El número se queda con tu operador anterior y sigue funcionando ahí. Este pedido no se puede reabrir; puedes empezar otro cuando quieras.",
                        )}
                </p>
            </ConfirmDialog>
        }
    });
    let pin = (open && asks_for_pin(&port)).then(|| view! { <PinLink port=port.clone() form /> });
    let any = look.is_some() || hold.is_some() || cancel.is_some() || pin.is_some();
    any.then(|| {
        view! {
            <Card title=lang.pick("More", "Más") id="acts">
                {pin}
                <div class="flex flex-wrap gap-2 empty:hidden">{look} {hold} {cancel}</div>
            </Card>
        }
    })
}

/// Whether a new PIN could be of use now.
fn asks_for_pin(port: &PortIn) -> bool {
    !port.busy && (port.state.may_update() || port.state == PortState::NeedsInfo)
}

/// The holder of the old account enters the PIN: nobody else ever sees it.
#[component]
fn PinLink(port: PortIn, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let wrong = form.errors().at("email").is_some();
    let carrier = carrier_name(&port.carrier, lang);
    let words = lang.pick_string(
        || format!("We mail them a link that works once. They enter the PIN of {carrier}; nobody sees it."),
        || format!("Le enviamos un enlace que sirve una vez. Escribe el PIN de {carrier}; nadie lo ve."),
    );
    view! {
        <details open=wrong>
            <summary class="cursor-pointer py-1 text-sm">
                {lang.pick("Let the account holder enter the PIN", "Que el titular escriba el PIN")}
            </summary>
            <form method="post" action="/do/mail-pin-link" novalidate=true class="mt-2 space-y-3">
                <input type="hidden" name="id" value=port.id.to_string() />
                <p class="text-xs text-base-content/70">{words}</p>
                <Field at=form.at_or("name", &port.holder) label=lang.pick("Name", "Nombre") either=true />
                <Field
                    at=form.at("email")
                    label=lang.pick("E-mail address", "Correo electrónico")
                    kind="email"
                    inputmode="email"
                    either=true
                />
                <Button>{lang.pick("Mail the link", "Enviar el enlace")}</Button>
            </form>
        </details>
    }
}

/// What the order is made of; ids for staff.
#[component]
pub(super) fn Details(
    /// The order.
    port: PortIn,
    /// Staff read.
    staff: bool,
    /// What is left of the PIN's life, while it is of use.
    life: Option<PinLife>,
) -> impl IntoView {
    let lang = context::lang();
    let row = |term: &'static str, value: String| {
        (!value.trim().is_empty()).then(|| {
            view! {
                <div class="flex flex-wrap gap-x-2">
                    <dt class="text-base-content/70">{term}</dt>
                    <dd class="num min-w-0 wrap-anywhere">{value}</dd>
                </div>
            }
        })
    };
    let saved = |name: &str| {
        let there = port.saved.iter().any(|(kept, _)| kept == name);
        if there { lang.pick("saved, not shown", "guardado, no se muestra").to_owned() } else { String::new() }
    };
    let pin = match (saved("pin"), life) {
        (saved, Some(life)) if !saved.is_empty() => format!("{saved}; {}", life.words(lang)),
        (saved, _) => saved,
    };
    let sim = port.iccid.as_deref().map(domain::iccid::grouped).unwrap_or_default();
    let ids = staff.then(|| {
        let account = port.account_id.clone();
        view! {
            <div class="flex flex-col gap-1 pt-1">
                {port.order_id.clone().map(|id| view! { <CopyId label="Order" id /> })}
                <CopyId label="Account" id=account.clone() />
                <p class="text-xs">
                    <a class="link py-1" href=paths::account(&account)>
                        {port.account_name.clone()}
                    </a>
                </p>
            </div>
        }
    });
    let facts = view! {
        {row(lang.pick("For", "Para"), port.person.clone())}
        {row(lang.pick("Name on the bill", "Nombre en la factura"), port.holder.clone())}
        {row(lang.pick("Address on the bill", "Dirección en la factura"), port.billing.one_line())}
        {row(lang.pick("Account number", "Número de cuenta"), saved("account_number"))}
        {row("PIN", pin)}
        {row("SIM", sim)}
        {row(lang.pick("Asked for by", "Pedido por"), port.created_by_name.clone())}
    };
    view! {
        <Card title=lang.pick("What we sent", "Lo que enviamos") id="sent">
            <dl class="space-y-1 text-sm">{facts}</dl>
            {ids}
        </Card>
    }
}
