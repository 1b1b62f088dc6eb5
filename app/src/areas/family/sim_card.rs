//! What a line lives on, and how it gets onto a phone.

use domain::{Care, Lang, Reach, access::reach};
use leptos::prelude::*;
use services::accounts::Line;

use crate::{
    context,
    ui::{Card, Fact, Facts, QrCode},
};

/// The eSIM's code with help, or the card's number. Who may not see the code sees which kind it is.
#[component]
pub(crate) fn SimCard(
    /// The line.
    line: Line,
) -> impl IntoView {
    let lang = context::lang();
    let whose = line.whose();
    let may_see = may_see_code(&line);
    let number = line.iccid.filter(|_| may_see).map(|iccid| domain::iccid::grouped(&iccid));
    let kind = if line.lpa.is_some() { "eSIM" } else { lang.pick("SIM card", "Tarjeta SIM") };
    let code = line.lpa.filter(|_| may_see).map(|lpa| {
        let label = match lang {
            Lang::En => format!("Activation code of {whose}’s eSIM"),
            Lang::Es => format!("Código de activación de la eSIM de {whose}"),
        };
        view! {
            <p>
                {lang
                    .pick(
                        "Open the camera of the phone this line is for and point it here. The code works once; keep it to yourself.",
                        "Abre la cámara del teléfono de esta línea y apúntala aquí. El código sirve una vez; no lo compartas.",
                    )}
            </p>
            <div class="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
                <QrCode lpa label />
                <Help />
            </div>
        }
    });
    let rest = match (&number, may_see) {
        (Some(_), _) => None,
        (None, true) => {
            Some(lang.pick("The number of the SIM was not read yet.", "Todavía no se ha leído el número de la SIM."))
        }
        (None, false) => Some(lang.pick(
            "Its code is shown to who has the line and to who runs the account.",
            "Su código lo ven quien usa la línea y quien administra la cuenta.",
        )),
    };
    view! {
        <Card title=kind id="sim">
            {code}
            {number
                .map(|number| {
                    view! {
                        <Facts>
                            <Fact term=lang.pick("SIM number (ICCID)", "Número de la SIM (ICCID)")>{number}</Fact>
                        </Facts>
                    }
                })}
            {rest.map(|rest| view! { <p class="text-sm text-base-content/70">{rest}</p> })}
        </Card>
    }
}

/// Whoever has the code can put the line on any phone: it is for who has the line and for who runs the account.
fn may_see_code(line: &Line) -> bool {
    context::maybe_actor().is_some_and(|actor| match reach(actor.role, Care::Esim) {
        Reach::Account | Reach::Everything => true,
        Reach::Own => line.person.as_ref().is_some_and(|person| actor.subscriber_id.as_deref() == Some(&person.id)),
        Reach::Assigned | Reach::Nothing => false,
    })
}

/// Step by step on both kinds of phone.
#[component]
fn Help() -> impl IntoView {
    let lang = context::lang();
    let steps = |title: &'static str, steps: [&'static str; 3]| {
        view! {
            <details class="border-b border-base-300 py-1 last:border-0">
                <summary class="cursor-pointer py-2 font-medium">{title}</summary>
                <ol class="list-decimal space-y-1 pb-2 pl-5 text-base-content/75">
                    {steps.map(|step| view! { <li>{step}</li> })}
                </ol>
            </details>
        }
    };
    view! {
        <div class="min-w-0 text-sm">
            {steps(
                lang.pick("On an iPhone", "En un iPhone"),
                [
                    lang.pick(
                        "Open Settings, then Cellular, then Add eSIM.",
                        "Abre Configuración, luego Datos celulares, luego Agregar eSIM.",
                    ),
                    lang.pick(
                        "Choose “Use QR Code” and scan this code with the camera.",
                        "Elige “Usar código QR” y escanea este código con la cámara.",
                    ),
                    lang.pick(
                        "Wait for “Cellular Setup Complete”. It can take a few minutes.",
                        "Espera a que diga que la configuración terminó. Puede tardar unos minutos.",
                    ),
                ],
            )}
            {steps(
                lang.pick("On an Android phone", "En un teléfono Android"),
                [
                    lang.pick(
                        "Open Settings, then Network and internet, then SIMs.",
                        "Abre Ajustes, luego Redes e Internet, luego SIM.",
                    ),
                    lang.pick(
                        "Choose “Add SIM”, then “Set up an eSIM”, and scan this code.",
                        "Elige “Agregar SIM”, luego “Configurar una eSIM”, y escanea este código.",
                    ),
                    lang.pick(
                        "Switch the new SIM on when the phone asks.",
                        "Activa la SIM nueva cuando el teléfono lo pregunte.",
                    ),
                ],
            )}
            {steps(
                lang.pick("Reading this on that phone?", "¿Lees esto en ese mismo teléfono?"),
                [
                    lang.pick("Open the code below the picture and copy it.", "Abre el código debajo de la imagen y cópialo."),
                    lang.pick(
                        "Go to the same settings, and choose to enter the details by hand.",
                        "Ve a los mismos ajustes y elige escribir los datos a mano.",
                    ),
                    lang.pick("Paste the whole code, from LPA on.", "Pega el código completo, desde LPA."),
                ],
            )}
        </div>
    }
}
