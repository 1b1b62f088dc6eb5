//! A number to use until the awaited one is here.

use domain::phone::national;
use leptos::prelude::*;
use services::port_ins::{Courtesy, PortIn};

use super::islands::LiveTransfer;
use crate::{
    context, paths,
    ui::{Button, Card, ConfirmDialog, Quoted},
};

/// What there is of it; nothing where it is of no use.
#[component]
pub(super) fn CourtesyCard(
    /// The order.
    port: PortIn,
    /// How it stands with it.
    courtesy: Courtesy,
    /// Staff read.
    staff: bool,
    /// What changes with the page.
    stamp: String,
) -> impl IntoView {
    let lang = context::lang();
    // While the order is open its own card follows what moves.
    let moves = matches!(courtesy, Courtesy::Coming | Courtesy::Here { leaving: true, .. });
    let live = (moves && port.state.is_over()).then(|| {
        view! { <LiveTransfer id=port.id.to_string() stamp looks=String::new() /> }
    });
    let awaited = national(&port.number);
    let ask = {
        let id = port.id.to_string();
        move |verb: &'static str| {
            view! {
                <form method="post" action="/do/ask-courtesy-number">
                    <input type="hidden" name="id" value=id.clone() />
                    <Button>{verb}</Button>
                </form>
            }
        }
    };
    let body = match courtesy {
        Courtesy::Unneeded => return None,
        Courtesy::Offered => view! {
            <p class="text-sm text-base-content/75">
                {lang
                    .pick(
                        "The old phone works until the number moves. If it is of no use meanwhile, take a temporary number: an eSIM of its own, no charge, and it ends once the awaited number works here.",
                        "El teléfono anterior funciona hasta que el número pase. Si mientras tanto no te sirve, toma un número temporal: con su propia eSIM, sin costo, y termina cuando el número esperado funcione aquí.",
                    )}
            </p>
            {ask(lang.pick("Get a temporary number", "Obtener un número temporal"))}
        }
        .into_any(),
        Courtesy::Coming => view! {
            <p class="text-sm text-base-content/75">
                {lang.pick("It is being set up: a minute, as a rule.", "Se está preparando: suele tardar un minuto.")}
            </p>
        }
        .into_any(),
        Courtesy::Refused(why) => view! {
            <p class="text-sm text-base-content/75">
                {lang
                    .pick(
                        "None was to be had. Our staff look into it.",
                        "No se pudo conseguir ninguno. Nuestro personal lo revisa.",
                    )}
            </p>
            {staff
                .then(|| {
                    view! {
                        <p class="text-xs text-base-content/70"><Quoted words=why /></p>
                        {ask(lang.pick("Try again", "Intentar de nuevo"))}
                    }
                })}
        }
        .into_any(),
        Courtesy::Here { number, leaving } => {
            let ends = match (leaving, port.ended_at.is_some()) {
                (true, _) => lang.pick("It is ending now.", "Está terminando.").to_owned(),
                (false, true) => lang
                    .pick(
                        "It stays for a week, in case you begin again; then it ends.",
                        "Se queda una semana, por si empiezas de nuevo; después termina.",
                    )
                    .to_owned(),
                (false, false) => lang.pick_string(
                    || format!("It ends once {awaited} works here, after 60 days at the latest."),
                    || format!("Termina cuando el {awaited} funcione aquí, a más tardar después de 60 días."),
                ),
            };
            let id = port.id.to_string();
            let let_go = (!leaving && port.ended_at.is_some()).then(|| {
                view! {
                    <ConfirmDialog
                        id="end-courtesy"
                        opener=lang.pick("Let it go now", "Terminarlo ya")
                        title=lang.pick("Let the temporary number go?", "¿Terminar el número temporal?")
                        action="/do/end-courtesy-number"
                        verb=lang.pick("Let it go", "Terminarlo")
                    >
                        <input type="hidden" name="id" value=id />
                        <p>
                            {lang
                                .pick(
                                    "Calls and texts to it stop within minutes.",
                                    "Las llamadas y mensajes a él dejan de llegar en minutos.",
                                )}
                        </p>
                    </ConfirmDialog>
                }
            });
            view! {
                <p class="num text-lg font-medium">
                    <a class="link" href=paths::line(&number)>{national(&number)}</a>
                </p>
                <p class="text-sm text-base-content/75">
                    {lang
                        .pick(
                            "Its eSIM and QR code are on the line’s page. ",
                            "Su eSIM y el código QR están en la página de la línea. ",
                        )} {ends}
                </p>
                {let_go}
            }
            .into_any()
        }
        Courtesy::Gone { number } => {
            let number = national(&number);
            let words = lang.pick_string(
                || format!("{number} stood in for this one and has ended. Its eSIM can be deleted from the phone."),
                || format!("El {number} ocupaba el lugar de este y terminó. Su eSIM se puede borrar del teléfono."),
            );
            view! { <p class="num text-sm text-base-content/75">{words}</p> }.into_any()
        }
    };
    Some(
        view! { <Card title=lang.pick("A number until then", "Un número mientras tanto") id="courtesy">{body} {live}</Card> },
    )
}
